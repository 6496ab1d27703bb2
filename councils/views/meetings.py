"""Pages: meetings."""


def meeting_list(request, **kwargs):
    raise NotImplementedError


def meeting_detail(request, **kwargs):
    raise NotImplementedError


def meeting_calendar(request, **kwargs):
    raise NotImplementedError


def meeting_respond(request, **kwargs):
    raise NotImplementedError


def meeting_publish(request, **kwargs):
    raise NotImplementedError
