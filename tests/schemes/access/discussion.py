"""Records of the discussion's addresses; of an edition of its own, so that the draft of the scene
stays hidden from the public."""

from django.utils import timezone

from schemes.remark_tokens import token_of
from schemes.services.links import link_decision
from tests.councils.register import published_meeting
from tests.factories.core import DAY, NOON
from tests.factories.schemes import EditionFactory
from tests.factories.schemes.discussions import (
    DiscussionFactory,
    RemarkFactory,
    unconfirmed,
    waiting,
)

INPUT = {"format": "pdf", "reason": "себебі", "closes_on": "2099-01-01"}


def records(scene) -> dict:
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + 5 * DAY}
    open_one = DiscussionFactory(edition=EditionFactory(scheme=scene.scheme, year=2010), **days)
    planned = DiscussionFactory(
        edition=EditionFactory(scheme=scene.scheme, year=2011), announced_at=None, **days
    )
    decision = published_meeting(scene.scheme.body).items.get().decision
    return {
        "discussion": open_one,
        "planned": planned,
        "waiting": waiting(open_one),
        "published_remark": RemarkFactory(discussion=open_one),
        "token": {"token": token_of(unconfirmed(open_one, sent_at=timezone.now()))},
        "about": {"kind": "decision", "uid": decision.uid},
        "link": link_decision(decision, to=scene.old, by=scene.secretary, at=NOON),
    }
