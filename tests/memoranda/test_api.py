"""The REST door of the memoranda: the register for all, the negotiation for its parties alone."""

import pgtrigger
import pytest

from councils.models import Post
from memoranda.models import InternalNote, Remark
from tests.councils.register import queries_of
from tests.factories.core import NOON, UserFactory
from tests.factories.councils import AkimatFactory, OfficialFactory, PostFactory
from tests.factories.memoranda import (
    ObligationFactory,
    SuggestionFactory,
    make_memorandum,
    send,
)

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/memoranda/"
SECRET = "Құпиясөз"


@pytest.fixture
def outsider(db):
    """Coordinator of an akimat that is no party of anything."""
    user = UserFactory()
    PostFactory(
        official=OfficialFactory(user=user),
        organisation=AkimatFactory(),
        kind=Post.Kind.COORDINATOR,
    )
    return user


@pytest.fixture
def talk():
    return make_memorandum(parties=2, clauses=3, state="negotiation")


@pytest.fixture
def in_force():
    return make_memorandum(parties=2, clauses=3, state="in_force")


def at(scene, tail=""):
    return f"{ROOT}{scene.memorandum.uid}/{tail}"


def listed(client):
    return [row["id"] for row in client.get(ROOT).json()["results"]]


TAILS = ["", "versions/", "versions/1/", "comparison/", "suggestions/", "remarks/", "matrix/"]


def test_anyone_reads_what_is_in_force_with_the_clauses_in_both_languages(client, in_force):
    answer = client.get(at(in_force)).json()

    assert answer["label"] == f"№ 1/{NOON.year}"
    assert len(answer["parties"]) == 2
    clause = answer["clauses"][-1]
    assert set(clause["text"]) == {"kk", "ru"}
    assert clause["number"] == "1.3"
    assert clause["parent"] == answer["clauses"][1]["id"]
    assert len(clause["hash"]) == 64
    assert answer["text"] == "sent"


@pytest.mark.parametrize("tail", TAILS)
def test_a_negotiation_is_unknown_to_strangers_and_other_akimats(client, talk, outsider, tail):
    assert client.get(at(talk, tail)).status_code == 404
    client.force_login(outsider)
    assert client.get(at(talk, tail)).status_code == 404
    assert listed(client) == []


@pytest.mark.parametrize("tail", TAILS)
def test_a_party_reads_all_of_its_negotiation(client, talk, tail):
    client.force_login(talk.people[0].staff)

    assert client.get(at(talk, tail)).status_code == 200


@pytest.mark.parametrize("tail", TAILS[-3:])
def test_the_public_reads_no_negotiation_of_what_is_in_force(client, in_force, tail):
    assert client.get(at(in_force, tail)).status_code == 404


def test_a_draft_is_given_to_its_secretariat_alone(client):
    draft = make_memorandum(parties=2, clauses=3)

    for user in (draft.people[0].coordinator, draft.people[0].head):
        client.force_login(user)
        assert client.get(at(draft)).status_code == 404
        assert listed(client) == []
    client.force_login(draft.secretary)
    answer = client.get(at(draft)).json()
    assert (answer["text"], len(answer["clauses"])) == ("draft", 5)


def test_parties_read_only_what_was_sent(client, talk):
    talk.clauses[-1].text_kk = SECRET
    talk.clauses[-1].save()
    talk.memorandum.title_kk = SECRET
    talk.memorandum.save()

    for user in (talk.people[0].coordinator, talk.secretary):
        client.force_login(user)
        for tail in ("", "versions/", "versions/1/", "comparison/?from=1&to=1"):
            assert SECRET not in client.get(at(talk, tail)).content.decode()
        assert SECRET not in client.get(ROOT).content.decode()


def test_the_public_reads_of_versions_the_signed_one_alone(client, talk):
    send(talk.memorandum, by=talk.secretary)
    facts = {"signed_at": NOON, "registered_at": NOON, "in_force_on": NOON.date()}
    for name, value in (facts | {"number": 1, "year": NOON.year, "state": "in_force"}).items():
        setattr(talk.memorandum, name, value)
    talk.memorandum.save()

    assert [version["number"] for version in client.get(at(talk, "versions/")).json()] == [2]
    assert client.get(at(talk, "versions/1/")).status_code == 404
    assert client.get(at(talk, "comparison/?from=1&to=2")).status_code == 404


def test_what_the_secretariat_wrote_to_the_parties_is_theirs_alone(client, in_force):
    with pgtrigger.ignore("memoranda.Version:version_is_immutable"):
        in_force.memorandum.versions.update(note=SECRET)

    for tail in ("versions/", "versions/1/"):
        assert SECRET not in client.get(at(in_force, tail)).content.decode()
    client.force_login(in_force.people[0].staff)
    for tail in ("versions/", "versions/1/"):
        assert SECRET in client.get(at(in_force, tail)).content.decode()


def test_a_comparison_marks_words_in_both_languages(client, talk):
    clause = talk.clauses[-1]
    clause.text_kk = clause.text_kk.replace("2027", "2028")
    clause.text_ru = clause.text_ru.replace("2027", "2028")
    clause.save()
    send(talk.memorandum, by=talk.secretary)
    client.force_login(talk.people[1].coordinator)

    answer = client.get(at(talk, "comparison/")).json()

    assert (answer["from_version"], answer["to_version"]) == (1, 2)
    changed = [change for change in answer["changes"] if change["kind"] != "same"]
    (change,) = changed
    assert change["new"]["id"] == str(clause.uid)
    for name in ("text_kk", "text_ru"):
        assert {"op": "del", "text": "2027"} in change["redlines"][name]
        assert {"op": "ins", "text": "2028"} in change["redlines"][name]


