"""What still stands between the working text and its sending, in words for the page.

One list serves the page, which shows it, and the service, which refuses with it. The gates of
approval, signing and register stand beside, and are given from here too.
"""

from datetime import date

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from councils.models import Post

from ..models import SPEAKERS, Memorandum, Party
from ..rules.numbering import Numbered
from ..skeletons import skeleton
from ..variables import tokens_in
from .gates_life import missing_to_register
from .gates_signing import (
    missing_to_open_approval,
    missing_to_prepare_signing,
    missing_to_send_for_signing,
)
from .parity import parity_of
from .reading import current_version, label_of, snapshot_of, tree_of

__all__ = [
    "missing_to_open_approval",
    "missing_to_prepare_signing",
    "missing_to_register",
    "missing_to_send",
    "missing_to_send_for_signing",
]


def missing_to_send(
    memorandum: Memorandum, *, due_on: date | None = None, today: date | None = None
) -> list[str]:
    """What stands between the working text and the parties (domain rules 27, 28, 37).

    `due_on`, the day by which they answer, is judged when it is given.
    """
    today = today or timezone.localdate()
    tree = tree_of(memorandum)
    return [
        *_of_parties(memorandum, today),
        *_of_title(memorandum),
        *_of_term(memorandum, due_on, today),
        *_of_sections(memorandum, tree),
        *_of_languages(memorandum, tree),
        *_of_tokens(memorandum, tree),
        *_of_changes(memorandum, tree),
    ]


def _of_parties(memorandum: Memorandum, today: date) -> list[str]:
    parties = list(
        memorandum.parties.select_related("organisation", "coordinator__user").in_order()
    )
    missing = []
    if len(parties) < 2:
        missing.append(gettext("A memorandum needs at least two parties."))
    posts = Post.objects.valid_on(today).filter(
        organisation__in=[party.organisation_id for party in parties],
        official__user__is_active=True,
    )
    held = list(posts.values_list("organisation_id", "official_id", "kind"))
    text = gettext("%(party)s has nobody who can answer: name a coordinator with an account.")
    return missing + [text % {"party": party} for party in parties if not _answers(party, held)]


def _answers(party: Party, held: list[tuple]) -> bool:
    """Whether somebody speaks for the party today: its coordinator, its head or a deputy."""
    return any(
        official == party.coordinator_id or kind in SPEAKERS
        for organisation, official, kind in held
        if organisation == party.organisation_id
    )


def _of_title(memorandum: Memorandum) -> list[str]:
    missing = []
    if not (memorandum.title_kk.strip() and memorandum.title_ru.strip()):
        missing.append(gettext("Not in both languages: the title."))
    if bool(memorandum.place_kk.strip()) != bool(memorandum.place_ru.strip()):
        missing.append(gettext("Not in both languages: the place."))
    return missing


def _of_term(memorandum: Memorandum, due_on: date | None, today: date) -> list[str]:
    missing = []
    if memorandum.starts == Memorandum.Start.NAMED_DAY and memorandum.starts_on is None:
        missing.append(gettext("The day of entry into force is not named."))
    if memorandum.ends_on and memorandum.ends_on < (memorandum.starts_on or today):
        missing.append(gettext("The term ends before it begins."))
    if due_on is not None and due_on < today:
        missing.append(gettext("The day by which the parties answer is past."))
    return missing


def _of_sections(memorandum: Memorandum, tree: list[Numbered]) -> list[str]:
    """The sections that this kind must have; an amendment or annex changes a text that has them
    (domain rule 27; Law No. 181-VII art. 10)."""
    if not tree:
        return [gettext("There is no text.")]
    if memorandum.relation != Memorandum.Relation.ORIGINAL:
        return []
    filled = {row.node.parent_id for row in tree} | {
        row.node.pk for row in tree if row.node.text_kk
    }
    roles = {row.node.role for row in tree if row.node.pk in filled}
    language = "ru" if (get_language() or "kk").startswith("ru") else "kk"
    text = gettext("A required section is missing or empty: %(section)s.")
    return [
        text % {"section": section.heading(language)}
        for section in skeleton(memorandum.kind).required
        if section.role not in roles
    ]


def _of_languages(memorandum: Memorandum, tree: list[Numbered]) -> list[str]:
    """Clauses of which the languages differ, or one lags behind the other."""
    found = [one for one in parity_of(memorandum, tree) if one.is_blocking]
    missing = [f"{capfirst(one.label)}: {one.sentence}." for one in found]
    texts = {
        "kk": gettext("%(clause)s: the Kazakh text lags behind. Compare and confirm the pair."),
        "ru": gettext("%(clause)s: the Russian text lags behind. Compare and confirm the pair."),
    }
    for row in tree:
        if row.node.lagging:
            missing.append(texts[row.node.lagging] % {"clause": _name(row)})
    return missing


def _of_tokens(memorandum: Memorandum, tree: list[Numbered]) -> list[str]:
    text = gettext("%(clause)s: not filled in yet: %(tokens)s.")
    missing = []
    for row in tree:
        tokens = tokens_in(*row.node.words().values())
        if tokens:
            missing.append(text % {"clause": _name(row), "tokens": _in_braces(tokens)})
    names = ("title_kk", "title_ru", "place_kk", "place_ru")
    tokens = tokens_in(*(getattr(memorandum, name) for name in names))
    if tokens:
        title = gettext("Title and place")
        missing.insert(0, text % {"clause": title, "tokens": _in_braces(tokens)})
    return missing


def _of_changes(memorandum: Memorandum, tree: list[Numbered]) -> list[str]:
    """A version that says the same as the one before is none, unless that one came back from
    approval: then it is sent again."""
    version = current_version(memorandum)
    if version is None or version.sha256 != snapshot_of(memorandum, tree).sha256:
        return []
    if version.approval_sheets.exists():
        return []
    text = gettext("Nothing was changed since version %(number)s.")
    return [text % {"number": version.number}]


def _name(row: Numbered) -> str:
    return capfirst(label_of(row.node.kind, row.number) or str(row.node))


def _in_braces(tokens: list[str]) -> str:
    return ", ".join(f"{{{token}}}" for token in tokens)
