"""A suggestion is made by a party and decided by the secretariat: accepted, rejected, merged."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agglo_portal.core.rules import Refused
from councils.views.filling import do_or_say

from ..forms.negotiation import AcceptForm, MergeForm, RejectForm, SuggestionForm
from ..models import Clause, Suggestion
from ..permissions import can_accept_suggestion
from ..rules.merging import has_marks
from ..services.clauses import merged_words
from ..services.drafts import discard_draft, draft_of
from ..services.negotiation import (
    SuggestionConflicts,
    TextChanged,
    accept_suggestion,
    make_suggestion,
    merge_suggestion,
    reject_suggestion,
)
from ..services.refusals_drafting import ClauseChanged
from .clause_parts import lines_between, words_after
from .finding import find_clause, find_suggestion
from .heading import heading_of
from .speaking import Forms, again, place_of, speaking_party

Kind = Suggestion.Kind
WORDS = Clause.WORDS
PAGES = {
    AcceptForm: "memoranda/suggestion_accept.html",
    MergeForm: "memoranda/suggestion_merge.html",
}


# Making one -------------------------------------------------------------------------------------
def suggestion_create(request, uid):
    """Other words for a clause (`?from=`: begun with those of another suggestion), a new clause, a
    removal."""
    clause = find_clause(request, uid)
    party = speaking_party(request.user, clause.memorandum)
    head = heading_of(request.user, clause.memorandum, tab="text")
    row = head["matrix"].row_of(clause)
    if row is None:
        raise Http404
    base = row.clause
    place = f"suggestion:{clause.uid}"
    if request.method != "POST":
        draft = draft_of(clause.memorandum, place=place, by=request.user)
        form = SuggestionForm(base=base, initial=_start(request, clause, base, draft))
        return _suggestion_page(request, clause, head, form, draft=draft)
    form = SuggestionForm(request.POST, base=base)
    if form.is_valid():
        values = form.cleaned_data
        make = partial(
            make_suggestion,
            clause,
            party=party,
            words=form.words,
            **{name: values[name] for name in ("kind", "new_kind", "reason_kk", "reason_ru")},
            shown_hash=values["shown_hash"],
            by=request.user,
            at=timezone.now(),
        )
        try:
            suggestion = make()
        except TextChanged as refusal:
            form.add_error(None, str(refusal))
            form.read_again(base)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(clause.memorandum, place=place, by=request.user)
            number = {"number": suggestion.number}
            messages.success(request, _("Suggestion № %(number)s is sent to all.") % number)
            address = clause.get_absolute_url()
            return redirect(f"{address}?done={place}#s{suggestion.number}")
    return _suggestion_page(request, clause, head, form, status=422)


def _start(request, clause, base, draft) -> dict:
    """What the form begins with: what was typed before, another's suggestion, or the clause."""
    initial = {**base.words(), "kind": Kind.CHANGE, "shown_hash": base.text_hash}
    if draft:
        return {**initial, **draft.fields, "shown_hash": base.text_hash}
    if "from" in request.GET:
        other = clause.suggestions.filter(kind=Kind.CHANGE)
        other = _by_uid(other, request.GET["from"])
        return {**initial, **words_after(other)}
    return initial


def _by_uid(suggestions, uid: str) -> Suggestion:
    """The suggestion of an address; what is no address is not found."""
    try:
        return get_object_or_404(suggestions, uid=UUID(uid))
    except ValueError as error:
        raise Http404 from error


def _suggestion_page(request, clause, head, form, *, draft=None, status=200):
    context = {
        **head,
        "clause": clause,
        "shown": form.base,
        "form": form,
        "draft": draft,
        "place_name": f"suggestion:{clause.uid}",
    }
    return render(request, "memoranda/suggestion_create.html", context, status=status)


