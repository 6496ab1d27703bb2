"""Two at once: the same remark sent by a double press, two confirmations, two moderators."""

import pytest
from django.contrib.gis.geos import Point

from agglo_portal.core.rules import MoveRefused
from schemes.models import PublicRemark
from schemes.services.links import AlreadyLinked, link_decision
from schemes.services.remark_moderation import publish_remark, reject_remark
from schemes.services.remarks import confirm_remark, send_remark
from tests.councils.register import published_meeting
from tests.councils.threads import refusals, together
from tests.factories.core import NOON
from tests.factories.schemes import make_scheme
from tests.factories.schemes.discussions import DiscussionFactory, unconfirmed, waiting

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene():
    return make_scheme()


@pytest.fixture
def discussion(scene):
    return DiscussionFactory(edition=scene.draft)


def test_a_double_press_sends_one_remark(discussion):
    given = {
        "author": "Айгүл",
        "email": "aigul@mail.example.kz",
        "text": "Мектептің жанына аялдама керек.",
        "language": "kk",
        "at": NOON,
    }

    def send():
        return send_remark(discussion, place=Point(76.95, 43.25, srid=4326), **given).pk

    assert len(set(together(send, send, send))) == 1
    assert PublicRemark.objects.count() == 1


def test_numbers_are_neither_lost_nor_given_twice(discussion):
    remarks = [unconfirmed(discussion) for _each in range(6)]

    together(*[lambda one=one: confirm_remark(one, at=NOON) for one in remarks])
    again = together(*[lambda: confirm_remark(remarks[0], at=NOON)] * 2)

    numbers = PublicRemark.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
    assert len(refusals(again, MoveRefused)) == 2


def test_of_two_moderators_one_publishes(scene, discussion):
    remark = waiting(discussion)

    def publish():
        return publish_remark(remark, by=scene.secretary, at=NOON)

    assert len(refusals(together(publish, publish), MoveRefused)) == 1
    remark.refresh_from_db()
    assert remark.state == PublicRemark.State.PUBLISHED


def test_publishing_and_refusing_at_once_leave_one_clear_state(scene, discussion):
    remark = waiting(discussion)

    together(
        lambda: publish_remark(remark, by=scene.secretary, at=NOON),
        lambda: reject_remark(remark, reason="балағат", by=scene.secretary, at=NOON),
    )

    remark.refresh_from_db()
    # Whoever came second found a move that is allowed from there, or was refused.
    assert remark.state in (PublicRemark.State.PUBLISHED, PublicRemark.State.REJECTED)
    assert bool(remark.rejected_reason) == (remark.state == PublicRemark.State.REJECTED)


def test_one_link_of_two_presses(scene):
    decision = published_meeting(scene.scheme.body).items.get().decision

    def link():
        return link_decision(decision, to=scene.old, by=scene.secretary, at=NOON)

    assert len(refusals(together(link, link), AlreadyLinked)) == 1
    assert decision.scheme_links.count() == 1
