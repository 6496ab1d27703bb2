"""A council meeting from convening to published minutes, in the browsers of those who take part."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from councils.models import Decision, Meeting, Participant
from tests.browser.conftest import NARROW, WIDE
from tests.factories.councils import DecisionPointFactory, OrganisationFactory, make_meeting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(body):
    """Prepared and not yet convened: two items, the first with a point for an executor."""
    starts_at = timezone.now() + timedelta(hours=1)
    meeting = make_meeting(body, items=2, starts_at=starts_at, year=starts_at.year)
    decision = Decision.objects.get(item__meeting=meeting, item__position=1)
    DecisionPointFactory(
        decision=decision,
        executor=OrganisationFactory(),
        due_on=timezone.localdate() + timedelta(days=60),
    )
    return meeting


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_meeting_runs_from_convening_to_published_minutes(
    watch, do_ordered_work, meeting, secretary, chair, member, language, size
):
    address = f"/meetings/{meeting.uid}"
    people = {"secretary": secretary, "chair": chair, "member": member}
    desks = {name: watch(name, language=language, size=size) for name in [*people, "visitor"]}
    for name, user in people.items():
        desks[name].log_in(user)
    office, head, voter, visitor = desks.values()

    # The secretariat convenes; the invitation reaches the member, who answers.
    office.open(f"{address}/agenda/", "agenda")
    office.open(f"{address}/convene/", "convene")
    office.act("/convene/")
    do_ordered_work(at=timezone.now())
    assert {"member@example.kz", "chair@example.kz"} <= {m.to[0] for m in mail.outbox}
    assert "text/calendar" in mail.outbox[0].message().as_string()
    visitor.open(f"{address}/", "announced")
    voter.open("/desk/", "desk-invited")
    voter.open(f"{address}/", "invited")
    voter.page.locator("#answer input[value=coming]").check()
    voter.act("/respond/")
    assert Participant.objects.get(official__user=member).response == "coming"

    # The sitting: those who come are marked, a draft is put to the vote, each votes himself.
    office.open(f"{address}/console/", "console-before")
    for _person in range(5):
        office.act("/arrive/")
    office.act(f"{address}/open/")
    office.act("/start/")
    office.look("console-item")
    office.act("/polls/open/")
    voter.open(f"{address}/sitting/", "sitting-vote")
    voter.act("/vote/", button="#vote-for")
    voter.look("sitting-voted")
    head.goto(f"{address}/sitting/")
    head.act("/vote/", button="#vote-for")
    office.goto(f"{address}/console/")
    office.enter_from_paper("for")
    office.enter_from_paper("against")
    office.look("console-poll")
    office.act("/close/", within="/polls/")
    office.look("console-adopted")
    assert Decision.objects.get(item__meeting=meeting, item__position=1).state == "adopted"
    voter.goto(f"{address}/sitting/")
    voter.look("sitting-result")
    office.act("/finish/")
    office.act("/close/", within="/meetings/")

    # The minutes: composed, rendered, prepared, sent, signed by two, published.
    meeting.refresh_from_db()
    assert (meeting.state, meeting.number) == ("closed", "1")
    office.open(f"{address}/minutes/", "minutes-being-rendered")
    do_ordered_work(at=timezone.now())
    office.open(f"{address}/minutes/", "minutes-rendered")
    office.act("/prepare/")
    do_ordered_work(at=timezone.now())
    office.goto(f"{address}/minutes/")
    office.act("/send/")
    for signer in (head, office):
        signer.open(f"{address}/minutes/sign/", "signing")
        signer.act("/sign/")
    office.open(f"{address}/minutes/", "minutes-signed")
    office.act("/publish/")
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PUBLISHED

    # Anyone reads: pages, the file of the minutes, the API.
    decision = Decision.objects.get(item__meeting=meeting, item__position=1)
    visitor.open("/", "home")
    visitor.open("/decisions/", "register")
    visitor.open(f"/decisions/{decision.uid}/", "decision")
    visitor.open("/bodies/", "bodies")
    visitor.open(f"/bodies/{meeting.body.uid}/", "body")
    visitor.open("/meetings/", "meetings")
    visitor.open(f"{address}/", "published")
    files = visitor.page.locator("a[href*='/minutes-files/']")
    minutes = visitor.context.request.get(files.first.get_attribute("href"))
    assert minutes.ok and minutes.body().startswith(b"%PDF")
    answer = visitor.context.request.get(f"/api/v1/decisions/{decision.uid}/").json()
    assert answer["label"] == f"№ 1/{meeting.year}"
    assert answer["vote"]["votes_for"] == 3
