"""To be written."""


def draft_detail(request, uid):
    raise NotImplementedError


def draft_save(request, uid):
    raise NotImplementedError


def clause_create(request, uid):
    raise NotImplementedError


def clause_change(request, uid):
    raise NotImplementedError


def clause_move(request, uid):
    raise NotImplementedError


def clause_remove(request, uid):
    raise NotImplementedError


def clause_restore(request, uid):
    raise NotImplementedError


def clause_history(request, uid):
    raise NotImplementedError


def pair_confirm(request, uid):
    raise NotImplementedError


def difference_intend(request, uid):
    raise NotImplementedError


def parity_detail(request, uid):
    raise NotImplementedError
