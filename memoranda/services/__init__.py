"""Changes: one function, one transaction, the memorandum's row locked first, one journal row."""
