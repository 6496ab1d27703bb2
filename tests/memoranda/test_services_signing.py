"""Signing: frozen once, signed by every party on exactly these bytes, or by nobody."""

import pytest

from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import Official
from councils.services.minutes import DocumentDamaged, StaleBytes
from memoranda.models import (
    Memorandum,
    Party,
    PartySignature,
)
from memoranda.reports.attempts import last_signing
from memoranda.reports.gates_signing import missing_to_prepare_signing
from memoranda.services.signing import (
    NotASignatory,
    NothingToSign,
    NotYourTurn,
    Proof,
    ProofRefused,
    prepare_signing,
    send_for_signing,
    sign_memorandum,
)
from memoranda.services.signing.proofs import checks
from tests.factories.core import DAY, NOON, StoredFileFactory

from . import signing_steps as steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return steps.sent()[0]


@pytest.fixture
def hashes(scene):
    return steps.hashes_of(scene)


def states(scene):
    sheet = last_signing(scene.memorandum)
    return list(sheet.signatures.order_by("position").values_list("state", flat=True))


def state_of(scene):
    scene.memorandum.refresh_from_db()
    return scene.memorandum.state


# Preparing ---------------------------------------------------------------------------------------
def test_prepare_signing_keeps_the_clause_hashes_and_orders_the_files():
    scene = steps.approved()

    sheet = prepare_signing(scene.memorandum, by=scene.secretary, at=NOON)

    rows = scene.version.clauses.order_by("position")
    assert sheet.clause_hashes == list(rows.values_list("text_hash", flat=True))
    assert (sheet.state, state_of(scene)) == ("prepared", "prepared")
    assert OutboxMessage.objects.get(kind="freeze_memorandum").payload == {"sheet": sheet.pk}
    entry = JournalEntry.objects.get(event="signing_prepared")
    assert (entry.from_state, entry.to_state) == ("approval", "prepared")


def test_prepare_signing_refuses_before_every_sheet_is_agreed():
    scene = steps.under_approval()
    steps.agree(steps.add(scene, 0))

    with pytest.raises(StillMissing) as refused:
        prepare_signing(scene.memorandum, by=scene.secretary, at=NOON)

    assert refused.value.missing == [f"The approval sheet is not agreed: {scene.parties[1]}."]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"signatory": None}, "nobody is named to sign"),
        ({"signatory_post_kk": " "}, "are not given in both languages"),
        ({"signatory_name_ru": ""}, "are not given in both languages"),
        ({"authority": Party.Authority.DOCUMENT}, "document of authority"),
    ],
)
def test_prepare_signing_refuses_a_party_without_who_signs(fields, text):
    scene = steps.approved()
    Party.objects.filter(pk=scene.parties[0].pk).update(**fields)

    missing = missing_to_prepare_signing(scene.memorandum)

    assert len(missing) == 1
    assert text in missing[0]
    assert str(scene.parties[0]) in missing[0]


def test_a_written_authority_is_enough():
    scene = steps.approved()
    Party.objects.filter(pk=scene.parties[0].pk).update(
        authority=Party.Authority.DOCUMENT,
        authority_kk="№ 5 сенімхат",
        authority_ru="доверенность № 5",
        authority_file=StoredFileFactory(),
    )

    assert missing_to_prepare_signing(scene.memorandum) == []


def test_prepare_signing_refuses_from_negotiation():
    scene = steps.negotiated()

    with pytest.raises(MoveRefused):
        prepare_signing(scene.memorandum, by=scene.secretary, at=NOON)


# Frozen files ------------------------------------------------------------------------------------
def test_the_frozen_files_are_kept_once():
    scene = steps.prepared()

    first = steps.freeze(scene)
    steps.freeze(scene)

    assert steps.hashes_of(scene) == first
    assert JournalEntry.objects.filter(event="memorandum_frozen").count() == 1


# Sending -----------------------------------------------------------------------------------------
def test_send_for_signing_asks_every_signatory(scene):
    assert state_of(scene) == "signing"
    assert states(scene) == ["waiting", "waiting"]
    asked = OutboxMessage.objects.filter(kind="send_memorandum_signing_request")
    assert asked.count() == 2


def test_send_for_signing_refuses_before_the_files_are_made():
    scene = steps.prepared()

    with pytest.raises(StillMissing, match="still being made"):
        send_for_signing(scene.memorandum, by=scene.secretary, at=NOON)


def test_send_for_signing_refuses_a_signatory_without_an_account():
    scene = steps.prepared()
    steps.freeze(scene)
    Official.objects.filter(pk=scene.people[1].head.official.pk).update(user=None)

    with pytest.raises(StillMissing, match="has no account"):
        send_for_signing(scene.memorandum, by=scene.secretary, at=NOON)


