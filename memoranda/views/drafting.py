"""Pages: a memorandum begins, is described, is withdrawn; a template is kept from it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agglo_portal.core.rules import Refused
from councils.forms import ReasonForm
from councils.views.filling import do_or_say

from ..forms.drafting import MemorandumForm, TemplateForm
from ..models import Memorandum
from ..permissions import can_draft_memorandum
from ..services.drafting import (
    cancel_memorandum,
    change_memorandum,
    draft_memorandum,
    keep_as_template,
)
from .guide import ORDER, STEPS, Guide
from .working import find_working


def memorandum_create(request):
    """The guided start. A button that goes back or changes the parties changes the form alone."""
    if not can_draft_memorandum(request.user):
        raise PermissionDenied
    guide = Guide(request)
    if request.method != "POST":
        first = "title" if request.GET.get("source") else "source"
        return _show_step(request, guide, first)
    button = request.POST.get("button", "next")
    if guide.rearrange(button):
        return _show_step(request, guide, "parties")
    if button.removeprefix("to-") in STEPS:
        return _show_step(request, guide, button.removeprefix("to-"))
    if wrong := guide.first_unsound(guide.step):
        return _show_step(request, guide, wrong)
    if guide.step != ORDER[-1]:
        return _show_step(request, guide, ORDER[ORDER.index(guide.step) + 1])
    return _draft(request, guide)


def memorandum_change(request, uid):
    """Title, place, term, what the text comes from; of a frozen text only the last."""
    memorandum = find_working(request, uid)
    form = MemorandumForm(request.POST or None, instance=memorandum)
    if request.method == "POST" and form.is_valid():
        change = partial(
            change_memorandum,
            Memorandum.objects.get(pk=memorandum.pk),
            fields=form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        )
        if do_or_say(form, change):
            messages.success(request, _("Saved."))
            return redirect("memoranda:draft_detail", uid=memorandum.uid)
    context = {"memorandum": memorandum, "form": form}
    return render(request, "memoranda/memorandum_change.html", context)


def memorandum_cancel(request, uid):
    """A form that asks why, and the act."""
    memorandum = find_working(request, uid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel = partial(
            cancel_memorandum, memorandum, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if do_or_say(form, cancel):
            messages.success(request, _("The text is withdrawn. It stays on the record."))
            return redirect("memoranda:memorandum_list")
    context = {"memorandum": memorandum, "form": form}
    return render(request, "memoranda/memorandum_cancel.html", context)


def memorandum_as_template(request, uid):
    """Keep a text as a template of its body: the names of its parties become variables again."""
    memorandum = find_working(request, uid)
    initial = {"title_kk": memorandum.title_kk, "title_ru": memorandum.title_ru}
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        keep = partial(
            keep_as_template, memorandum, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        if template := do_or_say(form, keep):
            messages.success(request, _("The template is kept: read it through once."))
            return redirect("memoranda:draft_detail", uid=template.uid)
    context = {"memorandum": memorandum, "form": form}
    return render(request, "memoranda/memorandum_as_template.html", context)


def _draft(request, guide: Guide):
    try:
        memorandum = draft_memorandum(
            guide.body,
            fields=guide.fields,
            source=guide.source,
            parties=guide.chosen,
            values=guide.values_form().values,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        guide.trouble = str(refusal)
        return _show_step(request, guide, guide.step)
    messages.success(request, _("The draft is ready: read it through, then send it."))
    return redirect("memoranda:draft_detail", uid=memorandum.uid)


def _show_step(request, guide: Guide, step: str):
    place = ORDER.index(step)
    context = {
        "guide": guide,
        "step": step,
        "steps": [
            {"name": name, "label": label, "look": _look(index, place)}
            for index, (name, label) in enumerate(STEPS.items())
        ],
        "before": ORDER[place - 1] if place else "",
        "is_last": step == ORDER[-1],
        "kept": guide.kept(step),
    }
    if step == "title":
        context["form"] = guide.title_form()
    elif step == "values":
        context["form"] = guide.values_form()
    elif step == "parties":
        context["to_add"] = guide.to_add()
    return render(request, "memoranda/memorandum_create.html", context)


def _look(index: int, place: int) -> str:
    return "now" if index == place else "done" if index < place else "next"
