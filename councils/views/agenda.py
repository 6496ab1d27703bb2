"""Pages: the agenda builder, the page of an item, its papers."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agglo_portal.core.files import file_response
from agglo_portal.core.pages import act

from ..forms import ItemForm, MaterialForm, PlaceForm
from ..models import AgendaItem, Meeting
from ..panels import panels_of
from ..permissions import (
    can_attach_material,
    can_change_agenda,
    can_download_material,
    can_remove_material,
)
from ..services.agenda import (
    add_item,
    attach_material,
    change_item,
    move_item,
    remove_item,
    remove_material,
)
from .filling import do_or_say
from .finding import find_item, find_material, find_meeting
from .items import agenda_of, item_page


@require_safe
def agenda_detail(request, uid):
    """The agenda as it is built; frozen once the meeting is convened."""
    meeting = find_meeting(request, uid)
    if not can_change_agenda(request.user, meeting):
        raise PermissionDenied
    return render(request, "councils/agenda_detail.html", agenda_of(request.user, meeting))


@login_not_required
@require_safe
def item_detail(request, uid):
    """A matter in one meeting: draft, papers, history and chain, as far as each may see them."""
    item = find_item(request, uid)
    context = item_page(request.user, item) | {"panels": panels_of("item_detail", request, item)}
    return render(request, "councils/item_detail.html", context)


def item_create(request, uid):
    meeting = find_meeting(request, uid)
    if not can_change_agenda(request.user, meeting):
        raise PermissionDenied
    form = _item_form(request, AgendaItem(meeting=meeting))
    if request.method == "POST" and form.is_valid():
        add = partial(
            add_item, meeting, fields=form.fields_of_item, by=request.user, at=timezone.now()
        )
        if item := do_or_say(form, add):
            messages.success(request, _("The item is on the agenda."))
            again = "councils:item_create" if "again" in request.POST else "councils:agenda_detail"
            address = reverse(again, args=[uid])
            return redirect(address if "again" in request.POST else f"{address}#item-{item.pk}")
    context = {"form": form, "meeting": meeting, **_planned(meeting)}
    return render(request, "councils/item_create.html", context)


def item_change(request, uid):
    item = find_item(request, uid)
    if not can_change_agenda(request.user, item.meeting):
        raise PermissionDenied
    planned = _planned(item.meeting, without=item)
    form = _item_form(request, item)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_item, item, fields=form.fields_of_item, by=request.user, at=timezone.now()
        )
        if do_or_say(form, change):
            messages.success(request, _("The item is changed."))
            return redirect(_agenda(item))
    context = {"form": form, "item": item, "meeting": item.meeting, **planned}
    return render(request, "councils/item_change.html", context)


@require_POST
def item_move(request, uid):
    """Put an item at another place: `to` counts from 1; a number that is none is no act."""
    item = find_item(request, uid)
    if not can_change_agenda(request.user, item.meeting):
        raise PermissionDenied
    form = PlaceForm(request.POST)
    to = form.cleaned_data["to"] if form.is_valid() else item.position
    move = partial(move_item, item, to=to, by=request.user, at=timezone.now())
    return act(request, move, "", _agenda(item))


@require_POST
def item_remove(request, uid):
    item = find_item(request, uid)
    if not can_change_agenda(request.user, item.meeting):
        raise PermissionDenied
    remove = partial(remove_item, item, by=request.user, at=timezone.now())
    done = _("Removed from the agenda: {title}").format(title=item.title)
    return act(request, remove, done, reverse("councils:agenda_detail", args=[item.meeting.uid]))


def material_create(request, uid):
    item = find_item(request, uid)
    if not can_attach_material(request.user, item):
        raise PermissionDenied
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        attach = partial(
            attach_material, item, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if material := do_or_say(form, attach, field="upload"):
            messages.success(request, _("Attached: {title}").format(title=material.title))
            if material.is_late:
                messages.warning(request, _("The paper came after the deadline: marked as late."))
            return redirect(_back_of_item(item))
    context = {"form": form, "item": item, "meeting": item.meeting}
    return render(request, "councils/material_create.html", context)


@login_not_required
@require_safe
def material_download(request, uid):
    material = find_material(request, uid)
    if not can_download_material(request.user, material):
        raise PermissionDenied
    is_public = material.is_public and material.item.meeting.state == Meeting.State.PUBLISHED
    return file_response(request, material.stored, inline=True, public=is_public)


@require_POST
def material_remove(request, uid):
    material = find_material(request, uid)
    if not can_remove_material(request.user, material):
        raise PermissionDenied
    remove = partial(remove_material, material, by=request.user, at=timezone.now())
    done = _("Removed: {title}").format(title=material.title)
    return act(request, remove, done, _back_of_item(material.item))


def _item_form(request, item: AgendaItem) -> ItemForm:
    day = timezone.localdate(item.meeting.starts_at)
    return ItemForm(request.POST or None, instance=item, meeting=item.meeting, on=day)


def _planned(meeting: Meeting, without: AgendaItem | None = None) -> dict:
    """Minutes planned for the other items, to which the form adds what is typed."""
    others = meeting.items.exclude(pk=without.pk) if without else meeting.items.all()
    return {"planned_elsewhere": sum(others.values_list("planned_minutes", flat=True))}


def _agenda(item: AgendaItem) -> str:
    return f"{reverse('councils:agenda_detail', args=[item.meeting.uid])}#item-{item.pk}"


def _back_of_item(item: AgendaItem) -> str:
    """To the builder while the agenda is built, afterwards to the item's own page."""
    return item.get_absolute_url() if item.meeting.is_agenda_frozen() else _agenda(item)
