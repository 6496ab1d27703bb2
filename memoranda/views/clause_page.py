"""What the page of one clause shows, with the words as stored or as typed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused

from ..forms.clauses import ClauseForm
from ..models import Clause, ClauseRevision
from ..reports.parity import Found, party_names
from ..reports.reading import tree_of
from ..rules import parity
from ..services.drafts import draft_of, save_draft
from ..services.refusals_drafting import ClauseChanged
from .leads import leads_of
from .tree import Row


@dataclass(frozen=True)
class ClashedText:
    """One of the four texts, as it was read, typed, and saved meanwhile by another."""

    language: str
    label: str
    field_id: str
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Clash:
    """Who saved what while the person was writing."""

    by: User | None
    at: datetime
    texts: list[ClashedText]


def place_of(clause: Clause) -> str:
    """The name under which the unsent words of a clause are kept."""
    return f"clause:{clause.uid}"


def clause_page(
    request: HttpRequest,
    clause: Clause,
    form: ClauseForm | None = None,
    *,
    clash: Clash | None = None,
    is_unsaved: bool = False,
) -> HttpResponse:
    """Show the clause with its form; a fresh one brings back what the person had not sent."""
    restored_at = None
    if form is None:
        form, restored_at = _fresh_form(request, clause)
        is_unsaved = restored_at is not None
    words = {name: form[name].value() or "" for name in Clause.WORDS}
    found = differences_in(clause, words)
    context = {
        "clause": clause,
        "memorandum": clause.memorandum,
        "form": form,
        "clash": clash,
        "restored_at": restored_at,
        "is_unsaved": is_unsaved,
        "preview": words,
        "differences": [one for one in found if one.mark is None],
        "marked": [one for one in found if one.mark is not None],
        "is_blocked": any(one.is_blocking for one in found),
        "lagging": "" if is_unsaved else clause.lagging,
        "leads": leads_of([clause]),
        "revision": clause.revisions.select_related("by").order_by("-revision").first(),
        "may_write": clause.memorandum.is_worded and clause.removed_at is None,
        **neighbours(clause),
    }
    return render(request, "memoranda/clause_change.html", context)


def neighbours(clause: Clause) -> dict:
    """Give the clause's name by its number, the one before, the one after, what it stands in."""
    rows = [Row(one.node, one.number, one.depth) for one in tree_of(clause.memorandum)]
    places = {row.clause.pk: index for index, row in enumerate(rows)}
    here = places.get(clause.pk)
    if here is None:
        return {"name": clause.get_kind_display(), "number": ""}
    above = places.get(clause.parent_id)
    return {
        "name": rows[here].name,
        "number": rows[here].number,
        "previous": rows[here - 1] if here else None,
        "next": rows[here + 1] if here + 1 < len(rows) else None,
        "section": rows[above] if above is not None else None,
    }


def differences_in(clause: Clause, words: dict[str, str]) -> list[Found]:
    """Give the differences between the languages in these words, with the marks of the clause."""
    marks = {mark.key: mark for mark in clause.intended.all()}
    found = [
        Found(clause, "", one, marks.get(one.key))
        for one in parity.differences(words, parties=party_names(clause.memorandum))
    ]
    return sorted(found, key=lambda one: not one.is_blocking)


def clash_of(clause: Clause, form: ClauseForm, refusal: ClauseChanged) -> Clash:
    """Put side by side what was read, typed and saved meanwhile; the form gets the merged words."""
    revisions = {
        one.revision: one
        for one in clause.revisions.filter(
            revision__in=[form.cleaned_data["base_revision"], refusal.revision]
        ).select_related("by")
    }
    base = revisions.get(form.cleaned_data["base_revision"])
    last: ClauseRevision = revisions[refusal.revision]
    texts = [
        ClashedText(
            language=name[-2:],
            label=str(form.fields[name].label),
            field_id=form[name].id_for_label,
            base=getattr(base, name, ""),
            mine=form.words[name],
            theirs=refusal.theirs[name],
        )
        for name in Clause.WORDS
        if refusal.merged[name].conflicts
    ]
    merged = {name: one.text for name, one in refusal.merged.items()}
    form.read_again(merged, refusal.revision)
    return Clash(last.by, last.at, texts)


def keep_typed(request: HttpRequest, clause: Clause) -> None:
    """Keep what was typed though it could not be saved: leaving the page loses nothing."""
    fields = {name: request.POST.get(name, "") for name in ClauseForm.base_fields}
    with suppress(Refused):  # too long to be kept: the page still shows it
        save_draft(
            clause.memorandum,
            place=place_of(clause),
            fields=fields,
            by=request.user,
            at=timezone.now(),
        )


def _fresh_form(request, clause: Clause) -> tuple[ClauseForm, datetime | None]:
    draft = draft_of(clause.memorandum, place=place_of(clause), by=request.user)
    form = ClauseForm.of(clause)
    if draft is None or not _says_more(draft.fields, clause):
        return form, None
    form.initial.update({n: draft.fields[n] for n in form.fields if n in draft.fields})
    return form, draft.saved_at


def _says_more(fields: dict, clause: Clause) -> bool:
    words = clause.words()
    return bool(fields.get("reason")) or any(
        fields[name].strip() != words[name].strip() for name in words if name in fields
    )
