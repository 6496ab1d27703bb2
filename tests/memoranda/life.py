"""A memorandum with its signatures, registered or in force, for the tests of what follows."""

from agglo_portal.core.models import User
from memoranda.models import Memorandum, PartySignature, SigningSheet
from memoranda.services.register import register_memorandum
from tests.factories.core import NOON, StoredFileFactory
from tests.factories.memoranda import ClauseFactory, Scene, make_memorandum, send


def signed_scene(at=NOON, **fields) -> Scene:
    """A memorandum signed by all its parties at a moment, with the signing of its version."""
    scene = make_memorandum(state="signing", **fields)
    sign_all(scene, at)
    return scene


def sign_all(scene: Scene, at=NOON) -> None:
    """Lay down the signatures of all parties on the present version, past the services."""
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


def registered_scene(at=NOON, **fields) -> Scene:
    """A registered memorandum, in force if its day has come."""
    scene = signed_scene(at=at, **fields)
    scene.memorandum = register_memorandum(scene.memorandum, by=scene.secretary, at=at)
    return scene


def amendment_of(scene: Scene, *changes: tuple, at=NOON, kinds=None, **fields) -> Scene:
    """A registered amendment; a change: operation, target clause, words in kk (ru: the same), what
    stands under it; `kinds` of the changes by their place, else clauses."""
    kinds = kinds or {}
    amendment = make_memorandum(
        body=scene.memorandum.body, relation="amendment", amends=scene.memorandum, clauses=0
    )
    for position, (operation, target, words, *below) in enumerate(changes, start=2):
        texts = {"text_kk": words, "text_ru": words}
        clause = ClauseFactory(
            memorandum=amendment.memorandum, position=position, operation=operation,
            kind=kinds.get(position - 2, "clause"),
            target=target, **texts,
        )  # fmt: skip
        amendment.clauses.append(clause)
        for place, inner in enumerate(below, start=1):
            ClauseFactory(
                memorandum=amendment.memorandum, parent=clause, kind="subclause", position=place,
                text_kk=inner, text_ru=inner,
            )  # fmt: skip
    amendment.version = send(amendment.memorandum, by=amendment.secretary)
    for name, value in fields.items():
        setattr(amendment.memorandum, name, value)
    sign_all(amendment, at)
    amendment.memorandum = register_memorandum(amendment.memorandum, by=scene.secretary, at=at)
    return amendment


def speaker_of(scene: Scene, place: int = 0) -> User:
    return scene.people[place].coordinator
