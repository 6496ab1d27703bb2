"""Pages: a file on its way into a layer of a draft."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from agglo_portal.core.pages import act
from councils.views.filling import do_or_say

from ..forms.imports import (
    WITH_LETTERS,
    ColumnsForm,
    ConfirmForm,
    ImportForm,
    LettersForm,
    source_of,
)
from ..models import Edition, Import, Layer
from ..permissions.imports import (
    can_cancel_import,
    can_choose_columns,
    can_confirm_import,
    can_describe_again,
    can_see_import,
)
from ..permissions.leading import layers_changed_by
from ..services.imports import (
    cancel_import,
    choose_columns,
    confirm_import,
    describe_again,
    start_import,
)
from ..services.locks import NotADraft
from .finding import find_edition
from .import_parts import checked_parts, progress_parts, steps_of, types_in_words


@never_cache
def import_create(request, scheme, edition):
    """Choose a file and the layer it goes into."""
    edition = find_edition(request, scheme, edition)
    layers = layers_changed_by(request.user, edition.scheme)
    if not layers:
        raise PermissionDenied
    if not edition.is_draft:
        messages.error(request, str(NotADraft()))
        return redirect(edition)
    rows = Layer.objects.filter(pk__in=[one.pk for one in layers])
    rows = rows.with_theme_order().in_legend_order()
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        layers=rows,
        initial={"layer": request.GET.get("layer")},
    )
    if request.method == "POST" and form.is_valid():
        job = do_or_say(form, partial(_start, request, edition, form), "upload")
        if job:
            return redirect(job)
    context = {
        "edition": edition,
        "scheme": edition.scheme,
        "form": form,
        "steps": steps_of(None),
        "recent": _recent(edition, layers),
    }
    status = 422 if form.is_bound else 200
    return render(request, "schemes/import_create.html", context, status=status)


@never_cache
def import_detail(request, uid):
    """Where the import is: being read, waiting for a choice, checked, written, refused."""
    return _page(request, find_import(request, uid))


@never_cache
def import_map(request, uid):
    """The columns: chosen for the first time, or anew after a check."""
    job = find_import(request, uid)
    if request.method != "POST":
        return _page(request, job, columns=ColumnsForm if job.description else None)
    if not can_choose_columns(request.user, job):
        raise PermissionDenied
    if not job.description:
        return redirect(job)
    form = _columns_form(request, job, request.POST)
    if form.is_valid():
        choose = partial(
            choose_columns, job, choices=form.choices(), by=request.user, at=timezone.now()
        )
        if do_or_say(form, choose):
            return redirect(job)
    return _page(request, job, form=form, status=422)


@require_POST
def import_letters(request, uid):
    job = find_import(request, uid)
    if not can_describe_again(request.user, job):
        raise PermissionDenied
    form = LettersForm(request.POST)
    if not form.is_valid():
        return redirect(job)
    encoding = form.cleaned_data["encoding"]
    again = partial(describe_again, job, encoding=encoding, by=request.user, at=timezone.now())
    return act(request, again, "", job)


@require_POST
def import_confirm(request, uid):
    job = find_import(request, uid)
    if not can_confirm_import(request.user, job):
        raise PermissionDenied
    form = ConfirmForm(request.POST)
    leave_out = form.is_valid() and form.cleaned_data["leave_out"]
    confirm = partial(confirm_import, job, leave_out=leave_out, by=request.user, at=timezone.now())
    return act(request, confirm, "", job)


@require_POST
def import_cancel(request, uid):
    job = find_import(request, uid)
    if not can_cancel_import(request.user, job):
        raise PermissionDenied
    cancel = partial(cancel_import, job, by=request.user, at=timezone.now())
    return act(request, cancel, _("The import is cancelled; the edition stays as it was."), job)


def find_import(request, uid) -> Import:
    """Give the import with its layer and edition; 404 where the edition is hidden."""
    rows = Import.objects.filter(edition__in=Edition.objects.visible_to(request.user))
    rows = rows.select_related(
        "edition__scheme__body", "edition__scheme__agglomeration", "layer__scheme__body", "file",
        "started_by",
    ).prefetch_related("layer__keepers")  # fmt: skip
    job = get_object_or_404(rows, uid=uid)
    if not can_see_import(request.user, job):
        raise PermissionDenied
    return job


def _start(request, edition: Edition, form: ImportForm) -> Import:
    return start_import(
        edition,
        layer=form.cleaned_data["layer"],
        upload=form.cleaned_data["upload"],
        by=request.user,
        at=timezone.now(),
    )


def _recent(edition: Edition, layers: list[Layer]) -> list[Import]:
    rows = edition.imports.filter(layer__in=layers).select_related("layer", "file", "started_by")
    return list(rows.order_by("-started_at", "-pk")[:10])


def _columns_form(request, job: Import, data=None) -> ColumnsForm:
    source = source_of(job, request.GET.get("source", ""))
    return ColumnsForm(data, job=job, source=source, language=(get_language() or "kk")[:2])


def _page(request, job: Import, *, form=None, columns=None, status=200):
    states = Import.State
    context = {
        "job": job,
        "edition": job.edition,
        "scheme": job.edition.scheme,
        "steps": steps_of(job),
        "may_cancel": states.CANCELLED in Import.MOVES.get(job.state, ()),
    } | progress_parts(job)
    chooses = job.state == states.DESCRIBED or (columns and job.state == states.CHECKED)
    if not context["is_working"] and (form or chooses):
        context["form"] = form or _columns_form(request, job)
        context["sources"] = job.description["layers"]
        context["types"] = types_in_words(context["form"].source)
        if job.description["kind"] in WITH_LETTERS:
            chosen = {"encoding": job.description["encoding"]}
            context["letters"] = LettersForm(initial=chosen)
    elif job.state in (states.CHECKED, states.WRITTEN):
        context |= checked_parts(job)
    return render(request, "schemes/import_detail.html", context, status=status)
