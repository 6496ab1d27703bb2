"""To be written."""


def memorandum_register(request, uid):
    raise NotImplementedError


def memorandum_suspend(request, uid):
    raise NotImplementedError


def memorandum_resume(request, uid):
    raise NotImplementedError


def memorandum_terminate(request, uid):
    raise NotImplementedError
