"""Pages: the parties of a text, who coordinates and who signs for each."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act
from councils.views.filling import do_or_say

from ..forms.parties import OrganisationForm, PartyForm, PlaceForm
from ..models import Memorandum, Party
from ..permissions import can_negotiate
from ..reports.people import heads_of
from ..services.parties import (
    SIGNATORY_OPEN,
    add_party,
    change_party,
    move_party,
    remove_party,
)
from .heading import heading_of
from .organisations import organisations_to_add
from .working import find_working, find_working_party


@require_safe
def party_list(request, uid):
    """The parties in their order, with what each still lacks."""
    memorandum = _texts_only(find_working(request, uid))
    parties = memorandum.parties.select_related(
        "organisation", "coordinator__user", "signatory", "authority_file"
    )
    context = {
        **heading_of(request.user, memorandum, tab="parties"),
        "parties": list(parties.in_order()),
        "may_write": memorandum.is_worded,
        "may_move": memorandum.state in SIGNATORY_OPEN,
    }
    return render(request, "memoranda/party_list.html", context)


def party_create(request, uid):
    """Choose an organisation: it becomes the last party, with its head and its coordinator."""
    memorandum = _texts_only(find_working(request, uid))
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        add = partial(add_party, memorandum, organisation, by=request.user, at=timezone.now())
        if party := do_or_say(form, add, field="organisation"):
            done = _("{party} is a party. Check who signs and who answers.")
            messages.success(request, done.format(party=party))
            return redirect("memoranda:party_change", uid=party.uid)
    to_add = organisations_to_add(memorandum.parties.values_list("organisation_id", flat=True))
    context = {"memorandum": memorandum, "form": form, "to_add": to_add}
    return render(request, "memoranda/party_create.html", context)


def party_change(request, uid):
    """Who coordinates, who signs, by which authority; with its document."""
    party = find_working_party(request, uid)
    day = timezone.localdate()
    posts = party.organisation.posts.valid_on(day).select_related("official")
    form = PartyForm(request.POST or None, request.FILES or None, instance=party, posts=list(posts))
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_party,
            party,
            fields=form.fields_of_party,
            upload=form.cleaned_data["upload"],
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, change):
            messages.success(request, _("The party is saved."))
            return redirect(_parties(party.memorandum))
    head = heads_of([party.organisation], day).get(party.organisation_id)
    context = {"memorandum": party.memorandum, "party": party, "form": form, "head": head}
    context["is_frozen"] = party.memorandum.state not in SIGNATORY_OPEN
    return render(request, "memoranda/party_change.html", context)


@require_POST
def party_move(request, uid):
    """Put a party at another place: `to` counts from 1; a number that is none is no act."""
    party = find_working_party(request, uid)
    form = PlaceForm(request.POST)
    to = form.cleaned_data["to"] if form.is_valid() else party.position
    move = partial(move_party, party, to=to, by=request.user, at=timezone.now())
    return act(request, move, "", _parties(party.memorandum))


@require_POST
def party_remove(request, uid):
    party = find_working_party(request, uid)
    remove = partial(remove_party, party, by=request.user, at=timezone.now())
    done = _("No longer a party: {party}").format(party=party)
    return act(request, remove, done, _parties(party.memorandum))


@require_safe
def authority_download(request, uid):
    """The document on which the signatory acts; all who negotiate may check it (rule 29)."""
    visible = Party.objects.filter(memorandum__in=Memorandum.objects.visible_to(request.user))
    party = get_object_or_404(visible.select_related("memorandum__body"), uid=uid)
    if not can_negotiate(request.user, party.memorandum):
        raise PermissionDenied
    if party.authority_file is None:
        raise Http404
    return file_response(request, party.authority_file, inline=True, public=False)


def _texts_only(memorandum: Memorandum) -> Memorandum:
    if memorandum.is_template:  # a template has no parties
        raise Http404
    return memorandum


def _parties(memorandum: Memorandum) -> str:
    return reverse("memoranda:party_list", args=[memorandum.uid])
