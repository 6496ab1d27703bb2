"""Whatever is drawn, changed, joined, parted, taken off and brought back, in whatever order: every
object stays valid, its history whole, every state can come back, a code is given once.
"""

import os

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

from agglo_portal.core.rules import Refused
from schemes.models import Edition, Feature
from schemes.services.features import (
    Content,
    change_feature,
    cut_feature,
    draw_feature,
    merge_features,
    remove_feature,
    restore_feature,
    split_feature,
)
from tests.factories.core import NOON
from tests.factories.schemes import make_scheme

from .drawings import box, shape, zone

PROFILE = settings(
    derandomize=True,
    deadline=None,
    max_examples=6,
    stateful_step_count=12,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],
)
LONG = settings(PROFILE, max_examples=150, stateful_step_count=30)
STEP = 0.05
CELLS = st.integers(0, 7)
PICK = st.integers(0, 30)
KEYS = st.sampled_from(["", "А-1", "А-2", "А-3"])
STALE = st.sampled_from([0, 0, 0, 0, 1])


def area(x, y, wide, high):
    west, south = 76 + x * STEP, 43 + y * STEP
    return box(west, south, west + (wide + 1) * STEP, south + (high + 1) * STEP)


AREAS = st.builds(area, CELLS, CELLS, st.integers(0, 3), st.integers(0, 3))
BROKEN = st.builds(
    lambda x, y: shape(f"POLYGON(({76 + x} {43 + y}, {77 + x} {44 + y}, {77 + x} {43 + y}, "
                       f"{76 + x} {44 + y}, {76 + x} {43 + y}))"),
    CELLS, CELLS,
)  # fmt: skip
DRAWN = st.one_of(AREAS, AREAS, AREAS, BROKEN)


class Draft(RuleBasedStateMachine):
    """One draft; beside it, what each object said of itself in each of its versions."""

    @initialize()
    def begin(self):
        self.scene = make_scheme()
        self.act = {"by": self.scene.planner, "at": NOON}
        self.states = {}
        self.revision = self.scene.draft.revision
        self.notice()

    def any(self, pick):
        rows = list(Feature.objects.filter(edition=self.scene.draft).order_by("pk"))
        return rows[pick % len(rows)]

    def attempt(self, act):
        """Do it whole or not at all; what was done raises the revision."""
        try:
            with transaction.atomic():
                act()
        except Refused:
            assert self.current_revision() == self.revision
            return
        assert self.current_revision() > self.revision
        self.revision = self.current_revision()
        self.notice()

    def current_revision(self):
        return Edition.objects.get(pk=self.scene.draft.pk).revision

    def notice(self):
        for one in Feature.objects.filter(edition=self.scene.draft):
            said = (one.shape.wkt, Content.of(one), one.removed_at)
            assert self.states.setdefault((one.pk, one.version), said) == said

    @rule(drawn=DRAWN, key=KEYS)
    def draw(self, drawn, key):
        content = zone(key=key)
        self.attempt(
            lambda: draw_feature(
                self.scene.draft, self.scene.zones, shape=drawn, content=content, **self.act
            )
        )

    @rule(pick=PICK, drawn=DRAWN, key=KEYS, stale=STALE)
    def change(self, pick, drawn, key, stale):
        one = self.any(pick)
        self.attempt(
            lambda: change_feature(
                one, version=one.version - stale, shape=drawn, content=zone(key=key), **self.act
            )
        )

    @rule(pick=PICK, stale=STALE)
    def remove(self, pick, stale):
        one = self.any(pick)
        self.attempt(lambda: remove_feature(one, version=one.version - stale, **self.act))

    @rule(pick=PICK, back=st.integers(0, 4))
    def restore(self, pick, back):
        one = self.any(pick)
        to = max(1, one.version - back) if back else None
        self.attempt(lambda: restore_feature(one, version=one.version, to=to, **self.act))

    @rule(pick=PICK, other=PICK)
    def merge(self, pick, other):
        one, two = self.any(pick), self.any(other)
        self.attempt(
            lambda: merge_features(
                one, version=one.version, others=[(two, two.version)], **self.act
            )
        )

    @rule(pick=PICK, place=CELLS)
    def split(self, pick, place):
        one, lon = self.any(pick), 76.02 + place * STEP
        line = shape(f"LINESTRING({lon} 40, {lon} 46)")
        self.attempt(lambda: split_feature(one, version=one.version, line=line, **self.act))

    @rule(pick=PICK, drawn=AREAS)
    def cut(self, pick, drawn):
        one = self.any(pick)
        self.attempt(lambda: cut_feature(one, version=one.version, area=drawn, **self.act))

    @invariant()
    def every_object_is_valid_and_no_code_stands_twice(self):
        present = list(Feature.objects.of(self.scene.draft))
        assert all(one.shape.valid and not one.shape.empty for one in present)
        keys = [one.key for one in present if one.key]
        assert len(set(keys)) == len(keys)

    @invariant()
    def every_state_that_ever_was_is_kept_as_it_was(self):
        kept = {}
        for one in Feature.objects.filter(edition=self.scene.draft).prefetch_related("earlier"):
            for state in (one, *one.earlier.all()):
                said = (state.shape.wkt, Content.of(state), state.removed_at)
                kept[one.pk, state.version] = said
            assert sorted(v for pk, v in kept if pk == one.pk) == list(range(1, one.version + 1))
        assert kept == self.states


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_is_lost_in_whatever_order_people_work():
    class OneGame(Draft):
        def __init__(self):
            super().__init__()
            self.point = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.point)

    profile = LONG if os.environ.get("LONG_GAMES") else PROFILE
    run_state_machine_as_test(OneGame, settings=profile)
