"""Whatever the parties do in whatever order: no text is lost, no mark is another's, no agreement
outlives its words, nothing is in force unsigned, nobody signs other bytes than were shown.

Hypothesis plays the people of three akimats, the secretariat, the clock, the worker and strangers
at the pages of one memorandum: often the orderly next act, in between anything by anybody. After
each act the invariants are judged against the database and a model kept beside it.
"""

import hashlib
import json
import os
import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import Refused
from councils.models import Seat
from memoranda.documents import frozen
from memoranda.models import (
    ApprovalStep,
    Memorandum,
    PartySignature,
    SigningSheet,
)
from memoranda.nodes import Node
from memoranda.reports.attempts import last_signing
from memoranda.reports.reading import current_version
from memoranda.services.clauses import import_clauses
from memoranda.services.drafting import draft_memorandum
from tests.factories.core import MINUTE, NOON, UserFactory
from tests.factories.councils import AkimatFactory, BodyFactory, seat_of
from tests.factories.memoranda import people_of

from .acts import ACTS, LIKELY, Door, Try, fitting, heading, next_act, text
from .truths import WRITTEN, Truths

PROFILE = settings(
    derandomize=True,  # the same games on every machine
    deadline=None,
    max_examples=5,
    stateful_step_count=2,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],  # a game that fails is told as it was played
)
LONG = settings(PROFILE, max_examples=200, stateful_step_count=20)
ORDERLY = {"negotiation": 0.4, "approval": 0.4, "signing": 0.3}  # how often, of acts
ENDED = [*Memorandum.PUBLIC_STATES, Memorandum.State.CANCELLED]
PEOPLE = [f"{role} {number}" for role in ("coordinator", "head", "staff") for number in (1, 2, 3)]
OUTSIDERS = ["secretary", "coordinator 4", "other secretary", "stranger"]
OTHERS = [*PEOPLE, *OUTSIDERS * 3]
SEEDS = st.integers(0, 2**32 - 1)


def chance(dice: random.Random, names: list[str]) -> Try:
    """Something that somebody tries: mostly who may, sometimes anybody."""
    return Try(
        name=dice.choice(names),
        who="whose act it is" if dice.random() < 0.7 else dice.choice(OTHERS),
        party=dice.randrange(3),
        clause=dice.randrange(8),
        pick=dice.randrange(8),
        word=dice.randrange(5),
        is_stale=dice.random() < 0.25,
    )


