"""Acts of the parties: positions, suggestions, the discussion. What is refused comes back typed."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act, post_to
from councils.views.filling import do_or_say

from ..forms.negotiation import AgreeForm, AnswerForm, PositionForm, RemarkForm
from ..permissions import (
    can_add_note,
    can_add_remark,
    can_take_position,
    can_withdraw_suggestion,
    party_of,
)
from ..services.drafts import discard_draft
from ..services.negotiation import (
    add_note,
    add_remark,
    agree_to_all,
    answer_suggestion,
    take_position,
    withdraw_suggestion,
)
from .finding import find_clause, find_negotiated, find_remark, find_suggestion
from .speaking import Forms, again, place_of, speaking_party


def position_take(request, uid):
    """The party agrees, comments, objects, or takes its word back."""
    clause = find_clause(request, uid)
    if request.method != "POST":
        return redirect(clause)
    party = speaking_party(request.user, clause.memorandum)
    form = PositionForm(request.POST)
    if form.is_valid():
        take = partial(
            take_position, clause, party=party, **form.cleaned_data, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
        if do_or_say(form, take):
            messages.success(request, _said(form.cleaned_data["stance"]))
            return redirect(clause)
    return again(request, clause, Forms(position=form))


def _said(stance: str) -> str:
    return {
        "agrees": _("Your party agrees to these words."),
        "comments": _("The comment is sent."),
        "objects": _("The objection is sent."),
        "withdrawn": _("The word of your party is taken back."),
    }[stance]


@post_to("memoranda:matrix_detail")
def positions_agree(request, uid):
    """The party agrees to all clauses that were shown and wait for its word."""
    memorandum = find_negotiated(request, uid)
    party = speaking_party(request.user, memorandum)
    form = AgreeForm(request.POST)
    form.is_valid()
    agree = partial(
        agree_to_all,
        memorandum,
        party=party,
        shown=form.shown,
        with_own_reservations=form.cleaned_data.get("with_own_reservations", False),
        by=request.user,
        at=timezone.now(),
    )
    back = reverse("memoranda:matrix_detail", args=[uid])
    return act(request, agree, _("Your party agrees to all that was shown."), back)


# Answers to suggestions -------------------------------------------------------------------------
def suggestion_answer(request, uid):
    """Another party supports the suggestion or is against it."""
    suggestion = find_suggestion(request, uid)
    if request.method != "POST":
        return redirect(place_of(suggestion))
    party = speaking_party(request.user, suggestion.memorandum)
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer = partial(
            answer_suggestion, suggestion, party=party, **form.cleaned_data, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
        if do_or_say(form, answer):
            return redirect(place_of(suggestion))
    return again(request, suggestion.clause, Forms(answers={str(suggestion.uid): form}))


@require_POST
def suggestion_withdraw(request, uid):
    """The party takes its own suggestion back."""
    suggestion = find_suggestion(request, uid)
    if not can_withdraw_suggestion(request.user, suggestion):
        raise PermissionDenied
    withdraw = partial(withdraw_suggestion, suggestion, by=request.user, at=timezone.now())
    success = _("Suggestion № %(number)s is taken back.") % {"number": suggestion.number}
    return act(request, withdraw, success, place_of(suggestion))


# The discussion ---------------------------------------------------------------------------------
def remark_create(request, uid):
    """Say something to all parties, or (`who=us`) leave a note that only the own akimat sees."""
    clause = find_clause(request, uid)
    if request.method != "POST":
        return redirect(_thread(clause))
    form = RemarkForm(request.POST, request.FILES)
    if request.POST.get("who") == RemarkForm.US:
        return _note(request, clause, form)
    if not can_add_remark(request.user, clause.memorandum):
        raise PermissionDenied
    if form.is_valid():
        party = party_of(request.user, clause.memorandum)
        speaks = party is not None and can_take_position(request.user, party)
        say = partial(
            add_remark,
            clause,
            text=form.cleaned_data["text"],
            party=party if speaks else None,
            upload=form.cleaned_data["upload"],
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, say):
            return _kept(request, clause)
    return again(request, clause, Forms(remark=form))


def note_create(request, uid):
    """Leave a note that only the own akimat sees."""
    clause = find_clause(request, uid)
    if request.method != "POST":
        return redirect(_thread(clause))
    data = request.POST.copy()
    data["who"] = RemarkForm.US
    return _note(request, clause, RemarkForm(data, request.FILES))


def _note(request, clause, form):
    party = party_of(request.user, clause.memorandum)
    if party is None or not can_add_note(request.user, party):
        raise PermissionDenied
    if form.is_valid():
        text = form.cleaned_data["text"]
        keep = partial(add_note, clause, party=party, text=text, by=request.user, at=timezone.now())
        if do_or_say(form, keep):
            return _kept(request, clause)
    return again(request, clause, Forms(remark=form))


def _kept(request, clause):
    """The draft of what was said ends with the act; the browser forgets its copy too."""
    place = f"remark:{clause.uid}"
    discard_draft(clause.memorandum, place=place, by=request.user)
    return redirect(f"{clause.get_absolute_url()}?done={place}#thread")


def _thread(clause) -> str:
    return f"{clause.get_absolute_url()}#thread"


@require_safe
def remark_download(request, uid):
    """The file of a remark, to those who read the remark."""
    remark = find_remark(request, uid)
    if remark.attached is None:
        raise Http404
    return file_response(request, remark.attached)
