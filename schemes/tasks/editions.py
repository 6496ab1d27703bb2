"""Ordered work of editions: the objects of the former edition come over; members are told."""

from django.db import connection, transaction
from django.utils import timezone

from agglo_portal.core import outbox
from agglo_portal.core.models import User
from councils.models import Seat
from councils.readers import accounts_of

from ..letters import editions as letters
from ..models import Edition, Feature

# Copied in one go: a second or two of work, so that the page of a big draft shows how far it is.
PORTION = 5_000
# The copy is a new record of the same lineage: these columns are its own.
OWN = {"id", "uid", "created_at", "updated_at", "edition_id", "version", "removed_at"}
_COPIED = [
    one.column
    for one in Feature._meta.concrete_fields
    if not one.generated and one.column not in OWN
]
COPY = f"""
    WITH portion AS (
        SELECT * FROM schemes_feature
        WHERE edition_id = %(base)s AND removed_at IS NULL AND id > %(after)s
        ORDER BY id LIMIT %(most)s
    ), copied AS (
        INSERT INTO schemes_feature
            (uid, created_at, updated_at, edition_id, version, {", ".join(_COPIED)})
        SELECT gen_random_uuid(), %(at)s, %(at)s, %(edition)s, 1, {", ".join(_COPIED)}
        FROM portion
        ON CONFLICT (edition_id, lineage) DO NOTHING
    )
    SELECT max(id), count(*) FROM portion
"""  # noqa: S608 names of columns of our own


@outbox.handles("fill_edition")
@transaction.atomic
def fill_edition(payload: dict) -> None:
    """Copy a portion of the objects into the draft and order the next; at the end it is filled.

    Done twice it is done once: an object is in an edition once. A draft given up is left alone.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=payload["edition"])
    if not edition.is_draft or edition.filled_at is not None:
        return
    at = timezone.now()
    last, count = _copy_portion(edition, payload["after"], at)
    if count == PORTION:
        outbox.order(
            "fill_edition", key=f"fill-edition:{edition.pk}:{last}", at=at, edition=edition.pk,
            after=last,
        )  # fmt: skip
        return
    edition.filled_at = at
    edition.revision += 1
    edition.save(update_fields=["filled_at", "revision", "updated_at"])


def _copy_portion(edition: Edition, after: int, at) -> tuple[int | None, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            COPY,
            {
                "base": edition.based_on_id,
                "edition": edition.pk,
                "after": after,
                "most": PORTION,
                "at": at,
            },
        )
        return cursor.fetchone()


@outbox.handles("tell_of_edition")
def tell_of_edition(payload: dict) -> None:
    """One letter, one promise: an address that refuses its letter holds up nobody else's."""
    edition = Edition.objects.select_related("scheme").get(pk=payload["edition"])
    for user_id in accounts_of(Seat.objects.filter(body=edition.scheme.body_id)):
        outbox.order(
            "send_edition_news",
            key=f"edition-letter:{edition.pk}:{payload['news']}:{edition.revision}:{user_id}",
            at=timezone.now(),
            edition=edition.pk,
            user=user_id,
            news=payload["news"],
        )


@outbox.handles("send_edition_news")
def send_edition_news(payload: dict) -> None:
    edition = Edition.objects.select_related("scheme__body").get(pk=payload["edition"])
    user = User.objects.get(pk=payload["user"])
    letters.send_edition_news(edition, user, news=payload["news"])
