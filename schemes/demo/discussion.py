"""The running discussion of the demo's draft, with remarks in several states."""

import tomllib
from datetime import datetime, time, timedelta

from django.contrib.gis.geos import Point
from django.db import transaction

from agglo_portal.core.demo import email_of, user_of
from agglo_portal.core.models import User
from councils.demo.clock import Clock, moment

from ..models import Discussion, Edition, Feature, PublicRemark
from ..services.discussion import announce_discussion, plan_discussion
from ..services.remark_moderation import answer_remark, publish_remark
from ..services.remarks import confirm_remark, send_remark
from .reading import FOLDER
from .scheme import SECRETARY

EVENING, MORNING = time(20, 30), time(9, 30)
HOUR = timedelta(hours=1)


@transaction.atomic
def load(clock: Clock) -> None:
    """Begin the discussion of the draft some days ago, unless it was begun or the draft went on."""
    source = tomllib.loads((FOLDER / "discussion.toml").read_text(encoding="utf-8"))
    edition = Edition.objects.get(scheme__code="almaty", code=source["edition"])
    if not edition.is_draft or Discussion.objects.filter(edition=edition).exists():
        return
    by = user_of(SECRETARY)
    first = clock.today - timedelta(days=source["began_days_ago"])
    discussion = plan_discussion(
        edition,
        opens_on=first,
        closes_on=first + timedelta(days=source["lasts_days"] - 1),
        intro={one: source[f"intro_{one}"] for one in ("kk", "ru", "en")},
        by=by,
        at=moment(first, MORNING) - HOUR,
    )
    discussion = announce_discussion(discussion, by=by, at=moment(first, MORNING))
    for number, entry in enumerate(source["remark"], start=1):
        sent_at = moment(first + timedelta(days=entry["day"]), EVENING)
        _remark(discussion, entry, number, at=min(sent_at, clock.now - HOUR), by=by)


def _remark(discussion: Discussion, entry: dict, number: int, *, at: datetime, by: User) -> None:
    """Send and confirm a remark; publish it the next morning, answer it in the afternoon."""
    remark = send_remark(
        discussion,
        author=entry["author"],
        email=email_of(f"citizen-{number}"),
        text=entry["text"],
        language=entry["language"],
        at=at,
        **_place(discussion, entry),
    )
    confirm_remark(remark, at=at + HOUR / 12)
    if "outcome" not in entry and not entry.get("is_published"):
        return
    remark = publish_remark(_now(remark), by=by, at=at + 13 * HOUR)
    if "outcome" in entry:
        words = {name: entry[name] for name in ("outcome", "answer_kk", "answer_ru")}
        answer_remark(_now(remark), **words, by=by, at=at + 18 * HOUR)


def _place(discussion: Discussion, entry: dict) -> dict:
    if "place" in entry:
        return {"place": Point(*entry["place"], srid=4326)}
    named = entry["object"]
    rows = Feature.objects.of(discussion.edition)
    return {"feature": rows.get(layer__code=named["layer"], key=named["key"])}


def _now(remark: PublicRemark) -> PublicRemark:
    return PublicRemark.objects.get(pk=remark.pk)
