"""What would come of a document: the tree in both languages, and what a person should know."""

import base64
import json
import zlib
from collections import Counter
from dataclasses import asdict, dataclass

from django.utils.translation import gettext, ngettext

from ...models import ClauseKind
from ...nodes import WORDS, Node, walk
from .languages import divide
from .outline import Item, Outline, outline_of
from .package import open_package
from .pairing import pair
from .reading import contents_of
from .refusals import NothingFound

LANGUAGES = ("kk", "ru")
LARGEST_TEXT = 20 * 1024 * 1024  # of a kept preview, unpacked
SHOWN = 5  # numbers in a warning


@dataclass(frozen=True)
class Preview:
    """The nodes as they would be taken over; nothing is kept yet."""

    nodes: tuple[Node, ...] = ()
    title_kk: str = ""
    title_ru: str = ""
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return sum(1 for _node in walk(self.nodes))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which anything is said."""
        return tuple(
            language
            for language in LANGUAGES
            if any(
                node.words[f"heading_{language}"] or node.words[f"text_{language}"]
                for node in walk(self.nodes)
            )
        )


def read_docx(*uploads) -> Preview:
    """Read one Word document, or one for each language, into a tree of clauses.

    Headings are known by style, by typed numbers and by Word's own numbering; annexes by their
    names; a table of two columns in two languages, and a text followed by its translation, are
    paired clause by clause. What is none of this is kept as text of the clause before it. Words
    are light markup: bold, lists, tables, links. Refuses what `open_package` refuses, what is too
    long, and a document without words.
    """
    streams: dict[str, list] = {language: [] for language in LANGUAGES}
    notes: Counter = Counter()
    for upload in uploads:
        contents = contents_of(open_package(upload, name=upload.name))
        notes.update(contents.notes)
        for language, blocks in divide(contents.blocks).items():
            streams[language] += blocks
    outlines = {language: outline_of(blocks) for language, blocks in streams.items()}
    paired = pair(outlines["kk"].items, outlines["ru"].items)
    if not paired.nodes:
        raise NothingFound
    return Preview(
        nodes=paired.nodes,
        title_kk=outlines["kk"].title,
        title_ru=outlines["ru"].title,
        warnings=tuple(_warnings(outlines, paired.alone, notes)),
        left_out=tuple(line for one in outlines.values() for line in one.left_out),
    )


def to_text(preview: Preview) -> str:
    """Pack a preview into text, so that it can be confirmed without the file."""
    packed = zlib.compress(json.dumps(asdict(preview), ensure_ascii=False).encode())
    return base64.b64encode(packed).decode()


def from_text(text: str) -> Preview | None:
    """Give the preview that was packed; None for what is none: it comes from a person's draft."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(text, validate=True), LARGEST_TEXT)
        facts = json.loads(data)
        return Preview(
            nodes=tuple(_node(one) for one in facts["nodes"]),
            title_kk=str(facts["title_kk"]),
            title_ru=str(facts["title_ru"]),
            warnings=tuple(map(str, facts["warnings"])),
            left_out=tuple(map(str, facts["left_out"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error):
        return None


def _node(facts: dict) -> Node:
    words = {name: str(facts["words"][name]) for name in WORDS}
    children = tuple(_node(one) for one in facts["children"])
    return Node(ClauseKind(facts["kind"]).value, words, children=children)


# What a person should know ------------------------------------------------------------------------
def _warnings(outlines: dict[str, Outline], alone: list[str], notes: Counter) -> list[str]:
    found = []
    if alone:
        text = ngettext(
            "{count} clause stands in one language alone: {list}",
            "{count} clauses stand in one language alone: {list}",
            len(alone),
        )
        found.append(text.format(count=len(alone), list=_shown(alone)))
    repeated = list(dict.fromkeys(one for o in outlines.values() for one in o.repeated))
    if repeated:
        text = gettext("Numbers that stand in the document twice or out of order: {list}")
        found.append(text.format(list=_shown(repeated)))
    others = max((_renumbered(one.items) for one in outlines.values()), key=len)
    if others:
        text = gettext("The portal numbers by itself; these numbers become others: {list}")
        found.append(text.format(list=_shown(others)))
    return found + [_note(what, count) for what, count in sorted(notes.items())]


def _note(what: str, count: int) -> str:
    texts = {
        "altChunk": gettext("Parts in another format were left out: {count}"),
        "changes": gettext("Tracked changes were taken as accepted: {count}"),
        "comments": gettext("Comments were left out: {count}"),
        "footnotes": gettext("Footnotes stand in brackets in the text: {count}"),
        "hidden": gettext("Hidden words became visible: {count}"),
        "pictures": gettext("Pictures were left out: {count}"),
    }
    return texts[what].format(count=count)


def _renumbered(items: list[Item], prefix: tuple[int, ...] = ()) -> list[str]:
    """Numbers of the document that the portal will count otherwise."""
    found, count = [], 0
    for item in items:
        if item.kind == "annex":
            found += _renumbered(item.children)
            continue
        if item.kind == "preamble":
            continue
        count += 1
        number = (*prefix, count)
        if item.number and item.number != number:
            old, new = (".".join(map(str, one)) for one in (item.number, number))
            found.append(f"{old} → {new}")
        found += _renumbered(item.children, number)
    return found


def _shown(texts: list[str]) -> str:
    more = " …" if len(texts) > SHOWN else ""
    return "; ".join(texts[:SHOWN]) + more
