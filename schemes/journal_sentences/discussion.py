"""How the journal reads: discussion."""

SENTENCES = {}
