"""How the journal reads: map."""

SENTENCES = {}
