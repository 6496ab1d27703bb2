"""To be written."""


def template_create(request):
    raise NotImplementedError


def memorandum_create(request):
    raise NotImplementedError


def memorandum_change(request, uid):
    raise NotImplementedError


def memorandum_cancel(request, uid):
    raise NotImplementedError


def memorandum_as_template(request, uid):
    raise NotImplementedError
