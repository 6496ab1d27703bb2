"""Pages for who writes: the form, the link of the letter, limits, traps for machines."""

import time

import pytest
import time_machine
from django.core import mail, signing
from django.core.cache import cache

from agglo_portal.core import outbox
from schemes.forms.remarks import SALT as FORM_SALT
from schemes.models import PublicRemark
from schemes.remark_tokens import SALT, token_of
from tests.councils.visits import words
from tests.factories.core import DAY, NOON
from tests.factories.schemes import FeatureFactory
from tests.factories.schemes.discussions import unconfirmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
State = PublicRemark.State
WORDS = "Мектептің жанына аялдама керек."


@pytest.fixture(autouse=True)
def _without_counts_of_others():
    cache.clear()


@pytest.fixture
def page(discussion):
    return f"/en/schemes/discussions/{discussion.uid}/"


def filled(**given) -> dict:
    return {
        "place": "43.25, 76.95",
        "text": WORDS,
        "author": "Айгүл",
        "email": "aigul@mail.example.kz",
        "stamp": signing.dumps(int(time.time()) - 60, salt=FORM_SALT),
    } | given


def letters() -> list:
    for message in outbox.due(at=NOON):
        outbox.do(message)
    return mail.outbox


def test_a_remark_is_written_confirmed_and_waits(client, page):
    assert client.get(f"{page}write/").status_code == 200
    answer = client.post(f"{page}write/", filled())
    assert answer.url == f"{page}sent/"
    assert "Check your mail" in words(client.get(answer.url))

    link = next(line for line in letters()[0].body.split() if "/confirm/" in line)
    path = link.removeprefix("https://portal.example.kz")
    opened = client.get(path)  # a program that looks at links in mail
    assert opened.headers["Referrer-Policy"] == "same-origin"
    assert PublicRemark.objects.get().state == State.SENT
    assert WORDS in words(opened)

    told = client.post(path, follow=True)
    remark = PublicRemark.objects.get()
    assert (remark.state, remark.number) == (State.CONFIRMED, 1)
    assert "has number 1" in words(told)
    client.post(path)  # the link works once
    assert PublicRemark.objects.get().number == 1
    assert client.get(f"/en/schemes/remarks/{remark.uid}/").status_code == 404


def test_late_forged_and_strange_links_confirm_nothing(client, discussion, settings):
    settings.REMARK_CONFIRM_DAYS = 3
    remark = unconfirmed(discussion)
    good, other = token_of(remark), signing.dumps(remark.uid.hex, salt="another")
    strange = [signing.dumps(one, salt=SALT) for one in ("zz", 7, None, {"a": 1}, "00" * 16)]

    for token in [good[:-1] + ("A" if good[-1] != "A" else "B"), other, "x", "a:b:c", *strange]:
        answer = client.post(f"/en/schemes/remarks/confirm/{token}/")
        assert answer.status_code == 410
    with time_machine.travel(NOON + 3 * DAY + DAY / 24, tick=False):
        late = client.post(f"/en/schemes/remarks/confirm/{good}/")
    assert late.status_code == 410 and "holds no longer" in words(late)
    assert PublicRemark.objects.get().state == State.SENT


def test_a_machine_believes_that_it_was_heard(client, page):
    answer = client.post(f"{page}write/", filled(website="https://spam.example"))

    assert answer.url == f"{page}sent/"
    assert not PublicRemark.objects.exists()


@pytest.mark.parametrize("stamp", ["", "forged", "quick"])
def test_what_comes_too_quick_or_without_its_mark_is_asked_again(client, page, stamp):
    if stamp == "quick":
        stamp = signing.dumps(int(time.time()) - 1, salt=FORM_SALT)

    answer = client.post(f"{page}write/", filled(stamp=stamp))

    assert answer.status_code == 200 and WORDS in answer.content.decode()
    assert "press the button again" in words(answer)
    assert not PublicRemark.objects.exists()


def test_an_address_of_the_network_has_its_limit(client, page, settings):
    settings.REMARKS_PER_ADDRESS, settings.REMARKS_PER_EMAIL = 2, 100

    def send(number, **extra):
        given = filled(text=f"{number}-пікірім осындай еді.")
        return client.post(f"{page}write/", given, **extra).status_code

    assert [send(1), send(2), send(3)] == [302, 302, 429]
    assert send(4, REMOTE_ADDR="10.0.0.9") == 302
    # Nobody helps themselves by a header that no trusted proxy wrote.
    assert send(5, HTTP_X_FORWARDED_FOR="10.7.7.7") == 429
    with time_machine.travel(NOON + DAY / 24, tick=False):
        assert send(6) == 302


