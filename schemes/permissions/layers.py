"""Who changes what a layer is: the secretariat. Its objects are another matter (leading.py)."""

from agglo_portal.core.models import User

from ..models import Layer, Scheme
from .leading import leads


def can_add_layer(user: User, scheme: Scheme) -> bool:
    return leads(user, scheme)


def can_change_layer(user: User, layer: Layer) -> bool:
    return leads(user, layer.scheme)


can_move_layer = can_change_layer
