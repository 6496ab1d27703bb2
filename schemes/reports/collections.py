"""Collections: a layer of a published edition, as programs of GIS people see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from ..models import Edition, Layer, Phase
from .map import Content, contents_of


@dataclass(frozen=True)
class Collection:
    """One layer of one published edition; its address never changes."""

    edition: Edition
    layer: Layer
    content: Content

    @property
    def code(self) -> str:
        return f"{self.edition.scheme.code}.{self.edition.code}.{self.layer.code}"

    @property
    def phases(self) -> list[Phase]:
        return self.edition.scheme.phases_in_order

    @property
    def title(self) -> str:
        return f"{self.layer.name}. {self.edition.scheme.name}, {self.edition.code}"

    @property
    def description(self) -> str:
        return self.edition.note

    def interval(self) -> tuple[date | None, date | None] | None:
        """First and last day of its phases; None where a side is open, nothing without dates."""
        present = {code for code in self.content.by_phase if code}
        phases = [phase for phase in self.phases if phase.code in present]
        starts = [phase.starts_on for phase in phases]
        ends = [phase.ends_on for phase in phases]
        if not any(starts) and not any(ends):
            return None
        return (
            None if None in starts else min(starts),
            None if None in ends else max(ends),
        )


def all_collections() -> list[Collection]:
    """Give every layer that holds objects, of every published edition, newest edition first."""
    return [
        Collection(edition, layer, contents[layer.pk])
        for edition in _editions().order_by("scheme__code", "-year", "-pk")
        for contents in [contents_of(edition)]
        for layer in edition.scheme.layers_in_order
        if layer.pk in contents
    ]


def find_collection(code: str) -> Collection | None:
    """Give the collection of this code; nothing if it is not published or holds no objects."""
    parts = code.split(".")
    if len(parts) != 3:
        return None
    edition = _editions().filter(scheme__code=parts[0], code=parts[1]).first()
    if edition is None:
        return None
    contents = contents_of(edition)
    for layer in edition.scheme.layers_in_order:
        if layer.code == parts[2] and layer.pk in contents:
            return Collection(edition, layer, contents[layer.pk])
    return None


def _editions():
    layers = Layer.objects.with_theme_order().in_legend_order()
    phases = Phase.objects.order_by("position", "pk")
    return (
        Edition.objects.published()
        .select_related("scheme")
        .prefetch_related(
            Prefetch("scheme__layers", layers, to_attr="layers_in_order"),
            Prefetch("scheme__phases", phases, to_attr="phases_in_order"),
        )
    )
