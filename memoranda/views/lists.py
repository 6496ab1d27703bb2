"""To be written."""


def memorandum_list(request):
    raise NotImplementedError


def memorandum_export(request):
    raise NotImplementedError


def negotiation_list(request):
    raise NotImplementedError


def template_list(request):
    raise NotImplementedError
