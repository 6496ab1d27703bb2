"""How the journal of the memoranda reads: one sentence an event, with the facts of the entry."""

from . import drafting, life, negotiation, signing

SENTENCES = {
    **drafting.SENTENCES,
    **negotiation.SENTENCES,
    **signing.SENTENCES,
    **life.SENTENCES,
}
