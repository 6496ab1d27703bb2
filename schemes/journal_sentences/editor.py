"""How the journal reads: editor."""

SENTENCES = {}
