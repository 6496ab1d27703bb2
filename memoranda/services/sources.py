"""What a draft begins from: a shipped skeleton, a template, an earlier text, nothing."""

from ..models import Memorandum
from ..nodes import Node, nodes_of
from ..skeletons import skeleton

TITLES = ("title_kk", "title_ru", "title_en", "place_kk", "place_ru")


def nodes_of_source(source: str | Memorandum | None) -> tuple[Node, ...]:
    """Give the text of a skeleton (by its key), a template or an earlier text; none of nothing."""
    if not source:
        return ()
    if isinstance(source, str):
        return skeleton(source).nodes
    return nodes_of(source.clauses.kept().order_by("position", "pk"))


def fields_of_source(source: str | Memorandum | None) -> dict[str, str]:
    """Give what a draft takes from its source unless it is said otherwise: kind, title, place."""
    if not source:
        return {}
    if isinstance(source, str):
        shipped = skeleton(source)
        return {"kind": source, "title_kk": shipped.title_kk, "title_ru": shipped.title_ru}
    return {"kind": source.kind} | {name: getattr(source, name) for name in TITLES}
