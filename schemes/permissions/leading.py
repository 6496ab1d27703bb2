"""Who leads a scheme, and who keeps a layer of it."""

from agglo_portal.core.models import User
from councils.permissions import is_secretariat, posts_of

from ..models import Edition, Layer, Scheme


def leads(user: User, scheme: Scheme) -> bool:
    """Whether the person is of the secretariat that keeps this scheme."""
    return is_secretariat(user, scheme.body)


def keeps(user: User, layer: Layer) -> bool:
    """Whether the person has a post today in an organisation that keeps this layer."""
    posts = posts_of(user)
    return bool(posts) and any(one.pk in posts for one in layer.keepers.all())


def can_change_features(user: User, layer: Layer) -> bool:
    """Whether the person may draw, change, remove, import objects of the layer in a draft."""
    return leads(user, layer.scheme) or keeps(user, layer)


can_draw_feature = can_change_feature = can_remove_feature = can_change_features
can_restore_feature = can_start_import = can_change_features


def layers_changed_by(user: User, scheme: Scheme) -> list[Layer]:
    """Give the layers whose objects the person may change, in the order of the legend."""
    layers = list(
        scheme.layers.with_theme_order()
        .in_legend_order()
        .select_related("scheme__body")
        .prefetch_related("keepers")
    )
    return [layer for layer in layers if can_change_features(user, layer)]


def can_work_on(user: User, edition: Edition) -> bool:
    """Whether anything of the draft is the person's to change."""
    return bool(layers_changed_by(user, edition.scheme))
