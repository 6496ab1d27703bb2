"""Pages: agenda."""


def agenda_detail(request, **kwargs):
    raise NotImplementedError


def item_create(request, **kwargs):
    raise NotImplementedError


def item_detail(request, **kwargs):
    raise NotImplementedError


def item_change(request, **kwargs):
    raise NotImplementedError


def item_move(request, **kwargs):
    raise NotImplementedError


def item_remove(request, **kwargs):
    raise NotImplementedError


def material_create(request, **kwargs):
    raise NotImplementedError


def material_download(request, **kwargs):
    raise NotImplementedError


def material_remove(request, **kwargs):
    raise NotImplementedError
