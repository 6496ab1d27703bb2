"""How the journal of the schemes reads: one sentence an event, with the facts of the entry."""

from . import (
    discussion,
    editions,
    editor,
    features,
    files,
    imports,
    indicators,
    layers,
    links,
    map,
    plans,
    schemes,
)

AREAS = (
    schemes, editions, layers, features, map, editor, imports, files, discussion, links, plans,
    indicators,
)  # fmt: skip
SENTENCES = {event: text for area in AREAS for event, text in area.SENTENCES.items()}
