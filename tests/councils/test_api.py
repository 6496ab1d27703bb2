"""The REST door: what is published for all, the rest by right; refusals with stable codes."""

import pytest

from agglo_portal.core.models import ApiToken
from councils.models import Meeting
from tests.factories.core import NOON
from tests.factories.councils import make_meeting

from .register import published_meeting, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(body):
    return published_meeting(body).items.get().decision


def test_anyone_reads_a_published_decision_with_both_texts_points_and_executor(client, decision):
    answer = client.get(f"/api/v1/decisions/{decision.uid}/").json()

    assert answer["label"] == f"№ 1/{decision.year}"
    assert set(answer["title"]) == {"kk", "ru"}
    assert answer["points"][0]["number"] == "1.1"
    assert answer["points"][0]["executor"]["name"]["kk"]
    assert answer["force"] == "advisory"


def test_a_decision_that_is_not_published_is_not_in_the_list_nor_at_its_address(client, body):
    closed = make_meeting(body, state="closed", present=5)
    hidden = register(closed.items.get().decision, is_public=False)

    assert client.get("/api/v1/decisions/").json()["results"] == []
    assert client.get(f"/api/v1/decisions/{hidden.uid}/").status_code == 404


def test_a_draft_meeting_is_unknown_to_the_public_and_to_strangers(client, draft_meeting, stranger):
    address = f"/api/v1/meetings/{draft_meeting.uid}/"

    assert client.get(address).status_code == 404
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_an_item_does_not_name_the_hidden_meeting_that_it_continues(client, body, member):
    hidden = make_meeting(
        body, state="convened", is_open=False, closed_reason_kk="Себеп", closed_reason_ru="Причина"
    )
    meeting = make_meeting(body, state="convened")
    earlier = hidden.items.get()
    meeting.items.update(continues=earlier)
    address = f"/api/v1/meetings/{meeting.uid}/"

    assert client.get(address).json()["agenda"][0]["continues"] is None
    client.force_login(member)
    assert client.get(address).json()["agenda"][0]["continues"] == str(earlier.uid)


def test_the_agenda_comes_in_its_order(client, body):
    meeting = make_meeting(body, state="convened", items=3)
    first, second, third = meeting.items.order_by("position")
    for place, item in enumerate([third, first, second], start=11):
        meeting.items.filter(pk=item.pk).update(position=place)

    agenda = client.get(f"/api/v1/meetings/{meeting.uid}/").json()["agenda"]

    assert [item["number"] for item in agenda] == [11, 12, 13]


def test_a_refusal_is_409_with_a_stable_code_and_what_is_missing(client, body, secretary):
    meeting = make_meeting(body, items=0)
    client.force_login(secretary)

    answer = client.post(f"/api/v1/meetings/{meeting.uid}/convene/")

    assert answer.status_code == 409
    assert answer.json()["code"] == "still_missing"
    assert answer.json()["missing"]
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.DRAFT


def test_a_member_has_no_right_to_convene(client, convened_meeting, member):
    client.force_login(member)

    answer = client.post(f"/api/v1/meetings/{convened_meeting.uid}/convene/")

    assert answer.status_code == 403


def test_a_person_unknown_to_the_portal_is_asked_who_he_is(client, convened_meeting):
    answer = client.post(f"/api/v1/meetings/{convened_meeting.uid}/convene/")

    assert answer.status_code == 401


def test_a_member_answers_his_invitation(client, convened_meeting, member):
    client.force_login(member)

    answer = client.post(
        f"/api/v1/meetings/{convened_meeting.uid}/respond/",
        {"response": "coming"},
        content_type="application/json",
    )

    assert answer.status_code == 204
    assert convened_meeting.participants.get(official__user=member).response == "coming"


def test_bad_input_is_400_and_names_the_field(client, convened_meeting, member):
    client.force_login(member)

    answer = client.post(
        f"/api/v1/meetings/{convened_meeting.uid}/respond/",
        {"response": "perhaps"},
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert "response" in answer.json()


@pytest.mark.parametrize(
    "query", ["year=soon", "updated_since=yesterday", "limit=many", "after=broken", "body=unknown"]
)
def test_a_wrong_filter_is_400_and_names_the_field(client, decision, query):
    answer = client.get(f"/api/v1/decisions/?{query}")

    assert answer.status_code == 400
    assert query.split("=")[0] in answer.json()


def test_a_token_opens_what_its_owner_may_see(client, convened_meeting, member, body):
    closed_door = make_meeting(
        body, state="convened", is_open=False, closed_reason_kk="Құпия", closed_reason_ru="Тайна"
    )
    address = f"/api/v1/meetings/{closed_door.uid}/"
    _token, key = ApiToken.objects.create(member, name="тест")

    assert client.get(address).status_code == 404
    answer = client.get(address, headers={"Authorization": f"Token {key}"})

    assert answer.status_code == 200
    assert ApiToken.objects.get().last_used_at is not None
    assert key not in ApiToken.objects.get().digest


def test_an_unknown_token_is_401(client, decision):
    answer = client.get("/api/v1/decisions/", headers={"Authorization": "Token agp_unknown"})

    assert answer.status_code == 401


def test_what_did_not_change_is_304(client, decision):
    first = client.get(f"/api/v1/decisions/{decision.uid}/")

    again = client.get(
        f"/api/v1/decisions/{decision.uid}/", headers={"If-None-Match": first["ETag"]}
    )

    assert again.status_code == 304


def test_pages_follow_each_other_without_loss_when_rows_share_one_moment(client, body):
    meetings = [make_meeting(body, state="published", present=5) for _ in range(5)]
    Meeting.objects.update(updated_at=NOON)

    seen, address = [], "/api/v1/meetings/?limit=2"
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]

    assert sorted(seen) == sorted(str(meeting.uid) for meeting in meetings)


@pytest.mark.slow
def test_contacts_and_numbers_of_persons_are_never_in_the_answer(client, body, chair):
    answer = client.get(f"/api/v1/bodies/{body.uid}/").content.decode()

    assert "seats" in answer
    assert chair.email not in answer


def test_the_schema_describes_the_api_and_the_page_is_local(client):
    schema = client.get("/api/schema/")
    page = client.get("/api/docs/")

    assert schema.status_code == 200
    assert b"/api/v1/decisions/{uid}/" in schema.content
    assert page.status_code == 200
    assert b"//cdn" not in page.content
