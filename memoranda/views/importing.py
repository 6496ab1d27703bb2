"""Page: a text from Word documents: what was found is seen first, then taken over or let go."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from councils.views.filling import do_or_say

from ..documents.importing import Preview, from_text, read_docx, to_text
from ..forms.importing import REPLACE, ImportForm, TakeOverForm
from ..models import Memorandum
from ..permissions import can_import_clauses
from ..services.clauses import import_clauses
from ..services.drafts import discard_draft, draft_of, save_draft
from .import_rows import rows_of
from .working import find_working

PLACE = "import"  # of the draft in which what was found waits, so that the file is read once


@never_cache
def clauses_import(request, uid):
    """Choose files, see the tree that came out of them, take it over.

    The buttons: "read" (the files), "take" (what was found), "discard".
    """
    memorandum = find_working(request, uid)
    if not can_import_clauses(request.user, memorandum):
        raise PermissionDenied
    if not memorandum.is_worded:
        return redirect("memoranda:draft_detail", uid=memorandum.uid)
    answer = {"read": _read, "take": _take, "discard": _discard}.get(request.POST.get("button"))
    return answer(request, memorandum) if answer else _page(request, memorandum)


def _read(request, memorandum: Memorandum):
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        preview = do_or_say(form, lambda: read_docx(*form.uploads), "upload")
        if preview and do_or_say(form, partial(_keep, request, memorandum, preview), "upload"):
            return redirect("memoranda:clauses_import", uid=memorandum.uid)
    return _page(request, memorandum, form=form, status=422)


def _take(request, memorandum: Memorandum):
    preview, form = _waiting(request, memorandum), TakeOverForm(request.POST)
    if preview is None:
        return redirect("memoranda:clauses_import", uid=memorandum.uid)
    if form.is_valid():
        take = partial(
            import_clauses,
            memorandum,
            nodes=preview.nodes,
            replace=form.cleaned_data["how"] == REPLACE,
            by=request.user,
            at=timezone.now(),
        )
        if count := do_or_say(form, take):
            discard_draft(memorandum, place=PLACE, by=request.user)
            text = ngettext("%(n)d clause was taken over.", "%(n)d clauses were taken over.", count)
            messages.success(request, text % {"n": count})
            return redirect("memoranda:draft_detail", uid=memorandum.uid)
    return _page(request, memorandum, take_form=form, status=422)


def _discard(request, memorandum: Memorandum):
    discard_draft(memorandum, place=PLACE, by=request.user)
    messages.success(request, _("What was found is let go; the text stays as it was."))
    return redirect("memoranda:clauses_import", uid=memorandum.uid)


def _keep(request, memorandum: Memorandum, preview: Preview):
    fields = {"preview": to_text(preview)}
    return save_draft(memorandum, place=PLACE, fields=fields, by=request.user, at=timezone.now())


def _waiting(request, memorandum: Memorandum) -> Preview | None:
    draft = draft_of(memorandum, place=PLACE, by=request.user)
    return from_text(draft.fields.get("preview", "")) if draft else None


def _page(request, memorandum: Memorandum, *, form=None, take_form=None, status=200):
    preview = None if form else _waiting(request, memorandum)
    has_text = memorandum.clauses.kept().exists()
    context = {
        "memorandum": memorandum,
        "form": form or ImportForm(),
        "preview": preview,
        "rows": rows_of(preview) if preview else [],
        "take_form": take_form or TakeOverForm(),
        "has_text": has_text,
    }
    return render(request, "memoranda/clauses_import.html", context, status=status)
