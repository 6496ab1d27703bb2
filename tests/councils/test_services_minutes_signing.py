import pytest

from agglo_portal.core.models import JournalEntry, OutboxMessage
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import Decision, Meeting, Minutes, Official, Signature
from councils.services.agenda import ReasonNeeded
from councils.services.minutes import (
    DocumentDamaged,
    NotASigner,
    StaleBytes,
    change_wording,
    prepare_minutes,
    refuse_signature,
    revise_minutes,
    send_minutes,
    sign_minutes,
    withdraw_minutes,
)
from tests.factories.core import DAY, NOON

from . import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(open_meeting, secretary):
    """Draft minutes of a meeting with one adopted and one untouched decision."""
    first, second = open_meeting.items.order_by("position")
    steps.adopt(first.decision, secretary)
    second.state = "considered"
    second.save()
    return steps.close(open_meeting, secretary)


@pytest.fixture
def hashes(minutes, secretary):
    """The minutes are out for signature; these are the hashes that the signers see."""
    return steps.sent(minutes, secretary)


def states(minutes):
    return list(minutes.signatures.order_by("version", "position").values_list("state", flat=True))


# Sending -----------------------------------------------------------------------------------------
def test_send_minutes_asks_who_presided_and_the_secretary_by_letter(minutes, hashes, chair):
    minutes.refresh_from_db()
    assert (minutes.state, minutes.sent_at) == (Minutes.State.SENT, steps.CLOSING)
    signatures = minutes.signatures.order_by("position")
    signers = [signature.participant.official.user.name for signature in signatures]
    assert signers == ["Төраға", "Хатшы"]
    assert states(minutes) == ["waiting", "waiting"]
    orders = OutboxMessage.objects.filter(kind="send_signing_request").order_by("pk")
    assert [order.payload["signature"] for order in orders] == [s.pk for s in signatures]


def test_send_minutes_refuses_before_the_documents_are_made(minutes, secretary):
    prepare_minutes(minutes, by=secretary, at=NOON)

    with pytest.raises(StillMissing, match="The document is not ready"):
        send_minutes(minutes, by=secretary, at=NOON)

    assert not Signature.objects.exists()


def test_send_minutes_refuses_documents_of_an_earlier_version(minutes, secretary):
    steps.store_documents(minutes)
    change_wording(
        minutes,
        fields={"heading_kk": "Жаңа сөз"},
        sections={},
        version=1,
        by=secretary,
        at=NOON,
    )
    prepare_minutes(minutes, by=secretary, at=NOON)

    with pytest.raises(StillMissing, match="The document is not ready"):
        send_minutes(minutes, by=secretary, at=NOON)


def test_send_minutes_refuses_a_signer_without_an_account(minutes, secretary, chair):
    prepare_minutes(minutes, by=secretary, at=NOON)
    steps.store_documents(minutes)
    Official.objects.filter(user=chair).update(user=None)

    with pytest.raises(StillMissing, match="has no account"):
        send_minutes(minutes, by=secretary, at=NOON)


def test_send_minutes_refuses_a_draft(minutes, secretary):
    with pytest.raises(MoveRefused):
        send_minutes(minutes, by=secretary, at=NOON)


# Signing -----------------------------------------------------------------------------------------
def test_sign_minutes_keeps_the_hashes_of_the_shown_bytes(minutes, hashes, chair):
    signature = sign_minutes(minutes, **hashes, by=chair, at=NOON)

    assert (signature.state, signature.decided_at) == (Signature.State.SIGNED, NOON)
    assert {"sha256_kk": signature.sha256_kk, "sha256_ru": signature.sha256_ru} == hashes
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.SENT
    entry = JournalEntry.objects.get(event="minutes_signed")
    assert entry.facts == {"version": 1, **hashes}


def test_the_last_signature_completes_minutes_and_seals_decisions(
    minutes, hashes, chair, secretary
):
    sign_minutes(minutes, **hashes, by=secretary, at=NOON)
    sign_minutes(minutes, **hashes, by=chair, at=NOON + DAY)

    minutes.refresh_from_db()
    assert (minutes.state, minutes.completed_at) == (Minutes.State.COMPLETE, NOON + DAY)
    assert Meeting.objects.get().state == Meeting.State.MINUTES_SIGNED
    sealed = Decision.objects.values_list("sealed_at", "published_at")
    assert list(sealed) == [(NOON + DAY, None), (NOON + DAY, None)]
    entry = JournalEntry.objects.get(event="meeting_minutes_signed")
    assert (entry.from_state, entry.to_state) == ("closed", "minutes_signed")


def test_sign_minutes_refuses_who_was_not_asked(minutes, hashes, member):
    with pytest.raises(NotASigner):
        sign_minutes(minutes, **hashes, by=member, at=NOON)


def test_sign_minutes_refuses_twice(minutes, hashes, chair):
    sign_minutes(minutes, **hashes, by=chair, at=NOON)

    with pytest.raises(MoveRefused):
        sign_minutes(minutes, **hashes, by=chair, at=NOON)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_sign_minutes_refuses_bytes_that_are_not_those_of_the_version(
    minutes, hashes, chair, language
):
    hashes[f"sha256_{language}"] = "0" * 64

    with pytest.raises(StaleBytes):
        sign_minutes(minutes, **hashes, by=chair, at=NOON)

    assert states(minutes) == ["waiting", "waiting"]


