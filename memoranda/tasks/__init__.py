"""Work that services order through the outbox: load, one call."""

from . import documents, life, negotiation, signing

__all__ = ["documents", "life", "negotiation", "signing"]
