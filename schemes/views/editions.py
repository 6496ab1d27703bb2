"""Pages of an edition: what it is and what may be done with it; begun; described."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agglo_portal.core import journal
from councils.citations import cite
from councils.models import Decision
from councils.views.filling import do_or_say

from ..forms.editions import EditionForm, NoteForm
from ..models import Discussion, Edition, Feature
from ..permissions.discussion import can_plan_discussion
from ..permissions.editions import can_begin_edition, can_change_edition
from ..permissions.leading import can_work_on
from ..reports import map as map_report
from ..services.editions import begin_edition, change_edition
from .edition_steps import steps_of_edition
from .finding import find_edition, find_scheme


@login_not_required
@require_safe
def edition_detail(request, scheme, edition):
    """An edition: its state and source, its layers with counts, what may be done now, history."""
    edition = find_edition(request, scheme, edition)
    contents = map_report.contents_of(edition)
    layers = edition.scheme.layers.with_theme_order().in_legend_order()
    works = can_work_on(request.user, edition)
    earlier = _earlier(request, edition)
    context = {
        "edition": edition,
        "scheme": edition.scheme,
        "steps": steps_of_edition(request.user, edition, timezone.localdate()),
        "layers": [(layer, contents[layer.pk].count) for layer in layers if layer.pk in contents],
        "empty_layers": [layer for layer in layers if layer.pk not in contents],
        "total": sum(content.count for content in contents.values()),
        "fill": _fill(edition),
        "act": cite(edition.act) if edition.act else "",
        "decision": edition.decision,
        "reads_decision": _reads(request.user, edition.decision),
        "discussion": _discussion(edition, knows_all=can_plan_discussion(request.user, edition)),
        "earlier": earlier,
        "overtaken_by": _overtaken_by(edition),
        "entries": journal.entries_of(edition)[:50] if works else None,
    }
    return render(request, "schemes/edition_detail.html", context)


def _reads(user, decision: Decision | None) -> bool:
    """Whether the person may read the decision; its number alone is anyone's."""
    return bool(decision) and Decision.objects.visible_to(user).filter(pk=decision.pk).exists()


def _discussion(edition: Edition, *, knows_all: bool) -> Discussion | None:
    """The public discussion; one that is not announced only for the secretariat."""
    found = Discussion.objects.filter(edition=edition)
    return (found if knows_all else found.filter(announced_at__isnull=False)).first()


def _earlier(request, edition: Edition) -> Edition | None:
    """The edition to compare with: the one it began from, else the one before it in time."""
    seen = Edition.objects.visible_to(request.user).filter(scheme=edition.scheme)
    if edition.based_on_id:
        return seen.filter(pk=edition.based_on_id).first()
    seen = seen.filter(year__lte=edition.year).exclude(state=Edition.State.DISCARDED)
    return seen.exclude(pk=edition.pk).newest_first().first()


def _overtaken_by(edition: Edition) -> Edition | None:
    """An edition published after a draft had begun from another: the draft lacks its changes."""
    if edition.state not in (Edition.State.DRAFT, Edition.State.SUBMITTED):
        return None
    later = Edition.objects.published().filter(
        scheme=edition.scheme, published_at__gt=edition.created_at
    )
    return later.exclude(pk=edition.based_on_id).newest_first().first()


def _fill(edition: Edition) -> dict | None:
    """How far the copy of the former edition is, while it goes on."""
    if edition.filled_at is not None or not edition.is_draft:
        return None
    total = Feature.objects.of(edition.based_on).count()
    return {"done": edition.features.count(), "total": max(total, 1)}


@never_cache
def edition_create(request, scheme):
    """A form that asks for the year of a new draft and the edition that it begins from."""
    scheme = find_scheme(request, scheme)
    if not can_begin_edition(request.user, scheme):
        raise PermissionDenied
    form = EditionForm(request.POST or None, scheme=scheme, year=timezone.localdate().year)
    if request.method == "POST" and form.is_valid():
        begin = partial(
            begin_edition, scheme, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        edition = do_or_say(form, begin)
        if edition:
            messages.success(request, _("The draft is begun."))
            return redirect(edition)
    return render(request, "schemes/edition_create.html", {"form": form, "scheme": scheme})


@never_cache
def edition_change(request, scheme, edition):
    """A form with what the edition changes, in the languages of the portal."""
    edition = find_edition(request, scheme, edition)
    if not can_change_edition(request.user, edition):
        raise PermissionDenied
    notes = {name: getattr(edition, name) for name in ("note_kk", "note_ru", "note_en")}
    form = NoteForm(request.POST or None, initial=notes)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_edition, edition, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect(edition)
    context = {"form": form, "edition": edition, "scheme": edition.scheme}
    return render(request, "schemes/edition_change.html", context)