def test_sign_minutes_refuses_the_hashes_of_an_earlier_version(minutes, hashes, chair, secretary):
    withdraw_minutes(minutes, reason="Қате", by=secretary, at=NOON)
    revise_minutes(minutes, by=secretary, at=NOON)
    minutes.refresh_from_db()
    steps.sent(minutes, secretary)

    with pytest.raises(StaleBytes):
        sign_minutes(minutes, **hashes, by=chair, at=NOON)


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_sign_minutes_refuses_stored_bytes_that_are_damaged(minutes, hashes, chair, damage):
    stored = minutes.files.get(language="ru", format="pdf").stored
    if damage == "gone":
        stored.file.storage.delete(stored.file.name)
    else:
        with open(stored.file.path, "wb") as file:
            file.write(b"other bytes")

    with pytest.raises(DocumentDamaged):
        sign_minutes(minutes, **hashes, by=chair, at=NOON)


def test_sign_minutes_refuses_what_is_not_sent(minutes, chair):
    with pytest.raises(MoveRefused):
        sign_minutes(minutes, sha256_kk="", sha256_ru="", by=chair, at=NOON)


# Refusing, withdrawing, revising -----------------------------------------------------------------
def test_refuse_signature_voids_what_others_signed_and_keeps_the_reason(
    minutes, hashes, chair, secretary
):
    sign_minutes(minutes, **hashes, by=secretary, at=NOON)

    refusal = refuse_signature(minutes, reason="2-тармақ дәл емес", by=chair, at=NOON)

    assert (refusal.state, refusal.reason) == (Signature.State.REFUSED, "2-тармақ дәл емес")
    assert states(minutes) == ["refused", "void"]
    assert minutes.signatures.get(state="void").sha256_kk == hashes["sha256_kk"]
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.REFUSED
    assert not Decision.objects.exclude(sealed_at=None).exists()


def test_refuse_signature_refuses_without_a_reason(minutes, hashes, chair):
    with pytest.raises(ReasonNeeded):
        refuse_signature(minutes, reason=" ", by=chair, at=NOON)


def test_refuse_signature_refuses_who_was_not_asked(minutes, hashes, member):
    with pytest.raises(NotASigner):
        refuse_signature(minutes, reason="Келіспеймін", by=member, at=NOON)


def test_refuse_signature_refuses_after_signing(minutes, hashes, chair):
    sign_minutes(minutes, **hashes, by=chair, at=NOON)

    with pytest.raises(MoveRefused):
        refuse_signature(minutes, reason="Ойландым", by=chair, at=NOON)


def test_withdraw_minutes_voids_the_round(minutes, hashes, chair, secretary):
    sign_minutes(minutes, **hashes, by=chair, at=NOON)

    minutes = withdraw_minutes(minutes, reason="Техникалық қате", by=secretary, at=NOON)

    assert minutes.state == Minutes.State.CANCELLED
    assert states(minutes) == ["void", "void"]
    assert JournalEntry.objects.get(event="minutes_withdrawn").facts["reason"] == "Техникалық қате"


def test_withdraw_minutes_refuses_without_a_reason(minutes, hashes, secretary):
    with pytest.raises(ReasonNeeded):
        withdraw_minutes(minutes, reason="", by=secretary, at=NOON)


def test_withdraw_minutes_refuses_what_all_have_signed(minutes, secretary):
    steps.signed_by_all(minutes, secretary)

    with pytest.raises(MoveRefused):
        withdraw_minutes(minutes, reason="Кеш", by=secretary, at=NOON)


def test_revise_minutes_makes_the_next_version_and_keeps_the_round_before(
    minutes, hashes, chair, secretary
):
    refuse_signature(minutes, reason="Дәл емес", by=chair, at=NOON)

    minutes = revise_minutes(minutes, by=secretary, at=NOON)

    assert (minutes.state, minutes.version) == (Minutes.State.DRAFT, 2)
    assert (minutes.prepared_at, minutes.sent_at) == (None, None)
    assert minutes.files.filter(version=1).count() == 4
    assert OutboxMessage.objects.filter(key=f"minutes:{minutes.uid}:v2").exists()
    steps.sent(minutes, secretary)
    assert states(minutes) == ["refused", "void", "waiting", "waiting"]


def test_revise_minutes_takes_prepared_ones_back(minutes, secretary):
    prepare_minutes(minutes, by=secretary, at=NOON)

    minutes = revise_minutes(minutes, by=secretary, at=NOON)

    assert (minutes.state, minutes.version) == (Minutes.State.DRAFT, 2)


def test_revise_minutes_refuses_what_is_out_for_signature(minutes, hashes, secretary):
    with pytest.raises(MoveRefused):
        revise_minutes(minutes, by=secretary, at=NOON)


def test_revise_minutes_refuses_what_is_signed(minutes, secretary):
    steps.signed_by_all(minutes, secretary)

    with pytest.raises(MoveRefused):
        revise_minutes(minutes, by=secretary, at=NOON)
