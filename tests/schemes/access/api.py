"""Records of the tiles and of the API that the scene lacks a name for, and what a POST brings."""

from agglo_portal.core.models import StoredFile
from schemes.models import DecisionLink, Discussion, Import, PublicRemark
from tests.factories.core import DAY, NOON
from tests.factories.councils import make_meeting
from tests.factories.schemes import IndicatorFactory, MeasureFactory

SQUARE = {"z": 9, "x": 365, "y": 187}
INPUT = {
    "version": 1,
    "reason": "Себеп",
    "year": 2025,
    "percent": 1,
    "text_kk": "a",
    "text_ru": "b",
}


def records(scene):
    published = {"edition": scene.published.uid, "revision": scene.published.revision}
    draft = {"edition": scene.draft.uid, "revision": scene.draft.revision}
    collection = f"{scene.scheme.code}.{{}}.{scene.zones.code}"
    measure = MeasureFactory()
    discussion = _discussion(scene)
    return {
        "published_tile": published | {"layer": scene.zones.code} | SQUARE,
        "draft_tile": draft | SQUARE,
        "collection": {"collection": collection.format(scene.published.code)},
        "draft_item": {"collection": collection.format(scene.draft.code), "item": scene.new.uid},
        "api_scheme": scene.scheme,
        "api_draft": scene.draft,
        "api_layer": scene.zones,
        "api_import": _import(scene),
        "api_plan": measure.plan,
        "api_measure": measure,
        "api_indicator": IndicatorFactory(),
        "api_discussion": discussion,
        "api_remark": _remark(discussion),
        "api_link": _link(measure),
    }


def _import(scene):
    file = StoredFile.objects.create(
        name="a.gpkg", extension="gpkg", media_type="application/geopackage+sqlite3", size=1,
        sha256="0" * 64, stored_at=NOON,
    )  # fmt: skip
    return Import.objects.create(edition=scene.draft, layer=scene.zones, file=file, started_at=NOON)


def _discussion(scene):
    """Planned, not announced."""
    day = NOON.date()
    return Discussion.objects.create(
        edition=scene.draft, opens_on=day, closes_on=day + 30 * DAY, intro_kk="Жоба",
        intro_ru="Проект",
    )  # fmt: skip


def _remark(discussion):
    """Waits for moderation."""
    return PublicRemark.objects.create(
        discussion=discussion, state="confirmed", place="SRID=4326;POINT(76.9 43.2)",
        author="Айгүл", email="aigul@example.kz", language="kk", text="Саябақ", sent_at=NOON,
        confirmed_at=NOON,
    )  # fmt: skip


def _link(measure):
    item = make_meeting(measure.plan.body, items=1).items.first()
    return DecisionLink.objects.create(measure=measure, item=item, linked_at=NOON)
