"""Objects as GeoJSON, made by the database row by row: nothing is read and written again."""

from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import DecimalField, F, Func, JSONField, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, JSONObject, Round

from ..models import Layer

DIGITS = 7
# PostgreSQL takes a hundred arguments in one call: fifty pairs of name and value.
PAIRS_IN_CALL = 45
WORDS = ("key", "name_kk", "name_ru", "name_en", "status", "cost", "source")


class Joined(Func):
    """Texts end to end, none of them NULL."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = TextField()


class Merged(Func):
    """JSON objects made one, as text."""

    template = "(%(expressions)s)::text"
    arg_joiner = " || "
    output_field = TextField()


class Number(Func):
    """A text that holds a number, as that number, digit by digit."""

    template = "(%(expressions)s)::numeric"
    output_field = DecimalField()


def with_geojson(features, layer: Layer):
    """Annotate the features of a layer with `geojson`: each a Feature as text."""
    return features.annotate(
        geojson=Joined(
            Value('{"type":"Feature","id":"'),
            Cast("uid", TextField()),
            Value('","geometry":'),
            AsGeoJSON("shape", precision=DIGITS),
            Value(',"properties":'),
            Merged(*_properties(layer)),
            Value("}"),
        )
    )


def _properties(layer: Layer) -> list:
    pairs = {name: F(name) for name in WORDS} | {
        "phase": F("phase__code"),
        "responsible_kk": F("responsible__name_kk"),
        "responsible_ru": F("responsible__name_ru"),
        "area_m2": Round("area_m2", precision=1),
        "length_m": Round("length_m", precision=1),
        "lineage": F("lineage"),
        "changed_at": F("changed_at"),
    }
    pairs |= {one["code"]: _attribute(one) for one in layer.attributes}
    names = list(pairs)
    parts = [names[at : at + PAIRS_IN_CALL] for at in range(0, len(names), PAIRS_IN_CALL)]
    return [JSONObject(**{name: pairs[name] for name in part}) for part in parts]


def _attribute(definition: dict):
    """Give the value of an attribute; a decimal, kept as text, becomes a number again."""
    if definition["type"] == "decimal":
        return Number(KeyTextTransform(definition["code"], "attributes"))
    return KeyTransform(definition["code"], "attributes", output_field=JSONField())


def feature_texts(features, layer: Layer, *, most: int):
    """Give (id, GeoJSON) of at most so many features, in the order of their ids, one by one."""
    rows = with_geojson(features, layer).order_by("pk").values_list("pk", "geojson")
    return rows[:most].iterator(chunk_size=500)
