"""To be written."""


def version_list(request, uid):
    raise NotImplementedError


def version_detail(request, uid, number):
    raise NotImplementedError


def comparison_detail(request, uid):
    raise NotImplementedError


def consolidated_detail(request, uid):
    raise NotImplementedError
