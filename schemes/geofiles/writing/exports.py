"""An export on its way: what goes in, in which words, and what its format could not hold."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ...models import Edition, Layer
from ...reports.files import layers_of
from .columns import Column, columns_of
from .selecting import features_of, read_rows


@dataclass
class Part:
    """One layer of the export."""

    layer: Layer
    columns: list[Column]
    rows: Callable[[], Iterator[dict]]
    count: int = 0

    def objects(self) -> Iterator[tuple[dict, list]]:
        """Give each row with the stored values of its columns."""
        for row in self.rows():
            self.count += 1
            yield row, [column.get(row) for column in self.columns]


@dataclass
class Export:
    """What a writer gets; it counts in `losses` what it could not write as it is."""

    edition: Edition
    order: Mapping
    folder: Path
    at: datetime
    parts: list[Part]
    losses: Counter = field(default_factory=Counter)

    @property
    def language(self) -> str:
        return self.order["language"]

    @property
    def name(self) -> str:
        """A name that says what is inside: scheme, edition, the layer if it is one."""
        names = [self.edition.scheme.code, self.edition.code]
        chosen = self.order.get("layers") or []
        return "-".join(names + (chosen if len(chosen) == 1 else []))

    def lose(self, code: str, part: Part, column: str = "") -> None:
        self.losses[(code, part.layer.code, column)] += 1

    def number(self, value: Decimal, part: Part, column: Column) -> float:
        """Give a decimal as the number that most programs reckon with: 15 digits and a bit."""
        as_float = float(value)
        if Decimal(repr(as_float)) != value:
            self.lose("number_rounded", part, column.code)
        return as_float


def begin(edition: Edition, order: Mapping, *, folder: Path, at: datetime) -> Export:
    """Gather what an order means; nothing is read yet."""

    def part(layer: Layer) -> Part:
        rows = features_of(edition, layer, order)
        return Part(layer, columns_of(layer, order["language"]), lambda: read_rows(rows))

    layers = layers_of(edition, order)
    for layer in layers:
        layer.scheme = edition.scheme
    return Export(edition, order, folder, at, [part(layer) for layer in layers])


def about(export: Export) -> str:
    """Say in the language of the order what the file holds, whose it is, what it could not hold."""
    return "\r\n".join(_lines(export)) + "\r\n"


def _lines(export: Export) -> Iterator[str]:
    edition = export.edition
    yield str(edition.scheme)
    yield _("Edition: {code} ({state})").format(
        code=edition.code, state=edition.get_state_display()
    )
    if edition.act:
        yield _("Approved by: {act}").format(act=edition.act)
    yield _("Made on: {date}, revision {revision}").format(
        date=_day(export.at), revision=edition.revision
    )
    yield _("Coordinates: WGS 84 (EPSG:4326), longitude and latitude in degrees.")
    yield ""
    yield _("Layers")
    for part in export.parts:
        yield f"- {part.layer.code}: {part.layer.name} ({part.count})"
        if part.layer.attribution:
            yield "  " + _("Source: {credit}").format(credit=part.layer.attribution)
        if part.layer.is_schematic:
            yield "  " + _("Schematic: no distance may be read from it.")
    yield ""
    yield from losses_in_words(report_of(export)["losses"]) or [_("Everything was written as is.")]


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at).date())


def report_of(export: Export) -> dict:
    """Give what came of the export as JSON: objects by layer, losses by layer and column."""
    return {
        "revision": export.edition.revision,
        "objects": {part.layer.code: part.count for part in export.parts},
        "losses": [
            {"code": code, "layer": layer, "column": column, "count": count}
            for (code, layer, column), count in sorted(export.losses.items())
        ],
    }


def losses_in_words(losses: list[Mapping]) -> list[str]:
    """Say each loss as a sentence of the active language."""
    texts = {
        "text_cut": _("{where}: {count} texts are longer than the format holds and were cut."),
        "number_rounded": _("{where}: {count} numbers have more digits than the format holds."),
        "letters_lost": _("{where}: {count} texts had signs that the format does not hold."),
        "shape_left_out": _("{where}: {count} outlines are too long for a cell and were left out."),
    }
    return [
        texts[one["code"]].format(
            where=".".join(filter(None, [one["layer"], one["column"]])), count=one["count"]
        )
        for one in losses
    ]


def text_file(path: Path, text: str) -> Path:
    """Write a text so that any program of any system reads its letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(text)
    return path
