"""OGC API - Features 1.0 over published editions: for the tools of GIS people, and for readers."""
