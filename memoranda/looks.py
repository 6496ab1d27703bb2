"""How states of a negotiation look: tone, icon, words; one table for pages, files and exports."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What a party says to a clause: tone, icon, words in its cell.
CELLS = {
    "agreed": ("ok", "check-lg", pgettext_lazy("party", "Agrees")),
    "fell": ("wait", "arrow-repeat", pgettext_lazy("party", "Agreement fell")),
    "comments": ("warn", "chat-left-text", pgettext_lazy("party", "Comments")),
    "objects": ("bad", "x-lg", pgettext_lazy("party", "Objects")),
    "suggests": ("info", "pencil-square", pgettext_lazy("party", "Suggests")),
    "read": ("wait", "hourglass-split", pgettext_lazy("party", "Has not answered")),
    "not_read": ("wait", "eye-slash", pgettext_lazy("party", "Has not looked")),
}
# How far a clause is among all.
ROWS = {
    "ready": ("ok", "check-lg", pgettext_lazy("clause", "Ready")),
    "open": ("wait", "hourglass-split", pgettext_lazy("clause", "Open")),
    "blocked": ("bad", "lock", pgettext_lazy("clause", "Blocks")),
}
# The same at a glance, in the tree of clauses.
MARKS = {
    "ok": ("check-lg", _("agreed by all")),
    "warn": ("chat-left-text", _("remarks or suggestions")),
    "wait": ("hourglass-split", _("waits for an answer")),
    "bad": ("x-lg", _("objection")),
}
# What became of a clause between two versions.
CHANGES = {
    "changed": ("info", "pencil-square", pgettext_lazy("clause", "reworded")),
    "moved": ("wait", "arrow-down-up", pgettext_lazy("clause", "moved")),
    "moved_and_changed": ("wait", "arrow-down-up", pgettext_lazy("clause", "moved and reworded")),
    "added": ("ok", "plus-lg", pgettext_lazy("clause", "added")),
    "removed": ("bad", "dash-lg", pgettext_lazy("clause", "removed")),
    "same": ("mute", "check-lg", pgettext_lazy("clause", "unchanged")),
}
# Where a party stands as a whole, in the list of negotiations.
DOTS = {
    "agreed": ("ok", "check-lg", _("agrees to everything")),
    "objects": ("bad", "x-lg", _("objects")),
    "answered": ("warn", "chat-left-text", _("has answered, with remarks")),
    "waiting": ("wait", "hourglass-split", _("has not answered on everything")),
    "not_received": ("mute", "eye-slash", _("has not opened the version")),
}
