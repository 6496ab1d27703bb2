"""Identity: logging in by e-mail, a lost password, accounts made by an administrator."""

import re

import pytest
from django.core import mail
from django.test import Client

from agglo_portal.core import accounts
from agglo_portal.core.models import JournalEntry, OutboxMessage, User
from tests.factories.core import NOON, PASSWORD, UserFactory
from tests.sessions import enter

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "Tau-bulagy-77-sonar"


# Logging in --------------------------------------------------------------------------------------
def log_in(client, email, password=PASSWORD):
    return client.post("/kk/accounts/login/", {"login": email, "password": password})


@pytest.mark.parametrize("written", ["aigul@example.kz", "Aigul@Example.KZ", " aigul@example.kz "])
def test_login_by_email_in_any_case_leads_to_the_desk(client, written):
    UserFactory(email="aigul@example.kz")

    answer = log_in(client, written)

    assert answer.headers["Location"] == "/kk/desk/"


def test_login_leads_on_to_the_page_that_asked_for_it(client):
    UserFactory(email="aigul@example.kz")
    page = client.get("/ru/desk/")
    assert page.headers["Location"] == "/ru/accounts/login/?next=/ru/desk/"

    answer = client.post(
        page.headers["Location"], {"login": "aigul@example.kz", "password": PASSWORD}
    )

    assert answer.headers["Location"] == "/ru/desk/"


def test_login_never_leads_to_another_site(client):
    UserFactory(email="aigul@example.kz")

    answer = client.post(
        "/kk/accounts/login/?next=https://example.org/",
        {"login": "aigul@example.kz", "password": PASSWORD},
    )

    assert answer.headers["Location"] == "/kk/desk/"


def without_secrets(answer, email):
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)
    return text.replace(email, "EMAIL")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer():
    UserFactory(email="known@example.kz")

    known = log_in(Client(), "known@example.kz", "wrong")
    unknown = log_in(Client(), "other@example.kz", "wrong")

    assert known.status_code == unknown.status_code == 200
    assert without_secrets(known, "known@example.kz") == without_secrets(
        unknown, "other@example.kz"
    )


def test_an_account_that_is_switched_off_is_not_let_in(client):
    UserFactory(email="aigul@example.kz", is_active=False)

    log_in(client, "aigul@example.kz")

    assert client.get("/kk/accounts/sessions/").status_code == 302


def test_logging_out_is_an_act_by_post(client, stranger):
    client.force_login(stranger)

    client.get("/kk/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/kk/accounts/logout/")

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["signup", "email", "email/sent"])
def test_nobody_signs_up_or_changes_the_address_by_himself(client, stranger, address):
    assert client.get(f"/kk/accounts/{address}/").status_code == 404
    client.force_login(stranger)
    assert client.post(f"/kk/accounts/{address}/", {"email": "a@b.kz"}).status_code == 404


# A lost password ---------------------------------------------------------------------------------
def ask_for_link(email):
    return Client().post("/kk/accounts/password/reset/", {"email": email})


def test_a_lost_password_gets_the_same_answer_for_known_and_unknown(do_ordered_work):
    UserFactory(email="known@example.kz")

    known, unknown = ask_for_link("known@example.kz"), ask_for_link("other@example.kz")

    assert known.headers["Location"] == unknown.headers["Location"]
    assert [message.kind for message in OutboxMessage.objects.all()] == ["send_password_link"]


def test_the_link_is_sent_in_the_language_of_letters_and_sets_a_password_once(client):
    user = UserFactory(email="known@example.kz", language="ru")
    accounts.order_password_link(user, at=NOON)
    accounts.send_password_link({"user": user.pk})

    [letter] = mail.outbox
    link = re.search(r"https://portal\.example\.kz(/ru/\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    form = page.request["PATH_INFO"]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert letter.to == ["known@example.kz"]
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert Client().get(link, follow=True).context["token_fail"]


def test_the_secret_of_a_link_is_kept_nowhere():
    user = UserFactory()

    accounts.order_password_link(user, at=NOON)

    assert OutboxMessage.objects.get().payload == {"user": user.pk}


def test_links_asked_for_in_one_minute_are_one_letter():
    user = UserFactory()

    accounts.order_password_link(user, at=NOON)
    accounts.order_password_link(user, at=NOON)

    assert OutboxMessage.objects.count() == 1


def test_an_account_switched_off_meanwhile_gets_no_letter():
    user = UserFactory(is_active=False)

    accounts.send_password_link({"user": user.pk})

    assert mail.outbox == []


def test_a_weak_password_is_refused(client, stranger):
    enter(client, stranger)

    client.post(
        "/kk/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "1234567890", "password2": "1234567890"},
    )

    stranger.refresh_from_db()
    assert stranger.check_password(PASSWORD)


# Accounts are made by an administrator -----------------------------------------------------------
def test_an_opened_account_is_journalled_and_its_owner_gets_the_link(client, administrator):
    enter(client, administrator)

    client.post(
        "/kk/admin/core/user/add/",
        {"email": "New@Example.kz", "name": "Жаңа", "language": "kk", "is_active": "on"},
    )

    user = User.objects.get(email="new@example.kz")
    assert not user.has_usable_password()
    assert JournalEntry.objects.get().event == "account_opened"
    assert OutboxMessage.objects.get().payload == {"user": user.pk}


def test_a_change_of_an_account_is_journalled_by_its_fields(client, administrator, stranger):
    enter(client, administrator)

    client.post(
        f"/kk/admin/core/user/{stranger.pk}/change/",
        {"email": stranger.email, "name": "Жаңа", "language": "kk"},
    )

    stranger.refresh_from_db()
    assert (stranger.name, stranger.is_active) == ("Жаңа", False)
    assert JournalEntry.objects.get().facts == {"fields": "name, is_active"}


@pytest.mark.parametrize("table", ["journalentry", "outboxmessage"])
def test_journal_and_ordered_work_can_only_be_read_there(client, administrator, table):
    enter(client, administrator)

    assert client.get(f"/kk/admin/core/{table}/").status_code == 200
    assert client.get(f"/kk/admin/core/{table}/add/").status_code == 403


def test_nobody_is_let_into_the_registries_without_the_right(client, secretary):
    assert client.get("/kk/admin/").status_code == 302
    client.force_login(secretary)
    assert client.get("/kk/admin/", follow=True).status_code == 403
