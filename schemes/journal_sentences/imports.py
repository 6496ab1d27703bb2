"""How the journal reads: imports."""

SENTENCES = {}
