"""How the journal reads: layers."""

SENTENCES = {}
