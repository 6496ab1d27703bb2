"""Pages: bodies."""


def body_list(request, **kwargs):
    raise NotImplementedError


def body_detail(request, **kwargs):
    raise NotImplementedError


def body_activate(request, **kwargs):
    raise NotImplementedError
