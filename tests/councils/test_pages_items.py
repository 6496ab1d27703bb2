"""Papers for the items, and the page of an item."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from councils.models import AgendaItem, Material
from tests.factories.councils import (
    AgendaItemFactory,
    DecisionFactory,
    DecisionPointFactory,
    MaterialFactory,
    make_meeting,
)

from .visits import get, post, words

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%a small paper\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def pdf(name="paper.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


@pytest.fixture
def item(draft_meeting):
    return draft_meeting.items.order_by("position").first()


# Papers ------------------------------------------------------------------------------------------
def test_material_create_attaches_the_paper(client, secretary, item):
    client.force_login(secretary)

    data = {"upload": pdf(), "language": "ru", "title": "", "is_public": "on"}
    post(client, "material_create", item.uid, data=data)

    material = Material.objects.get(item=item)
    assert (material.language, material.title, material.is_public) == ("ru", "paper", True)


def test_material_create_names_the_problem_and_keeps_the_form(client, secretary, item):
    client.force_login(secretary)

    program = SimpleUploadedFile("paper.pdf", b"MZ\x90\x00 this is a program", "application/pdf")
    data = {"upload": program, "language": "ru", "title": "Справка о воде"}
    response = post(client, "material_create", item.uid, data=data)

    assert response.context["form"].errors["upload"]
    assert "Справка о воде" in response.content.decode()
    assert not Material.objects.exists()


def test_material_create_refuses_a_paper_that_is_too_large(client, secretary, item, settings):
    settings.UPLOAD_MAX_BYTES = 10
    client.force_login(secretary)

    data = {"upload": pdf(), "language": "ru", "title": "Справка"}
    response = post(client, "material_create", item.uid, data=data)

    assert response.context["form"].errors["upload"]


def test_material_remove_takes_it_away(client, secretary, item):
    material = MaterialFactory(item=item)
    client.force_login(secretary)

    post(client, "material_remove", material.uid)

    assert not Material.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 403), ("member", 200), ("secretary", 200)]
)
def test_material_download_is_for_those_who_were_called(
    client, request, convened_meeting, who, status
):
    material = MaterialFactory(item=convened_meeting.items.first())
    client.force_login(request.getfixturevalue(who))

    assert get(client, "material_download", material.uid).status_code == status


def test_material_download_gives_public_papers_of_published_meetings_to_anyone(client, body):
    item = make_meeting(body, state="published", present=5).items.get()
    public = MaterialFactory(item=item, is_public=True)
    inner = MaterialFactory(item=item)

    assert get(client, "material_download", public.uid).status_code == 200
    assert get(client, "material_download", inner.uid).status_code == 403


# The page of an item -----------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "sees"), [("stranger", False), ("member", True)])
def test_item_detail_shows_the_draft_to_the_body_alone(
    client, request, convened_meeting, who, sees
):
    item = convened_meeting.items.first()
    DecisionPointFactory(decision=item.decision, text_kk="Жол салынсын")
    client.force_login(request.getfixturevalue(who))

    response = get(client, "item_detail", item.uid)

    assert response.status_code == 200
    assert ("Жол салынсын" in response.content.decode()) is sees


def test_item_detail_shows_the_chain_of_the_matter(client, secretary, body, item):
    oldest = make_meeting(body, state="closed", present=5).items.get()
    older = make_meeting(body, state="closed", present=5).items.get()
    AgendaItem.objects.filter(pk=older.pk).update(continues=oldest)
    AgendaItem.objects.filter(pk=item.pk).update(continues=older)
    client.force_login(secretary)

    response = get(client, "item_detail", item.uid)

    assert response.context["earlier"] == [older, oldest]
    assert get(client, "item_detail", older.uid).context["later"] == [item]


def test_item_detail_of_an_item_with_everything_draws(client, secretary, draft_meeting):
    item = AgendaItemFactory(meeting=draft_meeting, rapporteur_ru="Аким")
    DecisionFactory(item=item, preamble_kk="Тыңдап", preamble_ru="")
    client.force_login(secretary)

    response = get(client, "item_detail", item.uid)

    assert "The text is not complete" in words(response)
