"""To be written."""


def party_list(request, uid):
    raise NotImplementedError


def party_create(request, uid):
    raise NotImplementedError


def party_change(request, uid):
    raise NotImplementedError


def party_move(request, uid):
    raise NotImplementedError


def party_remove(request, uid):
    raise NotImplementedError


def authority_download(request, uid):
    raise NotImplementedError
