"""Pages: polls."""


def poll_open(request, **kwargs):
    raise NotImplementedError


def poll_vote(request, **kwargs):
    raise NotImplementedError


def poll_enter(request, **kwargs):
    raise NotImplementedError


def poll_close(request, **kwargs):
    raise NotImplementedError


def poll_annul(request, **kwargs):
    raise NotImplementedError
