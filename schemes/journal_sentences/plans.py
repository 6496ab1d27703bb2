"""How the journal reads: plans."""

SENTENCES = {}
