"""Values as people read them, said the same way on every page."""

from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext

from agglo_portal.core.dates import official_date

from ..rules.attributes import shown_value


def value_in_words(definition: dict, value, language: str) -> str:
    """Give a value of an attribute: yes or no, a choice, a date, a number with its unit."""
    if value is None or value == "":
        return ""
    kind = definition["type"]
    if kind == "boolean":
        return gettext("yes") if value else gettext("no")
    if kind == "date":
        return official_date(date.fromisoformat(value))
    shown = shown_value(definition, value, language)
    if kind in ("integer", "decimal"):
        shown = number_format(value, use_l10n=True, force_grouping=True)
    unit = definition.get("unit")
    return f"{shown} {unit}" if unit else str(shown)


def money(amount) -> str:
    """Give thousand tenge, grouped; a dash for none."""
    if not amount:
        return "—"
    places = 0 if amount == int(amount) else 1
    return number_format(amount, places, use_l10n=True, force_grouping=True)
