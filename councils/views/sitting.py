"""Pages: sitting."""


def meeting_console(request, **kwargs):
    raise NotImplementedError


def meeting_sitting(request, **kwargs):
    raise NotImplementedError


def meeting_open(request, **kwargs):
    raise NotImplementedError


def meeting_close(request, **kwargs):
    raise NotImplementedError


def meeting_not_held(request, **kwargs):
    raise NotImplementedError


def item_start(request, **kwargs):
    raise NotImplementedError


def item_finish(request, **kwargs):
    raise NotImplementedError


def item_take_off(request, **kwargs):
    raise NotImplementedError


def participant_arrive(request, **kwargs):
    raise NotImplementedError


def participant_leave(request, **kwargs):
    raise NotImplementedError


def participant_preside(request, **kwargs):
    raise NotImplementedError
