"""What the pages and the data of the editor share: finding, saving, answering."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from agglo_portal.core.rules import Refused

from ..forms.editor import FeatureForm
from ..models import Edition, Feature, Layer
from ..permissions.leading import can_change_feature, can_draw_feature
from ..reports.drawing import differences, shape_seen
from ..reports.shape_pictures import picture_of
from ..services.features import FeatureChangedMeanwhile, change_feature, draw_feature
from .finding import find_edition, find_feature, find_layer


def find_drawable(request, scheme: str, edition: str, layer: str) -> tuple[Edition, Layer]:
    """Give the edition and the layer in which the person may draw, else 404 or 403."""
    found = find_edition(request, scheme, edition)
    chosen = find_layer(request, scheme, layer)
    if not can_draw_feature(request.user, chosen):
        raise PermissionDenied
    return found, chosen


def find_changeable(request, uid) -> Feature:
    """Give the object that the person may change, else 404 or 403."""
    feature = find_feature(request, uid)
    if not can_change_feature(request.user, feature.layer):
        raise PermissionDenied
    return feature


def find_in(request, edition: Edition, uid) -> Feature:
    """Give an object of this edition that the person may change, else 404 or 403."""
    feature = get_object_or_404(
        Feature.objects.filter(edition=edition).select_related("layer__scheme__body"), uid=uid
    )
    if not can_change_feature(request.user, feature.layer):
        raise PermissionDenied
    return feature


def form_of(request, edition: Edition, layer: Layer, feature: Feature | None) -> FeatureForm:
    """Give the form of a new or present object, filled with what came, if it came."""
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    return FeatureForm(*given, edition=edition, layer=layer, feature=feature, auto_id="f-%s")


@dataclass
class Conflict:
    """Somebody changed the object meanwhile: both states, for the person to choose."""

    refusal: FeatureChangedMeanwhile
    theirs: Feature
    differences: list
    picture: dict
    mine: object


@dataclass
class Saving:
    """What came of saving: the object, or what stands in the way (the form says the rest)."""

    feature: Feature | None = None
    conflict: Conflict | None = None
    refusal: Refused | None = None


def save(request, form: FeatureForm, edition: Edition, layer: Layer) -> Saving:
    """Draw or change the object of a form; refusals go to its fields, a conflict is told apart.

    `over` in what came is the version that the person, having seen it, puts theirs over;
    `as_new` makes an object of its own, without the code that the first one keeps.
    """
    is_valid = form.is_valid()
    if not (form.read_shape() and is_valid):
        return Saving()
    feature, act = form.feature, {"by": request.user, "at": timezone.now()}
    content, seen = form.content, form.cleaned_data["version"] or 0
    over = request.POST.get("over", "")
    try:
        if feature is None or "as_new" in request.POST:
            shape = form.shape
            if feature is not None:
                content = content.but(key="" if content.key == feature.key else content.key)
                shape = shape or shape_seen(feature, seen)
            return Saving(draw_feature(edition, layer, shape=shape, content=content, **act))
        if (
            over.isdecimal() and len(over) < 10
        ):  # theirs was seen and is put aside: so is their shape
            changes = {"version": int(over), "shape": form.shape or shape_seen(feature, seen)}
        else:
            changes = {"version": seen, "shape": form.shape}
        return Saving(change_feature(feature, content=content, **changes, **act))
    except FeatureChangedMeanwhile as refusal:
        return Saving(conflict=_conflict(refusal, form), refusal=refusal)
    except Refused as refusal:
        form.refuse(refusal)
        return Saving(refusal=refusal)


def _conflict(refusal: FeatureChangedMeanwhile, form: FeatureForm) -> Conflict:
    theirs = refusal.theirs
    mine = form.shape or shape_seen(theirs, form.cleaned_data["version"] or 0)
    language = (get_language() or "kk")[:2]
    return Conflict(
        refusal=refusal,
        theirs=theirs,
        differences=differences(form.layer, form.content, theirs, language),
        picture=picture_of([(theirs.shape, "theirs"), (mine, "mine")]),
        mine=mine,
    )


def box_of(request) -> tuple | None:
    """Give ?bbox=west,south,east,north, or None where it is absent or no box."""
    try:
        west, south, east, north = (float(one) for one in request.GET.get("bbox", "").split(","))
    except ValueError:
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    return west, south, east, north
