"""How the journal reads: objects of a draft drawn, changed, joined, taken off, brought back."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "feature_drawn": _("Drew the object “{name}” in the layer “{layer}”"),
    "feature_changed": _("Changed the object “{name}”"),
    "feature_removed": _("Took the object “{name}” off the draft"),
    "feature_restored": _("Brought the object “{name}” back"),
    "feature_returned": _("Returned the object “{name}” to its state number {to}"),
    "features_merged": _("Joined to the object “{name}”: {taken}"),
    "feature_merged_away": _("Joined the object “{name}” to “{into}”"),
    "feature_split": _("Parted the object “{name}” into {parts} pieces"),
    "feature_split_off": _("Parted the object “{name}” off from “{whole}”"),
    "feature_cut": _("Cut a piece out of the object “{name}”"),
}
