"""The only code that writes: one act, one transaction, one row of the journal."""
