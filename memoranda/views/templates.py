"""Pages: the texts from which memoranda begin."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from councils.models import Body
from councils.permissions import bodies_led_by
from councils.views.filling import do_or_say

from ..forms.drafting import TemplateForm
from ..models import Memorandum
from ..nodes import walk
from ..permissions import can_draft_memorandum
from ..services.drafting import adopt_skeleton, keep_as_template
from ..skeletons import KEYS, skeleton


@require_safe
def template_list(request):
    """The shipped skeletons and the templates that the person's secretariats keep."""
    if not can_draft_memorandum(request.user):
        raise PermissionDenied
    kinds = dict(Memorandum.Kind.choices)
    shipped = [
        {
            "key": key,
            "kind": kinds[key],
            "sections": [node for node in skeleton(key).nodes if node.kind == "section"],
            "clauses": sum(1 for _node in walk(skeleton(key).nodes)),
        }
        for key in KEYS
    ]
    kept = Count("clauses", filter=Q(clauses__removed_at__isnull=True))
    own = Memorandum.objects.templates_of(request.user).select_related("body")
    own = own.annotate(clause_count=kept).order_by("title_kk", "pk")
    return render(request, "memoranda/template_list.html", {"shipped": shipped, "own": own})


def template_create(request):
    """An own template: of a shipped skeleton (`?skeleton=`) or of another template (`?copy=`)."""
    if not can_draft_memorandum(request.user):
        raise PermissionDenied
    copied = None
    if uid := request.GET.get("copy"):
        copied = get_object_or_404(_templates(request), uid=_as_uid(uid))
    key = request.GET.get("skeleton")
    shipped = skeleton(key if key in KEYS else KEYS[0])
    began = copied or shipped
    form = TemplateForm(
        request.POST or None, initial={"title_kk": began.title_kk, "title_ru": began.title_ru}
    )
    body, bodies = _body(request)
    if request.method == "POST" and form.is_valid():
        who = {**form.cleaned_data, "by": request.user, "at": timezone.now()}
        keep = partial(adopt_skeleton, body, skeleton=shipped.key, **who)
        if copied:
            keep = partial(keep_as_template, copied, **who)
        if template := do_or_say(form, keep):
            messages.success(request, _("The template is yours: change it as you need."))
            return redirect("memoranda:draft_detail", uid=template.uid)
    context = {"form": form, "copied": copied, "shipped": shipped, "body": body, "bodies": bodies}
    context["kind"] = dict(Memorandum.Kind.choices)[copied.kind if copied else shipped.key]
    return render(request, "memoranda/template_create.html", context)


def _templates(request):
    return Memorandum.objects.templates_of(request.user).select_related("body")


def _body(request) -> tuple[Body, list[Body]]:
    """The body that was chosen, or the first that the person serves; and all of them."""
    served = Body.objects.filter(pk__in=bodies_led_by(request.user), state=Body.State.ACTIVE)
    bodies = list(served.by_name())
    if not bodies:
        raise PermissionDenied
    wanted = request.POST.get("body") or request.GET.get("body")
    return next((one for one in bodies if str(one.uid) == wanted), bodies[0]), bodies


def _as_uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
