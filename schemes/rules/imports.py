"""What an import goes by; no Django."""

BOUNDARY = "boundary"  # the layer whose areas are the territory: what lies outside is told