def test_letters_are_written_to_whose_turn_it_is(scene, do_ordered_work, mailoutbox):
    OutboxMessage.objects.filter(kind="freeze_memorandum").delete()

    do_ordered_work()

    assert {letter.to[0] for letter in mailoutbox} == {one.head.email for one in scene.people}
    assert f"/memoranda/{scene.memorandum.uid}/signing/" in mailoutbox[0].body


# Signing -----------------------------------------------------------------------------------------
def test_sign_memorandum_keeps_hashes_name_and_post(scene, hashes):
    signature = steps.sign(scene, 0, hashes)

    assert {name: getattr(signature, name) for name in hashes} == hashes
    assert (signature.name_kk, signature.post_ru) == ("Ә. Қол қоюшы", "аким района")
    assert (signature.decided_by, signature.method) == (scene.people[0].head, "reauthentication")
    assert state_of(scene) == "signing"
    entry = JournalEntry.objects.get(event="memorandum_signed")
    assert entry.facts["sha256_kk"] == hashes["sha256_kk"]


def test_the_last_signature_makes_the_memorandum_signed(scene, hashes):
    steps.sign(scene, 1, hashes)
    steps.sign(scene, 0, hashes, at=NOON + DAY)

    assert state_of(scene) == Memorandum.State.SIGNED
    assert scene.memorandum.signed_at == NOON + DAY
    sheet = last_signing(scene.memorandum)
    assert (sheet.state, sheet.closed_at) == ("complete", NOON + DAY)
    assert JournalEntry.objects.get(event="memorandum_signed_by_all").to_state == "signed"


def test_sign_memorandum_refuses_everybody_but_the_signatory(scene, hashes):
    for other in (scene.secretary, scene.people[0].coordinator, scene.people[0].staff):
        with pytest.raises(NotASignatory):
            sign_memorandum(scene.memorandum, **hashes, by=other, at=NOON)


def test_sign_memorandum_refuses_twice(scene, hashes):
    steps.sign(scene, 0, hashes)

    with pytest.raises(MoveRefused):
        steps.sign(scene, 0, hashes)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("other", ["0" * 64, ""])
def test_sign_memorandum_refuses_other_bytes_than_the_stored(scene, hashes, language, other):
    hashes[f"sha256_{language}"] = other

    with pytest.raises(StaleBytes):
        steps.sign(scene, 0, hashes)

    assert states(scene) == ["waiting", "waiting"]


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_sign_memorandum_refuses_stored_bytes_that_are_damaged(scene, hashes, damage):
    stored = last_signing(scene.memorandum).file_ru
    if damage == "gone":
        stored.file.storage.delete(stored.file.name)
    else:
        with open(stored.file.path, "wb") as file:
            file.write(b"other bytes")

    with pytest.raises(DocumentDamaged):
        steps.sign(scene, 0, hashes)


def test_parties_sign_one_after_another_where_they_agreed_so():
    scene, hashes = steps.sent(signs_in_order=True)
    orders = OutboxMessage.objects.filter(kind="send_memorandum_signing_request")
    assert orders.count() == 1

    with pytest.raises(NotYourTurn, match=str(scene.parties[0])):
        steps.sign(scene, 1, hashes)
    steps.sign(scene, 0, hashes)
    assert orders.count() == 2
    steps.sign(scene, 1, hashes)

    assert state_of(scene) == "signed"


def test_sign_memorandum_refuses_what_is_not_sent():
    scene = steps.prepared()

    with pytest.raises(NothingToSign):
        steps.sign(scene, 0, steps.freeze(scene))


# Proofs ------------------------------------------------------------------------------------------
def test_a_proof_that_nobody_can_check_is_refused(scene, hashes):
    proof = Proof(PartySignature.Method.EDS, StoredFileFactory(), StoredFileFactory())

    with pytest.raises(ProofRefused):
        sign_memorandum(scene.memorandum, **hashes, proof=proof, by=scene.people[0].head, at=NOON)

    assert states(scene) == ["waiting", "waiting"]


def test_a_checked_proof_is_kept_with_its_evidence(scene, hashes, monkeypatch):
    monkeypatch.setitem(checks, "eds", lambda _signature, _proof: {"serial": "4F2A"})
    proof = Proof(PartySignature.Method.EDS, StoredFileFactory(), StoredFileFactory())

    signature = sign_memorandum(
        scene.memorandum, **hashes, proof=proof, by=scene.people[0].head, at=NOON
    )

    assert (signature.method, signature.evidence) == ("eds", {"serial": "4F2A"})
    assert signature.detached_kk == proof.detached_kk