# Deciding ---------------------------------------------------------------------------------------
def suggestion_accept(request, uid):
    """Accept at once (a POST without words), or first look at the words and change them."""
    suggestion = _decidable(request, uid)
    if request.method != "POST":
        return _words_page(request, suggestion, AcceptForm(initial=_merged(suggestion)))
    form = AcceptForm(request.POST)
    if form.is_valid():
        chosen = form.words if _has_words(request) else None
        accept = partial(
            accept_suggestion,
            suggestion,
            words=chosen,
            base_revision=form.cleaned_data["base_revision"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return _decided(request, suggestion, form, accept)
    return _words_page(request, suggestion, form, status=422)


def suggestion_merge(request, uid):
    """Make one wording of two suggestions to one clause; both are decided with it."""
    suggestion = _decidable(request, uid)
    others = _mergeable(suggestion)
    if request.method != "POST":
        into = _by_uid(others, request.GET["into"]) if "into" in request.GET else others.first()
        initial = {"into": into.uid, **_merged(into, suggestion)} if into else {}
        form = MergeForm(others=others, initial=initial)
        return _words_page(request, suggestion, form, into=into)
    form = MergeForm(request.POST, others=others)
    if form.is_valid():
        into = form.cleaned_data["into"]
        merge = partial(
            merge_suggestion,
            suggestion,
            into=into,
            words=form.words if _has_words(request) else None,
            base_revision=form.cleaned_data["base_revision"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return _decided(request, suggestion, form, merge, into=into)
    return _words_page(request, suggestion, form, status=422)


def suggestion_reject(request, uid):
    """Reject the suggestion and say why."""
    suggestion = _decidable(request, uid)
    if request.method != "POST":
        return redirect(place_of(suggestion))
    form = RejectForm(request.POST)
    if form.is_valid():
        reject = partial(
            reject_suggestion, suggestion, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, reject):
            return redirect(place_of(suggestion))
    return again(request, suggestion.clause, Forms(rejections={str(suggestion.uid): form}))


def _decidable(request, uid) -> Suggestion:
    suggestion = find_suggestion(request, uid)
    if not can_accept_suggestion(request.user, suggestion):
        raise PermissionDenied
    return suggestion


def _mergeable(suggestion: Suggestion):
    rows = suggestion.clause.suggestions.filter(
        state=Suggestion.State.OPEN, kind=suggestion.kind
    ).exclude(kind=Kind.REMOVAL)
    return rows.exclude(pk=suggestion.pk).select_related("party__organisation").order_by("number")


def _has_words(request) -> bool:
    return any(name in request.POST for name in WORDS)


def _merged(suggestion: Suggestion, other: Suggestion | None = None) -> dict:
    """The words as they would come into the working text; where the same words differ, both
    between marks."""
    clause = suggestion.clause
    if suggestion.kind == Kind.REMOVAL:
        return {"base_revision": clause.revision}
    if suggestion.kind == Kind.ADDITION:
        base, words = dict.fromkeys(WORDS, ""), words_after(suggestion)
        return (
            {**_or_marks(base, words, words_after(other)), "base_revision": ""} if other else words
        )
    words = clause.words()
    for one in filter(None, (suggestion, other)):
        words = _or_marks(one.base_words, words_after(one), words)
    return {**words, "base_revision": clause.revision}


def _or_marks(base: dict, mine: dict, theirs: dict) -> dict:
    empty = dict.fromkeys(WORDS, "")
    try:
        return merged_words(
            base={**empty, **base}, mine={**empty, **mine}, theirs={**empty, **theirs}, revision=0
        )
    except ClauseChanged as conflict:
        return _texts(conflict.merged)


def _texts(merged: dict) -> dict[str, str]:
    """The merged texts, with both wordings between marks where they differ."""
    return {name: getattr(one, "text", one) for name, one in merged.items()}


def _decided(request, suggestion, form, decide, into=None):
    """Do it; where the same words differ, show both and let the person choose."""
    try:
        decide()
    except SuggestionConflicts as conflict:
        form.read_again(_texts(conflict.merged), conflict.revision)
        form.add_error(None, str(conflict))
        return _words_page(request, suggestion, form, into=into, conflict=conflict, status=409)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _words_page(request, suggestion, form, into=into, status=409)
    messages.success(
        request,
        _("Suggestion № %(number)s is in the working text. The parties see it when you send it.")
        % {"number": suggestion.number},
    )
    return redirect(place_of(suggestion))


def _words_page(request, suggestion, form, *, into=None, conflict=None, status=200):
    clause = suggestion.clause
    base = {} if suggestion.kind == Kind.ADDITION else suggestion.base_words
    context = {
        **heading_of(request.user, suggestion.memorandum, tab="text"),
        "suggestion": suggestion,
        "clause": clause,
        "form": form,
        "into": into,
        "others_to_choose": _choice(form),
        "lines": lines_between(base, words_after(suggestion)),
        "into_lines": lines_between(base and into.base_words, words_after(into)) if into else [],
        "meanwhile": _meanwhile(suggestion, clause),
        "conflict": conflict,
        "has_marks": any(has_marks(str(form[name].value() or "")) for name in WORDS),
    }
    return render(request, PAGES[type(form)], context, status=status)


def _choice(form) -> list[Suggestion]:
    """The suggestions it could be merged with, where there is a choice."""
    others = list(form.fields["into"].queryset) if isinstance(form, MergeForm) else []
    return others if len(others) > 1 else []


def _meanwhile(suggestion: Suggestion, clause: Clause) -> list:
    """How the working text has changed since the party read the clause."""
    if suggestion.kind == Kind.ADDITION or suggestion.base_words == clause.words():
        return []
    lines = lines_between(suggestion.base_words, clause.words())
    return lines if any(one.is_changed for one in lines) else []
