"""The guided start, and what is said about a text besides its clauses."""

import pytest

from councils.models import Seat
from memoranda.models import Memorandum
from tests.councils.visits import happened, words
from tests.factories.core import DAY, NOON
from tests.factories.councils import AkimatFactory, BodyFactory, OrganisationFactory, seat_of
from tests.factories.memoranda import MemorandumFactory, make_memorandum, people_of

from .drafting_steps import at, get, post

pytestmark = pytest.mark.django_db
TITLE = {
    "title_kk": "Көлік туралы меморандум",
    "title_ru": "Меморандум о транспорте",
    "place_kk": "Алматы қаласы",
    "place_ru": "город Алматы",
    "starts": "last_signature",
    "relation": "original",
}


@pytest.fixture
def parties():
    made = [AkimatFactory(name_ru="Акимат города Талгара"), AkimatFactory()]
    for one in made:
        people_of(one)
    return made


@pytest.fixture
def drafting(client, secretary, body):
    client.force_login(secretary)
    return client


def step(client, name, *, button="next", source="skeleton:memorandum", query="", **data):
    """One step of the form, with all that the hidden fields carry."""
    data = {"step": name, "button": button, "source": source, **data}
    return client.post(at("memorandum_create", query=query), data)


def pks(parties):
    return [one.pk for one in parties]


# Who may come ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["memorandum_create", "template_list", "template_create"])
def test_only_a_secretariat_drafts(client, member, stranger, name):
    for person in (member, stranger):
        client.force_login(person)
        assert get(client, name).status_code == 403


@pytest.mark.parametrize(
    "name", ["memorandum_change", "memorandum_cancel", "memorandum_as_template"]
)
def test_a_draft_is_described_and_withdrawn_by_its_secretariat_alone(client, secretary, body, name):
    scene = make_memorandum()
    client.force_login(secretary)
    assert get(client, name, scene.memorandum).status_code == 404

    sent = make_memorandum(state="negotiation")
    client.force_login(sent.people[0].head)
    assert get(client, name, sent.memorandum).status_code == 403


# The four steps ----------------------------------------------------------------------------------
def test_four_steps_make_a_draft_with_its_parties_and_words(drafting, body, parties):
    titled = step(drafting, "source")
    assert titled.context["step"] == "title"
    assert titled.context["form"]["title_kk"].value()

    assert step(drafting, "title", **TITLE).context["step"] == "parties"

    valued = step(drafting, "parties", **TITLE, party=pks(parties))
    assert valued.context["step"] == "values"
    proposed = {name: field.initial for name, field in valued.context["form"].fields.items()}
    assert "Талгара" in proposed["value-parties-ru"]

    proposed["value-parties-ru"] = "Два акимата"
    answer = step(drafting, "values", **TITLE, party=pks(parties), **proposed)

    memorandum = Memorandum.objects.get()
    assert answer["Location"] == f"/en/memoranda/{memorandum.uid}/draft/"
    assert (memorandum.body, memorandum.title_ru) == (body, TITLE["title_ru"])
    order = memorandum.parties.in_order().values_list("organisation_id", flat=True)
    assert list(order) == pks(parties)
    assert memorandum.clauses.filter(text_ru__contains="Два акимата").exists()
    assert memorandum.clauses.filter(kind="section").count() == 11


def test_an_own_template_opens_the_second_step_with_its_title(drafting, body):
    template = MemorandumFactory(body=body, is_template=True, title_ru="Наш образец")

    response = get(drafting, "memorandum_create", query=f"?source=template:{template.uid}")

    assert response.context["step"] == "title"
    assert response.context["form"]["title_ru"].value() == "Наш образец"


def test_a_foreign_template_is_none(drafting):
    foreign = MemorandumFactory(is_template=True)

    response = get(drafting, "memorandum_create", query=f"?source=template:{foreign.uid}")

    assert response.context["guide"].source_key == "skeleton:memorandum"


def test_an_empty_agreement_begins_without_a_clause(drafting, parties):
    source = "empty:agreement"
    step(drafting, "values", source=source, **TITLE, party=pks(parties))

    memorandum = Memorandum.objects.get()
    assert (memorandum.kind, memorandum.clauses.count()) == ("agreement", 0)


def test_a_missing_title_is_named_and_the_rest_is_kept(drafting):
    response = step(drafting, "title", **{**TITLE, "title_kk": ""})

    assert response.context["step"] == "title"
    assert list(response.context["form"].errors) == ["title_kk"]
    assert TITLE["title_ru"] in response.content.decode()


