"""Rules of the scheme as plain Python: attribute schemas, styles, phases; no Django."""
