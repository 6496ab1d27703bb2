import pytest
from django.utils import translation

from councils.models import Seat
from councils.requisites import missing_to_prepare, requisites_of, signers_of
from tests.factories.councils import ParticipantFactory, SeatFactory

from . import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(open_meeting, secretary):
    for item in open_meeting.items.order_by("position"):
        steps.adopt(item.decision, secretary)
    return steps.close(open_meeting, secretary)


def test_the_requisites_are_nine_in_their_official_order(minutes):
    requisites = requisites_of(minutes)

    assert [one.key for one in requisites] == [
        "organisation",
        "document_type",
        "date",
        "number",
        "place",
        "approval",
        "heading",
        "text",
        "signatures",
    ]
    assert all(one.is_there and one.value for one in requisites)
    assert missing_to_prepare(minutes) == []


def test_the_requisites_show_values_of_the_language_of_the_page(minutes):
    with translation.override("ru"):
        russian = {one.key: one.value for one in requisites_of(minutes)}
    with translation.override("kk"):
        kazakh = {one.key: one.value for one in requisites_of(minutes)}

    assert (russian["date"], kazakh["date"]) == ("12 марта 2026 года", "2026 жылғы 12 наурыз")
    assert (russian["place"], kazakh["place"]) == ("город Алматы", "Алматы қаласы")
    assert (russian["number"], russian["organisation"]) == (
        "№ 3",
        minutes.meeting.body.name_ru,
    )


def test_an_approval_stamp_is_named_as_not_required(minutes):
    with translation.override("en"):
        approval = next(one for one in requisites_of(minutes) if one.key == "approval")

    assert approval.value == "not required"


# Who signs ---------------------------------------------------------------------------------------
def signers(meeting):
    return [str(signer.official.user or signer.pk) for signer in signers_of(meeting)]


def test_the_chair_and_the_secretary_sign(open_meeting):
    assert signers(open_meeting) == ["Төраға", "Хатшы"]


def test_who_presided_signs_instead_of_the_chair(open_meeting, member):
    open_meeting.participants.update(is_presiding=False)
    open_meeting.participants.filter(official__user=member).update(is_presiding=True)

    assert signers(open_meeting) == ["Мүше", "Хатшы"]


def test_a_chair_who_never_came_does_not_sign_for_another(open_meeting, chair):
    absent = open_meeting.participants.get(official__user=chair)
    absent.events.all().delete()
    open_meeting.participants.filter(pk=absent.pk).update(is_present=False, is_presiding=False)
    deputy = steps.present_voters(open_meeting)[1]
    open_meeting.participants.filter(pk=deputy.pk).update(is_presiding=True)

    assert signers_of(open_meeting)[0] == deputy


def test_staff_who_came_sign_for_an_absent_secretary(open_meeting, body, secretary):
    absent = open_meeting.participants.get(official__user=secretary)
    absent.events.all().delete()
    open_meeting.participants.filter(pk=absent.pk).update(is_present=False)
    assert signers_of(open_meeting)[1] == absent

    staff = ParticipantFactory(
        meeting=open_meeting,
        seat=SeatFactory(body=body, role=Seat.Role.SECRETARIAT),
        is_present=True,
    )

    assert signers_of(open_meeting)[1] == staff


@pytest.mark.slow
def test_the_signers_are_found_by_a_constant_number_of_queries(
    open_meeting, django_assert_num_queries
):
    with django_assert_num_queries(2):
        signers_of(open_meeting)
