"""The page of approval: one's own sheet in full, of the others only how far they are."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from memoranda.models import ApprovalStep, Memorandum
from memoranda.services.approval import open_approval, return_to_negotiation
from tests.councils.visits import words
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.memoranda import make_memorandum, send

from . import signing_steps as steps

pytestmark = pytest.mark.django_db
REMARK = "Жолақының көзі көрсетілмеген"


@pytest.fixture
def scene():
    return steps.under_approval()


def at(name, record):
    with override("en"):
        return reverse(f"memoranda:{name}", args=[record.uid])


def page_of(client, user, scene):
    client.force_login(user)
    return client.get(at("approval_detail", scene.memorandum))


def post(client, user, name, record, **data):
    client.force_login(user)
    return client.post(at(name, record), data, follow=True)


def typed(scene, number=0, **fields):
    """What the coordinator types into the form of a department."""
    prefix = f"step-{steps.sheet_of(scene, number).pk}"
    values = {
        "department_kk": "Заң бөлімі",
        "department_ru": "Юридический отдел",
        "official": scene.people[number].staff.official.pk,
        "stage": 1,
        "substitute": "",
        "absent_till": "",
        **fields,
    }
    return {f"{prefix}-{name}": value for name, value in values.items()}


# Who sees what -----------------------------------------------------------------------------------
def test_a_stranger_finds_nothing(client, scene):
    assert page_of(client, UserFactory(), scene).status_code == 404


def test_the_own_party_reads_its_sheet_in_full(client, scene):
    steps.agree(steps.add(scene), ApprovalStep.State.AGREED_WITH_REMARKS, remark=REMARK)

    page = page_of(client, scene.people[0].staff, scene)

    assert REMARK in words(page)
    assert "Управление экономики" in words(page) or "Экономика басқармасы" in words(page)


@pytest.mark.parametrize("who", ["secretary", "other_party", "administrator"])
def test_others_learn_only_how_far_a_party_is(client, scene, who):
    steps.agree(steps.add(scene), ApprovalStep.State.AGREED_WITH_REMARKS, remark=REMARK)
    users = {
        "secretary": scene.secretary,
        "other_party": scene.people[1].coordinator,
        "administrator": UserFactory(is_superuser=True, is_staff=True),
    }

    page = page_of(client, users[who], scene)

    text = words(page)
    assert "1 of 1 department agreed" in text
    assert REMARK not in text
    assert "Экономика басқармасы" not in text
    assert "Управление экономики" not in text


def test_acts_of_another_party_are_not_found(client, scene):
    step = steps.add(scene)
    other = scene.people[1].coordinator

    for name in ("step_remove", "step_decide", "step_reopen"):
        assert post(client, other, name, step, outcome="agreed").status_code == 404
    sheet = steps.sheet_of(scene)
    assert post(client, other, "step_create", sheet, **typed(scene)).status_code == 404


def test_a_colleague_who_is_not_asked_cannot_decide(client, scene):
    step = steps.add(scene)

    answer = post(client, scene.people[0].head, "step_decide", step, outcome="agreed")

    assert answer.status_code == 403
    step.refresh_from_db()
    assert step.state == "waiting"


def test_staff_cannot_put_departments_on_the_sheet(client, scene):
    sheet = steps.sheet_of(scene)

    answer = post(client, scene.people[0].staff, "step_create", sheet, **typed(scene))

    assert answer.status_code == 403


# Into approval -----------------------------------------------------------------------------------
def test_the_secretariat_begins_approval_by_the_button(client):
    scene = steps.negotiated()

    page = page_of(client, scene.secretary, scene)
    post(client, scene.secretary, "approval_open", scene.memorandum)

    scene.memorandum.refresh_from_db()
    assert "Begin approval" in words(page)
    assert scene.memorandum.state == Memorandum.State.APPROVAL


def test_what_stands_in_the_way_is_listed_and_refuses(client):
    scene = make_memorandum(parties=2, clauses=2, state="negotiation")

    page = page_of(client, scene.secretary, scene)
    answer = post(client, scene.secretary, "approval_open", scene.memorandum)

    assert f"{scene.parties[0]} has not agreed to" in words(page)
    assert "Begin approval" not in words(page)
    assert "This cannot be done yet" in words(answer)


def test_a_party_cannot_begin_approval(client):
    scene = steps.negotiated()

    answer = post(client, scene.people[0].head, "approval_open", scene.memorandum)

    assert answer.status_code == 403


# The sheet ---------------------------------------------------------------------------------------
def test_an_empty_sheet_says_what_to_do_and_takes_a_department(client, scene):
    coordinator = scene.people[0].coordinator

    empty = page_of(client, coordinator, scene)
    post(client, coordinator, "step_create", steps.sheet_of(scene), **typed(scene))

    assert "No department is on the sheet yet" in words(empty)
    step = ApprovalStep.objects.get()
    assert (step.department_ru, step.stage) == ("Юридический отдел", 1)


def test_a_wrong_department_comes_back_with_what_was_typed(client, scene):
    data = typed(scene, department_ru="", absent_till=timezone.localdate().isoformat())

    answer = post(client, scene.people[0].coordinator, "step_create", steps.sheet_of(scene), **data)

    assert answer.status_code == 422
    assert "Заң бөлімі" in answer.content.decode()
    assert "Name who decides while the person is absent" in words(answer)
    assert not ApprovalStep.objects.exists()


def test_only_people_of_the_party_can_be_asked(client, scene):
    data = typed(scene, official=scene.people[1].staff.official.pk)

    post(client, scene.people[0].coordinator, "step_create", steps.sheet_of(scene), **data)

    assert not ApprovalStep.objects.exists()


def test_the_address_of_a_wrong_department_leads_back(client, scene):
    client.force_login(scene.people[0].coordinator)

    answer = client.get(at("step_create", steps.sheet_of(scene)))

    assert answer["Location"] == at("approval_detail", scene.memorandum)


def test_the_named_person_decides_on_the_page(client, scene):
    step = steps.add(scene)
    staff = scene.people[0].staff

    page = page_of(client, staff, scene)
    post(client, staff, "step_decide", step, outcome="agreed", remark="")

    step.refresh_from_db()
    assert "Your decision for" in words(page)
    assert (step.state, steps.sheet_of(scene).state) == ("agreed", "approved")


def test_a_return_without_words_is_refused_in_words(client, scene):
    step = steps.add(scene)

    answer = post(client, scene.people[0].staff, "step_decide", step, outcome="returned")

    assert "Say what your remarks are" in words(answer)


def test_the_substitute_is_offered_the_decision_while_the_person_is_away(client, scene):
    head = scene.people[0].head
    till = timezone.localdate() + DAY
    steps.add(scene, substitute=head.official, absent_till=till)

    assert "Your decision for" in words(page_of(client, head, scene))


def test_a_returned_step_is_asked_once_more(client, scene):
    step = steps.agree(steps.add(scene), ApprovalStep.State.RETURNED, remark=REMARK)
    coordinator = scene.people[0].coordinator

    page = page_of(client, coordinator, scene)
    post(client, coordinator, "step_reopen", step)

    assert "Ask once more" in words(page)
    assert REMARK in words(page_of(client, scene.people[0].staff, scene))


def test_a_step_is_taken_off_by_the_button(client, scene):
    step = steps.add(scene)

    post(client, scene.people[0].coordinator, "step_remove", step)

    assert not ApprovalStep.objects.exists()


# Back --------------------------------------------------------------------------------------------
def test_returned_to_negotiation_the_sheet_is_void_and_stays_readable(client, scene):
    steps.agree(steps.add(scene), ApprovalStep.State.AGREED_WITH_REMARKS, remark=REMARK)

    post(client, scene.secretary, "negotiation_return", scene.memorandum, reason="Түзету")
    page = page_of(client, scene.people[0].staff, scene)

    scene.memorandum.refresh_from_db()
    assert scene.memorandum.state == Memorandum.State.NEGOTIATION
    assert "this sheet is void" in words(page)
    assert REMARK in words(page)


def test_sheets_of_earlier_versions_stay_on_the_page(client, scene):
    steps.agree(steps.add(scene), ApprovalStep.State.AGREED_WITH_REMARKS, remark=REMARK)
    return_to_negotiation(scene.memorandum, reason="Түзету", by=scene.secretary, at=NOON)
    scene.memorandum.refresh_from_db()
    send(scene.memorandum, by=scene.secretary)
    open_approval(scene.memorandum, by=scene.secretary, at=NOON)

    page = page_of(client, scene.people[0].staff, scene)

    assert "Sheets of earlier versions" in words(page)
    assert REMARK in words(page)
