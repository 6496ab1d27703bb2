"""Minutes on their way to the signers, and the signatures."""

import pytest

from councils.models import Minutes, Signature
from councils.services.minutes import StaleBytes
from tests.factories.core import PASSWORD
from tests.sessions import enter

from . import steps
from .visits import at, get, happened, post, said, worded_minutes, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(closed_meeting):
    return worded_minutes(closed_meeting)


@pytest.fixture
def meeting(minutes):
    return minutes.meeting


def sign(client, meeting, hashes, follow=True):
    return post(client, "minutes_sign", meeting.uid, data=hashes, follow=follow)


# The way to the signers --------------------------------------------------------------------------
def test_the_nine_requisites_are_a_list_and_what_lacks_refuses(client, secretary, minutes, meeting):
    minutes.sections.update(heard_ru="")
    enter(client, secretary)

    page = get(client, "minutes_detail", meeting.uid)
    response = post(client, "minutes_prepare", meeting.uid)

    minutes.refresh_from_db()
    assert len(page.context["requisites"]) == 9
    assert "Prepare for signature" not in words(page)
    assert "Not in both languages: the text on item 1." in words(response)
    assert minutes.state == Minutes.State.DRAFT


def test_minutes_are_not_sent_before_their_documents_are_ready(client, secretary, minutes, meeting):
    enter(client, secretary)
    post(client, "minutes_prepare", meeting.uid)

    page = get(client, "minutes_detail", meeting.uid)
    post(client, "minutes_send", meeting.uid)

    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.PREPARED
    assert len(page.context["missing_to_send"]) == 4


@pytest.mark.slow
def test_minutes_go_their_whole_way_by_the_buttons(client, secretary, chair, minutes, meeting):
    enter(client, secretary)
    looks = []

    def look():
        stages = get(client, "minutes_detail", meeting.uid).context["stages"]
        looks.append([stage.look for stage in stages].index("now"))

    look()
    post(client, "minutes_prepare", meeting.uid)
    minutes.refresh_from_db()
    hashes = steps.store_documents(minutes)
    look()
    post(client, "minutes_send", meeting.uid)
    look()
    sign(client, meeting, hashes)
    enter(client, chair)
    sign(client, meeting, hashes)
    look()
    enter(client, secretary)
    post(client, "meeting_publish", meeting.uid)

    minutes.refresh_from_db()
    meeting.refresh_from_db()
    assert looks == [0, 1, 2, 4]
    assert (minutes.state, meeting.state) == ("complete", "published")


# Signing -----------------------------------------------------------------------------------------
@pytest.fixture
def hashes(minutes, secretary):
    """The minutes are out for signature; the hashes that the signers see."""
    return steps.sent(minutes, secretary)


def test_the_signer_sees_the_documents_and_their_hashes(client, chair, minutes, meeting, hashes):
    client.force_login(chair)

    response = get(client, "minutes_sign", meeting.uid)

    page = response.content.decode()
    for file in minutes.files.filter(format="pdf"):
        assert f'src="{at("minutes_file", file.pk)}' in page
    assert all(sha256 in page for sha256 in hashes.values())
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_the_password_is_asked_again_before_signing_and_then_it_goes_on(
    client, chair, minutes, meeting, hashes
):
    client.force_login(chair)

    asked = sign(client, meeting, hashes, follow=False)
    client.post(asked["Location"], {"password": PASSWORD})

    assert "/reauthenticate/" in asked["Location"]
    assert minutes.signatures.get(state=Signature.State.SIGNED).sha256_kk == hashes["sha256_kk"]


@pytest.mark.parametrize("other", ["0" * 64, "", "not a hash"])
def test_other_bytes_than_the_stored_are_not_signed(client, chair, minutes, meeting, hashes, other):
    enter(client, chair)

    response = sign(client, meeting, hashes | {"sha256_ru": other})

    assert said(StaleBytes()) in words(response)
    assert not minutes.signatures.filter(state=Signature.State.SIGNED).exists()


def test_signing_twice_is_one_signature_and_says_so(client, chair, minutes, meeting, hashes):
    enter(client, chair)

    for _click in range(2):
        response = sign(client, meeting, hashes)

    assert response.status_code == 200
    assert "This cannot be done now" in words(response)
    assert happened("minutes_signed") == 1


def test_who_signed_already_is_led_back_from_the_signing_page(
    client, chair, minutes, meeting, hashes
):
    enter(client, chair)
    sign(client, meeting, hashes)

    response = get(client, "minutes_sign", meeting.uid)

    assert response.status_code == 302


def test_a_member_who_was_not_asked_cannot_see_the_signing_page(client, member, meeting, hashes):
    enter(client, member)

    assert get(client, "minutes_sign", meeting.uid).status_code == 403


def test_a_refusal_needs_its_reason_and_is_shown(
    client, chair, secretary, minutes, meeting, hashes
):
    enter(client, chair)

    without = post(client, "minutes_refuse", meeting.uid, data={"reason": " "})
    post(client, "minutes_refuse", meeting.uid, data={"reason": "Сан қате"})
    enter(client, secretary)
    page = get(client, "minutes_detail", meeting.uid)

    assert "Give the reason." in words(without)
    assert "Сан қате" in words(page)
    assert [stage.look for stage in page.context["stages"]][2] == "bad"


def test_withdrawn_minutes_are_worded_anew_and_keep_their_rounds(
    client, chair, secretary, minutes, meeting, hashes
):
    enter(client, chair)
    sign(client, meeting, hashes)
    enter(client, secretary)

    post(client, "minutes_withdraw", meeting.uid, data={"reason": "Қате табылды"})
    post(client, "minutes_revise", meeting.uid)
    page = get(client, "minutes_detail", meeting.uid)

    minutes.refresh_from_db()
    assert (minutes.state, minutes.version) == (Minutes.State.DRAFT, 2)
    assert [one.state for one in page.context["rounds"]] == ["void", "void"]


def test_withdrawing_without_a_reason_is_refused(client, secretary, minutes, meeting, hashes):
    enter(client, secretary)

    post(client, "minutes_withdraw", meeting.uid, data={"reason": ""})

    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.SENT
