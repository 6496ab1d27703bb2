"""Pages of files: ordered, waited for, taken; drafts stay with their people."""

import io
from urllib.parse import urlencode

import pikepdf
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from agglo_portal.core.models import OutboxMessage
from schemes.models import SchemeFile
from schemes.rules.orders import export_order
from schemes.services.files import order_file

from ..factories.core import NOON
from ..sessions import enter

CSV = export_order(format="csv", language="kk", layers=["zoning"])


@pytest.fixture(autouse=True)
def _russian_and_uncounted():
    cache.clear()
    with translation.override("ru"):
        yield


def create_url(edition, **query):
    address = reverse("schemes:file_create", args=[edition.scheme.code, edition.code])
    return f"{address}?{urlencode(query)}" if query else address


def ask(client, edition, **fields):
    given = {"purpose": "export", "format": "csv", "language": "ru"} | fields
    return client.post(create_url(edition), given)


def ordered(edition, by=None, order=CSV):
    return order_file(edition, purpose=SchemeFile.Purpose.EXPORT, order=order, by=by, at=NOON)


def test_anyone_orders_waits_and_takes(client, scene, do_ordered_work):
    answer = ask(client, scene.published, layers=["zoning"], phase="now")

    file = SchemeFile.objects.get()
    assert answer.url == reverse("schemes:file_detail", args=[file.uid])
    assert file.order == {
        "format": "csv", "language": "ru", "layers": ["zoning"], "phase": "now",
    }  # fmt: skip
    waiting = client.get(answer.url)
    assert 'hx-trigger="every 2s"' in waiting.content.decode()
    OutboxMessage.objects.update(due_at=NOON)
    do_ordered_work()
    page = client.get(answer.url).content.decode()
    assert "Файл готов" in page
    assert 'hx-trigger="renew"' in page
    taken = client.get(reverse("schemes:file_download", args=[file.uid]))
    assert taken["Content-Type"] == "text/csv"
    assert "attachment" in taken["Content-Disposition"]
    assert "max-age" in taken["Cache-Control"]
    assert "А-1" in b"".join(taken.streaming_content).decode()


def test_a_page_that_has_not_changed_is_answered_with_nothing(client, scene):
    file = ordered(scene.published)
    first = client.get(file.get_absolute_url())

    seen = {"seen": first.context["mark"]}
    again = client.get(file.get_absolute_url(), seen, headers={"HX-Request": "true"})

    assert again.status_code == 204


def test_a_link_from_the_map_fills_the_form_in(client, scene):
    url = create_url(
        scene.published, layers="zoning,strange", phase="first", bbox="76,43,77,44", format="png"
    )

    form = client.get(url).context["form"]

    assert form["format"].value() == "png"
    assert form["layers"].value() == ["zoning", "strange"]
    assert (form["phase"].value(), form["bbox"].value()) == ("first", "76,43,77,44")


def test_a_link_from_a_table_brings_its_attributes(client, scene):
    scene.zones.attributes = [
        {
            "code": "use", "type": "choice", "label_kk": "түрі", "label_ru": "вид",
            "choices": [{"code": "green", "label_kk": "жасыл", "label_ru": "зелёная"}],
        },
        {"code": "is_paved", "type": "boolean", "label_kk": "төселген", "label_ru": "покрытие"},
    ]  # fmt: skip
    scene.zones.save()
    query = {"layer": "zoning", "a-use": "green", "a-is_paved": "false", "a-strange": "x"}
    url = create_url(scene.published, **query)

    page = client.get(url)
    client.post(url, {"purpose": "export", "format": "csv", "language": "ru", "layers": ["zoning"]})

    assert "вид: зелёная; покрытие: нет" in page.content.decode()
    file = SchemeFile.objects.get()
    assert file.order["attributes"] == {"use": "green", "is_paved": False}
    assert "зелёная" in client.get(file.get_absolute_url()).content.decode()


def test_where_the_map_stood_becomes_bounds(client, scene):
    form = client.get(create_url(scene.published, at="43.25,76.9,9")).context["form"]

    west, south, east, north = map(float, form["bbox"].value().split(","))
    assert west < 76.9 < east and south < 43.25 < north


