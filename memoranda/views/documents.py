"""To be written."""


def memorandum_detail(request, uid):
    raise NotImplementedError


def clause_detail(request, uid, clause):
    raise NotImplementedError


def matrix_detail(request, uid):
    raise NotImplementedError
