"""Who sees the work on a draft: warnings, earlier states of objects and who changed them."""

from agglo_portal.core.models import User
from councils.models import Seat

from ..models import Edition
from .leading import can_work_on


def can_see_work(user: User, edition: Edition) -> bool:
    """Whether the person sits in the scheme's body or may change something of the draft."""
    if not user.is_authenticated:
        return False
    seats = Seat.objects.of_user_today(user).filter(body=edition.scheme.body_id)
    return user.is_superuser or seats.exists() or can_work_on(user, edition)
