"""A published meeting with registered decisions, laid straight into the tables: for pages that
only read. How it comes about is tested with the services."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Assignment, Decision, Poll
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.councils import (
    DecisionPointFactory,
    OrganisationFactory,
    PollFactory,
    VoteFactory,
    make_meeting,
)

LATER = NOON + 3 * DAY


def published_meeting(body, *, decisions: int = 1, **fields):
    """A published meeting of the body whose items are all adopted, executed and public."""
    meeting = make_meeting(body, state="published", present=5, items=decisions, **fields)
    for item in meeting.items.order_by("position"):
        item.state = "considered"
        item.save()
        register(item.decision)
    return meeting


def register(decision: Decision, *, due_on: date | None = None, is_public: bool = True) -> Decision:
    """Adopt, number and (unless told otherwise) publish a decision with one assignment."""
    body, meeting = decision.body, decision.item.meeting
    point = DecisionPointFactory(decision=decision, executor=OrganisationFactory(), due_on=due_on)
    poll = PollFactory(decision=decision)
    for participant in meeting.participants.filter(is_voting=True, is_present=True):
        VoteFactory(poll=poll, participant=participant, cast_by=UserFactory())
    count = poll.votes.count()
    Poll.objects.filter(pk=poll.pk).update(
        state="closed", closed_at=NOON, total=6, present=count, votes_for=count, against=0,
        abstained=0, did_not_vote=0, needed=count // 2 + 1 if count else 0, adopted=True,
        majority_base="present", tie_rule="chair",
    )  # fmt: skip
    number = body.decisions.exclude(number=None).count() + 1
    Decision.objects.filter(pk=decision.pk).update(
        state="adopted", number=number, year=meeting.year, registered_at=NOON
    )
    Assignment.objects.create(point=point, executor=point.executor, due_on=due_on)
    if is_public:
        Decision.objects.filter(pk=decision.pk).update(sealed_at=LATER, published_at=LATER)
    decision.refresh_from_db()
    return decision


def queries_of(client, address: str) -> int:
    """How many questions the database is asked for this page; it must answer 200."""
    client.get(address)  # content types and the like are asked once
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(address)
        if response.streaming:
            b"".join(response.streaming_content)
    assert response.status_code == 200
    return len(asked)
