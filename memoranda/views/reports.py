"""To be written."""


def report_detail(request, uid):
    raise NotImplementedError
