"""Who begins and changes schemes: the secretariat of the body that keeps them."""

from agglo_portal.core.models import User
from councils.models import Body
from councils.permissions import bodies_led_by, is_secretariat

from ..models import Scheme
from .leading import leads


def can_create_scheme(user: User, body: Body) -> bool:
    return is_secretariat(user, body)


def can_create_schemes(user: User) -> bool:
    """Whether there is any body for which the person may begin a scheme."""
    return bool(bodies_led_by(user))


def can_change_scheme(user: User, scheme: Scheme) -> bool:
    return leads(user, scheme)


can_verify_standing = can_change_phase = can_change_scheme
