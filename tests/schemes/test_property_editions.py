"""Whatever is done to editions in whatever order: what was sealed stays as it was, an object of a
lineage stands in an edition once, nothing is public that nothing endorsed, nothing half-copied
goes on.

Hypothesis plays the secretariat, a planner and the worker; after each act the invariants are
judged against the database and against what was written down when an edition was sealed.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count, F, Q
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
from schemes.models import Edition, Feature
from schemes.services import editions as services
from schemes.services.locks import lock_draft
from schemes.tasks.editions import fill_edition
from tests.factories.core import DAY, NOON
from tests.factories.councils import ActFactory
from tests.factories.schemes import FeatureFactory, make_scheme, square

from .edition_steps import NOTE, decision

PROFILE = settings(
    derandomize=True,  # the same games on every machine
    deadline=None,
    max_examples=4,
    stateful_step_count=12,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],
)
LONG = settings(PROFILE, max_examples=60, stateful_step_count=25)
SEALED = ["submitted", "endorsed", "published"]
NUMBERS = st.integers(0, 50)


class Game(RuleBasedStateMachine):
    """The life of the editions of one scheme."""

    @initialize()
    def begin(self):
        self.savepoint = transaction.savepoint()
        self.scene = make_scheme()
        self.at = NOON
        self.sealed = {}
        self.decision = decision(self.scene)
        self.act = ActFactory()
        self._write_down()

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def do(self, function, *args, **fields) -> None:
        """Call a service; what it refuses changes nothing, and the journal says nothing of it."""
        said = JournalEntry.objects.count()
        self.at += DAY
        try:
            with transaction.atomic():
                function(*args, by=self.scene.secretary, at=self.at, **fields)
        except Refused:
            assert JournalEntry.objects.count() == said
        self._write_down()

    def one(self, number: int) -> Edition:
        rows = list(Edition.objects.filter(scheme=self.scene.scheme).order_by("pk"))
        return rows[number % len(rows)]

    @rule(number=NUMBERS, base=NUMBERS, is_empty=st.booleans())
    def begin_another(self, number, base, is_empty):
        based_on = None if is_empty else self.one(base)
        self.do(
            services.begin_edition, self.scene.scheme, code=f"e{number}", year=2026 + number,
            based_on=based_on, **NOTE,
        )  # fmt: skip

    @rule(number=NUMBERS)
    def work(self, number):
        edition = self.one(number)
        if edition.based_on_id:
            fill_edition({"edition": edition.pk, "after": 0})

    @rule(number=NUMBERS)
    def describe(self, number):
        self.do(services.change_edition, self.one(number), **NOTE)

    @rule(number=NUMBERS, place=NUMBERS)
    def draw(self, number, place):
        try:
            edition = lock_draft(self.one(number))
        except Refused:
            return
        shape = square(75 + place / 10, 42)
        FeatureFactory(edition=edition, layer=self.scene.zones, key="", shape=shape)

    @rule(number=NUMBERS)
    def remove(self, number):
        try:
            edition = lock_draft(self.one(number))
        except Refused:
            return
        first = Feature.objects.of(edition).order_by("pk").first()
        if first:
            rows = Feature.objects.filter(pk=first.pk)
            rows.update(removed_at=self.at, changed_at=self.at, version=F("version") + 1)

    @rule(
        number=NUMBERS,
        name=st.sampled_from(["submit_edition", "publish_edition", "discard_edition"]),
    )
    def move(self, number, name):
        self.do(getattr(services, name), self.one(number))

    @rule(number=NUMBERS, reason=st.sampled_from(["", "Толықтыру"]))
    def give_back(self, number, reason):
        self.do(services.return_edition, self.one(number), reason=reason)

    @rule(number=NUMBERS, by=st.sampled_from(["decision", "act", "nothing"]))
    def endorse(self, number, by):
        source = {by: getattr(self, by)} if by != "nothing" else {}
        self.do(services.endorse_edition, self.one(number), **source)

    def _write_down(self) -> None:
        """Remember the objects of an edition when it is sealed; forget what became a draft."""
        states = dict(Edition.objects.values_list("pk", "state"))
        for pk, state in states.items():
            if state not in SEALED:
                self.sealed.pop(pk, None)
            elif pk not in self.sealed:
                self.sealed[pk] = self._objects(pk)

    def _objects(self, pk: int) -> set:
        rows = Feature.objects.filter(edition=pk)
        return set(rows.values_list("uid", "lineage", "version", "removed_at", "area_m2"))

    @invariant()
    def what_was_sealed_stays_as_it_was(self):
        for pk, objects in getattr(self, "sealed", {}).items():
            assert self._objects(pk) == objects

    @invariant()
    def a_lineage_stands_in_an_edition_once(self):
        twice = Feature.objects.values("edition", "lineage").annotate(count=Count("pk"))
        assert not twice.filter(count__gt=1).exists()

    @invariant()
    def nothing_is_endorsed_by_nothing_and_nothing_half_copied_goes_on(self):
        gone_on = Edition.objects.filter(state__in=["endorsed", "published"])
        assert not gone_on.filter(decision__isnull=True, act__isnull=True).exists()
        unfilled = Edition.objects.filter(filled_at__isnull=True)
        assert not unfilled.exclude(state__in=["draft", "discarded"]).exists()

    @invariant()
    def strangers_see_what_is_published_alone(self):
        seen = Edition.objects.visible_to(AnonymousUser())
        assert not seen.filter(~Q(state="published")).exists()


def test_editions_keep_their_word_whatever_is_done(db):
    run_state_machine_as_test(Game, settings=PROFILE)


@pytest.mark.slow
def test_editions_keep_their_word_in_long_games(db):
    run_state_machine_as_test(Game, settings=LONG)
