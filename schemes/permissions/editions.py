"""Who moves editions: the secretariat; what the public sees is Edition.objects.visible_to."""

from agglo_portal.core.models import User

from ..models import Edition, Scheme
from .leading import leads


def can_begin_edition(user: User, scheme: Scheme) -> bool:
    return leads(user, scheme)


def can_change_edition(user: User, edition: Edition) -> bool:
    return leads(user, edition.scheme)


can_submit_edition = can_return_edition = can_endorse_edition = can_change_edition
can_name_act = can_publish_edition = can_discard_edition = can_change_edition
