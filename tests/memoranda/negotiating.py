"""A negotiation for tests of pages: three parties, the first round sent."""

from memoranda.models import Position
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum, send


def negotiated(**fields):
    """Three parties, a preamble, one section with two clauses, sent as version 1."""
    fields = {"parties": 3, "clauses": 2, "state": "negotiation", **fields}
    return make_memorandum(**fields)


def first_clause(scene):
    """Clause 1.1 of the text."""
    return next(clause for clause in scene.clauses if clause.kind == "clause")


def send_changed(scene, clause, **words):
    """Change the working text of the clause and send it as the next version."""
    for name, text in words.items():
        setattr(clause, name, text)
    clause.save()
    scene.memorandum.refresh_from_db()
    scene.version = send(scene.memorandum, by=scene.secretary, at=NOON)
    scene.round = scene.version.round
    return scene.version


def agreed_by_all(scene):
    """Every party agrees to the whole present version, past the services."""
    for party, people in zip(scene.parties, scene.people, strict=True):
        for row in scene.version.clauses.all():
            Position.objects.create(
                party=party,
                clause_id=row.clause_id,
                round=scene.round,
                stance="agrees",
                text_hash=row.text_hash,
                by=people.coordinator,
                at=NOON,
            )
