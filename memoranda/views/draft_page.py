"""What the page of the working text shows, and the form of a clause that is added to it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ..forms.clauses import NewClauseForm
from ..models import Clause, Memorandum
from ..reports.gates import missing_to_send
from ..reports.reading import label_of, tree_of
from ..services.clauses.places import PLACES
from ..services.drafts import draft_of
from .heading import heading_of
from .leads import leads_of
from .tree import Row, outline_of, rows_of

NEW = "clause:new"


def draft_page(request: HttpRequest, memorandum: Memorandum) -> dict:
    """Give the context of the editor; the number of queries does not grow with the text."""
    tree = tree_of(memorandum)
    rows = rows_of(memorandum, tree)
    gone = memorandum.clauses.filter(removed_at__isnull=False)
    removed = list(gone.order_by("-removed_at", "position", "pk"))
    heads = {clause.pk for clause in removed}
    differences = [one for row in rows for one in row.differences]
    can_be_sent = memorandum.is_worded and not memorandum.is_template
    head = {"memorandum": memorandum}
    if not memorandum.is_template:
        head = heading_of(request.user, memorandum, tab="draft")
    return {
        **head,
        "rows": rows,
        "leads": leads_of([row.clause for row in rows]),
        "branches": outline_of(rows),
        "removed": [one for one in removed if one.parent_id not in heads],
        "removed_now": _removed_now(request, removed),
        "missing": missing_to_send(memorandum) if can_be_sent else [],
        "next_number": memorandum.version_number + 1,
        "may_write": memorandum.is_worded,
        "may_cancel": Memorandum.State.CANCELLED in memorandum.MOVES.get(memorandum.state, ()),
        "top_kinds": _top_kinds(memorandum, rows),
        "counts": {
            "blocking": sum(one.is_blocking for one in differences)
            + sum(bool(row.clause.lagging) for row in rows),
            "open": sum(one.mark is None for one in differences),
        },
    }


@dataclass(frozen=True)
class Place:
    """Where a new clause comes: after another or inside one; which kinds can stand there."""

    after: Clause | None
    parent: Clause | None
    kinds: list[str]
    targets: list[tuple[int, str]] | None
    nodes: dict[int, Clause]

    def operation_of(self, form: NewClauseForm) -> dict:
        """What add_clause takes of an amendment; nothing for a text that changes no other."""
        if self.targets is None:
            return {}
        operation = form.cleaned_data["operation"]
        target = self.nodes.get(form.cleaned_data["target"]) if operation else None
        return {"operation": operation, "target": target}


def place_for(request: HttpRequest, memorandum: Memorandum) -> Place:
    """Read the place from the address; a clause that is not of this text is 404."""
    after = _named(request, memorandum, "after")
    parent = after.parent if after else _named(request, memorandum, "parent")
    place = parent.kind if parent else None
    kinds = [kind for kind in Clause.Kind.values if place in PLACES[kind]]
    usual = Clause.Kind.CLAUSE if memorandum.amends else Clause.Kind.SECTION
    wanted = request.GET.get("kind") or (after.kind if after else usual)
    kinds.sort(key=lambda kind: kind != wanted)
    if not kinds:
        raise Http404
    targets, nodes = None, {}
    if memorandum.amends:
        rows = tree_of(memorandum.amends)
        nodes = {row.node.pk: row.node for row in rows}
        targets = [
            (row.node.pk, f"{label_of(row.node.kind, row.number)} {row.node}"[:140]) for row in rows
        ]
    return Place(after, parent, kinds, targets, nodes)


def new_clause_page(request, memorandum, place: Place, form: NewClauseForm) -> HttpResponse:
    """Show the form of a new clause; a fresh one brings back what the person had not sent."""
    restored_at = None
    if not form.is_bound:
        draft = draft_of(memorandum, place=NEW, by=request.user)
        if draft and any(draft.fields.get(name) for name in Clause.WORDS):
            form.initial.update({n: draft.fields[n] for n in Clause.WORDS if n in draft.fields})
            restored_at = draft.saved_at
    context = {
        "memorandum": memorandum,
        "form": form,
        "place": place,
        "restored_at": restored_at,
        "where": _where(memorandum, place),
    }
    return render(request, "memoranda/clause_create.html", context)


def _named(request, memorandum: Memorandum, name: str) -> Clause | None:
    text = request.GET.get(name)
    if not text:
        return None
    try:
        uid = UUID(text)
    except ValueError as error:
        raise Http404 from error
    kept = memorandum.clauses.kept().select_related("parent")
    return get_object_or_404(kept, uid=uid)


def _where(memorandum: Memorandum, place: Place) -> str:
    """The clause beside which the new one comes, as people call it."""
    beside = place.after or place.parent
    if beside is None:
        return ""
    rows = tree_of(memorandum)
    number = next((row.number for row in rows if row.node.pk == beside.pk), "")
    return label_of(beside.kind, number) or str(beside)


def _top_kinds(memorandum: Memorandum, rows: list[Row]) -> list[tuple[str, str]]:
    """What can be added at the top; an amending text begins with clauses, not with sections."""
    Kind = Clause.Kind
    labels = dict(Kind.choices)
    kinds = [Kind.CLAUSE if memorandum.amends else Kind.SECTION, Kind.ANNEX]
    if not any(row.clause.kind == Kind.PREAMBLE for row in rows):
        kinds.insert(0, Kind.PREAMBLE)
    return [(kind, labels[kind]) for kind in kinds]


def _removed_now(request, removed: list[Clause]) -> Clause | None:
    uid = request.GET.get("removed", "")
    return next((one for one in removed if str(one.uid) == uid), None)
