"""Pages of the schemes: the list, one scheme, its change, what was found out of its force."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agglo_portal.core import journal
from councils.citations import cite
from councils.views.filling import do_or_say

from ..forms.schemes import PhaseForm, SchemeForm, StandingForm
from ..models import Edition, Phase, Plan, Scheme
from ..permissions.editions import can_begin_edition
from ..permissions.layers import can_add_layer
from ..permissions.schemes import (
    can_change_phase,
    can_change_scheme,
    can_create_scheme,
    can_create_schemes,
    can_verify_standing,
)
from ..services.schemes import change_phase, change_scheme, create_scheme, verify_standing
from .finding import find_scheme

TONES = {"to_verify": "warn", "in_force": "ok", "repealed": "mute"}


@login_not_required
@require_safe
def scheme_list(request):
    """All schemes, each with the editions that the person may see."""
    editions = Edition.objects.visible_to(request.user).exclude(state=Edition.State.DISCARDED)
    schemes = (
        Scheme.objects.select_related("agglomeration", "act")
        .annotate(layer_count=Count("layers"))
        .prefetch_related(Prefetch("editions", editions.newest_first(), to_attr="seen_editions"))
        .order_by("name_kk", "pk")
    )
    context = {
        "rows": [(scheme, TONES[scheme.standing]) for scheme in schemes],
        "may_create": can_create_schemes(request.user),
    }
    return render(request, "schemes/scheme_list.html", context)


@login_not_required
@require_safe
def scheme_detail(request, scheme):
    """A scheme: its act and standing, editions in time, layers, phases, plans beside it."""
    scheme = find_scheme(request, scheme)
    editions = _editions(request, scheme)
    layers = list(scheme.layers.with_theme_order().in_legend_order())
    may_change = can_change_scheme(request.user, scheme)
    context = {
        "scheme": scheme,
        "standing_tone": TONES[scheme.standing],
        "act": cite(scheme.act) if scheme.act else "",
        "editions": editions,
        "published": next((one for one in editions if one.is_public), None),
        "layers": layers,
        "phases": scheme.phases.order_by("position"),
        "plans": Plan.objects.visible_to(request.user)
        .filter(agglomeration=scheme.agglomeration)
        .newest_first(),
        "may_change": may_change,
        "may_verify": can_verify_standing(request.user, scheme),
        "may_begin": can_begin_edition(request.user, scheme),
        "may_add_layer": can_add_layer(request.user, scheme),
        "entries": journal.entries_of(scheme)[:30] if may_change else None,
    }
    return render(request, "schemes/scheme_detail.html", context)


def _editions(request, scheme: Scheme) -> list[Edition]:
    """What the person may see, the newest first, each with what endorsed it in words."""
    rows = Edition.objects.visible_to(request.user).filter(scheme=scheme)
    found = list(rows.select_related("act", "decision", "discussion").newest_first())
    for edition in found:
        edition.scheme = scheme
        edition.act_cited = cite(edition.act) if edition.act else ""
    return found


@never_cache
def scheme_create(request):
    """A form that asks what the scheme is called; its layers come from the catalogue."""
    if not can_create_schemes(request.user):
        raise PermissionDenied
    form = SchemeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        place, body = fields.pop("agglomeration"), fields.pop("body")
        if not can_create_scheme(request.user, body):
            raise PermissionDenied
        begin = partial(create_scheme, place, body, **fields, by=request.user, at=timezone.now())
        scheme = do_or_say(form, begin)
        if scheme:
            messages.success(request, _("The scheme is begun. Its layers wait for objects."))
            return redirect(scheme)
    return render(request, "schemes/scheme_create.html", {"form": form})


@never_cache
def scheme_change(request, scheme):
    """A form with what is said of the scheme, and the act."""
    scheme = find_scheme(request, scheme)
    if not can_change_scheme(request.user, scheme):
        raise PermissionDenied
    form = SchemeForm(request.POST or None, instance=scheme, user=request.user)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_scheme, scheme, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect(scheme)
    return render(request, "schemes/scheme_change.html", {"form": form, "scheme": scheme})


@never_cache
def phase_change(request, scheme, phase):
    """A form with the names, the year and the term of a phase."""
    scheme = find_scheme(request, scheme)
    if not can_change_phase(request.user, scheme):
        raise PermissionDenied
    phase = get_object_or_404(Phase, scheme=scheme, code=phase)
    form = PhaseForm(request.POST or None, instance=phase)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_phase, phase, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect(scheme)
    return render(request, "schemes/phase_change.html", {"form": form, "scheme": scheme})


@never_cache
def scheme_verify(request, scheme):
    """A form that asks what is known of the force of the scheme, from where and since when."""
    scheme = find_scheme(request, scheme)
    if not can_verify_standing(request.user, scheme):
        raise PermissionDenied
    known = {"standing": scheme.standing, "source": scheme.standing_source,
             "on": scheme.verified_on or timezone.localdate()}  # fmt: skip
    form = StandingForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        verify = partial(
            verify_standing, scheme, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, verify):
            messages.success(request, _("What is known of its force is recorded."))
            return redirect(scheme)
    return render(request, "schemes/scheme_verify.html", {"form": form, "scheme": scheme})
