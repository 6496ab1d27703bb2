"""What of the memoranda waits for a person: read from the records, written nowhere."""

from datetime import datetime

from agglo_portal.core.models import User
from councils.desk import Todo

from .promises import todos_of_promises
from .signing import count_unsigned, todos_of_approval, todos_of_secretariat, todos_of_signing
from .words import count_unsaid, todos_of_negotiations

__all__ = ["count_waiting", "desk_todos"]


def desk_todos(user: User, *, at: datetime) -> list[Todo]:
    """Give the answers, approvals, signatures and reports that the person owes, and what waits
    for the secretariats of which the person is."""
    return [
        *todos_of_negotiations(user, at=at),
        *todos_of_approval(user, at=at),
        *todos_of_signing(user),
        *todos_of_secretariat(user),
        *todos_of_promises(user, at=at),
    ]


def count_waiting(user: User) -> int:
    """Count what waits for the person's own word, approval and signature; three queries at most
    beside the posts (the menu of every page)."""
    if not user.is_authenticated:
        return 0
    return count_unsaid(user) + count_unsigned(user)
