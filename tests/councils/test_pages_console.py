"""What the secretary's console shows and offers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Meeting, Poll
from tests.factories.core import UserFactory
from tests.factories.councils import (
    DecisionPointFactory,
    PollFactory,
    current_item,
    make_council,
    make_meeting,
    seat_of,
)

from . import steps
from .visits import get, offered, post, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(open_meeting):
    """The item on the table, with a whole draft."""
    item = current_item(open_meeting)
    DecisionPointFactory(decision=item.decision)
    return item


# The console -------------------------------------------------------------------------------------
def test_console_without_a_quorum_says_what_is_missing_and_offers_no_vote(client, secretary, body):
    meeting = make_meeting(body, state="open", present=3, items=1)
    DecisionPointFactory(decision=current_item(meeting).decision)
    client.force_login(secretary)

    response = get(client, "meeting_console", meeting.uid)

    assert "No quorum: 3 present, 4 needed, 1 lacking." in words(response)
    assert "polls/open" not in offered(response)


def test_console_says_that_the_russian_text_is_missing(client, secretary, open_meeting):
    DecisionPointFactory(decision=current_item(open_meeting).decision, text_ru="")
    client.force_login(secretary)

    response = get(client, "meeting_console", open_meeting.uid)

    assert "Not in both languages: point 1." in words(response)
    assert "polls/open" not in offered(response)


def test_console_says_that_nobody_presides(client, secretary, open_meeting, item):
    steps.leave(open_meeting.participants.get(is_presiding=True))
    client.force_login(secretary)

    response = get(client, "meeting_console", open_meeting.uid)

    assert "Who presides is away" in words(response)
    assert "polls/open" not in offered(response)


@pytest.mark.slow
def test_console_leads_through_a_sitting_with_one_main_button_at_a_time(client, secretary, body):
    meeting = make_meeting(body, state="convened", present=0, items=2)
    for item in meeting.items.all():
        DecisionPointFactory(decision=item.decision)
    first, second = meeting.items.order_by("position")
    client.force_login(secretary)

    def main() -> str:
        response = get(client, "meeting_console", meeting.uid)
        assert response.content.decode().count("btn-primary") == 1
        return response.context["next_act"]

    seen = [main()]
    for person in meeting.participants.all()[:6]:
        post(client, "participant_arrive", person.pk)
    post(client, "meeting_open", meeting.uid)
    seen.append(main())
    post(client, "item_start", first.uid)
    seen.append(main())
    post(client, "poll_open", first.decision.uid)
    seen.append(main())
    post(client, "poll_close", Poll.objects.get().uid)
    seen.append(main())
    post(client, "item_start", second.uid)
    post(client, "decision_defer", second.decision.uid, data={"reason": "Толық емес"})
    seen.append(main())
    post(client, "item_finish", second.uid)
    seen.append(main())
    post(client, "meeting_close", meeting.uid)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CLOSED
    assert seen == [
        "open_meeting",
        "start_item",
        "open_poll",
        "close_poll",
        "next_item",
        "finish_item",
        "close_meeting",
    ]


def test_console_shows_another_item_when_asked(client, secretary, open_meeting, item):
    second = open_meeting.items.get(position=2)
    client.force_login(secretary)

    response = get(client, "meeting_console", open_meeting.uid, query=f"?item={second.uid}")

    assert response.context["item"] == second
    assert response.context["next_act"] == ""
    assert get(client, "meeting_console", open_meeting.uid, query="?item=x").status_code == 200


def test_console_names_the_rule_of_the_quorum_with_its_numbers(
    client, secretary, body, open_meeting
):
    body.regulation_article_quorum = "14"
    body.save()
    client.force_login(secretary)

    text = words(get(client, "meeting_console", open_meeting.uid))

    assert "Regulation, 14: At least 2/3 of all voting members: 6 × 2/3, rounded up = 4." in text


def test_console_answers_nothing_while_nothing_changed(client, secretary, open_meeting, item):
    client.force_login(secretary)
    mark = get(client, "meeting_console", open_meeting.uid).context["mark"]

    def ask():
        query = f"?seen={mark}"
        return get(
            client, "meeting_console", open_meeting.uid, query=query, **{"HX-Request": "true"}
        )

    assert ask().status_code == 204
    steps.leave(open_meeting.participants.filter(is_present=True).last())
    assert ask().status_code == 200


def test_the_part_that_renews_itself_equals_a_fresh_page(client, secretary, open_meeting, item):
    client.force_login(secretary)
    fresh = get(client, "meeting_console", open_meeting.uid)

    renewed = get(
        client, "meeting_console", open_meeting.uid, query="?seen=old", **{"HX-Request": "true"}
    )

    assert renewed.context["mark"] == fresh.context["mark"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["meeting_console", "meeting_sitting"])
def test_the_sitting_asks_the_database_the_same_however_many_sit_and_vote(client, name):
    def count(voting, items):
        user = UserFactory()
        body = make_council(voting=voting)
        seat_of(body, user, role="secretariat", position=99)
        meeting = make_meeting(body, state="open", present=voting, items=items)
        item = current_item(meeting)
        DecisionPointFactory(decision=item.decision)
        for other in meeting.items.exclude(pk=item.pk):
            DecisionPointFactory(decision=other.decision)
            PollFactory(decision=other.decision, state="annulled", annulled_reason="Қате")
        poll = PollFactory(decision=item.decision)
        steps.vote(poll, "+" * (voting - 1), user)
        client.force_login(user)
        with CaptureQueriesContext(connection) as queries:
            assert get(client, name, meeting.uid).status_code == 200
        return len(queries)

    count(3, 2)
    assert count(3, 2) == count(15, 12)
