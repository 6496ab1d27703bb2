"""To be written."""


def approval_open(request, uid):
    raise NotImplementedError


def approval_detail(request, uid):
    raise NotImplementedError


def step_create(request, uid):
    raise NotImplementedError


def step_remove(request, uid):
    raise NotImplementedError


def step_decide(request, uid):
    raise NotImplementedError


def step_reopen(request, uid):
    raise NotImplementedError


def negotiation_return(request, uid):
    raise NotImplementedError
