"""Variables of templates: what they mean for the parties, declined where that is certain."""

from .tokens import EACH_PARTY, fill, fill_nodes, fill_words, tokens_in, tokens_of

__all__ = ["EACH_PARTY", "fill", "fill_nodes", "fill_words", "tokens_in", "tokens_of"]
