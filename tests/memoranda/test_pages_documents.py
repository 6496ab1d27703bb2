"""The memorandum as its parties read it: the text, one clause, the matrix."""

import pytest

from memoranda.models import Receipt
from memoranda.services.clauses import add_clause, change_clause
from memoranda.services.negotiation import add_note, add_remark
from tests.councils.register import queries_of
from tests.councils.visits import happened, words
from tests.factories.core import NOON
from tests.factories.memoranda import make_memorandum

from .negotiating import agreed_by_all, first_clause, negotiated, send_changed
from .pages import at, get
from .words import say, suggest

pytestmark = pytest.mark.django_db
PAGES = ["memorandum_detail", "matrix_detail", "version_list", "comparison_detail"]


@pytest.fixture
def scene():
    return negotiated()


@pytest.fixture
def clause(scene):
    return first_clause(scene)


def read(client, user, name, *args, query=""):
    client.force_login(user)
    return get(client, name, *args, query=query)


# Who may come ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", PAGES)
def test_a_negotiation_does_not_exist_for_a_stranger(client, scene, stranger, name):
    assert read(client, stranger, name, scene.memorandum.uid).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_parties_secretariat_and_administrator_read_it(client, scene, administrator, name):
    people = scene.people[1]
    for user in (people.staff, people.coordinator, scene.secretary, administrator):
        assert read(client, user, name, scene.memorandum.uid).status_code == 200


def test_a_clause_does_not_exist_for_a_stranger(client, scene, clause, stranger):
    response = read(client, stranger, "clause_detail", scene.memorandum.uid, clause.uid)

    assert response.status_code == 404


def test_a_clause_of_another_text_is_not_found(client, scene, clause):
    other = negotiated()

    response = read(client, other.secretary, "clause_detail", other.memorandum.uid, clause.uid)

    assert response.status_code == 404


def test_a_draft_is_shown_to_its_secretariat_alone(client):
    scene = make_memorandum(state="draft")

    hidden = read(client, scene.people[0].head, "memorandum_detail", scene.memorandum.uid)

    assert hidden.status_code == 404
    page = words(read(client, scene.secretary, "memorandum_detail", scene.memorandum.uid))
    assert "The text has not been sent to the parties" in page


def test_a_registered_text_has_its_public_page(client):
    scene = make_memorandum(state="in_force")

    response = get(client, "memorandum_detail", scene.memorandum.uid)

    assert response.status_code == 200
    assert "memoranda/_public_detail.html" in [one.name for one in response.templates]


# The text ----------------------------------------------------------------------------------------
def test_the_whole_text_stands_in_both_languages(client, scene, clause):
    page = words(read(client, scene.people[0].head, "memorandum_detail", scene.memorandum.uid))

    assert clause.text_kk in page
    assert clause.text_ru in page


def test_parties_read_what_was_sent_and_not_what_is_being_written(client, scene, clause):
    change_clause(
        clause, words={"text_ru": "Тайная правка."}, base_revision=1, by=scene.secretary, at=NOON
    )
    for name, args in [("memorandum_detail", ()), ("clause_detail", (clause.uid,))]:
        for user in (scene.people[0].head, scene.people[2].staff):
            page = words(read(client, user, name, scene.memorandum.uid, *args))
            assert "Тайная правка" not in page
    page = words(read(client, scene.secretary, "clause_detail", scene.memorandum.uid, clause.uid))
    assert "The working text says otherwise by now" in page


def test_opening_the_text_is_its_receipt_once(client, scene):
    coordinator = scene.people[0].coordinator

    read(client, coordinator, "memorandum_detail", scene.memorandum.uid)
    read(client, coordinator, "memorandum_detail", scene.memorandum.uid)
    read(client, scene.secretary, "memorandum_detail", scene.memorandum.uid)

    assert Receipt.objects.get().party == scene.parties[0]
    assert happened("version_received") == 1


def test_a_party_is_told_what_waits_and_led_to_the_first_clause(client, scene):
    response = read(client, scene.people[0].coordinator, "memorandum_detail", scene.memorandum.uid)

    assert "4 clauses wait for your answer" in words(response)
    assert response.context["step"].url in response.content.decode()


def test_the_secretariat_is_led_to_the_suggestion_that_waits(client, scene, clause):
    suggestion = suggest(scene, clause, 1, text_ru="Стороны исполняют всё.")

    response = read(client, scene.secretary, "memorandum_detail", scene.memorandum.uid)

    assert "Decide on suggestion № 1" in words(response)
    assert response.context["step"].url.endswith(f"#s{suggestion.number}")


def test_the_secretariat_is_led_to_sending_what_it_changed(client, scene, clause):
    change_clause(clause, words={"text_ru": "Иначе."}, base_revision=1, by=scene.secretary, at=NOON)

    page = words(read(client, scene.secretary, "memorandum_detail", scene.memorandum.uid))

    assert "1 clause of the working text has changed" in page
    assert "Send version 2" in page


def test_when_all_agree_the_secretariat_is_led_to_approval(client, scene):
    agreed_by_all(scene)

    page = words(read(client, scene.secretary, "memorandum_detail", scene.memorandum.uid))

    assert "All parties agree to the whole text" in page
    assert "4 of 4 clauses agreed by all" in page


def test_light_markup_is_shown_and_never_runs(client, scene, clause):
    send_changed(scene, clause, text_ru="**Жирно** <script>alert(1)</script>\n\n- раз\n- два")

    html = read(client, scene.people[0].head, "memorandum_detail", scene.memorandum.uid)
    html = html.content.decode()

    assert "<strong>Жирно</strong> &lt;script&gt;" in html
    assert "<li>раз</li>" in html


