"""How the journal reads: files."""

SENTENCES = {}
