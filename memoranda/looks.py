"""How states of a negotiation look: tone, icon, words; one table for pages, files and exports."""

from django.utils.translation import gettext_lazy as _

# What a party says to a clause: tone, icon, words in its cell.
CELLS = {
    "agreed": ("ok", "check-lg", _("Agrees")),
    "fell": ("wait", "arrow-repeat", _("Agreement fell")),
    "comments": ("warn", "chat-left-text", _("Comments")),
    "objects": ("bad", "x-lg", _("Objects")),
    "suggests": ("info", "pencil-square", _("Suggests")),
    "read": ("wait", "hourglass-split", _("Has not answered")),
    "not_read": ("wait", "eye-slash", _("Has not looked")),
}
# How far a clause is among all.
ROWS = {
    "ready": ("ok", "check-lg", _("Ready")),
    "open": ("wait", "hourglass-split", _("Open")),
    "blocked": ("bad", "lock", _("Blocks")),
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
    "changed": ("info", "pencil-square", _("reworded")),
    "moved": ("wait", "arrow-down-up", _("moved")),
    "moved_and_changed": ("wait", "arrow-down-up", _("moved and reworded")),
    "added": ("ok", "plus-lg", _("added")),
    "removed": ("bad", "dash-lg", _("removed")),
    "same": ("mute", "check-lg", _("unchanged")),
}
# Where a party stands as a whole, in the list of negotiations.
DOTS = {
    "agreed": ("ok", "check-lg", _("agrees to everything")),
    "objects": ("bad", "x-lg", _("objects")),
    "answered": ("warn", "chat-left-text", _("has answered, with remarks")),
    "waiting": ("wait", "hourglass-split", _("has not answered on everything")),
    "not_received": ("mute", "eye-slash", _("has not opened the version")),
}
