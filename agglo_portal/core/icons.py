"""Icons of the package bootstrap-icons, set into the page as they are: no font, no request."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


@cache
def icon(name: str) -> SafeString:
    """Give the drawing of an icon; it is decoration, the word beside it says the same.

    A name that the package does not have is a mistake in a template and stops the page.
    """
    if not name.replace("-", "").isalnum():
        raise ValueError(f"{name} is not a name of an icon")
    path = Path(settings.ICONS_ROOT) / f"{name}.svg"
    drawing = path.read_text(encoding="utf-8")
    shapes = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")].strip().replace("\n", "")
    return mark_safe(  # noqa: S308  a file of an installed package, named by a template
        '<svg class="bi" width="1em" height="1em" fill="currentColor" viewBox="0 0 16 16"'
        f' aria-hidden="true" focusable="false">{shapes}</svg>'
    )
