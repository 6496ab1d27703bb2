"""Forms that end in an act: a refusal is shown on the form, with all that was typed."""

from collections.abc import Callable

from agglo_portal.core.rules import Refused


def do_or_say(form, function: Callable[[], object], field: str | None = None):
    """Call the service for a valid form; give its result, or None with the refusal on the form."""
    try:
        return function()
    except Refused as refusal:
        form.add_error(field, str(refusal))
        return None
