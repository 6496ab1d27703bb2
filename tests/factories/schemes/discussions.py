"""Discussions and remarks, laid straight into the tables."""

import factory
from django.contrib.gis.geos import Point

from schemes.models import Discussion, PublicRemark

from ..core import DAY, NOON
from ..councils.registries import Factory
from .records import EditionFactory


class DiscussionFactory(Factory):
    """Announced, and open for ten days round NOON."""

    class Meta:
        model = Discussion

    edition = factory.SubFactory(EditionFactory)
    opens_on = NOON.date() - 5 * DAY
    closes_on = NOON.date() + 5 * DAY
    intro_kk = "Схеманың жаңа редакциясы талқыланады."
    intro_ru = "Обсуждается новая редакция схемы."
    announced_at = NOON - 6 * DAY


class RemarkFactory(Factory):
    """Published; give `state` and what belongs to it for another."""

    class Meta:
        model = PublicRemark

    discussion = factory.SubFactory(DiscussionFactory)
    number = factory.Sequence(lambda n: n + 1)
    state = PublicRemark.State.PUBLISHED
    place = factory.LazyFunction(lambda: Point(76.95, 43.25, srid=4326))
    author = "Айгүл Серікқызы"
    email = factory.Sequence(lambda n: f"citizen{n}@mail.example.kz")
    language = "kk"
    text = factory.Sequence(lambda n: f"{n}-пікір: аялдама мектептен тым алыс, жақындатыңыздар.")
    sent_at = NOON
    confirmed_at = NOON


def waiting(discussion, **fields) -> PublicRemark:
    """A remark whose author confirmed the mail: it waits for moderation."""
    return RemarkFactory(discussion=discussion, state=PublicRemark.State.CONFIRMED, **fields)


def unconfirmed(discussion, **fields) -> PublicRemark:
    given = {"state": PublicRemark.State.SENT, "number": None, "confirmed_at": None}
    return RemarkFactory(discussion=discussion, **given | fields)


def answered(discussion, **fields) -> PublicRemark:
    given = {
        "state": PublicRemark.State.ANSWERED,
        "outcome": PublicRemark.Outcome.TAKEN,
        "answer_kk": "Ескерілді.",
        "answer_ru": "Учтено.",
        "answered_at": NOON,
    }
    return RemarkFactory(discussion=discussion, **given | fields)
