"""The demo of the schemes: what it holds, what it says of itself, and that it loads once."""

import json

import pytest
from django.core.management import call_command

from agglo_portal.core.models import JournalEntry, OutboxMessage
from schemes.demo.reading import FOLDER
from schemes.models import DecisionLink, Edition, Feature, Layer, PublicRemark, Scheme
from schemes.reports.comparison import has_differences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def editions(demo):
    return {one.code: one for one in Edition.objects.filter(scheme__code="almaty")}


def test_two_editions_are_published_by_their_acts_and_a_draft_follows(editions):
    states = {code: edition.state for code, edition in editions.items()}

    assert states == {"2016": "published", "2020": "published", "2026": "draft"}
    assert editions["2016"].act.number_ru == "302"
    assert editions["2020"].act.number_ru == "514"
    assert has_differences(editions["2016"], editions["2020"])
    assert has_differences(editions["2020"], editions["2026"])


def test_the_scheme_never_claims_to_be_in_force(demo):
    assert Scheme.objects.get(code="almaty").standing == Scheme.Standing.TO_VERIFY


def test_real_boundaries_and_places_are_there_with_their_credit(editions):
    real = Layer.objects.filter(scheme__code="almaty", is_schematic=False)
    counts = {
        layer.code: Feature.objects.of(editions["2020"], layer).count()
        for layer in real.filter(code__in=["boundary", "settlements", "water"])
    }

    assert counts == {"boundary": 10, "settlements": 296, "water": 3}
    filled = [layer for layer in real if layer.features.exists()]
    assert [layer.code for layer in filled if not layer.attribution] == []


def test_what_is_drawn_for_the_idea_says_so(demo):
    derived = {path.stem for path in FOLDER.glob("map/*.geojson")} - {
        "boundary", "settlements", "composition", "water", "rivers", "reshaped",
    }  # fmt: skip

    layers = Layer.objects.filter(scheme__code="almaty", code__in=derived)

    assert layers.count() == len(derived)
    assert [layer.code for layer in layers if not layer.is_schematic] == []


def test_every_file_of_shapes_has_its_row_in_the_list_of_sources():
    said = (FOLDER / "map/README.md").read_text()
    for path in FOLDER.glob("map/*.geojson"):
        assert path.stem in said
        assert json.loads(path.read_text())["note"]


def test_decisions_of_the_council_concern_places(demo):
    links = DecisionLink.objects.filter(scheme__code="almaty")

    assert links.filter(decision__isnull=False).count() >= 10
    assert links.filter(item__isnull=False).exists()


def test_the_draft_is_under_discussion_with_answers_and_what_waits(demo):
    states = set(PublicRemark.objects.values_list("state", flat=True))

    assert states == {"confirmed", "published", "answered"}
    assert not PublicRemark.objects.exclude(email__endswith="@demo.example").exists()


def test_loading_again_changes_nothing(demo):
    before = (Feature.objects.count(), JournalEntry.objects.count(), OutboxMessage.objects.count())

    call_command("load_demo_schemes", verbosity=0)

    after = (Feature.objects.count(), JournalEntry.objects.count(), OutboxMessage.objects.count())
    assert after == before
