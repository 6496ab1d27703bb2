"""How tests of the drafting pages come, what they type, and texts to begin with."""

from django.urls import reverse
from django.utils.translation import override

from memoranda.models import Clause
from memoranda.services.clauses import add_clause
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum

KK = "Тараптар 1 шараны 2027 жылғы 1 шілдеге дейін орындайды."
RU = "Стороны исполняют 1 мероприятие до 1 июля 2027 года."


def at(name: str, *records, query: str = "") -> str:
    """The English address of a page of the memoranda; records stand for their uids."""
    with override("en"):
        args = [getattr(record, "uid", record) for record in records]
        return reverse(f"memoranda:{name}", args=args) + query


def get(client, name, *records, query=""):
    return client.get(at(name, *records, query=query))


def post(client, name, *records, follow=True, query="", **data):
    return client.post(at(name, *records, query=query), data, follow=follow)


def typed(clause: Clause, **words) -> dict:
    """The form of a clause as a browser sends it."""
    data = {**clause.words(), "reason": "", "base_revision": clause.revision, "button": "save"}
    return {**data, **words}


def two_sections(**fields):
    """A draft of a preamble, sections 1 and 2, clauses 1.1, 1.2, 2.1: through the services."""
    scene = make_memorandum(clauses=0, **fields)
    add = {"by": scene.secretary, "at": NOON}
    made = {}
    for number in (1, 2):
        words = {"heading_kk": f"Бөлім {number}", "heading_ru": f"Раздел {number}"}
        made[str(number)] = add_clause(scene.memorandum, kind="section", words=words, **add)
    for number in ("1.1", "1.2", "2.1"):
        made[number] = add_clause(
            scene.memorandum,
            kind="clause",
            parent=made[number[0]],
            words={"text_kk": KK, "text_ru": RU},
            **add,
        )
    scene.made = made
    return scene
