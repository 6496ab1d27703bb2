"""The page of signing: the frozen bytes and their hashes, who signs, and the password once more."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from agglo_portal.core.models import OutboxMessage
from councils.services.minutes import StaleBytes
from memoranda.models import Memorandum, PartySignature
from memoranda.reports.attempts import last_signing
from memoranda.services.approval import open_approval
from memoranda.services.signing import prepare_signing, withdraw_signing
from tests.councils.visits import said, words
from tests.factories.core import NOON, PASSWORD, UserFactory
from tests.factories.memoranda import send
from tests.sessions import enter

from . import signing_steps as steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return steps.sent()[0]


@pytest.fixture
def hashes(scene):
    return steps.hashes_of(scene)


def at(name, *args):
    with override("en"):
        return reverse(f"memoranda:{name}", args=args)


def page_of(client, user, scene):
    client.force_login(user)
    return client.get(at("signing_detail", scene.memorandum.uid))


def post(client, user, name, scene, follow=True, **data):
    enter(client, user)
    return client.post(at(name, scene.memorandum.uid), data, follow=follow)


def state_of(scene):
    scene.memorandum.refresh_from_db()
    return scene.memorandum.state


# Who sees what -----------------------------------------------------------------------------------
def test_a_stranger_finds_nothing(client, scene):
    assert page_of(client, UserFactory(), scene).status_code == 404


def test_every_party_sees_the_same_bytes_and_their_hashes(client, scene, hashes):
    for user in (scene.people[0].staff, scene.people[1].head, scene.secretary):
        response = page_of(client, user, scene)

        page = response.content.decode()
        assert all(sha256 in page for sha256 in hashes.values())
        sheet = last_signing(scene.memorandum)
        assert f'src="{at("frozen_download", sheet.uid, "kk")}' in page
        assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_only_the_signatory_is_offered_to_sign(client, scene):
    assert "Sign both documents" in words(page_of(client, scene.people[0].head, scene))
    for other in (scene.people[0].coordinator, scene.secretary):
        assert "Sign both documents" not in words(page_of(client, other, scene))


def test_a_frozen_file_is_given_to_who_negotiates_alone(client, scene, hashes):
    address = at("frozen_download", last_signing(scene.memorandum).uid, "ru")

    client.force_login(scene.people[1].staff)
    given = client.get(address)
    client.force_login(UserFactory())
    refused = client.get(address)

    assert b"".join(given.streaming_content) == f"%PDF-1.7 ru {scene.memorandum.uid}".encode()
    assert refused.status_code == 404
    client.logout()
    assert client.get(address).status_code == 404


def test_no_cache_keeps_the_files_of_an_attempt_that_failed(client, scene):
    sheet = last_signing(scene.memorandum)
    withdraw_signing(scene.memorandum, reason="Қате", by=scene.secretary, at=NOON)
    facts = {"number": 1, "year": 2026, "registered_at": NOON, "signed_at": NOON}
    Memorandum.objects.update(**facts, state="registered")

    client.force_login(scene.people[0].staff)
    given = client.get(at("frozen_download", sheet.uid, "kk"))

    assert given["Cache-Control"] == "private, no-cache"


def test_the_signed_file_of_a_registered_memorandum_is_public(client, scene, hashes):
    for number in (0, 1):
        steps.sign(scene, number, hashes)
    facts = {"number": 1, "year": 2026, "registered_at": NOON, "state": "registered"}
    Memorandum.objects.update(**facts)

    given = client.get(at("frozen_download", last_signing(scene.memorandum).uid, "kk"))

    assert given.status_code == 200
    assert given["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_a_language_that_is_not_frozen_is_not_found(client, scene):
    client.force_login(scene.secretary)

    address = at("frozen_download", last_signing(scene.memorandum).uid, "en")

    assert client.get(address).status_code == 404


# The way to the signatories ----------------------------------------------------------------------
def test_the_secretariat_freezes_and_sends_by_the_buttons(client):
    scene = steps.approved()

    post(client, scene.secretary, "signing_prepare", scene)
    waiting = page_of(client, scene.secretary, scene)
    steps.freeze(scene)
    ready = page_of(client, scene.secretary, scene)
    post(client, scene.secretary, "signing_send", scene)

    assert "The documents are being made" in words(waiting)
    assert "Send for signature" in words(ready)
    assert state_of(scene) == "signing"


def test_nobody_else_freezes_sends_or_withdraws(client, scene):
    for name in ("signing_prepare", "signing_send", "signing_withdraw", "signing_freeze"):
        answer = post(client, scene.people[0].head, name, scene, reason="Себеп")
        assert answer.status_code == 403


def test_failed_documents_are_ordered_again_by_the_button(client):
    scene = steps.prepared()
    OutboxMessage.objects.filter(kind="freeze_memorandum").update(state="failed", error="Қате")

    page = page_of(client, scene.secretary, scene)
    post(client, scene.secretary, "signing_freeze", scene)

    assert "Try again" in words(page)
    assert OutboxMessage.objects.get(kind="freeze_memorandum").state == "waiting"


def test_before_the_attempt_the_page_leads_to_the_approval(client):
    scene = steps.under_approval()

    assert "The text is not frozen yet" in words(page_of(client, scene.people[0].head, scene))


# Signing -----------------------------------------------------------------------------------------
def test_the_password_is_asked_again_before_signing_and_then_it_goes_on(client, scene, hashes):
    client.force_login(scene.people[0].head)

    asked = client.post(at("memorandum_sign", scene.memorandum.uid), hashes)
    client.post(asked["Location"], {"password": PASSWORD})

    assert "/reauthenticate/" in asked["Location"]
    signature = PartySignature.objects.get(state="signed")
    assert (signature.sha256_kk, signature.party) == (hashes["sha256_kk"], scene.parties[0])


def test_both_parties_sign_on_the_page(client, scene, hashes):
    for people in scene.people:
        post(client, people.head, "memorandum_sign", scene, **hashes)

    page = page_of(client, scene.people[0].staff, scene)

    assert state_of(scene) == "signed"
    assert "All parties have signed these documents" in words(page)


@pytest.mark.parametrize("other", ["0" * 64, "", "not a hash"])
def test_other_bytes_than_the_stored_are_not_signed(client, scene, hashes, other):
    data = hashes | {"sha256_ru": other}

    answer = post(client, scene.people[0].head, "memorandum_sign", scene, **data)

    assert said(StaleBytes()) in words(answer)
    assert not PartySignature.objects.filter(state="signed").exists()


def test_signing_twice_is_one_signature_and_says_so(client, scene, hashes):
    for _click in range(2):
        answer = post(client, scene.people[0].head, "memorandum_sign", scene, **hashes)

    assert "This cannot be done now" in words(answer)
    assert PartySignature.objects.filter(state="signed").count() == 1


def test_who_is_not_a_signatory_cannot_sign_or_refuse(client, scene, hashes):
    for name in ("memorandum_sign", "signing_refuse"):
        answer = post(client, scene.people[0].staff, name, scene, reason="Себеп", **hashes)
        assert answer.status_code == 403


def test_the_address_of_the_signature_leads_to_the_page(client, scene):
    enter(client, scene.people[0].head)

    answer = client.get(at("memorandum_sign", scene.memorandum.uid))

    assert answer["Location"] == at("signing_detail", scene.memorandum.uid)


def test_the_second_party_waits_for_its_turn(client):
    scene, _hashes = steps.sent(signs_in_order=True)

    page = page_of(client, scene.people[1].head, scene)

    assert "has not signed yet" in words(page)
    assert "Sign both documents" not in words(page)


# Refusing ----------------------------------------------------------------------------------------
def test_a_refusal_is_shown_with_its_reason_and_the_void_signatures(client, scene, hashes):
    steps.sign(scene, 0, hashes)

    without = post(client, scene.people[1].head, "signing_refuse", scene, reason=" ")
    post(client, scene.people[1].head, "signing_refuse", scene, reason="3.2-тармақ дәл емес")
    page = page_of(client, scene.people[0].staff, scene)

    assert "Give the reason." in words(without)
    assert state_of(scene) == "negotiation"
    assert "3.2-тармақ дәл емес" in words(page)
    assert "Void" in words(page)
    assert "nothing of it is in force" in words(page)


def test_a_withdrawn_attempt_stays_on_the_page_of_the_next(client, scene, hashes):
    withdraw_signing(scene.memorandum, reason="Қате табылды", by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    send(scene.memorandum, by=scene.secretary)
    open_approval(scene.memorandum, by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    for number in (0, 1):
        steps.agree(steps.add(scene, number))
    prepare_signing(scene.memorandum, by=scene.secretary, at=NOON)

    page = page_of(client, scene.people[0].staff, scene)

    assert "Attempts before" in words(page)
    assert "Қате табылды" in words(page)


def test_withdrawing_without_a_reason_is_refused(client, scene):
    answer = post(client, scene.secretary, "signing_withdraw", scene, reason="")

    assert "Give the reason." in words(answer)
    assert state_of(scene) == "signing"
