"""The warnings of an edition, gathered kind by kind; kept until the edition changes."""

from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ... import geo
from ...models import Edition, Feature, Layer
from . import queries

MOST = 200  # of each kind: who has more begins with these
MOST_JOINED = 5000  # objects of a layer that are joined to look for gaps
MINUTES = 600
TRIFLE = 1.0  # m²: below it, rounding of coordinates
GAP = 5_000_000.0  # m²: a larger hole is left open on purpose
CLEFT = 0.0001  # degrees: clefts up to about twenty metres wide
TOUCH = 0.0000015
SMALL, LARGE, THIN = 100.0, 1_000_000.0, 0.01
BOUNDARY = "boundary"

KINDS = {
    "overlap": (_("Areas overlap"), queries.OVERLAPS),
    "gap": (_("A gap between areas"), queries.GAPS),
    "outside": (_("Outside the boundary of the agglomeration"), queries.OUTSIDE),
    "sliver": (_("Very small or thin"), queries.SLIVERS),
    "duplicate": (_("The same shape twice"), queries.DUPLICATES),
    "unfilled": (_("A required attribute is missing"), queries.UNFILLED),
    "no_code": (_("No code"), queries.NO_CODES),
}


@dataclass(frozen=True)
class Concerned:
    uid: str
    name: str
    layer: str


@dataclass(frozen=True)
class DraftWarning:
    """One thing to look at: where, in which layer, which objects; how large, where it matters."""

    kind: str
    layer: str
    layer_name: str
    box: tuple[float, float, float, float]
    objects: list[Concerned]
    area_m2: float = 0.0

    @property
    def title(self):
        return KINDS[self.kind][0]

    @property
    def area_ha(self) -> float:
        return self.area_m2 / 10_000

    @property
    def box_text(self) -> str:
        """The box as an address carries it: west,south,east,north."""
        return ",".join(f"{side:.6f}" for side in self.box)


@dataclass
class Report:
    """`capped`: kinds of which there are more; `unsearched`: layers too large to find gaps in."""

    warnings: list[DraftWarning] = field(default_factory=list)
    capped: list[str] = field(default_factory=list)
    unsearched: list[str] = field(default_factory=list)

    @property
    def most(self) -> int:
        return MOST


def warnings_of(edition: Edition) -> Report:
    """Give all warnings of the edition as it stands; a constant number of queries."""
    language = (get_language() or "kk")[:2]
    name = f"scheme-warnings:{edition.uid}:{edition.revision}:{language}"
    return cache.get_or_set(name, lambda: _gather(edition), MINUTES)


def kinds_of(report: Report) -> list[tuple[str, object, int, bool]]:
    """Give (kind, its words, how many, whether there are more) for the kinds that there are."""
    counts = dict.fromkeys(KINDS, 0)
    for one in report.warnings:
        counts[one.kind] += 1
    return [
        (kind, KINDS[kind][0], count, kind in report.capped)
        for kind, count in counts.items()
        if count
    ]


def as_json(report: Report) -> dict:
    """Give the report for the editor."""
    return {
        "warnings": [
            {
                "kind": one.kind,
                "title": str(one.title),
                "layer": one.layer,
                "layer_name": one.layer_name,
                "bbox": one.box,
                "area_m2": round(one.area_m2, 1),
                "objects": [
                    {"uid": it.uid, "name": it.name, "layer": it.layer} for it in one.objects
                ],
            }
            for one in report.warnings
        ],
        "capped": report.capped,
    }


def _gather(edition: Edition) -> Report:
    layers = {one.pk: one for one in edition.scheme.layers.all()}
    sizes = _sizes(edition)
    report = Report()
    found: list[tuple[str, tuple]] = []
    with connection.cursor() as cursor:
        for kind, (_words, query) in KINDS.items():
            values = _values(kind, edition, layers, sizes, report)
            if values is None:
                continue
            cursor.execute(query, values)
            rows = cursor.fetchall()
            if len(rows) > MOST:
                report.capped.append(kind)
            found += [(kind, row) for row in rows[:MOST]]
    named = _named({pk for _kind, row in found for pk in row[1]}, layers)
    report.warnings = [_warning(kind, row, layers, named) for kind, row in found]
    return report


def _sizes(edition: Edition) -> dict[int, int]:
    rows = Feature.objects.of(edition).values("layer_id").annotate(many=Count("pk")).order_by()
    return {row["layer_id"]: row["many"] for row in rows}


def _values(kind, edition, layers: dict[int, Layer], sizes: dict, report: Report) -> dict | None:
    """Give the parameters of a question; None when there is nothing to ask of."""
    values = {"edition": edition.pk, "most": MOST + 1, "trifle": TRIFLE}
    present = [one for one in layers.values() if sizes.get(one.pk)]
    covering = [one for one in present if one.is_coverage]
    if kind == "overlap":
        values["layers"] = [one.pk for one in covering]
    elif kind == "gap":
        report.unsearched += [one.name for one in covering if sizes[one.pk] > MOST_JOINED]
        values["layers"] = [one.pk for one in covering if sizes[one.pk] <= MOST_JOINED]
        values |= {"gap": GAP, "cleft": CLEFT, "touch": TOUCH}
    elif kind == "outside":
        boundary = next((one for one in present if one.code == BOUNDARY), None)
        if boundary is None:
            return None
        values["boundary"] = boundary.pk
        values["layers"] = [one.pk for one in present if one.theme != Layer.Theme.BASIS]
    elif kind == "sliver":
        values["areas"] = [one.pk for one in present if one.geometry_type == geo.POLYGON]
        values |= {"small": SMALL, "large": LARGE, "thin": THIN}
    elif kind == "unfilled":
        pairs = [
            (one.pk, definition["code"])
            for one in present
            for definition in one.attributes
            if definition.get("required")
        ]
        values["strict"] = [pk for pk, _code in pairs]
        values["codes"] = [code for _pk, code in pairs]
    asked = next((values[name] for name in ("layers", "areas", "strict") if name in values), True)
    return values if asked else None


def _named(pks: set[int], layers: dict[int, Layer]) -> dict[int, Concerned]:
    names = ("pk", "uid", "layer_id", "key", "name_kk", "name_ru", "name_en")
    rows = Feature.objects.filter(pk__in=pks).only(*names[1:])
    return {one.pk: Concerned(str(one.uid), str(one), layers[one.layer_id].code) for one in rows}


def _warning(kind: str, row: tuple, layers: dict[int, Layer], named: dict) -> DraftWarning:
    layer, pks, west, south, east, north, area = row
    return DraftWarning(
        kind=kind,
        layer=layers[layer].code,
        layer_name=layers[layer].name,
        box=(west, south, east, north),
        objects=[named[pk] for pk in pks if pk in named],
        area_m2=area or 0.0,
    )
