"""The page of one clause: the tree, the pair of texts, suggestions, positions, the discussion."""

from dataclasses import dataclass, field

from django.http import Http404

from ..forms.negotiation import AnswerForm, PositionForm, RejectForm, RemarkForm
from ..models import Clause, IntendedDifference, Memorandum, VersionClause
from ..permissions import can_add_note, can_add_remark
from ..reports.discussion import discussion_of
from ..reports.parity import party_names
from ..rules import parity
from ..services.drafts import draft_of
from .clause_parts import (
    LANGUAGES,
    fallen_from,
    lines_between,
    stands_on,
    suggestions_on,
    thread_of,
)
from .heading import heading_of
from .leads import leads_of
from .next_steps import standing_of
from .text_rows import rows_of_matrix

# So many rows of the matrix stand below a text; of a longer one those that are not ready.
SHOWN_ROWS = 40


@dataclass(frozen=True)
class Wording:
    """The clause in one language, with the version since which it reads so."""

    language: str
    heading: str
    text: str
    since: int
    lags: bool = False
    is_ahead: bool = False
    former: str = ""


@dataclass
class Forms:
    """Forms that came back refused, with all that was typed; the others are empty."""

    position: PositionForm | None = None
    remark: RemarkForm | None = None
    answers: dict[str, AnswerForm] = field(default_factory=dict)
    rejections: dict[str, RejectForm] = field(default_factory=dict)


def clause_panes(user, memorandum: Memorandum, clause: Clause, *, query, forms=None) -> dict:
    """Give what memoranda/clause_detail.html shows; a clause that was never sent is not found."""
    head = heading_of(user, memorandum, tab="text")
    matrix = head["matrix"]
    row = matrix.row_of(clause)
    shown = row.clause if row else _last_sent(clause)
    if shown is None:
        raise Http404
    clause.memorandum = memorandum
    discussion = discussion_of(clause, party=head["party"])
    waiting, decided = suggestions_on(discussion, head)
    only_notes = query.get("thread") == "notes" and head["party"] is not None
    stands = stands_on(row, matrix, head["party"]) if row else []
    own = next((one for one in stands if one.is_us), None)
    rows = rows_of_matrix(memorandum, matrix, current=clause)
    context = {
        **head,
        "clause": clause,
        "shown": shown,
        "row": row,
        "is_gone": row is None,
        "rows": rows,
        "before": _beside(rows, -1),
        "after": _beside(rows, +1),
        "section": shown.parent,
        "lead": leads_of([shown]).get(shown.pk),
        "wordings": _wordings(clause, shown),
        "waiting": waiting,
        "decided": decided,
        "stands": stands,
        "own": own,
        "fallen": _fallen(own, shown),
        "thread": thread_of(discussion, head["party"], only_notes=only_notes),
        "only_notes": only_notes,
        "mx_rows": shown_matrix_rows(matrix),
        "mx_current": shown.clause_id,
        "next_waiting": _next_waiting(head, clause),
        "may_speak": bool(row) and head["is_heard"] and head["speaks"],
        "differences": _differences(memorandum, clause, shown),
        "working_lines": _working_lines(head, clause, row),
    }
    return context | _forms(user, context, forms or Forms())


def shown_matrix_rows(matrix) -> list:
    """The rows below a text: all of a short one, of a long one those that are not ready."""
    if matrix.total <= SHOWN_ROWS:
        return matrix.rows
    return [row for row in matrix.rows if row.state != "ready"][:SHOWN_ROWS]


