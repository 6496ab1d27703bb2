"""What is wrong with a row or a file of an import, in words that name the row's field."""

from django.utils.translation import gettext_lazy as _

from ... import problem_texts
from ...geofiles.reading import words
from ...models import Layer
from .targets import targets_of

TEXTS = {
    "wrong_type": _("The shape is of another kind than the layer holds."),
    "several_points": _("The row has several points; the layer takes one point an object."),
    "off_the_map": _("The place is too near a pole for the map."),
    "repaired": _("The outline crossed itself and was repaired: look at it on the map."),
    "key_twice": _("The code “{key}” stands in several rows, first in row {first}."),
    "shape_twice": _("Row {first} has exactly the same outline."),
    "shape_in_layer": _("The layer has an object with exactly this outline: {name} {key}"),
    "outside_territory": _("The place is outside the agglomeration."),
    "unknown_status": _("“{value}” is not a status."),
    "unknown_phase": _("“{value}” is not a phase of the scheme."),
    "unknown_organisation": _("“{value}”: there is no such organisation in the portal."),
    "cost_out_of_bounds": _("“{value}” is not a possible cost."),
    "edition_is_not_a_draft": _("The edition was submitted meanwhile: nothing was written."),
    "text_too_long": _("The text is longer than {most} characters."),
    "value_required": _("The value is missing."),
    "value_too_long": _("The text is too long."),
    "value_not_a_number": _("“{value}” is not a number."),
    "value_not_whole": _("“{value}” is not a whole number."),
    "value_not_a_date": _("“{value}” is not a date."),
    "value_not_yes_or_no": _("“{value}” is neither yes nor no."),
    "value_not_a_choice": _("“{value}” is not among the choices."),
}
SHORT = {  # the same in a list of counts, without the facts of one row
    "wrong_type": _("shapes of another kind than the layer holds"),
    "several_points": _("several points in one row"),
    "off_the_map": _("too near a pole"),
    "repaired": _("outlines that crossed themselves, repaired"),
    "key_twice": _("codes that stand in several rows"),
    "shape_twice": _("the same outline in another row"),
    "shape_in_layer": _("the same outline is in the layer already"),
    "outside_territory": _("outside the agglomeration"),
    "unknown_status": _("unknown statuses"),
    "unknown_phase": _("unknown phases"),
    "unknown_organisation": _("unknown organisations"),
    "cost_out_of_bounds": _("impossible costs"),
    "text_too_long": _("texts that are too long"),
    "value_required": _("missing values"),
    "value_too_long": _("texts that are too long"),
    "value_not_a_number": _("values that are not numbers"),
    "value_not_whole": _("values that are not whole numbers"),
    "value_not_a_date": _("values that are not dates"),
    "value_not_yes_or_no": _("values that are neither yes nor no"),
    "value_not_a_choice": _("values that are not among the choices"),
    "no_geometry": _("rows without a place"),
    "geometry_damaged": _("outlines that cannot be read"),
    "geometry_kind": _("shapes of kinds that are not imported"),
    "curve": _("outlines made of curves"),
    "too_many_vertices": _("outlines with too many points"),
    "not_finite": _("coordinates that are not numbers"),
    "not_a_number": _("coordinates that are not numbers"),
    "outside_projection": _("places outside of what their coordinate system covers"),
    "outside_world": _("places outside the world"),
    "too_many_cells": _("rows with more cells than the heading"),
    "row_too_long": _("rows with too much text"),
}


class _Facts(dict):
    def __missing__(self, key):
        return "…"


def sentence_of(problem: dict) -> str:
    """Say one problem of a row."""
    code, facts = problem["code"], problem["facts"]
    if code in TEXTS:
        return str(TEXTS[code]).format_map(_Facts(facts)).strip()
    return words.reason(code, facts) or str(
        problem_texts.TEXTS.get(code, code)
    ).format_map(_Facts(facts))  # fmt: skip


def short_of(code: str) -> str:
    return str(SHORT.get(code, code))


def field_names(layer: Layer, language: str) -> dict[str, str]:
    """Give how each field of a row is called on the page."""
    return {
        "shape": str(_("place")),
        **{one.code: one.label for one in targets_of(layer, language)},
    }


def why_refused(refusal: dict) -> str:
    """Say why a file was refused."""
    code, facts = refusal.get("code", ""), refusal.get("facts", {})
    if code in TEXTS:
        return str(TEXTS[code]).format_map(_Facts(facts))
    return words.reason(code, facts) or words.reason("damaged", {})
