"""How the journal reads: schemes."""

SENTENCES = {}
