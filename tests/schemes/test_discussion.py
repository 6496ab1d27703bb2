"""The days of a discussion: planned, changed, announced, extended; who may, and every refusal."""

from datetime import datetime

import pytest
import time_machine

from agglo_portal.core.models import JournalEntry
from schemes.discussion_desk import desk_todos
from schemes.models import Discussion, Edition
from schemes.services.discussion import (
    AlreadyAnnounced,
    DayIsPast,
    DiscussionPlanned,
    EndsBeforeItBegins,
    NotAnnounced,
    NotDiscussed,
    NotLater,
    announce_discussion,
    change_discussion,
    extend_discussion,
    plan_discussion,
)
from schemes.services.locks import NotYetFilled
from tests.councils.register import queries_of
from tests.factories.core import ALMATY, DAY, NOON
from tests.factories.schemes import EditionFactory, publish
from tests.factories.schemes.discussions import DiscussionFactory, RemarkFactory, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = NOON.date()
INTRO = {"kk": "Жаңа редакция", "ru": "Новая редакция"}


def plan(scene, edition=None, opens_on=TODAY, closes_on=TODAY + 15 * DAY, at=NOON):
    return plan_discussion(
        edition or scene.draft,
        opens_on=opens_on,
        closes_on=closes_on,
        intro=INTRO,
        by=scene.secretary,
        at=at,
    )


def test_a_planned_discussion_is_nobodys_but_the_secretariats(client, scene):
    discussion = plan(scene)

    assert (discussion.intro_kk, discussion.intro_en) == ("Жаңа редакция", "")
    assert JournalEntry.objects.get(event="discussion_planned").by == scene.secretary
    address = f"/kk/schemes/discussions/{discussion.uid}/"
    assert client.get(address).status_code == 404
    for user, status in ((scene.member, 404), (scene.planner, 404), (scene.secretary, 200)):
        client.force_login(user)
        assert client.get(address).status_code == status
    assert scene.draft not in Edition.objects.visible_to(scene.outsider)


def test_announced_it_shows_the_draft_to_everybody(client, scene):
    discussion = announce_discussion(plan(scene), by=scene.secretary, at=NOON)

    assert discussion.announced_at == NOON
    assert client.get(f"/kk/schemes/discussions/{discussion.uid}/").status_code == 200
    assert scene.draft in Edition.objects.visible_to(scene.outsider)


def test_it_may_begin_today_and_end_today(scene):
    assert plan(scene, opens_on=TODAY, closes_on=TODAY).is_open(TODAY) is False
    discussion = announce_discussion(Discussion.objects.get(), by=scene.secretary, at=NOON)
    assert discussion.is_open(TODAY)
    assert not discussion.is_open(TODAY + DAY)


@pytest.mark.parametrize(
    ("opens", "closes", "refusal"),
    [(-1, 5, DayIsPast), (3, 2, EndsBeforeItBegins), (-9, -5, DayIsPast)],
)
def test_wrong_days_are_refused(scene, opens, closes, refusal):
    with pytest.raises(refusal):
        plan(scene, opens_on=TODAY + opens * DAY, closes_on=TODAY + closes * DAY)


def test_today_is_the_day_in_almaty(scene):
    late_evening_in_utc = datetime(2026, 3, 12, 0, 30, tzinfo=ALMATY)  # 11 March, 19:30 UTC

    with pytest.raises(DayIsPast):
        plan(scene, opens_on=TODAY - DAY, at=late_evening_in_utc)
    assert plan(scene, opens_on=TODAY, at=late_evening_in_utc)


def test_only_a_filled_draft_or_what_was_submitted_is_discussed(scene):
    with pytest.raises(NotDiscussed):
        plan(scene, scene.published)
    with pytest.raises(NotYetFilled):
        plan(scene, EditionFactory(scheme=scene.scheme, filled_at=None))
    submitted = EditionFactory(scheme=scene.scheme, state="submitted", submitted_at=NOON)
    assert plan(scene, submitted)


def test_an_edition_has_one_discussion(scene):
    plan(scene)

    with pytest.raises(DiscussionPlanned):
        plan(scene)


def test_days_change_until_they_are_announced(scene):
    discussion = plan(scene)
    days = {"opens_on": TODAY + DAY, "closes_on": TODAY + 2 * DAY, "intro": INTRO}

    changed = change_discussion(discussion, **days, by=scene.secretary, at=NOON)
    assert changed.opens_on == TODAY + DAY
    with pytest.raises(DayIsPast):
        change_discussion(
            discussion, **days | {"opens_on": TODAY - DAY}, by=scene.secretary, at=NOON
        )
    announce_discussion(discussion, by=scene.secretary, at=NOON)
    with pytest.raises(AlreadyAnnounced):
        change_discussion(discussion, **days, by=scene.secretary, at=NOON)
    with pytest.raises(AlreadyAnnounced):
        announce_discussion(discussion, by=scene.secretary, at=NOON)


