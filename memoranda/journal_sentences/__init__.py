"""How the journal of the memoranda reads: one sentence an event, with the facts of the entry."""

from . import documents, drafting, life, negotiation, signing

SENTENCES = {
    **documents.SENTENCES,
    **drafting.SENTENCES,
    **negotiation.SENTENCES,
    **signing.SENTENCES,
    **life.SENTENCES,
}
