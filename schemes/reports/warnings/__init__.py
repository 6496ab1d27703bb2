"""What a draft warns of: nothing here is refused, all of it is shown and zoomed to."""

from .gathering import KINDS, DraftWarning, Report, as_json, kinds_of, warnings_of

__all__ = ["KINDS", "DraftWarning", "Report", "as_json", "kinds_of", "warnings_of"]