def test_an_amendment_names_what_it_changes(drafting, body):
    in_force = make_memorandum(body=body, state="in_force").memorandum

    wrong = step(drafting, "title", **{**TITLE, "relation": "amendment"})
    right = step(drafting, "title", **{**TITLE, "relation": "amendment", "amends": in_force.pk})
    asked = get(
        drafting, "memorandum_create", query=f"?amends={in_force.uid}&source=empty:memorandum"
    )

    assert list(wrong.context["form"].errors) == ["amends"]
    assert right.context["step"] == "parties"
    assert asked.context["form"]["amends"].value() == in_force.pk


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up-{b}", "ba"),
        ("down-{a}", "ba"),
        ("remove-{a}", "b"),
        ("add-{c}", "abc"),
        ("up-{a}", "ab"),
    ],
)
def test_parties_are_added_and_ordered_by_buttons(drafting, parties, button, order):
    third = OrganisationFactory()
    known = dict(zip("abc", [*pks(parties), third.pk], strict=True))

    response = step(drafting, "parties", button=button.format(**known), **TITLE, party=pks(parties))

    assert [one.pk for one in response.context["guide"].chosen] == [known[one] for one in order]
    assert response.context["step"] == "parties"


def test_one_party_is_not_enough(drafting, parties):
    response = step(drafting, "parties", **TITLE, party=pks(parties)[:1])

    assert response.context["step"] == "parties"
    assert "at least two parties" in words(response)


def test_a_jump_to_the_end_is_led_to_what_is_missing(drafting, parties):
    assert step(drafting, "values").context["step"] == "title"
    assert step(drafting, "values", **TITLE).context["step"] == "parties"
    assert not Memorandum.objects.exists()


def test_going_back_keeps_what_the_person_wrote_and_proposes_the_rest_anew(drafting, parties):
    third = AkimatFactory(name_ru="Акимат города Каскелена")
    first = step(drafting, "parties", **TITLE, party=pks(parties)).context["form"]
    values = {name: field.initial for name, field in first.fields.items()}
    values["value-requisites_1-ru"] = "БИН 1"

    back = step(drafting, "values", button="to-parties", **TITLE, party=pks(parties), **values)
    kept = dict(back.context["kept"])
    again = step(
        drafting,
        "parties",
        **TITLE,
        party=[*pks(parties), third.pk],
        **{name: value for name, value in kept.items() if name.startswith("value-")},
    ).context["form"]

    assert again["value-requisites_1-ru"].value() == "БИН 1"
    assert "Каскелена" in again["value-parties-ru"].value()


def test_a_secretary_of_two_bodies_chooses_one(client, secretary, body):
    other = BodyFactory()
    seat_of(other, secretary, role=Seat.Role.SECRETARIAT)
    client.force_login(secretary)

    response = step(client, "source", body=str(other.uid))

    assert response.context["guide"].body == other


# Title, place, term ------------------------------------------------------------------------------
def change(client, memorandum, **fields):
    return post(client, "memorandum_change", memorandum, **{**TITLE, **fields})


def test_memorandum_change_saves_title_term_and_order(drafting, body):
    memorandum = make_memorandum(body=body, clauses=1).memorandum
    day = (NOON + DAY).date()

    change(drafting, memorandum, starts="named_day", starts_on=day.isoformat(), signs_in_order="on")

    memorandum.refresh_from_db()
    assert (memorandum.title_ru, memorandum.starts_on) == (TITLE["title_ru"], day)
    assert memorandum.signs_in_order
    assert happened("memorandum_changed") == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"starts": "named_day"}, "starts_on"),
        ({"starts": "named_day", "starts_on": "2027-02-01", "ends_on": "2027-01-01"}, "ends_on"),
        ({"title_kk": ""}, "title_kk"),
    ],
)
def test_memorandum_change_names_the_field_that_is_wrong(drafting, body, fields, wrong):
    memorandum = make_memorandum(body=body, clauses=1).memorandum

    response = change(drafting, memorandum, **fields)

    assert list(response.context["form"].errors) == [wrong]


def test_a_frozen_text_still_names_the_decision_that_called_for_it(drafting, body):
    memorandum = make_memorandum(body=body, state="in_force", clauses=1).memorandum

    fields = get(drafting, "memorandum_change", memorandum).context["form"].fields

    assert set(fields) == {"title_en", "called_for_by", "considered_in"}


def test_memorandum_cancel_asks_why(drafting, body):
    memorandum = make_memorandum(body=body, clauses=1).memorandum

    silent = post(drafting, "memorandum_cancel", memorandum, reason="")
    memorandum.refresh_from_db()
    assert (list(silent.context["form"].errors), memorandum.state) == (["reason"], "draft")

    post(drafting, "memorandum_cancel", memorandum, follow=False, reason="Не нужен")
    memorandum.refresh_from_db()
    assert (memorandum.state, memorandum.cancelled_reason) == ("cancelled", "Не нужен")
