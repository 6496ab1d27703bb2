"""Pages: minutes."""


def minutes_detail(request, **kwargs):
    raise NotImplementedError


def minutes_change(request, **kwargs):
    raise NotImplementedError


def minutes_render(request, **kwargs):
    raise NotImplementedError


def minutes_prepare(request, **kwargs):
    raise NotImplementedError


def minutes_send(request, **kwargs):
    raise NotImplementedError


def minutes_sign(request, **kwargs):
    raise NotImplementedError


def minutes_refuse(request, **kwargs):
    raise NotImplementedError


def minutes_withdraw(request, **kwargs):
    raise NotImplementedError


def minutes_revise(request, **kwargs):
    raise NotImplementedError


def minutes_file(request, **kwargs):
    raise NotImplementedError
