"""A layer of an edition as a table: what was asked for, in the order asked."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import geo
from ..models import Edition, Feature, Layer
from ..rules.attributes import label_of
from .values import value_in_words

MOST_COLUMNS = 5
ORDERS = {
    "code": (_("By code"), ["key", "pk"]),
    "name": (_("By name"), ["name_kk", "key", "pk"]),
    "phase": (_("By phase"), [F("phase__position").asc(nulls_last=True), "key", "pk"]),
    "size": (_("Largest first"), ["-size", "pk"]),
}


def rows_of(edition: Edition, layer: Layer, asked: dict) -> QuerySet[Feature]:
    """Give the objects that fit: words, status, phase, attributes (a-<code>)."""
    rows = Feature.objects.of(edition, layer)
    if asked.get("q"):
        rows = rows.search(asked["q"])
    if asked.get("status"):
        rows = rows.filter(status=asked["status"])
    if asked.get("phase"):
        rows = rows.filter(phase__code=asked["phase"])
    kinds = {one["code"]: one["type"] for one in layer.attributes}
    for name, value in asked.items():
        code = name.removeprefix("a-")
        if name.startswith("a-") and code in kinds:
            value = value == "true" if kinds[code] == "boolean" else value
            rows = rows.filter(attributes__contains={code: value})
    return rows


def in_order(rows: QuerySet[Feature], order: str) -> QuerySet[Feature]:
    """Give the rows with their words, in the order chosen; outlines stay in the database."""
    rows = rows.annotate(size=Coalesce("area_m2", 0.0) + Coalesce("length_m", 0.0))
    rows = rows.select_related("phase", "responsible").defer("shape", "shape_on_mercator")
    return rows.order_by(*ORDERS[order][1])


def orders_of(layer: Layer) -> dict:
    """Give the orders that make sense: points have no size."""
    names = [one for one in ORDERS if one != "size" or layer.geometry_type != geo.POINT]
    return {name: ORDERS[name][0] for name in names}


def columns_of(layer: Layer, rows: list[Feature]) -> list[dict]:
    """Give the attributes that stand in the table, each with its label: those that a row has."""
    language = get_language() or "kk"
    said = [one for one in layer.attributes if any(one["code"] in row.attributes for row in rows)]
    return [one | {"label": label_of(one, language)} for one in said[:MOST_COLUMNS]]


def with_cells(rows, columns: list[dict]) -> list[tuple[Feature, list]]:
    """Give each object with its (label, value in words) for the columns."""
    language = get_language() or "kk"

    def cell(one, column):
        said = value_in_words(column, one.attributes.get(column["code"]), language)
        return column["label"], said

    return [(one, [cell(one, column) for column in columns]) for one in rows]
