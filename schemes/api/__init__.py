"""The REST door of the schemes, and OGC API – Features."""
