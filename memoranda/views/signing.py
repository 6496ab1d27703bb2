"""To be written."""


def signing_prepare(request, uid):
    raise NotImplementedError


def signing_detail(request, uid):
    raise NotImplementedError


def signing_send(request, uid):
    raise NotImplementedError


def signing_withdraw(request, uid):
    raise NotImplementedError


def memorandum_sign(request, uid):
    raise NotImplementedError


def signing_refuse(request, uid):
    raise NotImplementedError
