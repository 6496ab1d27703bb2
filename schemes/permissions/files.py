"""Who may take an edition away as a file."""

from agglo_portal.core.models import User

from ..models import Edition


def can_order_file(user: User, edition: Edition) -> bool:
    """Whoever sees an edition may have it as a file, once its objects are there."""
    return edition.filled_at is not None and edition.state != Edition.State.DISCARDED
