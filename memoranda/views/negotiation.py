"""To be written."""


def position_take(request, uid):
    raise NotImplementedError


def positions_agree(request, uid):
    raise NotImplementedError


def suggestion_create(request, uid):
    raise NotImplementedError


def suggestion_withdraw(request, uid):
    raise NotImplementedError


def suggestion_answer(request, uid):
    raise NotImplementedError


def suggestion_accept(request, uid):
    raise NotImplementedError


def suggestion_reject(request, uid):
    raise NotImplementedError


def suggestion_merge(request, uid):
    raise NotImplementedError


def remark_create(request, uid):
    raise NotImplementedError


def remark_download(request, uid):
    raise NotImplementedError


def note_create(request, uid):
    raise NotImplementedError
