"""To be written."""


def obligation_list(request):
    raise NotImplementedError


def obligation_create(request, uid):
    raise NotImplementedError


def obligation_detail(request, uid):
    raise NotImplementedError


def obligation_change(request, uid):
    raise NotImplementedError


def obligation_cancel(request, uid):
    raise NotImplementedError


def obligation_reopen(request, uid):
    raise NotImplementedError


def progress_create(request, uid):
    raise NotImplementedError


def progress_accept(request, uid):
    raise NotImplementedError


def progress_return(request, uid):
    raise NotImplementedError


def evidence_download(request, uid):
    raise NotImplementedError
