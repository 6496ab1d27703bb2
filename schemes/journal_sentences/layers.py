"""How the journal reads: layers."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "layer_added": _("A layer was added: {layer}"),
    "layer_changed": _("A layer was changed: {layer}"),
    "layer_moved": _("A layer was moved in the legend: {layer}"),
}