# One clause --------------------------------------------------------------------------------------
def test_a_fallen_agreement_shows_what_changed_since(client, scene, clause):
    say(scene, clause, 0)
    send_changed(scene, clause, text_ru=clause.text_ru.replace("1 июля", "1 октября"))

    page = read(client, scene.people[0].head, "clause_detail", scene.memorandum.uid, clause.uid)

    assert "Your party's agreement fell" in words(page)
    assert "<del>" in page.content.decode()
    assert "Agreement fell" in words(page)


def test_a_language_that_lags_is_shown_to_all(client, scene, clause):
    send_changed(scene, clause, text_kk=clause.text_kk + " Жаңа сөйлем.", lagging="ru")

    html = read(client, scene.people[2].head, "clause_detail", scene.memorandum.uid, clause.uid)

    assert "The Russian text lags behind" in words(html)
    assert '<mark class="w-only">Жаңа сөйлем.</mark>' in html.content.decode()


def test_notes_are_seen_by_their_own_akimat_alone(client, scene, clause, administrator):
    staff = scene.people[0].staff
    add_note(clause, party=scene.parties[0], text="Внутреннее мнение", by=staff, at=NOON)
    pages = [
        ("clause_detail", clause.uid), ("memorandum_detail",), ("matrix_detail",),
    ]  # fmt: skip
    for user in (scene.secretary, scene.people[1].head, administrator):
        for name, *args in pages:
            page = words(read(client, user, name, scene.memorandum.uid, *args))
            assert "Внутреннее мнение" not in page
    page = words(read(client, staff, "clause_detail", scene.memorandum.uid, clause.uid))
    assert "Внутреннее мнение" in page
    assert f"Internal note – only {scene.parties[0]} sees it" in page


def test_only_our_notes_can_be_read_alone(client, scene, clause):
    people = scene.people[0]
    add_note(clause, party=scene.parties[0], text="Заметка", by=people.staff, at=NOON)
    add_remark(clause, party=scene.parties[1], text="Всем", by=scene.people[1].head, at=NOON)

    address = (scene.memorandum.uid, clause.uid)
    page = words(read(client, people.head, "clause_detail", *address, query="?thread=notes"))

    assert "Заметка" in page
    assert "Всем" not in page


def test_acts_are_offered_to_those_who_may_do_them(client, scene, clause):
    suggest(scene, clause, 1, text_ru="Стороны исполняют всё.")

    def acts(user):
        html = read(client, user, "clause_detail", scene.memorandum.uid, clause.uid)
        html = html.content.decode()
        names = ["position", "suggest", "accept", "reject", "answer", "withdraw", "remark", "note"]
        return {name for name in names if f'/{name}/"' in html}

    assert acts(scene.people[0].coordinator) == {"position", "suggest", "answer", "remark"}
    assert acts(scene.people[1].head) == {"position", "suggest", "withdraw", "remark"}
    assert acts(scene.people[0].staff) == {"note"}
    assert acts(scene.secretary) == {"accept", "reject", "remark"}


def test_a_clause_that_was_taken_out_is_read_as_it_was(client, scene, clause):
    suggest(scene, clause, 1, text_ru="Иначе.")
    clause.removed_at = NOON
    send_changed(scene, clause)

    page = words(
        read(client, scene.people[0].head, "clause_detail", scene.memorandum.uid, clause.uid)
    )

    assert "does not stand in the present version" in page
    assert clause.text_ru in page


def test_a_clause_that_was_never_sent_is_not_found(client, scene):
    new = add_clause(
        scene.memorandum, kind="clause", words={"text_ru": "Новое"}, by=scene.secretary, at=NOON
    )

    response = read(client, scene.secretary, "clause_detail", scene.memorandum.uid, new.uid)

    assert response.status_code == 404


# The matrix --------------------------------------------------------------------------------------
def test_the_matrix_says_what_each_says_and_what_blocks(client, scene, clause):
    say(scene, clause, 0)
    say(scene, clause, 1, "objects")
    suggest(scene, clause, 2, text_ru="Иначе.")

    page = words(read(client, scene.people[0].staff, "matrix_detail", scene.memorandum.uid))

    assert "One clause blocks: clause 1.1." in page
    for word in ("Agrees", "Objects", "Suggests", "Has not answered", "Blocks"):
        assert word in page


def test_the_matrix_can_be_narrowed_to_what_is_not_ready(client, scene, clause):
    agreed_by_all(scene)
    say(scene, clause, 1, "objects")

    html = read(
        client, scene.secretary, "matrix_detail", scene.memorandum.uid, query="?show=open"
    ).content.decode()

    assert html.count('<th scope="row">') == 1


def test_the_matrix_is_a_table_for_spreadsheets(client, scene, clause):
    say(scene, clause, 1, "objects", reason_ru="=1+1")

    response = read(
        client, scene.secretary, "matrix_detail", scene.memorandum.uid, query="?format=csv"
    )
    text = b"".join(response.streaming_content).decode()

    assert response["Content-Type"].startswith("text/csv")
    assert "Objects: =1+1" in text
    assert "1.1" in text


# Weight ------------------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize("name", ["memorandum_detail", "matrix_detail", "clause_detail"])
def test_a_page_asks_as_much_for_two_hundred_clauses_as_for_one(client, name):
    counted = []
    for clauses in (1, 200):
        scene = negotiated(clauses=clauses)
        agreed_by_all(scene)
        client.force_login(scene.people[0].head)
        args = [scene.memorandum.uid]
        if name == "clause_detail":
            args.append(first_clause(scene).uid)
        address = at(name, *args)
        assert client.get(address).status_code == 200  # the receipt is kept
        counted.append(queries_of(client, address))
        weight = len(client.get(address).content)

    assert counted[0] == counted[1]
    assert weight < 400_000
    print(name, counted, weight)
