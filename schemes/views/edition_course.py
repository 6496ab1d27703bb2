"""Acts on an edition, each on a page that says what follows: submit, return, endorse, publish."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from councils.forms import ReasonForm
from councils.views.filling import do_or_say

from ..forms.editions import ActForm, EndorseForm
from ..models import Edition
from ..permissions.editions import (
    can_discard_edition,
    can_endorse_edition,
    can_name_act,
    can_publish_edition,
    can_return_edition,
    can_submit_edition,
)
from ..reports.comparison import Asked, count_differences
from ..reports.gates import missing_to_submit
from ..services.editions import (
    discard_edition,
    endorse_edition,
    name_act,
    publish_edition,
    return_edition,
    submit_edition,
)
from .finding import find_edition


@never_cache
def edition_submit(request, scheme, edition):
    """What goes to the council and what is still missing; the act."""
    edition = _found(request, scheme, edition, can_submit_edition)
    form = Form(request.POST if request.method == "POST" else None)
    missing = missing_to_submit(edition, timezone.localdate()) if edition.is_draft else []
    done = _("The edition is submitted to the council. Its members are told.")
    context = {"missing": missing, "counts": _counts(edition)}
    return _ask(
        request, "schemes/edition_submit.html", edition, form, submit_edition, done, context
    )


@never_cache
def edition_return(request, scheme, edition):
    """A form that asks why the edition goes back to the planners, and the act."""
    edition = _found(request, scheme, edition, can_return_edition)
    form = ReasonForm(request.POST or None)
    done = _("The edition is a draft again.")
    return _ask(request, "schemes/edition_return.html", edition, form, return_edition, done)


@never_cache
def edition_endorse(request, scheme, edition):
    """A choice among the adopted decisions of the body, with search, or an act; the act."""
    edition = _found(request, scheme, edition, can_endorse_edition)
    words = request.GET.get("q", "")[:100]
    given = request.POST if request.method == "POST" else None
    form = EndorseForm(given, scheme=edition.scheme, words=words)
    done = _("The endorsement is recorded. The edition no longer changes.")
    context = {"words": words}
    return _ask(
        request, "schemes/edition_endorse.html", edition, form, endorse_edition, done, context
    )


@never_cache
def edition_act(request, scheme, edition):
    """A form that asks which act approved an endorsed edition."""
    edition = _found(request, scheme, edition, can_name_act)
    form = ActForm(request.POST if request.method == "POST" else None, initial={"act": edition.act})
    done = _("The act is named.")
    return _ask(request, "schemes/edition_act.html", edition, form, name_act, done)


@never_cache
def edition_publish(request, scheme, edition):
    """What everybody will see; the act."""
    edition = _found(request, scheme, edition, can_publish_edition)
    form = Form(request.POST if request.method == "POST" else None)
    done = _("The edition is published. Members are told.")
    context = {"counts": _counts(edition)}
    return _ask(
        request, "schemes/edition_publish.html", edition, form, publish_edition, done, context
    )


@never_cache
def edition_discard(request, scheme, edition):
    """A form that asks why the draft is given up, and the act."""
    edition = _found(request, scheme, edition, can_discard_edition)
    form = ReasonForm(request.POST or None)
    done = _("The draft is discarded.")
    return _ask(request, "schemes/edition_discard.html", edition, form, discard_edition, done)


def _found(request, scheme, edition, may) -> Edition:
    found = find_edition(request, scheme, edition)
    if not may(request.user, found):
        raise PermissionDenied
    return found


def _counts(edition: Edition):
    """How much differs from the former edition, in sum."""
    if edition.based_on is None or edition.filled_at is None:
        return None
    layers = edition.scheme.layers.all()
    counted = count_differences(Asked(edition.based_on, edition), layers)
    kinds = ("added", "removed", "reshaped", "changed")
    return {kind: sum(one.of(kind) for one in counted) for kind in kinds}


def _ask(request, template, edition, form, service, done, context=None):
    if request.method == "POST" and form.is_valid():
        call = partial(service, edition, **form.cleaned_data, by=request.user, at=timezone.now())
        if do_or_say(form, call):
            messages.success(request, done)
            return redirect(edition)
    facts = {"form": form, "edition": edition, "scheme": edition.scheme, **(context or {})}
    return render(request, template, facts)
