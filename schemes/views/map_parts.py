"""What the page of the map is made of: editions to choose from, layers by theme, credits."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, prefetch_related_objects
from django.http import Http404

from ..models import Edition, Feature, Layer, Phase, Scheme
from ..reports import map as report
from ..reports.legends import legend_of

# Themes whose layers are on when the address does not say which.
FIRST_SHOWN = {Layer.Theme.BASIS, Layer.Theme.TERRITORY, Layer.Theme.TRANSPORT}
FEW_LAYERS = 6


@dataclass
class LayerRow:
    """A layer in the tree: its symbol, how much of it there is, whether it is drawn."""

    layer: Layer
    content: report.Content
    legend: list[dict]
    is_on: bool


@dataclass
class ThemeRow:
    code: str
    name: str
    rows: list[LayerRow] = field(default_factory=list)

    @property
    def count_on(self) -> int:
        return sum(row.is_on for row in self.rows)


def editions_of(user, scheme: Scheme) -> list[Edition]:
    """Give the editions that the person may see, oldest first, without those given up."""
    rows = Edition.objects.visible_to(user).filter(scheme=scheme)
    rows = rows.exclude(state=Edition.State.DISCARDED).select_related("act", "decision__body")
    found = list(rows.order_by("year", "pk"))
    for edition in found:
        edition.scheme = scheme
    return found


def chosen_edition(editions: list[Edition], code: str) -> Edition | None:
    """Give the edition that the address names, else the newest published, else the newest."""
    if code:
        named = [one for one in editions if one.code == code]
        if not named:
            raise Http404
        return named[0]
    published = [one for one in editions if one.is_public]
    return (published or editions or [None])[-1]


def layers_of(edition: Edition) -> list[Layer]:
    """Give the layers of the edition's scheme in the order of the legend, the phases with them."""
    prefetch_related_objects([edition.scheme], "phases")
    found = list(edition.scheme.layers.with_theme_order().in_legend_order())
    for layer in found:
        layer.scheme = edition.scheme
    return found


def phases_of(scheme: Scheme) -> list[Phase]:
    """Give the phases in their order; no query once layers_of was asked."""
    return sorted(scheme.phases.all(), key=lambda one: one.position)


def themes_of(layers: list[Layer], contents: dict, asked: set[str] | None) -> list[ThemeRow]:
    """Give the tree of layers; `asked` are the codes that the address wants drawn."""
    filled = [layer for layer in layers if layer.pk in contents]
    few = len(filled) <= FEW_LAYERS
    themes: dict[str, ThemeRow] = {}
    for layer in layers:
        content = contents.get(layer.pk) or report.Content()
        if asked is None:
            is_on = bool(content.count) and (few or layer.theme in FIRST_SHOWN)
        else:
            is_on = layer.code in asked
        theme = themes.setdefault(layer.theme, ThemeRow(layer.theme, layer.get_theme_display()))
        theme.rows.append(LayerRow(layer, content, legend_of(layer), is_on))
    return list(themes.values())


def credits_of(layers: list[Layer], contents: dict) -> str:
    """Give whose data are shown, each once."""
    shown = [one.attribution for one in layers if one.pk in contents and one.attribution]
    parts = [part.strip().rstrip(".") for words in shown for part in words.split(";")]
    return "; ".join(dict.fromkeys(part for part in parts if part))


def object_in(edition: Edition, given: str) -> Feature | None:
    """Give the object that an address names by its own number or by that of all its editions."""
    try:
        number = UUID(given)
    except ValueError:
        return None
    rows = Feature.objects.of(edition).filter(Q(uid=number) | Q(lineage=number))
    return rows.select_related("layer", "edition", "phase", "responsible").first()
