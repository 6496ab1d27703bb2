"""Tags of the map's pages; they ask the database nothing."""

from django import template
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, pgettext

from ..rules import styles, swatches

register = template.Library()
KILOMETRE, HECTARE = 1000, 10_000


@register.simple_tag
def swatch(look, geometry_type):
    """The symbol of a look in a legend; every part of it is checked by rules/styles.py."""
    return mark_safe(swatches.swatch(styles.DEFAULT | look, geometry_type))  # noqa: S308


@register.simple_tag
def layer_swatch(layer, feature=None):
    """The symbol of a layer, or that of an object of it."""
    value = None
    if feature is not None:
        phase = feature.phase.code if feature.phase else ""
        value = styles.value_for_style(
            layer.style, feature.attributes, status=feature.status, phase=phase
        )
    look = styles.look_of(layer.style, value)
    return mark_safe(swatches.swatch(look, layer.geometry_type))  # noqa: S308


@register.simple_tag
def distance(metres):
    """44 km, 850 m."""
    if metres >= KILOMETRE:
        return f"{_rounded(metres / KILOMETRE)} {pgettext('kilometres', 'km')}"
    return f"{_rounded(metres)} {pgettext('metres', 'm')}"


@register.simple_tag
def area(square_metres):
    """704 km², 12,5 ha, 340 m²."""
    if square_metres >= 10 * KILOMETRE**2:
        return f"{_rounded(square_metres / KILOMETRE**2)} {gettext('km²')}"
    if square_metres >= HECTARE:
        return f"{_rounded(square_metres / HECTARE)} {gettext('ha')}"
    return f"{_rounded(square_metres)} {gettext('m²')}"


def _rounded(value: float) -> str:
    """Three digits that count, in the language's way of writing: 12,4 or 1 240."""
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2
    return number_format(f"{value:.{digits}f}", use_l10n=True, force_grouping=True)
