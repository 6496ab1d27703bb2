"""Whatever anybody does in whatever order, the record stays true.

Hypothesis plays people at the pages of up to three meetings of one council: often the orderly
next act, in between anything by anybody. After each act the invariants are judged against the
database, and each count against a model kept beside it.
"""

import os
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from agglo_portal.core.rules import Refused
from councils.models import (
    Decision,
    DecisionPoint,
    Meeting,
    Minutes,
    MinutesFile,
    Participant,
    Poll,
    Seat,
    Signature,
    Vote,
)
from councils.services.agenda import add_item
from councils.services.decisions import change_draft
from councils.services.meetings import plan_meeting
from tests.factories.core import DAY, MINUTE, NOON, UserFactory
from tests.factories.councils import make_council, seat_of

from .sitting_acts import ACTS, LIKELY, Door, Try, next_act, next_signer

settings.register_profile(
    "ci",
    derandomize=True,  # the same games on every machine
    deadline=None,
    max_examples=8,
    stateful_step_count=12,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("long", parent=settings.get_profile("ci"), max_examples=300)

ENDED = [Meeting.State.PUBLISHED, Meeting.State.CANCELLED, Meeting.State.NOT_HELD]
CHOICES = ["for", "against", "abstained", "did_not_vote"]
CAST = ["chair", "secretary", "member", "observer", "stranger"]
SIGNED = {
    Decision: {"number", "year", "state", "title_kk", "title_ru", "preamble_kk", "sealed_at"},
    DecisionPoint: {"decision_id", "position", "text_kk", "text_ru"},
    Poll: {"decision_id", "state", "votes_for", "against", "abstained", "did_not_vote"},
    Vote: {"poll_id", "participant_id", "choice"},
    Minutes: {"state", "version", "heading_kk", "heading_ru", "completed_at"},
    MinutesFile: {"version", "language", "format", "stored_id"},
    Signature: {"version", "participant_id", "state", "sha256_kk", "sha256_ru"},
}
TO_MEETING = {
    Decision: "item__meeting",
    DecisionPoint: "decision__item__meeting",
    Poll: "decision__item__meeting",
    Vote: "poll__decision__item__meeting",
    Minutes: "meeting",
    MinutesFile: "minutes__meeting",
    Signature: "minutes__meeting",
}


WHO = st.sampled_from([*CAST, *["secretary"] * 6, "chair", "self", "self", "self"])

ABOUT = {
    "who": WHO,
    "item": st.integers(0, 1),
    "person": st.integers(0, 5),
    "choice": st.sampled_from(CHOICES),
}
HOW = st.sampled_from(["orderly", "orderly", "mischief", "mischief", "mischief"])
MOVE = st.tuples(HOW, st.builds(Try, name=st.sampled_from(range(60)), **ABOUT))
ANYTHING = st.builds(Try, name=st.sampled_from(ACTS), **ABOUT)


class Council(RuleBasedStateMachine):
    """Up to three meetings of one council, one after another, and everybody at the doors."""

    body = None  # made once for all games, see the test
    people: dict

    def __init__(self):
        super().__init__()
        self.game = transaction.atomic()
        self.game.__enter__()
        self.at = NOON
        self.meetings = []
        self.sealed = {}
        self.voices = {}
        self.is_new = True

    def teardown(self):
        Council.states_reached |= set(Meeting.objects.values_list("state", flat=True))
        transaction.set_rollback(True)
        self.game.__exit__(None, None, None)

    # What happens ---------------------------------------------------------------------------
    @initialize()
    def plan(self):
        by = self.people["secretary"]
        fields = {"starts_at": self.at + 7 * DAY, "place_kk": "Зал", "place_ru": "Зал"}
        meeting = plan_meeting(self.body, fields=fields, by=by, at=self.at)
        for number in (1, 2):
            titles = {"title_kk": f"{number}-мәселе", "title_ru": f"Вопрос {number}"}
            item = add_item(meeting, fields=titles, by=by, at=self.at)
            point = {"text_kk": "Берілсін", "text_ru": "Представить"}
            change_draft(item.decision, fields={}, points=[point], by=by, at=self.at)
        self.meetings.append(meeting)

    @rule(moves=st.lists(MOVE, min_size=12, max_size=12))
    def a_while_goes_by(self, moves):
        """The orderly next acts by whom they are asked of; in between somebody interferes with
        what belongs to this hour of the meeting."""
        for how, attempt in moves:
            meeting = self._last()
            if meeting.state in ENDED:
                if len(self.meetings) == 3:
                    return
                self.plan()
            elif how == "orderly":
                self._go_on(meeting, attempt.choice)
            else:
                likely = LIKELY.get(meeting.state, ACTS)
                attempt = replace(attempt, name=likely[attempt.name % len(likely)])
                self._do(meeting, self._person(meeting, attempt), attempt)

    def _go_on(self, meeting, choice):
        act, about = next_act(meeting)
        who = next_signer(meeting) if act == "sign" else self.people["secretary"]
        self._do(meeting, who, Try(act, "", **({"choice": choice} | about)))

    @rule(which=st.integers(0, 2), attempt=ANYTHING)
    def anybody_does_anything(self, which, attempt):
        meeting = self.meetings[which % len(self.meetings)]
        self._do(meeting, self._person(meeting, attempt), attempt)

    def _last(self):
        self.meetings[-1].refresh_from_db()
        return self.meetings[-1]

    def _person(self, meeting, attempt):
        """Who tries: one of the cast, or the participant whom the act is about."""
        called = list(meeting.participants.order_by("pk"))
        if attempt.who == "self" and called:
            return called[attempt.person % len(called)].official.user
        return self.people.get(attempt.who, self.people["stranger"])

    def _do(self, meeting, user, attempt):
        self.at += MINUTE
        door = Door(meeting, user, self.at, attempt)
        expected = self._expected_count(door) if attempt.name == "close_poll" else None
        try:
            with transaction.atomic():
                answer = door()
        except Refused:
            return
        self.is_new = self.is_new or answer is not None
        if isinstance(answer, Signature):
            assert answer.participant.official.user == user
        if isinstance(answer, Vote):
            voter = Participant.objects.get(pk=answer.participant_id)
            assert voter.is_voting and voter.is_present
            assert attempt.name == "enter_vote" or voter.official.user == user
            self.voices.setdefault(answer.poll_id, {})[answer.participant_id] = answer.choice
        if attempt.name == "close_poll" and answer:
            counted = (answer.votes_for, answer.against, answer.abstained, answer.did_not_vote)
            assert counted == expected

    def _expected_count(self, door):
        """Count by hand: the last voice that each voting member now present was told is taken."""
        poll = door.poll
        given = self.voices.get(poll.pk, {}) if poll else {}
        present = door.meeting.participants.filter(is_voting=True, is_present=True)
        voices = [given.get(one.pk, "did_not_vote") for one in present]
        return tuple(voices.count(choice) for choice in CHOICES)

    # What always holds ----------------------------------------------------------------------
    @invariant()
    def the_record_is_true(self):
        if not self.is_new:
            return
        self.is_new = False
        self.only_voting_members_have_voices()
        self.nothing_is_registered_without_a_vote()
        self.nothing_is_counted_without_quorum_or_whole_text()
        self.the_register_has_no_gap_and_no_double()
        self.what_is_sealed_stays_as_it_is()
        self.nothing_is_published_without_both_signatures_and_both_languages()

    def only_voting_members_have_voices(self):
        assert not Vote.objects.filter(participant__is_voting=False).exists()

    def nothing_is_registered_without_a_vote(self):
        for decision in Decision.objects.registered():
            assert decision.state == Decision.State.ADOPTED
            assert decision.polls.get(state=Poll.State.CLOSED).adopted

    def nothing_is_counted_without_quorum_or_whole_text(self):
        polls = Poll.objects.filter(state=Poll.State.CLOSED).select_related("decision")
        for poll in polls.prefetch_related("decision__points"):
            assert poll.present >= self.body.quorum_needed(poll.total)
            assert all(one.text_kk and one.text_ru for one in poll.decision.points.all())

    def the_register_has_no_gap_and_no_double(self):
        numbers = sorted(Decision.objects.registered().values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        given = Meeting.objects.exclude(number="").values_list("number", flat=True)
        assert sorted(map(int, given)) == list(range(1, len(given) + 1))

    def what_is_sealed_stays_as_it_is(self):
        for meeting in Meeting.objects.filter(state__in=["minutes_signed", "published"]):
            content = {
                model: list(
                    model.objects.filter(**{TO_MEETING[model]: meeting})
                    .order_by("pk")
                    .values(*sorted(fields))
                )
                for model, fields in SIGNED.items()
            }
            assert self.sealed.setdefault(meeting.pk, content) == content

    def nothing_is_published_without_both_signatures_and_both_languages(self):
        for decision in Decision.objects.published().with_meeting():
            assert decision.sealed_at and decision.item.meeting.state == "published"
            assert decision.title_kk and decision.title_ru
            assert all(point.text_kk and point.text_ru for point in decision.points.all())
        for minutes in Minutes.objects.filter(meeting__state="published"):
            signed = minutes.signatures.filter(version=minutes.version, state="signed")
            assert {s.participant.role for s in signed} >= {Seat.Role.SECRETARY}
            assert len({s.participant_id for s in signed}) == 2
            assert minutes.heading_kk and minutes.heading_ru
            shown = minutes.files.filter(version=minutes.version, format="pdf")
            hashes = {f.language: f.stored.sha256 for f in shown}
            for signature in signed:
                assert (signature.sha256_kk, signature.sha256_ru) == (hashes["kk"], hashes["ru"])


@pytest.fixture
def council(db):
    """Four votes with accounts, their secretary, an observer, and a stranger at the door."""
    people = {name: UserFactory(name=name) for name in CAST}
    body = make_council(voting=3)
    body.seats.all().delete()
    seat_of(body, people["chair"], role=Seat.Role.CHAIR)
    seat_of(body, people["member"])
    for _number in range(2):
        seat_of(body, UserFactory())
    seat_of(body, people["secretary"], role=Seat.Role.SECRETARY)
    seat_of(body, people["observer"], role=Seat.Role.OBSERVER)
    return body, people


@pytest.mark.slow
def test_whatever_anybody_does_the_record_stays_true(council):
    Council.body, Council.people = council
    Council.states_reached = set()

    profile = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
    run_state_machine_as_test(Council, settings=profile)

    assert "published" in Council.states_reached  # the games go deep enough