def test_behind_a_proxy_the_address_is_the_clients(client, page, settings):
    settings.REMARKS_PER_ADDRESS, settings.REMARKS_PER_EMAIL = 1, 100
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def send(number, client_address):
        given = filled(text=f"{number}-пікірім осындай еді.")
        forwarded = {"HTTP_X_FORWARDED_FOR": client_address}
        return client.post(f"{page}write/", given, **forwarded).status_code

    assert [send(1, "5.5.5.5"), send(2, "6.6.6.6"), send(3, "5.5.5.5")] == [302, 302, 429]
    assert send(4, "9.9.9.9, 5.5.5.5") == 429


def test_an_e_mail_has_its_limit_whatever_its_letters(client, page, settings):
    settings.REMARKS_PER_EMAIL = 1

    assert client.post(f"{page}write/", filled()).status_code == 302
    again = client.post(f"{page}write/", filled(email="AIGUL@mail.example.kz", text=f"{WORDS} Ия."))
    assert again.status_code == 429 and "Too many remarks" in words(again)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"place": ""}, "Show the place on the map"),
        ({"place": "Абай 10"}, "Write two numbers"),
        ({"place": "51.1, 71.4"}, "outside the territory"),
        ({"text": "жоқ"}, "Write a little more"),
        ({"text": "ы" * 3001}, "3000"),
        ({"text": "\u202e\u200b" * 30}, "Write a little more"),
        ({"author": "\u200b"}, "Write your name"),
        ({"author": "ы" * 121}, "120"),
        ({"email": "айгүл"}, "valid email"),
        ({"email": "a@b.kz\nBcc: c@d.kz"}, "valid email"),
        ({"feature": "11111111-1111-4111-8111-111111111111"}, "Select a valid choice"),
        ({"feature": "' OR 1=1"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, page, given, said):
    answer = client.post(f"{page}write/", filled(**given))

    assert answer.status_code == 200
    assert said in words(answer)
    assert "Айгүл" in answer.content.decode() or "author" in given
    assert not PublicRemark.objects.exists()


def test_without_the_map_an_object_is_found_and_chosen(client, scene, page):
    found = client.post(f"{page}write/", filled(search="1", find=scene.new.key, place=""))
    assert found.context["form"].features == [scene.new]
    assert WORDS in found.content.decode()  # what was typed stays
    assert not found.context["form"].errors

    client.post(f"{page}write/", filled(find=scene.new.key, feature=scene.new.uid, place=""))
    assert PublicRemark.objects.get().lineage == scene.new.lineage


def test_a_page_of_an_object_leads_to_the_form_with_it(client, scene, page):
    answer = client.get(f"{page}write/", {"feature": scene.new.uid})
    assert f'value="{scene.new.uid}"' in answer.content.decode()

    elsewhere = client.get(f"{page}write/", {"feature": FeatureFactory().uid})
    assert elsewhere.context["form"].features == []


def test_after_the_last_day_the_form_leads_to_the_discussion(client, discussion, page):
    with time_machine.travel(NOON + 6 * DAY, tick=False):
        assert client.get(f"{page}write/").url == page
        assert client.post(f"{page}write/", filled()).url == page
    assert not PublicRemark.objects.exists()


def test_the_map_and_the_object_lead_to_the_open_discussion(client, scene, discussion, page):
    of_map = client.get(f"/en/schemes/{scene.scheme.code}/map/", {"edition": scene.draft.code})
    of_object = client.get(f"/en/schemes/objects/{scene.new.uid}/")
    of_card = client.get(f"/en/schemes/objects/{scene.new.uid}/card/")

    assert f'href="{page}"' in of_map.content.decode()
    write = f'href="{page}write/?feature={scene.new.uid}"'
    assert write in of_object.content.decode() and write in of_card.content.decode()
    older = client.get(f"/en/schemes/objects/{scene.old.uid}/card/").content.decode()
    assert "/write/" not in older
