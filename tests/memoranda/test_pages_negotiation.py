"""Positions and the discussion by the pages: what is said is kept, what is refused comes back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from memoranda.models import Draft, InternalNote, Position, Remark
from tests.councils.visits import happened, words
from tests.factories.core import NOON

from .negotiating import first_clause, negotiated, send_changed
from .pages import at, get, post
from .words import hash_of, say, suggest

pytestmark = pytest.mark.django_db
CLAUSE_ACTS = ["position_take", "remark_create", "note_create"]


@pytest.fixture
def scene():
    return negotiated()


@pytest.fixture
def clause(scene):
    return first_clause(scene)


@pytest.fixture
def coordinator(client, scene):
    client.force_login(scene.people[0].coordinator)
    return client


def take(client, clause, stance="agrees", **fields):
    fields.setdefault("shown_hash", hash_of(clause))
    return post(client, "position_take", clause.uid, stance=stance, **fields)


# Who may ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", CLAUSE_ACTS)
def test_a_stranger_finds_no_clause_to_speak_on(client, clause, stranger, name):
    client.force_login(stranger)

    assert post(client, name, clause.uid).status_code == 404


def test_staff_and_secretariat_say_no_word_of_a_party(client, scene, clause):
    for user in (scene.people[0].staff, scene.secretary):
        client.force_login(user)
        assert take(client, clause).status_code == 403
        address = at("positions_agree", scene.memorandum.uid)
        assert client.post(address).status_code == 403
    assert not Position.objects.exists()


def test_staff_say_nothing_to_all_and_the_secretariat_keeps_no_notes(client, scene, clause):
    client.force_login(scene.people[0].staff)
    assert post(client, "remark_create", clause.uid, who="all", text="Всем").status_code == 403
    client.force_login(scene.secretary)
    assert post(client, "remark_create", clause.uid, who="us", text="Нам").status_code == 403
    assert post(client, "note_create", clause.uid, text="Нам").status_code == 403
    assert not Remark.objects.exists()
    assert not InternalNote.objects.exists()


@pytest.mark.parametrize("name", CLAUSE_ACTS)
def test_the_address_of_an_act_leads_to_the_clause(coordinator, clause, name):
    response = get(coordinator, name, clause.uid)

    assert response.status_code == 302
    assert str(clause.uid) in response["Location"]


# Positions ---------------------------------------------------------------------------------------
def test_a_party_agrees_to_the_words_it_read(coordinator, scene, clause):
    response = take(coordinator, clause)

    assert response.status_code == 302
    position = Position.objects.get()
    assert (position.party, position.stance) == (scene.parties[0], "agrees")
    assert position.text_hash == hash_of(clause)
    assert happened("clause_agreed") == 1


def test_an_objection_without_a_reason_comes_back_open(coordinator, clause):
    response = take(coordinator, clause, "objects")

    assert response.status_code == 422
    assert "Give the reason in one language at least." in words(response)
    assert '<details class="w-ask" id="ask-objects" open>' in response.content.decode()
    assert not Position.objects.exists()


def test_what_was_typed_is_kept_when_the_text_changed_meanwhile(coordinator, scene, clause):
    read = hash_of(clause)
    send_changed(scene, clause, text_ru="Новая редакция пункта.")

    response = take(coordinator, clause, "objects", shown_hash=read, reason_ru="Мы против.")

    assert response.status_code == 422
    page = words(response)
    assert "The text changed after you opened it" in page
    assert "Мы против." in page
    assert "Новая редакция пункта." in page
    assert not Position.objects.exists()


@pytest.mark.parametrize("stance", ["agrees", "comments"])
def test_an_old_page_says_that_the_text_changed(coordinator, scene, clause, stance):
    read = hash_of(clause)
    send_changed(scene, clause, text_ru="Новая редакция пункта.")
    for shown_hash in (read, "нет"):
        response = take(coordinator, clause, stance, shown_hash=shown_hash, reason_ru="Мы за.")

        assert response.status_code == 422
        assert "The text changed after you opened it" in words(response)
    assert not Position.objects.exists()


def test_a_party_takes_its_word_back(coordinator, scene, clause):
    say(scene, clause, 0, "objects")

    take(coordinator, clause, "withdrawn")

    assert [one.stance for one in Position.objects.order_by("pk")] == ["objects", "withdrawn"]


def test_after_an_answer_the_page_offers_the_next_that_waits(coordinator, clause):
    take(coordinator, clause)

    page = get(coordinator, "clause_detail", clause.memorandum.uid, clause.uid)

    assert "Go on: clause 1.2" in words(page)


def test_a_party_agrees_to_all_that_waits_at_once(coordinator, scene, clause):
    say(scene, clause, 0, "objects")
    page = get(coordinator, "matrix_detail", scene.memorandum.uid)
    shown = [
        f"{row.clause.uid}:{row.text_hash}"
        for row in scene.version.clauses.select_related("clause").order_by("position")
        if row.clause_id != clause.pk
    ]
    for one in shown:
        assert f'value="{one}"' in page.content.decode()

    response = post(coordinator, "positions_agree", scene.memorandum.uid, shown=shown)

    assert response.status_code == 302
    assert Position.objects.filter(stance="agrees").count() == 3
    assert Position.objects.filter(clause=clause).get().stance == "objects"


def test_agreement_to_all_holds_only_for_what_was_shown(coordinator, scene, clause):
    shown = [f"{clause.uid}:{hash_of(clause)}"]
    send_changed(scene, clause, text_ru="Иначе.")

    address = at("positions_agree", scene.memorandum.uid)
    page = coordinator.post(address, {"shown": shown}, follow=True)

    assert "The text changed after you opened it" in words(page)
    assert not Position.objects.exists()


# The discussion ----------------------------------------------------------------------------------
def test_a_remark_with_a_file_is_read_by_all(client, coordinator, scene, clause):
    upload = SimpleUploadedFile("расчёт.txt", "доли".encode(), content_type="text/plain")

    response = post(coordinator, "remark_create", clause.uid, who="all", text="Вот", upload=upload)

    assert response.status_code == 302
    remark = Remark.objects.get()
    assert (remark.party, remark.text) == (scene.parties[0], "Вот")
    client.force_login(scene.people[2].staff)
    file = get(client, "remark_download", remark.uid)
    assert b"".join(file.streaming_content).decode() == "доли"


def test_the_file_of_a_remark_is_not_a_strangers(client, coordinator, clause, stranger):
    upload = SimpleUploadedFile("расчёт.txt", b"1", content_type="text/plain")
    post(coordinator, "remark_create", clause.uid, who="all", text="Вот", upload=upload)
    remark = Remark.objects.get()
    client.force_login(stranger)

    assert get(client, "remark_download", remark.uid).status_code == 404


def test_a_remark_without_a_file_has_none_to_give(coordinator, scene, clause):
    post(coordinator, "remark_create", clause.uid, who="all", text="Слово")

    assert get(coordinator, "remark_download", Remark.objects.get().uid).status_code == 404


def test_the_secretariat_speaks_for_no_party(client, scene, clause):
    client.force_login(scene.secretary)

    post(client, "remark_create", clause.uid, who="all", text="Просим ответить")

    assert Remark.objects.get().party is None


def test_only_us_keeps_the_words_inside(coordinator, scene, clause):
    post(coordinator, "remark_create", clause.uid, who="us", text="Между нами")

    assert InternalNote.objects.get().party == scene.parties[0]
    assert not Remark.objects.exists()


def test_staff_leave_notes(client, scene, clause):
    client.force_login(scene.people[0].staff)

    response = post(client, "note_create", clause.uid, text="Расчёт верен")

    assert response.status_code == 302
    assert InternalNote.objects.get().text == "Расчёт верен"


def test_a_note_with_a_file_comes_back_and_stays_inside(coordinator, clause):
    upload = SimpleUploadedFile("тайна.txt", b"1", content_type="text/plain")

    response = post(
        coordinator, "remark_create", clause.uid, who="us", text="Между нами", upload=upload
    )

    assert response.status_code == 422
    assert "A note of your akimat carries no file." in words(response)
    assert "Между нами" in words(response)
    assert 'value="us" checked' in response.content.decode()
    assert not InternalNote.objects.exists()
    assert not Remark.objects.exists()


def test_a_file_that_is_refused_loses_no_words(coordinator, clause):
    upload = SimpleUploadedFile("вирус.exe", b"MZ\x90\x00" * 50)

    response = post(
        coordinator, "remark_create", clause.uid, who="all", text="Длинный ответ", upload=upload
    )

    assert response.status_code == 422
    assert "Длинный ответ" in words(response)
    assert not Remark.objects.exists()


def test_a_reply_begins_with_what_was_typed_before_and_ends_it(coordinator, scene, clause):
    place = f"remark:{clause.uid}"
    Draft.objects.create(
        by=scene.people[0].coordinator,
        memorandum=scene.memorandum,
        place=place,
        fields={"text": "Недописанное", "who": "us"},
        saved_at=NOON,
    )

    page = get(coordinator, "clause_detail", scene.memorandum.uid, clause.uid)
    assert "Недописанное" in words(page)
    assert 'value="us" checked' in page.content.decode()

    response = post(coordinator, "remark_create", clause.uid, who="us", text="Дописанное")
    assert f"done={place}" in response["Location"]
    assert not Draft.objects.exists()


# What others suggest -----------------------------------------------------------------------------
def test_a_party_supports_and_opposes_with_a_reason(coordinator, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Стороны исполняют всё.")

    assert post(coordinator, "suggestion_answer", suggestion.uid, supports="yes").status_code == 302
    refused = post(coordinator, "suggestion_answer", suggestion.uid, supports="no")
    assert refused.status_code == 422
    assert "Say why your party is against it." in words(refused)
    post(coordinator, "suggestion_answer", suggestion.uid, supports="no", reason="Рано")

    assert list(suggestion.answers.order_by("pk").values_list("supports", "reason")) == [
        (True, ""), (False, "Рано"),
    ]  # fmt: skip


def test_a_party_does_not_answer_itself(client, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Стороны исполняют всё.")
    client.force_login(scene.people[1].coordinator)

    response = post(client, "suggestion_answer", suggestion.uid, supports="yes")

    assert response.status_code == 422
    assert not suggestion.answers.exists()


def test_only_its_party_takes_a_suggestion_back(client, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Стороны исполняют всё.")
    for user in (scene.people[0].head, scene.people[1].staff, scene.secretary):
        client.force_login(user)
        assert post(client, "suggestion_withdraw", suggestion.uid).status_code == 403

    client.force_login(scene.people[1].head)
    post(client, "suggestion_withdraw", suggestion.uid)

    suggestion.refresh_from_db()
    assert suggestion.state == "withdrawn"