@pytest.mark.parametrize("query", ["from=one", "to=0", "from=-1"])
def test_a_wrong_number_of_version_is_400(client, in_force, query):
    assert client.get(at(in_force, f"comparison/?{query}")).status_code == 400


def test_an_address_that_is_no_uuid_is_404(client):
    assert client.get(f"{ROOT}{'-' * 36}/").status_code == 404


def test_an_internal_note_is_in_no_answer_to_anybody(client, talk):
    for party, people in zip(talk.parties, talk.people, strict=True):
        InternalNote.objects.create(
            party=party, clause=talk.clauses[-1], text=SECRET, by=people.staff, at=NOON
        )
    readers = [talk.secretary, UserFactory(is_superuser=True, is_staff=True)]
    readers += [person for people in talk.people for person in vars(people).values()]

    for user in readers:
        client.force_login(user)
        for tail in TAILS:
            assert SECRET not in client.get(at(talk, tail)).content.decode()
        assert SECRET not in client.get(ROOT).content.decode()


def test_suggestions_and_remarks_are_given_with_what_became_of_them(client, talk):
    party, author, clause = talk.parties[0], talk.people[0].coordinator, talk.clauses[-1]
    suggestion = SuggestionFactory(
        clause=clause, party=party, round=talk.round, by=author, base_hash="x"
    )
    Remark.objects.create(
        memorandum=talk.memorandum,
        clause=clause,
        suggestion=suggestion,
        text="Келісеміз",
        by=talk.secretary,
        at=NOON,
    )
    client.force_login(talk.people[1].staff)

    (given,) = client.get(at(talk, "suggestions/")).json()
    (remark,) = client.get(at(talk, "remarks/")).json()

    assert (given["id"], given["state"]) == (str(suggestion.uid), "open")
    assert given["party"] == str(party.uid)
    assert (remark["suggestion"], remark["party"]) == (str(suggestion.uid), None)


def test_the_matrix_says_where_each_party_stands(client, talk):
    client.force_login(talk.people[0].staff)

    rows = client.get(at(talk, "matrix/")).json()

    assert len(rows) == 5
    assert {cell["state"] for row in rows for cell in row["cells"]} == {"not_read"}


# Obligations --------------------------------------------------------------------------------------
OBLIGATIONS = f"{ROOT}obligations/"


def test_obligations_are_found_by_executor_state_memorandum_and_delay(client, in_force):
    late = ObligationFactory(memorandum=in_force.memorandum, due_on="2020-01-01")
    done = ObligationFactory(
        memorandum=in_force.memorandum, state="done", done_on="2026-01-01", due_on="2026-02-01"
    )
    other = ObligationFactory(
        memorandum=make_memorandum(state="in_force").memorandum, due_on="2099-01-01"
    )

    def found(query):
        return {row["id"] for row in client.get(f"{OBLIGATIONS}?{query}").json()["results"]}

    assert found("overdue=true") == {str(late.uid)}
    assert found("overdue=false") == {str(done.uid), str(other.uid)}
    assert found("state=done") == {str(done.uid)}
    assert found(f"executor={late.executor.uid}") == {str(late.uid)}
    assert found(f"memorandum={in_force.memorandum.uid}") == {str(late.uid), str(done.uid)}
    assert found("updated_since=2099-01-01T00:00:00Z") == set()
    assert client.get(f"{OBLIGATIONS}{late.uid}/").json()["is_overdue"] is True


def test_a_strangers_obligation_of_a_negotiation_is_unknown(client, talk, outsider):
    obligation = ObligationFactory(memorandum=talk.memorandum)
    client.force_login(outsider)

    assert client.get(f"{OBLIGATIONS}{obligation.uid}/").status_code == 404
    assert client.get(OBLIGATIONS).json()["results"] == []


# Costs --------------------------------------------------------------------------------------------
def test_lists_and_texts_cost_the_same_whatever_their_size(client):
    small = make_memorandum(parties=2, clauses=2, state="in_force")
    ObligationFactory(memorandum=small.memorandum)
    costs = {address: queries_of(client, address) for address in (ROOT, OBLIGATIONS, at(small))}
    large = make_memorandum(parties=4, clauses=20, state="in_force")
    for _number in range(5):
        ObligationFactory(memorandum=make_memorandum(state="in_force").memorandum)

    assert queries_of(client, ROOT) == costs[ROOT]
    assert queries_of(client, OBLIGATIONS) == costs[OBLIGATIONS]
    assert queries_of(client, at(large)) == costs[at(small)]


def test_a_negotiation_costs_the_same_whatever_its_size(client):
    costs = []
    for clauses in (2, 20):
        scene = make_memorandum(parties=3, clauses=clauses, state="negotiation")
        client.force_login(scene.people[0].staff)
        costs.append([queries_of(client, at(scene, tail)) for tail in TAILS])

    assert costs[0] == costs[1]


def test_what_did_not_change_is_304(client, in_force):
    first = client.get(at(in_force))

    again = client.get(at(in_force), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_the_schema_describes_the_memoranda(client):
    schema = client.get("/api/schema/").content

    assert b"/api/v1/memoranda/{uid}/comparison/" in schema
    assert b"Idempotency-Key" in schema
