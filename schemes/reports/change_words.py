"""What differs in an object between two editions, in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models import Layer

FIELDS = {
    "name": _("name"),
    "status": _("status"),
    "phase": _("phase"),
    "responsible": _("who answers for it"),
    "cost": _("cost"),
    "source": _("source"),
    "shape": _("outline"),
}


def in_words(layer: Layer, changes: list[str]) -> list[str]:
    """Give the names of the fields and attributes that changed, in the page's language."""
    labels = layer.labels(get_language() or "kk")
    return [str(FIELDS.get(one) or labels.get(one, one)) for one in changes]
