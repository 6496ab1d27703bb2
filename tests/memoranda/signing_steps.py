"""The way of a negotiated text to its signatures, in short steps for tests."""

from agglo_portal.core.files import store_bytes
from memoranda.documents.keeping import keep_frozen
from memoranda.models import ApprovalStep, Position
from memoranda.reports.attempts import approval_sheets, signing_under_way
from memoranda.services.approval import add_step, decide_step, open_approval
from memoranda.services.signing import prepare_signing, send_for_signing, sign_memorandum
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum


def agree_to_all(scene, *parties):
    """The parties (all, if none is named) agree to every clause of the sent version."""
    for party in parties or scene.parties:
        Position.objects.bulk_create(
            Position(
                party=party,
                clause=row.clause,
                round=scene.round,
                stance=Position.Stance.AGREES,
                text_hash=row.text_hash,
                by=party.coordinator.user,
                at=NOON,
            )
            for row in scene.version.clauses.select_related("clause")
        )


def negotiated(parties=2, **fields):
    """A text whose every clause every party agreed to."""
    scene = make_memorandum(parties=parties, clauses=2, state="negotiation", **fields)
    agree_to_all(scene)
    return scene


def under_approval(parties=2, **fields):
    scene = negotiated(parties, **fields)
    open_approval(scene.memorandum, by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    return scene


def sheet_of(scene, number=0):
    return approval_sheets(scene.memorandum)[number]


def step_for(user, stage=1, **fields):
    """The fields of a step of this person's department."""
    words = {"department_kk": "Экономика басқармасы", "department_ru": "Управление экономики"}
    return {"stage": stage, "official": user.official, **words, **fields}


def add(scene, number=0, stage=1, user=None, **fields):
    """A step on the sheet of the party `number`, decided by its staff unless told."""
    people = scene.people[number]
    fields = step_for(user or people.staff, stage, **fields)
    return add_step(sheet_of(scene, number), fields=fields, by=people.coordinator, at=NOON)


def agree(step, outcome=ApprovalStep.State.AGREED, remark="", by=None, at=NOON):
    return decide_step(step, outcome=outcome, remark=remark, by=by or step.official.user, at=at)


def approved(parties=2, **fields):
    """Every sheet agreed by one department."""
    scene = under_approval(parties, **fields)
    for number in range(parties):
        agree(add(scene, number))
    return scene


def prepared(parties=2, **fields):
    scene = approved(parties, **fields)
    prepare_signing(scene.memorandum, by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    return scene


def freeze(scene):
    """Keep small files as the frozen ones, as the worker would; give their hashes."""
    files = {
        f"file_{language}": store_bytes(
            f"memorandum-{language}.pdf",
            f"%PDF-1.7 {language} {scene.memorandum.uid}".encode(),
            "application/pdf",
            by=None,
            at=NOON,
        )
        for language in ("kk", "ru")
    }
    keep_frozen(signing_under_way(scene.memorandum), **files, at=NOON)
    return hashes_of(scene)


def hashes_of(scene):
    sheet = signing_under_way(scene.memorandum)
    return {"sha256_kk": sheet.file_kk.sha256, "sha256_ru": sheet.file_ru.sha256}


def sent(parties=2, **fields):
    """Out for signature; gives the scene and the hashes that are shown."""
    scene = prepared(parties, **fields)
    hashes = freeze(scene)
    send_for_signing(scene.memorandum, by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    return scene, hashes


def sign(scene, number, hashes, at=NOON):
    return sign_memorandum(scene.memorandum, **hashes, by=scene.people[number].head, at=at)
