"""What is said of an object, field by field: what it was and what it is, in words."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ...models import Feature, Layer
from ...rules.attributes import label_of
from ..values import value_in_words

PLAIN = {
    "key": _("code of the object"),
    "name_kk": _("name in Kazakh"),
    "name_ru": _("name in Russian"),
    "name_en": _("name in English"),
    "phase": _("phase"),
    "status": _("status"),
    "responsible": _("responsible"),
    "cost": _("cost, tenge"),
    "source": _("source"),
}


@dataclass(frozen=True)
class Change:
    """One field of an object: its label, what stood in it, and what stands in it now."""

    label: str
    old: str
    new: str


def changes_of(layer: Layer, old: Feature, new: Feature, language: str) -> list[Change]:
    """Give the fields that differ, the attributes by their labels in the order of the layer."""
    return [*_plain(old, new), *_attributes(layer, old.attributes, new.attributes, language)]


def _plain(old: Feature, new: Feature):
    for name, label in PLAIN.items():
        before, after = _text(old, name), _text(new, name)
        if before != after:
            yield Change(capfirst(str(label)), before, after)


def _text(feature: Feature, name: str) -> str:
    if name == "status":
        return str(feature.get_status_display())
    value = getattr(feature, name)
    if value is None:
        return ""
    return (
        number_format(value, use_l10n=True, force_grouping=True) if name == "cost" else str(value)
    )


def _attributes(layer: Layer, old: dict, new: dict, language: str):
    known = {one["code"]: one for one in layer.attributes}
    codes = [*known, *sorted((old.keys() | new.keys()) - known.keys())]
    for code in codes:
        if old.get(code) != new.get(code):
            definition = known.get(code, {"code": code, "type": "text"})
            yield Change(
                capfirst(label_of(definition, language)),
                value_in_words(definition, old.get(code), language),
                value_in_words(definition, new.get(code), language),
            )
