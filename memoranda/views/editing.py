"""Pages: the working text as a tree, one clause, its history, the parity of the languages."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.pages import act
from agglo_portal.core.rules import Refused
from councils.views.filling import do_or_say

from ..forms.clauses import ClauseForm, IntentionForm, NewClauseForm, WayForm
from ..models import Clause
from ..reports.parity import parity_of
from ..reports.reading import tree_of
from ..services.clauses import (
    add_clause,
    change_clause,
    confirm_pair,
    intend_difference,
    move_clause,
    remove_clause,
    restore_clause,
)
from ..services.refusals_drafting import ClauseChanged
from .clause_page import clash_of, clause_page, differences_in, keep_typed, neighbours, place_of
from .draft_page import draft_page, new_clause_page, place_for
from .tree import Row, step
from .working import find_working, find_working_clause


@require_safe
def draft_detail(request, uid):
    """The working text, kk and ru side by side: written, ordered, removed, restored here."""
    memorandum = find_working(request, uid)
    return render(request, "memoranda/draft_detail.html", draft_page(request, memorandum))


def clause_create(request, uid):
    """A form for a clause after (`?after=`) or inside (`?parent=`) another, or at the top."""
    memorandum = find_working(request, uid)
    place = place_for(request, memorandum)
    form = NewClauseForm(request.POST or None, kinds=place.kinds, targets=place.targets)
    if request.method == "POST" and form.is_valid():
        add = partial(
            add_clause,
            memorandum,
            kind=form.cleaned_data["kind"],
            parent=place.parent,
            after=place.after,
            words=form.words,
            **place.operation_of(form),
            by=request.user,
            at=timezone.now(),
        )
        if clause := do_or_say(form, add):
            messages.success(request, _("The clause is added."))
            if request.POST.get("button") == "again":
                address = reverse("memoranda:clause_create", args=[uid])
                return redirect(f"{address}?after={clause.uid}&done=clause:new")
            return redirect(_in_text(clause, done="clause:new"))
    return new_clause_page(request, memorandum, place, form)


def clause_change(request, uid):
    """One clause in both languages. Two people in it merge; nothing of either text is lost."""
    clause = find_working_clause(request, uid)
    if request.method != "POST":
        return clause_page(request, clause)
    form = ClauseForm(request.POST)
    if request.POST.get("button") == "check":
        return clause_page(request, clause, form, is_unsaved=True)
    if form.is_valid():
        try:
            changed = change_clause(
                clause,
                words=form.words,
                base_revision=form.cleaned_data["base_revision"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except ClauseChanged as refusal:
            keep_typed(request, clause)
            clash = clash_of(clause, form, refusal)
            return clause_page(request, clause, form, clash=clash, is_unsaved=True)
        except Refused as refusal:
            keep_typed(request, clause)
            form.add_error(None, str(refusal))
        else:
            return _after_change(request, changed)
    return clause_page(request, clause, form, is_unsaved=True)


@require_POST
def clause_move(request, uid):
    """One step up, down, in or out; where no step leads is no act."""
    clause = find_working_clause(request, uid)
    form = WayForm(request.POST)
    place = None
    if form.is_valid() and clause.removed_at is None:
        place = step(tree_of(clause.memorandum), clause, form.cleaned_data["way"])
    if place is None:
        return redirect(_in_text(clause))
    parent, to = place
    move = partial(move_clause, clause, parent=parent, to=to, by=request.user, at=timezone.now())
    return act(request, move, "", _in_text(clause))


@require_POST
def clause_remove(request, uid):
    """Take it out of the text; the page offers to put it back."""
    clause = find_working_clause(request, uid)
    try:
        remove_clause(clause, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_in_text(clause))
    return redirect(f"{_text(clause.memorandum)}?removed={clause.uid}")


@require_POST
def clause_restore(request, uid):
    """Put a removed clause back, or give it a former wording again (`revision`)."""
    clause = find_working_clause(request, uid)
    number = request.POST.get("revision", "")
    revision = int(number) if number.isdecimal() and len(number) < 9 else None
    restore = partial(restore_clause, clause, revision=revision, by=request.user, at=timezone.now())
    done = _("The clause is back in the text.")
    if revision is not None:
        done = _("The clause has its former wording {number} again.").format(number=revision)
    return act(request, restore, done, _in_text(clause))


@require_safe
def clause_history(request, uid):
    """Every wording: who, when, why, what changed; each can be given back."""
    clause = find_working_clause(request, uid)
    revisions = clause.revisions.select_related("by", "suggestion__party__organisation")
    wordings = list(revisions.order_by("-revision"))
    pairs = zip(wordings, [*wordings[1:], None], strict=True)
    context = {
        "clause": clause,
        "memorandum": clause.memorandum,
        "wordings": [{"now": now, "before": before} for now, before in pairs],
        "may_write": clause.memorandum.is_worded,
        **neighbours(clause),
    }
    return render(request, "memoranda/clause_history.html", context)


@require_POST
def pair_confirm(request, uid):
    clause = find_working_clause(request, uid)
    confirm = partial(confirm_pair, clause, by=request.user, at=timezone.now())
    done = _("Both languages are confirmed to say the same.")
    return act(request, confirm, done, _next(request, _in_text(clause)))


def difference_intend(request, uid):
    """Say why a difference between the languages is meant; `?key=` names it."""
    clause = find_working_clause(request, uid)
    key = request.GET.get("key", "")
    form = IntentionForm(request.POST or None, initial={"key": key})
    back = _next(request, reverse("memoranda:parity_detail", args=[clause.memorandum.uid]))
    if request.method == "POST" and form.is_valid():
        intend = partial(
            intend_difference, clause, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, intend):
            messages.success(request, _("The difference is marked as meant."))
            return redirect(back)
    found = {one.difference.key: one for one in differences_in(clause, clause.words())}
    context = {
        "clause": clause,
        "memorandum": clause.memorandum,
        "form": form,
        "one": found.get(form["key"].value()),
        "back": back,
        **neighbours(clause),
    }
    return render(request, "memoranda/difference_intend.html", context)


@require_safe
def parity_detail(request, uid):
    """Where Kazakh and Russian say different things: what blocks first, what is meant last."""
    memorandum = find_working(request, uid)
    tree = tree_of(memorandum)
    found = parity_of(memorandum, tree)
    context = {
        "memorandum": memorandum,
        "blocking": [one for one in found if one.is_blocking],
        "open": [one for one in found if one.mark is None and not one.is_blocking],
        "meant": [one for one in found if one.mark is not None],
        "lagging": [Row(one.node, one.number, one.depth) for one in tree if one.node.lagging],
        "may_write": memorandum.is_worded,
        "has_text": bool(tree),
    }
    return render(request, "memoranda/parity_detail.html", context)


def _after_change(request, changed) -> HttpResponseRedirect:
    clause = changed.clause
    if changed.was_merged:
        messages.success(request, _("Saved; the words of another person were merged in."))
    else:
        messages.success(request, _("The clause is saved."))
    following = neighbours(clause).get("next") if request.POST.get("button") == "next" else None
    if following:
        address = reverse("memoranda:clause_change", args=[following.clause.uid])
        return redirect(f"{address}?done={place_of(clause)}")
    return redirect(_in_text(clause, done=place_of(clause)))


def _text(memorandum) -> str:
    return reverse("memoranda:draft_detail", args=[memorandum.uid])


def _in_text(clause: Clause, *, done: str = "") -> str:
    query = f"?done={done}" if done else ""
    return f"{_text(clause.memorandum)}{query}#clause-{clause.uid}"


def _next(request, usual: str) -> str:
    """The page the person came from, if it is one of ours."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and address else usual
