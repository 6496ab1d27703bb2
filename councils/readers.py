"""Who can be written to: people with an open account who hold a post or a seat today."""

from django.utils import timezone

from .models import Post, Seat

SPEAKING = (Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.COORDINATOR)
SECRETARIAT = (Seat.Role.SECRETARY, Seat.Role.SECRETARIAT)


def accounts_of(held) -> list[int]:
    """Give the accounts of those who hold one of these posts or seats today, each once."""
    held = held.valid_on(timezone.localdate()).filter(official__user__is_active=True)
    return sorted(set(held.values_list("official__user", flat=True)))


def secretariat_accounts(body_id: int) -> list[int]:
    """Give the accounts of the body's secretariat."""
    return accounts_of(Seat.objects.filter(body=body_id, role__in=SECRETARIAT))
