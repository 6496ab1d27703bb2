"""The comparison of two editions for spreadsheets: a line for each object and changed field."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agglo_portal.core.spreadsheets import heading_line, line

from .forms.comparing import KIND_NAMES
from .models import Layer
from .reports.comparison import Asked, Difference, differences


def comparison_as_csv(asked: Asked, layers: list[Layer], language: str) -> Iterator[str]:
    """Give the table line by line."""
    yield heading_line(
        [
            _("Layer"), _("Code of the object"), _("Name"), _("What differs"), _("Field"),
            _("In the edition of {code}").format(code=asked.old.code),
            _("In the edition of {code}").format(code=asked.new.code),
            _("Change of the area, m²"), _("Change of the length, m"), _("Moved, m"),
        ]
    )  # fmt: skip
    for one in differences(asked, layers, language):
        yield from _lines(one)


def _lines(one: Difference) -> Iterator[str]:
    kinds = ", ".join(str(KIND_NAMES[kind]) for kind in one.kinds)
    head = [one.layer.name, one.shown.key, one.shown.name, kinds]
    sizes = ["", "", ""]
    if one.kinds != ["changed"]:
        sizes = [f"{one.area_change:.1f}", f"{one.length_change:.1f}", f"{one.moved:.1f}"]
    yield line([*head, "", "", "", *sizes])
    for change in one.changes:
        yield line([*head, change.label, change.old, change.new, "", "", ""])
