"""To be written."""


def version_send(request, uid):
    raise NotImplementedError


def parties_remind(request, uid):
    raise NotImplementedError
