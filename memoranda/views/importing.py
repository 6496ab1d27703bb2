"""To be written."""


def clauses_import(request, uid):
    raise NotImplementedError
