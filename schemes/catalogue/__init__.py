"""The layers that every scheme begins with (domain.md 5.2): data in layers.toml."""
