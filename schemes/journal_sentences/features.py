"""How the journal reads: features."""

SENTENCES = {}
