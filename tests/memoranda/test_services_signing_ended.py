"""Signing refused or withdrawn: signatures void and kept, the text negotiated again."""

import pytest

from agglo_portal.core.models import JournalEntry
from agglo_portal.core.rules import MoveRefused
from councils.services.agenda import ReasonNeeded
from memoranda.models import (
    ApprovalSheet,
    PartySignature,
    SigningSheet,
)
from memoranda.reports.attempts import last_signing
from memoranda.reports.gates_signing import missing_to_open_approval
from memoranda.services.approval import open_approval
from memoranda.services.signing import (
    NotASignatory,
    NothingToSign,
    prepare_signing,
    refuse_signing,
    send_for_signing,
    withdraw_signing,
)
from tests.factories.core import NOON
from tests.factories.memoranda import send

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


# Refusing and withdrawing ------------------------------------------------------------------------
def test_refuse_signing_voids_what_others_signed_and_leads_back(scene, hashes):
    steps.sign(scene, 0, hashes)

    refuse_signing(scene.memorandum, reason="3.2-тармақ", by=scene.people[1].head, at=NOON)

    assert states(scene) == ["void", "refused"]
    sheet = last_signing(scene.memorandum)
    assert (sheet.state, sheet.reason, sheet.closed_at) == ("refused", "3.2-тармақ", NOON)
    assert state_of(scene) == "negotiation"
    assert set(ApprovalSheet.objects.values_list("state", flat=True)) == {"void"}
    entry = JournalEntry.objects.get(event="signing_refused")
    assert entry.facts["reason"] == "3.2-тармақ"
    missing = missing_to_open_approval(scene.memorandum)
    assert missing == ["Version 1 came back from approval or signing: send a new version."]


def test_after_a_refusal_a_new_version_is_signed_and_the_first_attempt_stays(scene, hashes):
    refuse_signing(scene.memorandum, reason="Себеп", by=scene.people[1].head, at=NOON)
    scene.memorandum.refresh_from_db()
    scene.version = send(scene.memorandum, by=scene.secretary)
    open_approval(scene.memorandum, by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    for number in (0, 1):
        steps.agree(steps.add(scene, number))
    prepare_signing(scene.memorandum, by=scene.secretary, at=NOON)
    hashes = steps.freeze(scene)
    send_for_signing(scene.memorandum, by=scene.secretary, at=NOON)
    for number in (0, 1):
        steps.sign(scene, number, hashes)

    assert state_of(scene) == "signed"
    sheets = SigningSheet.objects.order_by("pk").values_list("state", "version__number")
    assert list(sheets) == [("refused", 1), ("complete", 2)]


def test_refuse_signing_refuses_without_a_reason_and_after_signing(scene, hashes):
    head = scene.people[0].head
    with pytest.raises(ReasonNeeded):
        refuse_signing(scene.memorandum, reason=" ", by=head, at=NOON)

    steps.sign(scene, 0, hashes)
    with pytest.raises(MoveRefused):
        refuse_signing(scene.memorandum, reason="Ойландым", by=head, at=NOON)


def test_refuse_signing_refuses_who_is_not_a_signatory(scene):
    with pytest.raises(NotASignatory):
        refuse_signing(scene.memorandum, reason="Жоқ", by=scene.people[0].staff, at=NOON)


def test_withdraw_signing_voids_the_attempt(scene, hashes):
    steps.sign(scene, 0, hashes)

    sheet = withdraw_signing(scene.memorandum, reason="Қате", by=scene.secretary, at=NOON)

    assert (sheet.state, states(scene)) == ("cancelled", ["void", "void"])
    assert state_of(scene) == "negotiation"
    assert PartySignature.objects.get(position=1).sha256_kk == hashes["sha256_kk"]


def test_withdraw_signing_takes_a_prepared_text_back():
    scene = steps.prepared()

    withdraw_signing(scene.memorandum, reason="Қате", by=scene.secretary, at=NOON)

    assert state_of(scene) == "negotiation"


def test_withdraw_signing_refuses_what_all_have_signed(scene, hashes):
    for number in (0, 1):
        steps.sign(scene, number, hashes)

    with pytest.raises(NothingToSign):
        withdraw_signing(scene.memorandum, reason="Кеш", by=scene.secretary, at=NOON)


def test_withdraw_signing_refuses_without_a_reason(scene):
    with pytest.raises(ReasonNeeded):
        withdraw_signing(scene.memorandum, reason="", by=scene.secretary, at=NOON)
