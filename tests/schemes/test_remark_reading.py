"""Remarks as they are read: leaks, search, the map, moderation, tables and reports."""

import json

import pytest
import time_machine

from schemes.models import PublicRemark, SchemeFile
from schemes.remark_tokens import token_of
from tests.councils.visits import words
from tests.factories.core import DAY, NOON
from tests.factories.schemes.discussions import (
    RemarkFactory,
    answered,
    unconfirmed,
    waiting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
State = PublicRemark.State


@pytest.fixture
def page(discussion):
    return f"/en/schemes/discussions/{discussion.uid}/"


HOSTILE = (
    "<script>alert('x')</script><img src=x onerror=alert(1)> \u2067مرحبا {{ 7|add:7 }} " + "ы" * 900
)


def test_hostile_words_are_only_words(client, discussion, page):
    remark = RemarkFactory(discussion=discussion, text=HOSTILE, author="<b>А</b>")

    for address in (page, f"/en/schemes/remarks/{remark.uid}/"):
        text = client.get(address).content.decode()
        assert "<script>alert" not in text and "<img src=x" not in text and "<b>А" not in text
        assert "&lt;script&gt;" in text and "{{ 7|add:7 }}" in text
    (shape,) = client.get(f"{page}remarks.json").json()["features"]
    assert shape["properties"]["text"] == HOSTILE[:120]


def test_an_e_mail_stands_nowhere(client, scene, discussion, page, tmp_path):
    secret = "only.for.letters@mail.example.kz"
    shown = answered(discussion, email=secret)
    hidden = waiting(discussion, email=secret)
    RemarkFactory(discussion=discussion, email=secret)
    unconfirmed(discussion, email=secret)
    link = f"/en/schemes/remarks/confirm/{token_of(hidden)}/"
    public = [page, f"{page}remarks.json", f"{page}remarks.csv", f"{page}sent/", link]
    public += [f"/en/schemes/remarks/{shown.uid}/", f"{page}write/"]

    for address in public:
        assert secret not in _all(client.get(address))
    client.force_login(scene.secretary)
    own = [f"{page}queue/", f"{page}queue/?queue=answered", f"/en/schemes/remarks/{hidden.uid}/"]
    for address in own + public[:4]:
        assert secret not in _all(client.get(address))
    assert words(client.get(f"{page}?q={secret}")).count("0 remarks found") == 1


def test_only_moderated_words_are_public(client, scene, discussion, page):
    remarks = [waiting(discussion), unconfirmed(discussion)]
    remarks.append(RemarkFactory(discussion=discussion, state=State.REJECTED, rejected_reason="с"))

    for one in remarks:
        assert client.get(f"/en/schemes/remarks/{one.uid}/").status_code == 404
        for address in (page, f"{page}remarks.json", f"{page}remarks.csv"):
            assert one.text not in _all(client.get(address))
    client.force_login(scene.member)
    assert client.get(f"/en/schemes/remarks/{remarks[0].uid}/").status_code == 404
    client.force_login(scene.secretary)
    said = [client.get(f"/en/schemes/remarks/{one.uid}/").status_code for one in remarks]
    assert said == [200, 404, 200]


def test_the_list_is_searched_by_words_number_and_outcome(client, discussion, page):
    one = answered(discussion, number=7, text="Саябақ керек, ағаштар аз.")
    two = RemarkFactory(discussion=discussion, number=8, text="Жол кеңейтілсін, көлік көп.")

    def found(**query):
        return list(client.get(page, query).context["page"].object_list)

    assert found() == [two, one]
    assert found(q="саябақ") == [one]
    assert found(q="№ 8") == [two]
    assert found(outcome="taken") == [one]
    assert found(outcome="none") == [two]
    assert found(outcome="nonsense") == [two, one]
    assert found(q="жоқ сөз") == []
    assert len(client.get(f"{page}remarks.json", {"q": "саябақ"}).json()["features"]) == 1


def test_near_remarks_are_one_point_until_the_map_comes_closer(client, discussion, page):
    for shift in range(4):
        place = f"SRID=4326;POINT({76.95 + shift * 0.002} 43.25)"
        RemarkFactory(discussion=discussion, place=place, number=shift + 1)

    def shapes(zoom):
        answer = client.get(f"{page}remarks.json", {"zoom": zoom})
        return [one["properties"] for one in answer.json()["features"]]

    assert [one["count"] for one in shapes(6)] == [4]
    near = shapes(18)
    assert [one["count"] for one in near] == [1, 1, 1, 1]
    assert near[0]["url"].startswith("/en/schemes/remarks/")
    assert len(shapes("x")) and len(shapes("99"))


def test_the_map_asks_for_the_part_that_it_shows(client, discussion, page):
    for east in (76.9, 78.5):
        RemarkFactory(discussion=discussion, place=f"SRID=4326;POINT({east} 43.25)")

    def shown(bbox):
        return client.get(f"{page}remarks.json", {"zoom": 14, "bbox": bbox})

    assert len(shown("76.5,43,77.5,44").json()["features"]) == 1
    assert shown("76.5,43,77.5").status_code == 404


def test_the_secretary_moderates_and_answers(client, scene, discussion, page):
    remark = waiting(discussion)
    client.force_login(scene.secretary)
    queue = f"{page}queue/"
    address = f"/en/schemes/remarks/{remark.uid}/"
    assert list(client.get(queue).context["page"].object_list) == [remark]

    client.post(f"{address}reject/", {"reason": " "})
    remark.refresh_from_db()
    assert remark.state == State.CONFIRMED
    assert client.post(f"{address}reject/", {"reason": "балағат", "next": queue}).url == queue
    elsewhere = client.post(f"{address}publish/", {"next": "https://evil.example/"})
    assert elsewhere.url == address
    second = client.post(f"{address}publish/", follow=True)
    assert "cannot be done now" in words(second)
    wrong = client.post(f"{address}answer/", {"outcome": "taken", "answer_kk": "Иә."})
    assert wrong.status_code == 200
    given = {"outcome": "taken", "answer_kk": "Иә.", "answer_ru": "Да."}
    assert client.post(f"{address}answer/", given).url == address

    client.logout()
    text = words(client.get(address))
    assert "taken into account" in text and "Иә." in text
    assert "Да." in words(client.get(address.replace("/en/", "/ru/")))


def test_nobody_else_moderates(client, scene, discussion):
    remark = RemarkFactory(discussion=discussion)
    address = f"/en/schemes/remarks/{remark.uid}/"

    for user in (scene.member, scene.planner):
        client.force_login(user)
        assert client.post(f"{address}publish/").status_code == 403
        assert client.post(f"{address}reject/", {"reason": "жоқ"}).status_code == 403
        assert client.get(f"{address}answer/").status_code == 403
    client.logout()
    assert client.post(f"{address}publish/").status_code == 302
    remark.refresh_from_db()
    assert remark.state == State.PUBLISHED


def test_the_table_has_all_public_remarks_and_no_formula(client, discussion, page):
    answered(discussion, number=1, text="=HYPERLINK(1) деген сөз", author="@Айгүл")

    answer = client.get(f"{page}remarks.csv")
    (_heading, *lines) = b"".join(answer.streaming_content).decode().splitlines()

    assert len(lines) == 1
    assert "'=HYPERLINK(1)" in lines[0] and "'@Айгүл" in lines[0]
    assert "Учтено." in lines[0] and "76.950000" in lines[0]


def test_the_report_is_ordered_anew_when_remarks_change(client, discussion, page):
    remark = RemarkFactory(discussion=discussion)

    first = client.post(f"{page}report/", {"format": "pdf"})
    assert first.url == client.post(f"{page}report/", {"format": "pdf"}).url
    remark.text = "Түзетілген сөз болсын."
    with time_machine.travel(NOON + DAY, tick=False):
        remark.save()
    assert client.post(f"{page}report/", {"format": "pdf"}).url != first.url
    assert client.post(f"{page}report/", {"format": "exe"}).status_code == 404
    assert SchemeFile.objects.filter(purpose="remarks").count() == 2


def _all(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode()
    return text + json.dumps(dict(answer.headers))