class Negotiation(Truths, RuleBasedStateMachine):
    """One memorandum of three akimats, and everybody at its doors."""

    body = None  # made once for all games, see the test
    organisations: list
    people: dict

    def __init__(self):
        super().__init__()
        self.game = transaction.atomic()
        self.game.__enter__()
        self.at = NOON
        self.written = {model: {} for model in WRITTEN}
        self.said = []  # words that stand in columns which may be written again
        self.shown = {}  # what a page left open since an earlier moment shows
        self.signed = {}  # the bytes that each signature was given on
        self.is_new = True

    def teardown(self):
        states = Negotiation.states_reached
        if hasattr(self, "memorandum"):
            entries = JournalEntry.objects.exclude(to_state="")
            states |= set(entries.values_list("to_state", flat=True))
        transaction.set_rollback(True)
        self.game.__exit__(None, None, None)

    # What happens -------------------------------------------------------------------------------
    @initialize(seed=SEEDS)
    def draft(self, seed):
        by = self.people["secretary"]
        titles = {"title_kk": "Жол туралы меморандум", "title_ru": "Меморандум о дороге"}
        self.memorandum = draft_memorandum(
            self.body, fields=titles, parties=self.organisations, by=by, at=self.at
        )
        nodes = [
            Node("section", heading(number), "", tuple(Node("clause", text(n)) for n in (0, 1)))
            for number in (1, 2)
        ]
        import_clauses(self.memorandum, nodes=nodes, replace=False, by=by, at=self.at)
        self._do(Try("send_version", "secretary", word=1))
        self._play(random.Random(seed))

    @rule(seed=SEEDS)
    def a_while_goes_by(self, seed):
        self._play(random.Random(seed))

    def _play(self, dice):
        """The orderly next acts by whom they are asked of; in between somebody interferes with
        what belongs to this hour of the text."""
        for _move in range(60):
            if dice.random() < 0.1:
                self._leave_a_page_open()
            self.memorandum.refresh_from_db()
            state = self.memorandum.state
            if state in ENDED:
                return
            if dice.random() < ORDERLY.get(state, 0.6):
                name, who, about = next_act(self.memorandum)
                self._do(Try(name, who, **about))
            else:
                self._do(chance(dice, LIKELY.get(state, ACTS)))
            self.the_record_is_true()

    @rule(seed=SEEDS)
    def anybody_does_anything(self, seed):
        dice = random.Random(seed)
        for _attempt in range(4):
            self._do(chance(dice, ACTS))
            self.the_record_is_true()

    def _leave_a_page_open(self):
        """What is on the screen now is what a stale act will name later."""
        version = current_version(self.memorandum)
        if version is not None:
            self.shown.update(version.clauses.values_list("clause_id", "text_hash"))
        sheet = last_signing(self.memorandum)
        if sheet is not None and sheet.file_kk:
            hashes = {"sha256_kk": sheet.file_kk.sha256, "sha256_ru": sheet.file_ru.sha256}
            self.shown["files"] = hashes

    def _do(self, attempt):
        self.at += MINUTE
        who = attempt.who
        if who == "whose act it is":
            who = fitting(self.memorandum, attempt)
        user = self.people.get(who) or self.people["stranger"]
        door = Door(self.memorandum, user, self.at, attempt, self.shown)
        hashes = door.hashes if attempt.name == "sign" else None
        try:
            with transaction.atomic():
                answer = door()
        except Refused:
            return
        self.is_new = self.is_new or answer is not None or attempt.name == "remove_step"
        if isinstance(answer, ApprovalStep) and answer.remark == door.said:
            self.said.append(answer.remark)
        if isinstance(answer, PartySignature) and answer.state == "signed":
            self.signed[answer.pk] = hashes
        if isinstance(answer, PartySignature | SigningSheet) and answer.reason == door.said:
            self.said.append(answer.reason)

    # What always holds --------------------------------------------------------------------------
    @invariant()
    def the_record_is_true(self):
        if not self.is_new or not hasattr(self, "memorandum"):
            return
        self.is_new = False
        self.memorandum.refresh_from_db()
        self.no_text_is_lost()
        self.no_mark_is_anothers()
        self.no_agreement_outlives_its_words()
        self.a_frozen_text_stands_still()
        self.stages_follow_one_another()
        self.nobody_signed_other_bytes()
        self.nothing_is_in_force_without_every_signature()


@pytest.fixture
def cast(db):
    """Three akimats that agree with each other, a fourth that has no part, two secretariats."""
    body, organisations, people = BodyFactory(), [], {}
    for number in (1, 2, 3, 4):
        organisations.append(AkimatFactory())
        for role, user in vars(people_of(organisations[-1])).items():
            user.name = f"{role} {number}"
            user.save()
            people[user.name] = user
    for name in ("secretary", "other secretary", "stranger"):
        people[name] = UserFactory(name=name)
    seat_of(body, people["secretary"], role=Seat.Role.SECRETARY)
    seat_of(BodyFactory(), people["other secretary"], role=Seat.Role.SECRETARY)
    return body, organisations[:3], people


def small_file(_template, data, *, language, **_about):
    """Stands for the rendering: other data are other bytes."""
    facts = json.dumps(data, sort_keys=True, default=str)
    return f"%PDF-1.7 {language} {hashlib.sha256(facts.encode()).hexdigest()}".encode()


@pytest.mark.slow
def test_whatever_the_parties_do_the_record_stays_true(cast, monkeypatch):
    monkeypatch.setattr(frozen, "render_pdf", small_file)
    Negotiation.body, Negotiation.organisations, Negotiation.people = cast
    Negotiation.states_reached = set()

    is_long = os.environ.get("HYPOTHESIS_PROFILE") == "long"
    run_state_machine_as_test(Negotiation, settings=LONG if is_long else PROFILE)

    # The games go deep enough, and break off on the way too.
    assert {"in_force", "refused", "cancelled"} & Negotiation.states_reached
    assert "in_force" in Negotiation.states_reached
