"""Remarks of the public: sent by anyone, confirmed from the mail, or forgotten."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.numbers import next_number
from agglo_portal.core.rules import Refused, require_move

from ..models import Discussion, Feature, PublicRemark
from ..reports.territory import extent_of
from ..rules.remarks import LEAST_TEXT, MOST_TEXT, clean_line, clean_text
from .discussion import DISCUSSED


class DiscussionClosed(Refused):
    code = "discussion_is_not_open"
    message = _("Remarks are not taken now: the discussion is not open.")


class PlaceOutside(Refused):
    code = "remark_is_outside"
    message = _("The place lies outside the territory of the scheme.")


class ObjectElsewhere(Refused):
    code = "remark_object_is_elsewhere"
    message = _("This object is not in the draft that is discussed.")


class TextLength(Refused):
    code = "remark_length"
    message = _("Write from {least} to {most} characters.")


@transaction.atomic
def send_remark(
    discussion: Discussion,
    *,
    author: str,
    email: str,
    text: str,
    place: Point | None = None,
    feature: Feature | None = None,
    language: str,
    by: None = None,
    at: datetime,
) -> PublicRemark:
    """Keep a remark until its author confirms the mail; a letter with the link is ordered.

    Anyone may write, so `by` is nobody. The same words at the same place from the same address
    are the same remark: it is given back, and its letter goes out again at most once an hour.
    """
    # Two presses of one button wait for each other here; the act itself changes no discussion.
    rows = Discussion.objects.select_for_update(of=("self",), no_key=True)
    discussion = rows.select_related("edition").get(pk=discussion.pk)
    _require_open(discussion, at)
    text, email = clean_text(text), email.strip().lower()
    if not LEAST_TEXT <= len(text) <= MOST_TEXT:
        raise TextLength(least=LEAST_TEXT, most=MOST_TEXT)
    place = _place(discussion, place, feature)
    lineage = feature.lineage if feature else None
    same = discussion.remarks.filter(email=email, text=text, lineage=lineage)
    remark = next((one for one in same if one.place.distance(place) < 1e-5), None)
    if remark is None:
        remark = PublicRemark.objects.create(
            discussion=discussion,
            place=place,
            lineage=lineage,
            author=clean_line(author),
            email=email,
            language=language,
            text=text,
            sent_at=at,
        )
        journal.record("remark_sent", remark, by=by, at=at)
    if remark.state == PublicRemark.State.SENT:
        outbox.order(
            "send_remark_letter",
            key=f"remark.{remark.uid}.confirm.{at:%Y%m%d%H}",
            at=at,
            remark=remark.pk,
            letter="confirm",
        )
    return remark


@transaction.atomic
def confirm_remark(remark: PublicRemark, *, by: None = None, at: datetime) -> PublicRemark:
    """The author has the mail: the remark gets its number and waits for moderation.

    What was sent while the discussion was open may be confirmed after its last day, as long as
    the link holds.
    """
    remark = PublicRemark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    require_move(remark, PublicRemark.State.CONFIRMED)
    remark.state = PublicRemark.State.CONFIRMED
    remark.confirmed_at = at
    remark.number = next_number(f"schemes.remark.{remark.discussion_id}")
    remark.save(update_fields=["state", "confirmed_at", "number", "updated_at"])
    journal.record("remark_confirmed", remark, by=by, at=at, number=remark.number)
    return remark


@transaction.atomic
def forget_remark(remark: PublicRemark, *, by: User | None, at: datetime) -> None:
    """Delete what nobody confirmed in time, with the name and the address in it.

    Nothing if it was confirmed meanwhile or its days are not over.
    """
    too_old = at - timedelta(days=settings.REMARK_CONFIRM_DAYS)
    rows = PublicRemark.objects.select_for_update(of=("self",)).select_related("discussion")
    now = rows.filter(pk=remark.pk, state=PublicRemark.State.SENT, sent_at__lt=too_old).first()
    if now is not None:
        journal.record("remark_forgotten", now.discussion, by=by, at=at)
        now.delete()


def _require_open(discussion: Discussion, at: datetime) -> None:
    is_open = discussion.is_open(timezone.localdate(at))
    if not is_open or discussion.edition.state not in DISCUSSED:
        raise DiscussionClosed


def _place(discussion: Discussion, place: Point | None, feature: Feature | None) -> Point:
    """A point of the object, or the chosen point if it lies in the territory."""
    if feature is not None:
        if feature.edition_id != discussion.edition_id or feature.removed_at is not None:
            raise ObjectElsewhere
        return feature.shape.point_on_surface
    west, south, east, north = extent_of(discussion.edition)
    if place is None or not (west <= place.x <= east and south <= place.y <= north):
        raise PlaceOutside
    return place