def test_what_was_planned_for_days_that_passed_is_not_announced(scene):
    discussion = plan(scene)

    with pytest.raises(DayIsPast):
        announce_discussion(discussion, by=scene.secretary, at=NOON + DAY)
    publish(scene.draft)
    with pytest.raises(NotDiscussed):
        announce_discussion(discussion, by=scene.secretary, at=NOON)


def test_it_is_extended_and_never_shortened(scene):
    discussion = plan(scene, closes_on=TODAY + 5 * DAY)
    with pytest.raises(NotAnnounced):
        extend_discussion(discussion, closes_on=TODAY + 9 * DAY, by=scene.secretary, at=NOON)
    announce_discussion(discussion, by=scene.secretary, at=NOON)

    for day in (TODAY + 5 * DAY, TODAY):
        with pytest.raises(NotLater):
            extend_discussion(discussion, closes_on=day, by=scene.secretary, at=NOON)
    longer = extend_discussion(
        discussion, closes_on=TODAY + 9 * DAY, by=scene.secretary, at=NOON + 7 * DAY
    )
    assert longer.closes_on == TODAY + 9 * DAY
    with pytest.raises(NotLater):  # after the last day it may go on, but not into the past
        extend_discussion(
            discussion, closes_on=TODAY + 10 * DAY, by=scene.secretary, at=NOON + 12 * DAY
        )


def test_the_secretary_plans_changes_announces_and_extends(client, scene):
    client.force_login(scene.secretary)
    address = f"/en/schemes/{scene.scheme.code}/editions/{scene.draft.code}/discussion/create/"
    given = {"opens_on": "2026-03-12", "closes_on": "2026-03-20", "intro_kk": "қ", "intro_ru": "р"}

    assert client.get(address).status_code == 200
    wrong = client.post(address, given | {"opens_on": "2026-03-11"})
    assert "cannot begin in the past" in wrong.content.decode()
    assert client.post(address, given).status_code == 302
    discussion = Discussion.objects.get()
    page = f"/en/schemes/discussions/{discussion.uid}/"
    changed = client.post(f"{page}change/", given | {"closes_on": "2026-03-25"})
    assert changed.status_code == 302
    assert client.post(f"{page}announce/").status_code == 302
    client.post(f"{page}extend/", {"closes_on": "2026-04-01"})

    discussion.refresh_from_db()
    assert (discussion.announced_at, str(discussion.closes_on)) == (NOON, "2026-04-01")
    assert [entry.event for entry in JournalEntry.objects.order_by("pk")][-4:] == [
        "discussion_planned",
        "discussion_changed",
        "discussion_announced",
        "discussion_extended",
    ]


def test_nobody_else_leads_it(client, scene):
    discussion = DiscussionFactory(edition=scene.draft)
    page = f"/en/schemes/discussions/{discussion.uid}/"
    create = f"/en/schemes/{scene.scheme.code}/editions/{scene.draft.code}/discussion/create/"

    for user in (scene.member, scene.planner, scene.outsider):
        client.force_login(user)
        assert client.get(create).status_code == 403
        assert client.get(f"{page}change/").status_code == 403
        assert client.get(f"{page}queue/").status_code == 403
        assert client.post(f"{page}announce/").status_code == 403
        assert client.post(f"{page}extend/", {"closes_on": "2027-01-01"}).status_code == 403


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-10, "begins"),
        (0, "5 days left"),
        (5, "Today is the last day"),
        (6, "the discussion is over"),
    ],
)
def test_the_page_says_how_many_days_are_left(client, scene, days, words):
    discussion = DiscussionFactory(edition=scene.draft)

    with time_machine.travel(NOON + days * DAY, tick=False):
        text = client.get(f"/en/schemes/discussions/{discussion.uid}/").content.decode()

    assert words in text
    assert ("Write a remark" in text) == (0 <= days <= 5)


@pytest.mark.slow
def test_pages_ask_the_same_for_many_remarks_and_discussions(client, scene):
    discussion = DiscussionFactory(edition=scene.draft)
    page = f"/kk/schemes/discussions/{discussion.uid}/"
    pages = ["/kk/schemes/discussions/", page, f"{page}remarks.json", f"{page}queue/"]
    client.force_login(scene.secretary)
    RemarkFactory(discussion=discussion)
    of_one = [queries_of(client, one) for one in pages]

    RemarkFactory.create_batch(15, discussion=discussion, lineage=scene.now.lineage)
    DiscussionFactory.create_batch(5)

    assert [queries_of(client, one) for one in pages] == of_one


def test_the_desk_of_the_secretariat_names_what_waits(scene, django_assert_num_queries):
    discussion = DiscussionFactory(edition=scene.draft)
    waiting(discussion)
    RemarkFactory.create_batch(2, discussion=discussion)

    todos = desk_todos(scene.secretary, at=NOON)

    assert [todo.why for todo in todos] == [
        "1 remark waits for moderation.",
        "2 remarks wait for an answer.",
    ]
    assert todos[1].url.endswith(f"/discussions/{discussion.uid}/queue/?queue=published")
    assert desk_todos(scene.member, at=NOON) == desk_todos(scene.planner, at=NOON) == []
    with django_assert_num_queries(1):
        desk_todos(scene.secretary, at=NOON)
