"""Who leads and who coordinates for an organisation on a day."""

from collections.abc import Iterable
from datetime import date

from councils.models import Organisation, Post


def heads_of(organisations: Iterable[Organisation], day: date) -> dict[int, Post]:
    """Give the head's post of each organisation by its id."""
    return _posts(organisations, day, Post.Kind.HEAD)


def coordinators_of(organisations: Iterable[Organisation], day: date) -> dict[int, Post]:
    """Give the post of the akimat's coordinator of each organisation by its id."""
    return _posts(organisations, day, Post.Kind.COORDINATOR)


def _posts(organisations: Iterable[Organisation], day: date, kind: str) -> dict[int, Post]:
    held = Post.objects.valid_on(day).filter(
        organisation__in=[one.pk for one in organisations], kind=kind
    )
    rows = held.select_related("official").order_by("-pk")
    return {post.organisation_id: post for post in rows}