def _forms(user, context: dict, forms: Forms) -> dict:
    """The forms, begun with what the person typed before and did not send."""
    clause, party, memorandum = context["clause"], context["party"], context["memorandum"]
    may_remark = (
        not context["is_gone"] and context["is_negotiated"] and can_add_remark(user, memorandum)
    )
    may_note = party is not None and can_add_note(user, party)
    remark = forms.remark
    if remark is None and (may_remark or may_note):
        draft = draft_of(memorandum, place=f"remark:{clause.uid}", by=user)
        kept = draft.fields if draft else {}
        usual = RemarkForm.ALL if may_remark else RemarkForm.US
        remark = RemarkForm(initial={"text": kept.get("text", ""), "who": kept.get("who") or usual})
    return {
        "may_remark": may_remark,
        "may_note": may_note,
        "remark_form": remark,
        "position_form": forms.position,
        "refused_stance": forms.position.data.get("stance", "") if forms.position else "",
        "refused_answers": forms.answers,
        "refused_rejections": forms.rejections,
    }


def _last_sent(clause: Clause) -> VersionClause | None:
    """The clause as it stood in the last version that had it."""
    rows = clause.in_versions.select_related("version", "parent", "target", "clause")
    return rows.order_by("-version__number").first()


def _beside(rows, step: int):
    places = [place for place, one in enumerate(rows) if one.is_current]
    if not places or not 0 <= places[0] + step < len(rows):
        return None
    return rows[places[0] + step]


def _wordings(clause: Clause, shown: VersionClause) -> list[Wording]:
    """The pair, Kazakh first. A language lags where only the other one has changed since, and the
    secretariat has not confirmed the pair."""
    sent = clause.in_versions.filter(version__number__lte=shown.version.number)
    sent = list(sent.select_related("version").order_by("version__number"))
    since = {one: _since(sent, one) for one in LANGUAGES}
    found = []
    for language in LANGUAGES:
        other = "ru" if language == "kk" else "kk"
        lags = clause.lagging == language and since[language] < since[other]
        is_ahead = clause.lagging == other and since[language] > since[other]
        former = _former(sent, language, since[language]) if is_ahead else ""
        heading, text = getattr(shown, f"heading_{language}"), getattr(shown, f"text_{language}")
        found.append(Wording(language, heading, text, since[language], lags, is_ahead, former))
    return found


def _since(sent: list[VersionClause], language: str) -> int:
    """The number of the version in which the language's words came."""
    number, words = 0, None
    for one in sent:
        now = [getattr(one, f"heading_{language}"), getattr(one, f"text_{language}")]
        if now != words:
            number, words = one.version.number, now
    return number


def _former(sent: list[VersionClause], language: str, since: int) -> str:
    before = [one for one in sent if one.version.number < since]
    return getattr(before[-1], f"text_{language}") if before else ""


def _fallen(own, shown: VersionClause) -> dict | None:
    """What the own party agreed or objected to, and how these words became the present ones."""
    former = fallen_from(own.cell if own else None, shown)
    if former is None:
        return None
    return {
        "former": former,
        "position": own.cell.position,
        "lines": lines_between(former.words(), shown.words()),
    }


def _differences(memorandum: Memorandum, clause: Clause, shown: VersionClause) -> list[tuple]:
    """Differences between the languages of the shown words, each with its mark if it is meant."""
    found = parity.differences(shown.words(), parties=party_names(memorandum))
    if not found:
        return []
    marks = {mark.key: mark for mark in IntendedDifference.objects.filter(clause=clause)}
    return [(one, marks.get(one.key)) for one in found]


def _working_lines(head: dict, clause: Clause, row) -> list:
    """How the working text of the clause differs from what was sent; for the secretariat alone."""
    if row is None or not (head["is_lead"] and head["is_negotiated"]) or clause.removed_at:
        return []
    lines = lines_between(row.clause.words(), clause.words())
    return lines if any(one.is_changed for one in lines) else []


def _next_waiting(head: dict, clause: Clause) -> VersionClause | None:
    """The next clause that waits for the person's party, after this one or from the start."""
    standing = standing_of(head["matrix"], head["party"])
    if standing is None or not standing.waiting:
        return None
    others = [one for one in standing.waiting if one.clause_id != clause.pk]
    here = head["matrix"].row_of(clause)
    later = [one for one in others if here and one.position > here.clause.position]
    return next(iter([*later, *others]), None)
