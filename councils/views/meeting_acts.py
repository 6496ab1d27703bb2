"""Pages: preparing a meeting."""


def meeting_create(request, **kwargs):
    raise NotImplementedError


def meeting_change(request, **kwargs):
    raise NotImplementedError


def meeting_convene(request, **kwargs):
    raise NotImplementedError


def meeting_cancel(request, **kwargs):
    raise NotImplementedError
