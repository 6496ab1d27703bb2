"""What parties say in tests, each by its coordinator, on the present version."""

from memoranda.services.negotiation import make_suggestion, take_position
from tests.factories.core import NOON


def hash_of(clause):
    """The hash that a page would show: of the clause's words in the present version."""
    memorandum = clause.memorandum
    memorandum.refresh_from_db(fields=["version_number"])
    version = memorandum.versions.get(number=memorandum.version_number)
    return version.clauses.get(clause=clause).text_hash


def say(scene, clause, number, stance="agrees", *, at=NOON, **fields):
    """Let the party with this place in the scene take a position on the clause."""
    fields["shown_hash"] = fields.get("shown_hash") or hash_of(clause)
    if stance in ("comments", "objects"):
        fields.setdefault("reason_ru", "Нужны расчёты.")
    by = scene.people[number].coordinator
    return take_position(clause, party=scene.parties[number], stance=stance, by=by, at=at, **fields)


def suggest(scene, clause, number, *, at=NOON, kind="change", reason_ru="Так точнее.", **fields):
    """Let the party suggest; the texts come as text_kk=…, text_ru=…"""
    names = ("heading_kk", "heading_ru", "text_kk", "text_ru")
    words = {name: fields.pop(name) for name in names if name in fields}
    fields["shown_hash"] = fields.get("shown_hash") or hash_of(clause)
    return make_suggestion(
        clause,
        party=scene.parties[number],
        kind=kind,
        words=words,
        reason_ru=reason_ru,
        by=scene.people[number].coordinator,
        at=at,
        **fields,
    )


def reword(clause, text_kk=None, text_ru=None):
    """Change a clause of a scene past the services, as an earlier accepted suggestion would."""
    clause.refresh_from_db()
    clause.text_kk = text_kk or clause.text_kk
    clause.text_ru = text_ru or clause.text_ru
    clause.revision += 1
    clause.save()
    clause.revisions.create(revision=clause.revision, at=NOON, **clause.words())
    return clause


def state_of(matrix, clause, number):
    """What the matrix says of a clause and the party with this place."""
    return matrix.row_of(clause).cells[number].state