@pytest.mark.parametrize(
    "query", [{"bbox": "nonsense"}, {"at": "1,2"}, {"at": "x,y,z"}, {"at": "nan,1,1"}]
)
def test_a_bad_link_shows_the_form_all_the_same(client, scene, query):
    answer = client.get(create_url(scene.published, **query))

    assert answer.status_code == 200
    assert answer.context["form"]["bbox"].value() == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "vrt"},
        {"layers": ["strange"]},
        {"bbox": "5,6"},
        {"phase": "none"},
        {"language": "de"},
    ],
)
def test_what_does_not_exist_is_not_ordered(client, scene, fields):
    answer = ask(client, scene.published, **fields)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not SchemeFile.objects.exists()


def test_all_layers_and_none_are_one_order(client, scene):
    codes = list(scene.scheme.layers.values_list("code", flat=True))
    ask(client, scene.published, layers=codes)
    ask(client, scene.published)

    assert SchemeFile.objects.count() == 1


def test_a_print_opens_in_the_browser(client, scene, do_ordered_work):
    answer = ask(
        client, scene.published, purpose="print", format="pdf", paper="a4", turn="portrait"
    )
    OutboxMessage.objects.update(due_at=NOON)
    do_ordered_work()

    file = SchemeFile.objects.get()
    assert answer.url == file.get_absolute_url()
    shown = client.get(reverse("schemes:file_download", args=[file.uid]))
    assert "inline" in shown["Content-Disposition"]
    with pikepdf.open(io.BytesIO(b"".join(shown.streaming_content))) as pdf:
        assert len(pdf.pages) == 1


# Who may -----------------------------------------------------------------------------------------
def test_a_file_of_a_draft_is_not_there_for_others(client, scene):
    file = ordered(scene.draft, by=scene.secretary)

    for url in (create_url(scene.draft), file.get_absolute_url()):
        assert client.get(url).status_code == 404
    enter(client, scene.outsider)
    assert client.get(file.get_absolute_url()).status_code == 404
    enter(client, scene.planner)
    assert client.get(file.get_absolute_url()).status_code == 200


def test_a_draft_that_is_still_being_copied_is_no_file(client, scene):
    scene.draft.filled_at = None
    scene.draft.save()
    enter(client, scene.secretary)

    assert client.get(create_url(scene.draft)).status_code == 403


def test_a_file_that_is_not_made_cannot_be_taken(client, scene):
    file = ordered(scene.published)

    assert client.get(reverse("schemes:file_download", args=[file.uid])).status_code == 404


def test_too_many_orders_from_one_address_are_told_to_wait(client, scene, settings):
    settings.FILES_PER_ADDRESS = 2
    for format in ("csv", "kml"):
        assert ask(client, scene.published, format=format).status_code == 302

    refused = ask(client, scene.published, format="gpkg")

    assert refused.status_code == 429
    assert "слишком много файлов" in refused.content.decode()
    assert SchemeFile.objects.count() == 2
    # What is ordered already costs nothing; people with an account are known.
    assert ask(client, scene.published, format="csv").status_code == 302
    enter(client, scene.member)
    assert ask(client, scene.published, format="gpkg").status_code == 302


# What came of it ---------------------------------------------------------------------------------
def test_a_failed_file_offers_another_try(client, scene):
    file = ordered(scene.published)
    OutboxMessage.objects.filter(pk=file.work_id).update(state="failed", error="secret path")

    page = client.get(file.get_absolute_url()).content.decode()
    assert "Файл не удалось сформировать" in page
    assert "secret path" not in page
    answer = client.post(reverse("schemes:file_renew", args=[file.uid]))

    assert answer.url == file.get_absolute_url()
    file.work.refresh_from_db()
    assert file.work.state == OutboxMessage.State.WAITING


def test_a_file_of_an_older_revision_says_so(client, scene, do_ordered_work):
    file = ordered(scene.draft, by=scene.secretary)
    do_ordered_work()
    scene.draft.revision += 1
    scene.draft.save()
    enter(client, scene.secretary)

    page = client.get(file.get_absolute_url()).content.decode()
    assert "Редакция изменилась" in page
    answer = client.post(reverse("schemes:file_renew", args=[file.uid]))

    assert answer.url != file.get_absolute_url()
    assert SchemeFile.objects.count() == 2


def test_losses_are_said_on_the_page(client, scene, do_ordered_work):
    file = ordered(scene.published)
    do_ordered_work()
    loss = {"code": "text_cut", "layer": "zoning", "column": "note", "count": 3}
    SchemeFile.objects.filter(pk=file.pk).update(report={"objects": {}, "losses": [loss]})

    page = client.get(file.get_absolute_url()).content.decode()

    assert "zoning.note: текстов длиннее" in page
