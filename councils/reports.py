"""Read-only answers over several tables, each with a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q

from agglo_portal.core.models import User

from .models import Meeting, Participant


@dataclass(frozen=True)
class Quorum:
    """Voting members present and needed, by the body's fraction (domain rule 11)."""

    present: int
    total: int
    needed: int

    @property
    def has_quorum(self) -> bool:
        return self.total > 0 and self.present >= self.needed

    @property
    def lacking(self) -> int:
        """How many more voting members must come."""
        return max(self.needed - self.present, 0)

    @property
    def spare(self) -> int:
        """How many may leave before the quorum is lost."""
        return max(self.present - self.needed, 0)


def quorum_of(meeting: Meeting) -> Quorum:
    """Count the quorum of a meeting over the voting members called to it; one query.

    The base is the total number of voting members, not of those invited or come
    (domain rule 11; analogue: Law No. 383-V art. 13).
    """
    counted = meeting.participants.aggregate(
        total=Count("pk", filter=Q(is_voting=True)),
        present=Count("pk", filter=Q(is_voting=True, is_present=True)),
    )
    return Quorum(needed=meeting.body.quorum_needed(counted["total"]), **counted)


def participant_of(user: User, meeting: Meeting) -> Participant | None:
    """Give the person's place in the meeting, if called to it; one query."""
    if not user.is_authenticated:
        return None
    return meeting.participants.filter(official__user=user).first()
