"""Layers are data: added, changed with care for the values objects hold, moved in the legend."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused
from councils.services.fields import only

from ..models import Layer, Scheme
from ..problem_texts import sentence_of
from ..rules.attributes import check_schema
from ..rules.styles import check_style
from .layers_values import fit_values
from .locks import lock_drafts_of

CODE = re.compile(r"^[a-z][a-z0-9_]{0,29}$")
SAID = {
    "theme", "name_kk", "name_ru", "name_en", "style", "attributes", "is_schematic", "is_coverage",
    "source_act", "source_date", "attribution",
}  # fmt: skip
UP, DOWN = "up", "down"


class BadLayerCode(Refused):
    code = "bad_layer_code"
    message = _("“{code}” is not a code of a layer: small Latin letters, digits and _.")


class LayerCodeTaken(Refused):
    code = "layer_code_taken"
    message = _("The scheme already has a layer with the code “{code}”.")


class LayerNameMissing(Refused):
    code = "layer_name_missing"
    message = _("The layer needs a name in Kazakh and in Russian.")


class OnlyAreasCover(Refused):
    code = "only_areas_cover"
    message = _("Only a layer of areas can cover a territory.")


class LayerUnfit(Refused):
    """Attributes or style break the rules of a layer; `problems` says where."""

    code = "layer_unfit"
    message = _("The layer cannot be kept so. {list}")

    def __init__(self, problems):
        self.problems = problems
        super().__init__(list=" ".join(sentence_of(one) for one in problems))


@transaction.atomic
def add_layer(
    scheme: Scheme, *, code: str, geometry_type: str, keepers=(), by: User, at: datetime, **fields
) -> Layer:
    """Add a layer at the end of the legend of its theme; it is in all editions, yet empty.

    Refuses a taken or impossible code, a missing name, attributes and styles that break the rules.
    """
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    if not CODE.match(code):
        raise BadLayerCode(code=code)
    if scheme.layers.filter(code=code).exists():
        raise LayerCodeTaken(code=code)
    last = max(scheme.layers.values_list("legend_order", flat=True), default=0)
    layer = Layer(
        scheme=scheme,
        code=code,
        geometry_type=Layer.GeometryType(geometry_type),
        legend_order=last + 1,
        **only(SAID, fields),
    )
    _require_whole(layer)
    layer.save()
    layer.keepers.set(keepers)
    journal.record("layer_added", layer, by=by, at=at, **_named(layer))
    return layer


@transaction.atomic
def change_layer(
    layer: Layer, *, keepers=None, drop: frozenset[str] | set[str] = frozenset(),
    recode: dict[str, dict[str, str]] | None = None, by: User, at: datetime, **fields,
) -> Layer:  # fmt: skip
    """Change what a layer is called, holds and looks like, and who keeps it.

    Its code and geometry stay. Values of drafts are converted to a new type where each of them
    fits; `drop` names attributes whose values in drafts are to go, `recode` gives for an attribute
    old choices their new ones. Refuses what would lose or break values otherwise, or any value of
    an endorsed edition, with the counts.
    """
    lock_drafts_of(layer.scheme_id)  # editions first: nobody draws by the old attributes
    rows = Layer.objects.select_for_update(of=("self",), no_key=True).select_related("scheme")
    layer = rows.get(pk=layer.pk)
    before = layer.attributes
    changed = {
        name: value for name, value in only(SAID, fields).items() if getattr(layer, name) != value
    }
    for name, value in changed.items():
        setattr(layer, name, value)
    _require_whole(layer)
    if "attributes" in changed:
        fit_values(layer, before, drop=set(drop), recode=recode or {}, by=by, at=at)
    kept = None if keepers is None else {one.pk for one in keepers}
    if kept is not None and kept != set(layer.keepers.values_list("pk", flat=True)):
        layer.keepers.set(kept)
        changed["keepers"] = kept
    if not changed:
        return layer
    layer.save(update_fields=[*(changed.keys() - {"keepers"}), "updated_at"])
    journal.record("layer_changed", layer, by=by, at=at, changed=sorted(changed), **_named(layer))
    return layer


@transaction.atomic
def move_layer(layer: Layer, *, to: str, by: User, at: datetime) -> Layer:
    """Move a layer one place up or down among those of its theme; at the end it stays."""
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=layer.scheme_id)
    layers = list(scheme.layers.with_theme_order().in_legend_order())
    own = next(one for one in layers if one.pk == layer.pk)
    place = layers.index(own)
    other = place + (1 if to == DOWN else -1)
    if not 0 <= other < len(layers) or layers[other].theme != own.theme:
        return own
    layers[place], layers[other] = layers[other], layers[place]
    for number, one in enumerate(layers, start=1):
        one.legend_order = number
    Layer.objects.bulk_update(layers, ["legend_order"])
    journal.record("layer_moved", own, by=by, at=at, to=to, **_named(own))
    return own


def _require_whole(layer: Layer) -> None:
    if not (layer.name_kk and layer.name_ru):
        raise LayerNameMissing
    if layer.is_coverage and layer.geometry_type != Layer.GeometryType.POLYGON:
        raise OnlyAreasCover
    problems = check_schema(layer.attributes)
    problems += check_style(layer.style, [one.get("code", "") for one in layer.attributes])
    if problems:
        raise LayerUnfit(problems)


def _named(layer: Layer) -> dict[str, str]:
    return {"layer_kk": layer.name_kk, "layer_ru": layer.name_ru, "layer_en": layer.name_en}
