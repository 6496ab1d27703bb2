"""Pages: decisions."""


def decision_list(request, **kwargs):
    raise NotImplementedError


def decision_export(request, **kwargs):
    raise NotImplementedError


def decision_feed(request, **kwargs):
    raise NotImplementedError


def decision_detail(request, **kwargs):
    raise NotImplementedError


def decision_change(request, **kwargs):
    raise NotImplementedError


def decision_defer(request, **kwargs):
    raise NotImplementedError


def assignment_complete(request, **kwargs):
    raise NotImplementedError


def assignment_reopen(request, **kwargs):
    raise NotImplementedError
