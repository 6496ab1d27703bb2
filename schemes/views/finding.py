"""Finding the record of a page: what a person may not see is not there (404)."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import Edition, Feature, Layer, Scheme
from ..permissions.editor import can_see_work


def find_scheme(request, code: str) -> Scheme:
    """Give the scheme; anyone may see it."""
    rows = Scheme.objects.select_related("body", "agglomeration", "act", "verified_by")
    return get_object_or_404(rows, code=code)


def find_edition(request, scheme_code: str, code: str) -> Edition:
    """Give the edition with its scheme, or 404 for whom its state hides it."""
    rows = Edition.objects.visible_to(request.user).select_related(
        "scheme__body", "scheme__agglomeration", "based_on", "act", "decision__body"
    )
    return get_object_or_404(rows, scheme__code=scheme_code, code=code)


def find_layer(request, scheme_code: str, code: str) -> Layer:
    """Give the layer with its scheme and keepers; anyone may see it."""
    rows = Layer.objects.select_related("scheme__body", "source_act").prefetch_related("keepers")
    return get_object_or_404(rows, scheme__code=scheme_code, code=code)


def find_feature(request, uid) -> Feature:
    """Give the object with its words, layer and edition, or 404 if its edition is hidden.

    One that a planner has taken off is found by who sees the work: its page offers to bring it
    back.
    """
    rows = Feature.objects.visible_to(request.user).select_related(
        "layer__scheme__body", "edition__scheme__body", "phase", "responsible", "changed_by"
    )
    feature = get_object_or_404(rows, uid=uid)
    if feature.removed_at and not can_see_work(request.user, feature.edition):
        raise Http404
    return feature
