"""Figures and marks of the charts: shapes tell series apart, numbers stand beside them as text."""

from decimal import Decimal

from django import template
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from agglo_portal.core.dates import official_date
from councils.citations import name_act

from ..reports.values import money

register = template.Library()
register.filter("money", money)

SHAPES = {
    "circle": '<circle class="{}" r="5"/>',
    "square": '<rect class="{}" x="-4.5" y="-4.5" width="9" height="9"/>',
    "triangle": '<path class="{}" d="M0-6L6 5H-6Z"/>',
    "diamond": '<path class="{}" d="M0-6.5L6.5 0L0 6.5L-6.5 0Z"/>',
    "cross": '<path class="{}" d="M-5-5L5 5M5-5L-5 5"/>',
    "ring": '<rect class="{}" x="-6" y="-3" width="12" height="6"/>',
}
MILLION, THOUSAND = 1_000_000, 1000


@register.simple_tag
def mark(shape, is_hollow=False, x="0", y="0", title=""):
    """One mark of a chart; without a place, for the key beside it."""
    drawn = format_html(SHAPES[shape], "mark mark--hollow" if is_hollow else "mark")
    words = format_html("<title>{}</title>", title) if title else SafeString("")
    return format_html('<svg class="marks" x="{}" y="{}" overflow="visible">{}{}</svg>',
                       x, y, words, drawn)  # fmt: skip


@register.simple_tag
def figure(value):
    """The value as the indicator counts it: 2 347 924 or 57,5; digits that are there are shown."""
    exact = max(-Decimal(value.value).normalize().as_tuple().exponent, 0)
    places = max(exact, value.indicator.decimals)
    return number_format(value.value, places, use_l10n=True, force_grouping=True)


@register.filter
def act_name(act):
    """An act as it is named in the language of the page, without its title."""
    return name_act(act)


@register.filter
def period(value):
    """What the date of a value means: a day, a month, a year."""
    if value.precision == "year":
        return pgettext("period", "%(year)s") % {"year": value.on.year}
    if value.precision == "month":
        month = str(MONTHS[value.on.month]).lower()
        return pgettext("period", "%(month)s %(year)s") % {"month": month, "year": value.on.year}
    return official_date(value.on)


@register.filter
def compact(number):
    """A number of the scale, short: 2,5 mln, 600 thousand, 57,5."""
    if abs(number) >= MILLION:
        return gettext("%(number)s million") % {"number": _plain(number / MILLION)}
    if abs(number) >= 10 * THOUSAND:
        return gettext("%(number)s thousand") % {"number": _plain(number / THOUSAND)}
    return _plain(number)


def _plain(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return number_format(text, use_l10n=True, force_grouping=True)
