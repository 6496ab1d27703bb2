"""Who reads for a party and for the secretariat today: people with an account and a post."""

from django.utils import timezone

from agglo_portal.core.models import User
from councils.models import Body, Post
from councils.readers import secretariat_accounts

from ..models import Party


def readers_of(party: Party) -> list[User]:
    """Give the party's coordinator; without one who still works there, those who speak for it.

    Nobody who left the organisation is written to: what parties say is not for strangers.
    """
    posts = Post.objects.filter(organisation=party.organisation_id).valid_on(timezone.localdate())
    posts = posts.filter(official__user__is_active=True)
    for kept in (
        posts.filter(official=party.coordinator_id),
        posts.filter(kind=Post.Kind.COORDINATOR),
        posts.filter(kind__in=[Post.Kind.HEAD, Post.Kind.DEPUTY]),
    ):
        users = User.objects.filter(pk__in=kept.values("official__user")).order_by("pk")
        if users:
            return list(users)
    return []


def secretariat_of(body: Body) -> list[User]:
    """Give the people of the body's secretariat."""
    return list(User.objects.filter(pk__in=secretariat_accounts(body.pk)).order_by("pk"))
