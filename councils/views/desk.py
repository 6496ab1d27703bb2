"""Pages: desk."""


def desk(request, **kwargs):
    raise NotImplementedError
