"""How suggested words come into the working text: merged by words, nobody's text overwritten."""

from datetime import datetime

from agglo_portal.core.models import User

from ...models import Clause, ClauseKind, Suggestion
from ..clauses import insert, merged_words, require_kept, sound_words, take_out, write_words
from ..clauses.wording import words_of
from ..refusals_drafting import ClauseChanged
from .refusals import SuggestionConflicts

Kind = Suggestion.Kind
INSIDE = {
    ClauseKind.PREAMBLE: {ClauseKind.CLAUSE},
    ClauseKind.SECTION: {ClauseKind.CLAUSE, ClauseKind.SUBCLAUSE},
    ClauseKind.ANNEX: {ClauseKind.SECTION, ClauseKind.CLAUSE, ClauseKind.SUBCLAUSE},
    ClauseKind.CLAUSE: {ClauseKind.SUBCLAUSE},
}


def apply_suggestion(
    suggestion: Suggestion,
    *,
    other: Suggestion | None = None,
    words: dict[str, str] | None = None,
    base_revision: int | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> Clause:
    """Write the suggestion (with `other` merged into it) into the working text; give the clause.

    The wording kept names the suggestion it comes from and why. Refuses a clause that was removed
    meanwhile, and with both texts where the same words differ; `words` are a person's choice, made
    on the wording `base_revision`: what came after it is not lost either.
    """
    clause = suggestion.clause
    require_kept(clause)
    reason = reason or suggestion.reason_kk or suggestion.reason_ru
    source = {"reason": reason, "suggestion": suggestion, "by": by, "at": at}
    if suggestion.kind == Kind.REMOVAL:
        take_out(clause, at=at)
        return clause
    if suggestion.kind == Kind.ADDITION:
        parent, after = place_of(clause, suggestion.new_kind)
        return insert(
            clause.memorandum,
            kind=suggestion.new_kind,
            parent=parent,
            after=after,
            words=sound_words(words) if words else _new_words(suggestion, other),
            **source,
        )
    if words:
        wanted = _chosen_words(clause, sound_words(words), base_revision)
    else:
        wanted = clause.words()
        for one in filter(None, (suggestion, other)):
            wanted = _merged(one.base_words, suggested_words(one), wanted, clause.revision)
    write_words(clause, wanted, **source)
    return clause


def suggested_words(suggestion: Suggestion) -> dict[str, str]:
    """Give the four texts as the party wants them: what it left empty stays as it read it."""
    own = {name: text for name, text in suggestion.words().items() if text}
    return {**dict.fromkeys(Clause.WORDS, ""), **suggestion.base_words, **own}


def place_of(clause: Clause, new_kind: str) -> tuple[Clause | None, Clause | None]:
    """Give the parent of an added clause and the sibling after which it comes: inside the clause
    where it is of a lower kind, else after it."""
    if new_kind in INSIDE.get(ClauseKind(clause.kind), ()):
        return clause, None
    return clause.parent, clause


def _new_words(suggestion: Suggestion, other: Suggestion | None) -> dict[str, str]:
    words = suggestion.words()
    if other is None:
        return words
    return _merged(dict.fromkeys(Clause.WORDS, ""), other.words(), words, 0)


def _chosen_words(clause: Clause, chosen: dict[str, str], base_revision: int | None) -> dict:
    now = clause.words()
    if base_revision in (None, clause.revision):
        return {**now, **chosen}
    seen = words_of(clause, base_revision)
    return _merged(seen, {**seen, **chosen}, now, clause.revision)


def _merged(base: dict, suggested: dict, current: dict, revision: int) -> dict[str, str]:
    try:
        return merged_words(base=base, mine=suggested, theirs=current, revision=revision)
    except ClauseChanged as conflict:
        raise SuggestionConflicts(
            current=current, suggested=suggested, merged=conflict.merged, revision=revision
        ) from conflict
