"""To be written."""


def file_list(request, uid):
    raise NotImplementedError


def file_order(request, uid):
    raise NotImplementedError


def file_download(request, uid, file):
    raise NotImplementedError
