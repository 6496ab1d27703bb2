"""Every change of a scheme: one transaction, lock first, one row of the journal."""
