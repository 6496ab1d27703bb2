"""Templates of a secretariat: kept from a text, or adopted from a shipped skeleton."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal
from agglo_portal.core.models import User
from councils.models import Body

from ..models import Memorandum
from ..nodes import Node
from ..skeletons import skeleton as shipped_skeleton
from ..variables.values import known_values
from .clauses import plant
from .locks import lock_memorandum
from .refusals_drafting import TitleMissing
from .sources import nodes_of_source

SHORTEST = 8  # a shorter value may stand in the text by chance


@transaction.atomic
def keep_as_template(
    memorandum: Memorandum, *, title_kk: str, title_ru: str, by: User, at: datetime
) -> Memorandum:
    """Keep the working text as a template of its body: names of the parties become tokens again.

    Refuses a template without a Kazakh title. The text itself is not touched.
    """
    memorandum = lock_memorandum(memorandum)
    nodes = nodes_of_source(memorandum)
    names = _names_of(memorandum, timezone.localdate(at))
    nodes = tuple(node.with_words(lambda words: _unfilled(words, names)) for node in nodes)
    return _keep(memorandum.body, memorandum.kind, nodes, title_kk, title_ru, by=by, at=at)


@transaction.atomic
def adopt_skeleton(
    body: Body, *, skeleton: str, title_kk: str = "", title_ru: str = "", by: User, at: datetime
) -> Memorandum:
    """Make a shipped skeleton an own template of the body, to be edited; give the template."""
    shipped = shipped_skeleton(skeleton)
    return _keep(
        body,
        shipped.key,
        shipped.nodes,
        title_kk or shipped.title_kk,
        title_ru or shipped.title_ru,
        by=by,
        at=at,
    )


def _keep(
    body: Body, kind: str, nodes: tuple[Node, ...], title_kk: str, title_ru: str, *, by, at
) -> Memorandum:
    title_kk, title_ru = " ".join(title_kk.split()), " ".join(title_ru.split())
    if not title_kk:
        raise TitleMissing
    template = Memorandum.objects.create(
        body=body, kind=kind, title_kk=title_kk, title_ru=title_ru, is_template=True
    )
    clauses = plant(template, nodes, by=by, at=at)
    journal.record("template_kept", template, by=by, at=at, title_kk=title_kk, clauses=clauses)
    return template


def _names_of(memorandum: Memorandum, day) -> list[tuple[str, dict[str, str]]]:
    """What in the text is the parties' own: longest first, so that no name is cut in two."""
    organisations = [
        party.organisation for party in memorandum.parties.select_related("organisation").in_order()
    ]
    if not organisations:
        return []
    known = known_values(body=memorandum.body, parties=organisations, day=day)
    own = [
        (name, value.words)
        for name, value in known.items()
        if name.startswith(("part", "signatory", "akim", "requisites"))
    ]
    return sorted(own, key=lambda one: -max(len(text) for text in one[1].values()))


def _unfilled(words: dict[str, str], names: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    for token, value in names:
        for name, text in words.items():
            known = value[name[-2:]]
            if len(known) >= SHORTEST and known in text:
                words = words | {name: text.replace(known, f"{{{token}}}")}
    return words
