"""How the journal reads: editions."""

SENTENCES = {}
