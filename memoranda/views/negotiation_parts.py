"""The page of negotiations: each text with what waits for the reader, the urgent first."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import ApprovalStep, Memorandum, PartySignature
from ..permissions import leads, official_of
from ..reports.negotiations import Negotiation

State = Memorandum.State


@dataclass
class Line:
    """A text in the list: `waits` says what the reader is asked for, `url` leads there."""

    row: Negotiation
    waits: list[str]
    url: str
    days_left: int | None

    @property
    def memorandum(self) -> Memorandum:
        return self.row.memorandum


@dataclass
class Group:
    key: str
    label: str | Promise
    lines: list[Line] = field(default_factory=list)


def groups_of(user, rows: list[Negotiation], *, today: date) -> list[Group]:
    """Part the texts: those that wait for the reader, those under negotiation, those agreed."""
    steps, signatures = _asked(user, rows)
    mine = Group("mine", _("Wait for you"))
    talked = Group("talked", _("Under negotiation"))
    agreed = Group("agreed", _("Being approved and signed"))
    for row in rows:
        waits, page = _waits(user, row, steps, signatures, today)
        due_on = row.due_on if row.memorandum.state == State.NEGOTIATION else None
        line = Line(row, waits, _to(page, row), (due_on - today).days if due_on else None)
        if waits:
            mine.lines.append(line)
        else:
            (talked if row.memorandum.state == State.NEGOTIATION else agreed).lines.append(line)
    for group in (mine, talked, agreed):
        group.lines.sort(key=lambda line: (line.days_left is None, line.days_left or 0))
    return [group for group in (mine, talked, agreed) if group.lines]


def drafts_of(user) -> QuerySet[Memorandum]:
    """Texts of the person's secretariats that were never sent."""
    drafts = Memorandum.objects.led_by(user).filter(state=State.DRAFT)
    return drafts.select_related("body").newest_first()


def _waits(user, row: Negotiation, steps, signatures, today) -> tuple[list[str], str]:
    """What the reader is asked for, and the page where it is done."""
    memorandum = row.memorandum
    is_lead = leads(user, memorandum)
    if memorandum.state == State.NEGOTIATION:
        return _waits_in_round(row, is_lead, today), "memorandum_detail"
    if memorandum.pk in steps:
        return [_("Your agreement on the approval sheet")], "approval_detail"
    if memorandum.pk in signatures:
        return [_("Your signature")], "signing_detail"
    if is_lead and memorandum.state == State.SIGNED:
        return [_("To be entered in the register")], "memorandum_detail"
    return [], "memorandum_detail"


def _waits_in_round(row: Negotiation, is_lead: bool, today: date) -> list[str]:
    waits = []
    if row.waiting_for_me and row.hears_words(today):
        words = ngettext(
            "%(n)s clause waits for your word",
            "%(n)s clauses wait for your word",
            row.waiting_for_me,
        )
        waits.append(words % {"n": row.waiting_for_me})
    if row.suggestions_for_me:
        words = ngettext(
            "%(n)s suggestion of another party",
            "%(n)s suggestions of other parties",
            row.suggestions_for_me,
        )
        waits.append(words % {"n": row.suggestions_for_me})
    if is_lead and row.open_suggestions:
        words = ngettext(
            "%(n)s suggestion to be decided",
            "%(n)s suggestions to be decided",
            row.open_suggestions,
        )
        waits.append(words % {"n": row.open_suggestions})
    return waits


def _asked(user, rows: list[Negotiation]) -> tuple[set[int], set[int]]:
    """Texts whose approval sheet or signing waits for this very person; two queries."""
    official = official_of(user)
    if official is None:
        return set(), set()
    memoranda = [row.memorandum.pk for row in rows]
    named = Q(official=official) | Q(substitute=official)
    steps = ApprovalStep.objects.filter(
        named, state="waiting", sheet__state="open", sheet__version__memorandum__in=memoranda
    )
    signatures = PartySignature.objects.filter(
        party__signatory=official,
        state="waiting",
        sheet__state="sent",
        sheet__version__memorandum__in=memoranda,
    )
    return (
        set(steps.values_list("sheet__version__memorandum", flat=True)),
        set(signatures.values_list("sheet__version__memorandum", flat=True)),
    )


def _to(page: str, row: Negotiation) -> str:
    return reverse(f"memoranda:{page}", args=[row.memorandum.uid])
