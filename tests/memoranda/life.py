"""A memorandum with its signatures, registered or in force, for the tests of what follows."""

from agglo_portal.core.models import User
from memoranda.models import Memorandum, PartySignature, SigningSheet
from memoranda.services.register import register_memorandum
from tests.factories.core import NOON, StoredFileFactory
from tests.factories.memoranda import Scene, make_memorandum


def signed_scene(at=NOON, **fields) -> Scene:
    """A memorandum signed by all its parties at a moment, with the signing of its version."""
    scene = make_memorandum(state="signing", **fields)
    sheet = SigningSheet.objects.create(
        version=scene.version,
        state=SigningSheet.State.SENT,
        file_kk=StoredFileFactory(),
        file_ru=StoredFileFactory(),
        prepared_at=at,
        sent_at=at,
    )
    for party, people in zip(scene.parties, scene.people, strict=True):
        PartySignature.objects.create(
            sheet=sheet,
            party=party,
            position=party.position,
            state=PartySignature.State.SIGNED,
            sha256_kk="a" * 64,
            sha256_ru="b" * 64,
            name_kk=party.signatory_name_kk,
            name_ru=party.signatory_name_ru,
            decided_by=people.head,
            decided_at=at,
        )
    sheet.state, sheet.closed_at = SigningSheet.State.COMPLETE, at
    sheet.save()
    scene.memorandum.state, scene.memorandum.signed_at = Memorandum.State.SIGNED, at
    scene.memorandum.save()
    return scene


def registered_scene(at=NOON, **fields) -> Scene:
    """A registered memorandum, in force if its day has come."""
    scene = signed_scene(at=at, **fields)
    scene.memorandum = register_memorandum(scene.memorandum, by=scene.secretary, at=at)
    return scene


def speaker_of(scene: Scene, place: int = 0) -> User:
    return scene.people[place].coordinator
