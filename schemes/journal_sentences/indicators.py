"""How the journal reads: indicators."""

SENTENCES = {}
