"""What a party's own system does: drafts, words, suggestions, remarks, each done once for a key."""

import hashlib
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from agglo_portal.core import idempotency
from agglo_portal.core.models import ApiToken, IdempotentAnswer
from memoranda.models import Memorandum, Position, Remark, Suggestion
from tests.factories.core import DAY, UserFactory
from tests.factories.councils import AkimatFactory, BodyFactory
from tests.factories.memoranda import make_memorandum

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/memoranda/"


@pytest.fixture
def talk():
    scene = make_memorandum(parties=2, clauses=3, state="negotiation")
    scene.round.due_on = timezone.localdate() + 10 * DAY
    scene.round.save()
    return scene


@pytest.fixture
def post(client):
    """A function that sends JSON, with a key of the act if one is given."""

    def send(address, body, key=""):
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(address, body, content_type="application/json", headers=headers)

    return send


def on(scene, act):
    return f"{ROOT}clauses/{scene.clauses[-1].uid}/{act}/"


def word(scene, **facts):
    return {"stance": "agrees", "shown_hash": scene.text_hash(scene.clauses[-1])} | facts


# Words, suggestions, remarks ----------------------------------------------------------------------
def test_a_coordinator_accepts_the_clause_with_the_hash_that_was_shown(client, talk, post):
    client.force_login(talk.people[0].coordinator)

    answer = post(on(talk, "position"), word(talk))

    assert answer.status_code == 201
    position = Position.objects.get()
    assert answer.json()["party"] == str(talk.parties[0].uid)
    assert (position.stance, position.party) == ("agrees", talk.parties[0])


def test_an_agreement_to_other_words_than_the_present_ones_is_refused(client, talk, post):
    client.force_login(talk.people[0].coordinator)

    answer = post(on(talk, "position"), word(talk, shown_hash="0" * 64))

    assert answer.status_code == 409
    assert answer.json()["code"] == "text_changed"
    assert not Position.objects.exists()


def test_an_objection_without_a_reason_is_refused(client, talk, post):
    client.force_login(talk.people[0].coordinator)

    assert post(on(talk, "position"), word(talk, stance="objects")).status_code == 409


@pytest.mark.parametrize("act", ["position", "suggest", "remark"])
def test_who_may_act_on_a_clause(client, talk, post, act):
    assert post(on(talk, act), {}).status_code == 404
    client.force_login(UserFactory())
    assert post(on(talk, act), {}).status_code == 404
    client.force_login(talk.people[0].staff)
    assert post(on(talk, act), {}).status_code == 403
    client.force_login(talk.people[0].coordinator)
    assert post(on(talk, act), {}).status_code == 400


@pytest.mark.parametrize("act", ["position", "suggest"])
def test_the_secretariat_speaks_for_no_party(client, talk, post, act):
    client.force_login(talk.secretary)

    for party in ({}, {"party": str(talk.parties[0].uid)}):
        assert post(on(talk, act), word(talk) | party).status_code == 403


def test_nobody_speaks_for_another_party(client, talk, post):
    client.force_login(talk.people[0].coordinator)
    other = {"party": str(talk.parties[1].uid)}

    assert post(on(talk, "position"), word(talk) | other).status_code == 403
    assert not Position.objects.exists()


def test_a_party_suggests_other_words_in_one_language(client, talk, post):
    client.force_login(talk.people[1].head)
    body = {
        "text_ru": "Стороны исполняют мероприятие до 1 октября 2027 года.",
        "reason_ru": "Нужно время на расчёты.",
        "shown_hash": talk.text_hash(talk.clauses[-1]),
    }

    answer = post(on(talk, "suggest"), body)

    assert answer.status_code == 201
    assert answer.json()["text"] == {"ru": body["text_ru"]}
    suggestion = Suggestion.objects.get()
    assert (suggestion.party, suggestion.kind) == (talk.parties[1], "change")


def test_a_party_and_the_secretariat_comment(client, talk, post):
    for user in (talk.people[0].coordinator, talk.secretary):
        client.force_login(user)
        assert post(on(talk, "remark"), {"text": "Пікір"}).status_code == 201

    assert [remark.party for remark in Remark.objects.order_by("pk")] == [talk.parties[0], None]


def test_a_token_of_the_partys_own_system_is_enough(client, talk):
    _token, key = ApiToken.objects.create(talk.people[0].coordinator, name="жүйе")

    answer = client.post(
        on(talk, "remark"),
        {"text": "Пікір"},
        content_type="application/json",
        headers={"Authorization": f"Token {key}"},
    )

    assert answer.status_code == 201


# Drafts -------------------------------------------------------------------------------------------
def draft(body, **facts):
    return {"body": str(body.uid), "title_kk": "Меморандум", "title_ru": "Меморандум"} | facts


