"""Who says what a decision concerns: the secretariat of the body that decided."""

from agglo_portal.core.models import User
from councils.models import AgendaItem, Body, Decision
from councils.permissions import is_secretariat

from ..models import DecisionLink


def body_of(about: Decision | AgendaItem) -> Body:
    """Give the body whose decision or agenda item it is."""
    return about.body if isinstance(about, Decision) else about.meeting.body


def can_link_decision(user: User, about: Decision | AgendaItem) -> bool:
    return is_secretariat(user, body_of(about))


def can_unlink_decision(user: User, link: DecisionLink) -> bool:
    return can_link_decision(user, link.decision or link.item)
