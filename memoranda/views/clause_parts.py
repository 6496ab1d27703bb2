"""Parts of the page of one clause: suggestions with their redlines, positions, the discussion."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from councils.models import Post

from ..models import Party, Position, Remark, Suggestion, SuggestionAnswer, VersionClause
from ..reports.discussion import Discussion
from ..reports.matrix import Cell, Matrix, Standing
from ..rules.redline import Piece, redline

LANGUAGES = ("kk", "ru")
State = Suggestion.State


@dataclass(frozen=True)
class Lines:
    """How the words of one language became others."""

    language: str
    heading: list[Piece]
    text: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.op != "same" for piece in [*self.heading, *self.text])


def lines_between(old: dict[str, str], new: dict[str, str]) -> list[Lines]:
    """Give the redlines of both languages, Kazakh first; a heading only where it changed."""
    found = []
    for language in LANGUAGES:
        heading, text = f"heading_{language}", f"text_{language}"
        heads = redline(old.get(heading, ""), new.get(heading, ""))
        is_same = all(piece.op == "same" for piece in heads)
        texts = redline(old.get(text, ""), new.get(text, ""))
        found.append(Lines(language, [] if is_same else heads, texts))
    return found


# Suggestions ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Suggested:
    """A suggestion as it is shown: its redlines, what the other parties say, what they may do."""

    suggestion: Suggestion
    lines: list[Lines]
    answers: list[SuggestionAnswer]
    own_answer: SuggestionAnswer | None
    is_own: bool
    may_answer: bool
    may_withdraw: bool
    may_decide: bool
    others: list[Suggestion] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.suggestion.state == State.OPEN

    @property
    def is_addition(self) -> bool:
        return self.suggestion.kind == Suggestion.Kind.ADDITION

    @property
    def languages(self) -> str:
        """What was suggested: "" for both languages, else the one that was."""
        changed = [one.language for one in self.lines if one.is_changed]
        return changed[0] if len(changed) == 1 else ""


def suggestions_on(discussion: Discussion, head: dict) -> tuple[list[Suggested], list[Suggested]]:
    """Give the suggestions on the clause that wait for an answer, and the decided ones, newest
    first."""
    rows = discussion.suggestions
    shown = [_shown(one, rows, head) for one in rows]
    waiting = [one for one in shown if one.is_open]
    return waiting, [one for one in reversed(shown) if not one.is_open]


def _shown(suggestion: Suggestion, rows, head: dict) -> Suggested:
    party = head["party"]
    answers = {one.party_id: one for one in suggestion.last_answers}
    is_open = suggestion.state == State.OPEN and head["is_negotiated"]
    is_own = party is not None and party.pk == suggestion.party_id
    others = [
        one
        for one in rows
        if one.pk != suggestion.pk
        and (one.state, one.kind) == (State.OPEN, suggestion.kind)
        and one.kind != Suggestion.Kind.REMOVAL
    ]
    return Suggested(
        suggestion,
        lines=_lines_of(suggestion),
        answers=list(answers.values()),
        own_answer=answers.get(party.pk) if party else None,
        is_own=is_own,
        may_answer=is_open and head["is_heard"] and head["speaks"] and not is_own,
        may_withdraw=is_open and head["speaks"] and is_own,
        may_decide=is_open and head["is_lead"],
        others=others,
    )


def words_after(suggestion: Suggestion) -> dict[str, str]:
    """Give the four texts as they would be: what was left empty stays as it was read."""
    own = {name: text for name, text in suggestion.words().items() if text}
    if suggestion.kind == Suggestion.Kind.REMOVAL:
        return {}
    if suggestion.kind == Suggestion.Kind.ADDITION:
        return own
    return {**suggestion.base_words, **own}


def _lines_of(suggestion: Suggestion) -> list[Lines]:
    is_addition = suggestion.kind == Suggestion.Kind.ADDITION
    base = {} if is_addition else suggestion.base_words
    return lines_between(base, words_after(suggestion))


# Positions --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Stand:
    """What a party says to the clause, and since when its word is awaited."""

    cell: Cell
    standing: Standing
    is_us: bool
    days: int

    @property
    def party(self) -> Party:
        return self.cell.party

    @property
    def position(self) -> Position | None:
        """Its word, unless it took it back."""
        word = self.cell.position
        return None if word is None or word.stance == Position.Stance.WITHDRAWN else word


def stands_on(row, matrix: Matrix, party: Party | None) -> list[Stand]:
    """Give the parties in their order with what they say to the clause."""
    today = timezone.localdate()
    standings = {one.party.pk: one for one in matrix.parties}
    return [
        Stand(
            cell,
            standings[cell.party.pk],
            is_us=party is not None and cell.party.pk == party.pk,
            days=standings[cell.party.pk].days_waited(today),
        )
        for cell in row.cells
    ]


def fallen_from(cell: Cell | None, current: VersionClause) -> VersionClause | None:
    """Give the clause as the party agreed to it (or objected), where other words stand now."""
    if cell is None or cell.position is None or cell.position.text_hash == current.text_hash:
        return None
    rows = VersionClause.objects.filter(clause=current.clause_id, text_hash=cell.position.text_hash)
    return rows.select_related("version").order_by("-version__number").first()


# The discussion ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Said:
    """A remark, or a note that only one akimat reads."""

    by: str
    post: str
    at: datetime
    text: str
    is_note: bool
    remark: Remark | None = None


def thread_of(
    discussion: Discussion, party: Party | None, *, only_notes: bool = False
) -> list[Said]:
    """Give what was said on the clause, in order: the remarks of all, and the notes of the
    reader's own party alone (reports.discussion); one more query for the posts."""
    remarks = [] if only_notes else discussion.remarks
    notes = discussion.notes
    posts = _posts(remarks, notes, party)
    said = [
        Said(str(one.by), _post_of(one, posts), one.at, one.text, False, one) for one in remarks
    ]
    said += [
        Said(str(one.by), posts.get((one.by_id, party.organisation_id), ""), one.at, one.text, True)
        for one in notes
    ]
    return sorted(said, key=lambda one: one.at)


def _post_of(remark: Remark, posts: dict) -> str:
    """As whom the person spoke: the post, or the akimat; nothing for the secretariat."""
    if remark.party is None:
        return ""
    return posts.get((remark.by_id, remark.party.organisation_id), str(remark.party))


def _posts(remarks, notes, party) -> dict[tuple[int, int], str]:
    """The titles of those who spoke, in the organisations for which they spoke."""
    users = {one.by_id for one in [*remarks, *notes]}
    organisations = {one.party.organisation_id for one in remarks if one.party}
    if party is not None and notes:
        organisations.add(party.organisation_id)
    if not organisations:
        return {}
    posts = Post.objects.filter(official__user__in=users, organisation__in=organisations)
    rows = posts.select_related("official").order_by("pk")
    return {(post.official.user_id, post.organisation_id): post.title for post in rows}