def test_a_secretariat_drafts_from_the_shipped_text(client, talk, post):
    akimats = [AkimatFactory(), AkimatFactory()]
    client.force_login(talk.secretary)

    answer = post(
        ROOT,
        draft(
            talk.memorandum.body,
            source="agreement",
            parties=[str(akimat.uid) for akimat in akimats],
        ),
    )

    assert answer.status_code == 201
    made = Memorandum.objects.get(uid=answer.json()["id"])
    assert (made.state, made.kind, made.parties.count()) == ("draft", "agreement", 2)
    assert answer.json()["text"] == "draft"
    assert sum(clause["kind"] == "section" for clause in answer.json()["clauses"]) >= 11


def test_who_may_draft(client, talk, post):
    body = talk.memorandum.body
    assert post(ROOT, draft(body)).status_code == 401
    client.force_login(talk.people[0].head)
    assert post(ROOT, draft(body)).status_code == 403
    client.force_login(talk.secretary)
    assert post(ROOT, draft(BodyFactory())).status_code == 403
    assert post(ROOT, {}).status_code == 400
    assert post(ROOT, draft(body, title_kk=" ")).status_code in (400, 409)


def test_another_secretariats_template_is_unknown(client, talk, post):
    foreign = make_memorandum().memorandum
    Memorandum.objects.filter(pk=foreign.pk).update(is_template=True)
    client.force_login(talk.secretary)

    answer = post(ROOT, draft(talk.memorandum.body, template=str(foreign.uid)))

    assert answer.status_code == 400
    assert "template" in answer.json()


# One act for one key ------------------------------------------------------------------------------
def test_the_same_key_and_body_do_nothing_twice_and_answer_the_same(client, talk, post):
    client.force_login(talk.people[0].coordinator)

    first = post(on(talk, "remark"), {"text": "Пікір"}, key="1")
    again = post(on(talk, "remark"), {"text": "Пікір"}, key="1")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert Remark.objects.count() == 1


def test_without_a_key_each_request_is_an_act(client, talk, post):
    client.force_login(talk.people[0].coordinator)

    for text in ("Пікір", "Тағы бір пікір", "Тағы бір пікір"):  # said twice, it stands once
        post(on(talk, "remark"), {"text": text})

    assert Remark.objects.count() == 2


@pytest.mark.parametrize(
    ("act", "body"), [("remark", {"text": "Басқа"}), ("suggest", {"text": "Пікір"})]
)
def test_a_key_of_another_body_or_address_is_422(client, talk, post, act, body):
    client.force_login(talk.people[0].coordinator)
    post(on(talk, "remark"), {"text": "Пікір"}, key="1")

    answer = post(on(talk, act), body, key="1")

    assert answer.status_code == 422
    assert answer.json()["code"] == "key_of_another_request"
    assert Remark.objects.count() == 1


def test_keys_of_two_persons_are_two_keys(client, talk, post):
    for people in talk.people:
        client.force_login(people.coordinator)
        assert post(on(talk, "remark"), {"text": "Пікір"}, key="1").status_code == 201

    assert Remark.objects.count() == 2


def test_what_was_refused_is_not_kept(client, talk, post):
    client.force_login(talk.people[0].coordinator)

    refused = post(on(talk, "position"), word(talk, shown_hash="0" * 64), key="1")
    done = post(on(talk, "position"), word(talk), key="1")

    assert (refused.status_code, done.status_code) == (409, 201)


@pytest.mark.parametrize("key", ["x" * 256, "кілт"])
def test_a_key_that_is_none_is_400(client, talk, post, key):
    client.force_login(talk.people[0].coordinator)

    assert post(on(talk, "remark"), {"text": "Пікір"}, key=key).status_code == 400
    assert not Remark.objects.exists()


def test_an_old_answer_is_forgotten(client, talk, post):
    client.force_login(talk.people[0].coordinator)
    post(on(talk, "remark"), {"text": "Пікір"}, key="1")

    assert idempotency.forget_old_answers(at=timezone.now() + 29 * DAY) == 0
    assert idempotency.forget_old_answers(at=timezone.now() + 31 * DAY) == 1
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_key_whose_act_is_under_way_is_409(client, talk, post):
    user = talk.people[0].coordinator
    client.force_login(user)
    name = hashlib.sha256(f"{user.pk}:1".encode()).digest()[:8]
    taken, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])
            taken.set()
            done.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    meanwhile = post(on(talk, "remark"), {"text": "Пікір"}, key="1")
    done.set()
    holder.join()

    assert (meanwhile.status_code, meanwhile.json()["code"]) == (409, "key_in_use")
    assert post(on(talk, "remark"), {"text": "Пікір"}, key="1").status_code == 201
    assert Remark.objects.count() == 1
