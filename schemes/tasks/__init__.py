"""Work that services order through the outbox: load, one call."""

from . import discussion, editions, files, imports, plans, tiles

__all__ = ["discussion", "editions", "files", "imports", "plans", "tiles"]
