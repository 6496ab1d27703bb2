"""Documents of memoranda: made of data, kept as bytes; moves no state."""
