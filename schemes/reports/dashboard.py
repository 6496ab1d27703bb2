"""How the measures of an agglomeration stand: by direction, executor and year of the deadline."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext

from ..models import Direction, Measure
from ..rules import charts

OVERDUE = "overdue"
# In the order in which the bars are laid: what is done first, what is dropped last.
PARTS = (Measure.State.DONE, Measure.State.IN_PROGRESS, Measure.State.PLANNED, OVERDUE,
         Measure.State.CANCELLED)  # fmt: skip


@dataclass
class StackRow:
    """One bar: its words, its query in the list of measures, counts by part."""

    label: str
    query: str
    counts: Counter
    parts: list[charts.Part] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def cells(self) -> list[int]:
        return [self.counts[str(part)] for part in PARTS]


@dataclass
class Stacks:
    """A chart of stacked bars and its table."""

    key: str
    title: str
    heading: str
    rows: list[StackRow]


@dataclass
class Standing:
    """All measures counted once by part, and three ways of laying them out."""

    total: int
    counts: Counter
    stacks: list[Stacks]


def part_names() -> list[tuple[str, str]]:
    """The parts of a bar with their words; overdue ones are taken out of planned and under way."""
    names = {state.value: str(state.label) for state in Measure.State}
    names[OVERDUE] = pgettext("measure", "overdue")
    return [(str(part), names[str(part)]) for part in PARTS]


def standing_of(measures: QuerySet[Measure], today: date) -> Standing:
    """Count the measures by part and direction, executor, year; one query, counted in Python:
    a plan has some hundreds of measures."""
    rows = list(measures.select_related("executor").order_by("pk"))
    parts = {one.pk: _part(one, today) for one in rows}
    directions = [(one.value, str(one.label), f"direction={one.value}") for one in Direction]
    executors = {one.executor_id: one.executor for one in rows}
    akimats = sorted(executors.values(), key=lambda one: (one.kind != "akimat", one.name))
    years = sorted({one.ends_on.year for one in rows})
    return Standing(
        total=len(rows),
        counts=Counter(parts.values()),
        stacks=[
            _stacks(
                "direction", gettext("By direction"), gettext("Direction"), directions,
                [(one.direction, parts[one.pk]) for one in rows],
            ),
            _stacks(
                "executor", gettext("By akimat and other executors"), gettext("Executor"),
                [(one.pk, one.short_name or one.name, f"executor={one.uid}") for one in akimats],
                [(one.executor_id, parts[one.pk]) for one in rows],
            ),
            _stacks(
                "year", gettext("By year of the deadline"), gettext("Year"),
                [(year, str(year), f"year={year}") for year in years],
                [(one.ends_on.year, parts[one.pk]) for one in rows],
            ),
        ],
    )  # fmt: skip


def _part(measure: Measure, today: date) -> str:
    return OVERDUE if measure.is_overdue(today) else str(measure.state)


def _stacks(key: str, title: str, heading: str, names, pairs) -> Stacks:
    counts: dict = {}
    for of, part in pairs:
        counts.setdefault(of, Counter())[part] += 1
    rows = [StackRow(label, query, counts[of]) for of, label, query in names if of in counts]
    most = max((row.total for row in rows), default=0)
    for row in rows:
        row.parts = charts.stack([(str(part), row.counts[str(part)]) for part in PARTS], most)
    return Stacks(key, title, heading, rows)
