"""Pages for anyone: write a remark, confirm it from the mail, read one; remarks for the map."""

from contextlib import suppress
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agglo_portal.core import journal
from agglo_portal.core.rules import MoveRefused, Refused

from ..forms.remarks import RemarkForm, new_stamp
from ..models import Feature, PublicRemark
from ..permissions.discussion import can_moderate
from ..remark_tokens import BadToken, read_token
from ..reports.discussion import clusters_of
from ..reports.sketches import sketch_of
from ..services.remarks import DiscussionClosed, PlaceOutside, confirm_remark, send_remark
from .discussion_parts import find_discussion, find_remark, map_of, searched, stage_of
from .map_data import bbox_of
from .remark_limits import is_beyond_limits

MAP_ZOOMS = range(4, 20)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_create(request, uid):
    """The form of a remark. Its button “find” searches objects and keeps what was typed."""
    discussion = find_discussion(request, uid)
    stage = stage_of(discussion)
    if stage["stage"] != "open":
        return redirect(discussion)
    is_sent = request.method == "POST" and "search" not in request.POST
    form = _form(request, discussion, is_sent)
    status = 200
    if is_sent:
        if form.is_of_a_machine():  # it believes that it was heard
            return redirect("schemes:remark_sent", discussion.uid)
        if form.is_valid():
            status = _send(request, form)
            if status == 302:
                return redirect("schemes:remark_sent", discussion.uid)
    context = {
        "discussion": discussion,
        "scheme": discussion.edition.scheme,
        "stage": stage,
        "form": form,
        "is_searched": "search" in request.POST,
        "map": map_of(discussion),
        "stamp": new_stamp(),
    }
    return render(request, "schemes/remark_create.html", context, status=status)


@login_not_required
@require_safe
def remark_sent(request, uid):
    """What happens next: the link in the mail. It says nothing of the remark."""
    discussion = find_discussion(request, uid)
    context = {"discussion": discussion, "scheme": discussion.edition.scheme}
    return render(request, "schemes/remark_sent.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_confirm(request, token):
    """The page of the link: its button confirms, so programs that open links in mail do not."""
    try:
        uid = read_token(token)
    except BadToken as bad:
        context = {"problem": "late" if bad.is_late else "bad"}
        return _closed(render(request, "schemes/remark_confirm.html", context, status=410))
    rows = PublicRemark.objects.select_related("discussion__edition__scheme")
    remark = rows.filter(uid=uid).first()
    if remark is None:
        context = {"problem": "late"}
        return _closed(render(request, "schemes/remark_confirm.html", context, status=410))
    if request.method == "POST":
        with suppress(MoveRefused):  # pressed twice: the page says how the remark stands
            confirm_remark(remark, at=timezone.now())
        return redirect("schemes:remark_confirm", token)
    context = {"remark": remark, "discussion": remark.discussion}
    return _closed(render(request, "schemes/remark_confirm.html", context))


@login_not_required
@require_safe
def remark_detail(request, uid):
    """One remark with its answer at its own address; the secretariat moderates it here."""
    remark = find_remark(request, uid)
    edition = remark.discussion.edition
    moderates = can_moderate(request.user, remark.discussion)
    context = {
        "remark": remark,
        "discussion": remark.discussion,
        "scheme": edition.scheme,
        "object": _object_of(remark),
        "sketch": sketch_of(edition, spot=(remark.place.x, remark.place.y)),
        "place": f"{remark.place.y:.5f}, {remark.place.x:.5f}",
        "can_moderate": moderates,
        "entries": journal.entries_of(remark) if moderates else [],
    }
    return render(request, "schemes/remark_detail.html", context)


@login_not_required
@require_safe
def remark_shapes(request, uid):
    """The remarks of the page's search as GeoJSON, gathered by ?zoom= inside ?bbox=w,s,e,n."""
    discussion = find_discussion(request, uid)
    remarks, _form = searched(request, discussion)
    zoom = request.GET.get("zoom", "")
    zoom = int(zoom) if zoom.isdecimal() and len(zoom) < 3 else 9
    zoom = min(max(zoom, MAP_ZOOMS[0]), MAP_ZOOMS[-1])
    clusters = clusters_of(remarks, zoom=zoom, bbox=bbox_of(request))
    features = [_cluster(one) for one in clusters]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _form(request, discussion, is_sent: bool) -> RemarkForm:
    given = request.POST if request.method == "POST" else request.GET
    make = partial(
        RemarkForm,
        discussion=discussion,
        words=given.get("find", "")[:100],
        feature=given.get("feature", ""),
    )
    if is_sent:
        return make(request.POST)
    known = ("place", "find", "feature", "text", "author", "email")
    return make(initial={name: given[name][:4000] for name in known if name in given})


def _send(request, form: RemarkForm) -> int:
    """Send what the form holds, or put into it why not; give the status of the answer."""
    if form.is_too_quick():
        form.add_error(None, _("Look through your remark once more and press the button again."))
        return 200
    if is_beyond_limits(request, form.cleaned_data["email"]):
        form.add_error(None, _("Too many remarks came from here. Try again later."))
        return 429
    try:
        send_remark(
            form.discussion, **form.given, language=get_language() or "kk", at=timezone.now()
        )
    except PlaceOutside as refusal:
        form.add_error("place", str(refusal))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return 409 if isinstance(refusal, DiscussionClosed) else 200
    else:
        return 302
    return 200


def _closed(response):
    """Not for search engines: the address itself is the key. (No stricter referrer than the
    portal's own: without one the browser hides where the form comes from.)"""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _object_of(remark: PublicRemark) -> Feature | None:
    if remark.lineage is None:
        return None
    rows = Feature.objects.of(remark.discussion.edition).select_related("layer")
    return rows.filter(lineage=remark.lineage).first()


def _cluster(one: dict) -> dict:
    """A point of the map: a lone remark with its address and first words, or how many."""
    said = {"count": one["many"]}
    if one["many"] == 1:
        said |= {
            "number": one["first"],
            "url": reverse("schemes:remark_detail", args=[one["uid"]]),
            "text": one["words"],
        }
    place = {"type": "Point", "coordinates": [round(one["east"], 6), round(one["north"], 6)]}
    return {"type": "Feature", "geometry": place, "properties": said}
