"""Maps in print: the paper, the scale, the names, the legend, and what a PDF must be."""

import io

import pikepdf
import pypdf
import pytest
from django.utils import translation
from PIL import Image
from pyproj import Geod, Transformer

from schemes.documents.printing import print_map, sheet_data
from schemes.documents.printing.frames import frame_round, round_scale
from schemes.models import Feature
from schemes.rules.orders import print_order

from ..factories.core import NOON
from ..factories.schemes import EditionFactory, FeatureFactory, LayerFactory, publish, square
from .exported import LETTERS

HOSTILE = '#panic() *қалың* <b> "},{ $x$ \\ //'
EARTH = Geod(ellps="WGS84")


@pytest.fixture
def mapped(scene):
    """A published edition of 2024 with a zone that is planned and two cities."""
    zones = scene.zones
    zones.style = {
        "by": "status", "label": True, "label_from_zoom": 0, "pattern": "hatch",
        "cases": [{"value": "planned", "fill": "#f3dcc0"}],
    }  # fmt: skip
    zones.is_schematic, zones.attribution = True, "© Ұлттық картография; CC BY 4.0"
    zones.save()
    towns = LayerFactory(
        scheme=scene.scheme, code="towns", theme="basis", geometry_type="point",
        name_kk="Елді мекендер", name_ru="Населённые пункты",
        style={"icon": "ring", "size": 8, "label": True, "label_from_zoom": 0},
        attribution="© GeoNames, CC BY 4.0",
    )  # fmt: skip
    edition = EditionFactory(scheme=scene.scheme, code="2024", year=2024)
    FeatureFactory(
        edition=edition, layer=zones, name_kk="Бірінші аймақ", name_ru="", status="planned",
        shape=square(77.2, 43.2, 0.2),
    )  # fmt: skip
    for name, place in ((f"Қаскелең {LETTERS}", "77.0 43.4"), (HOSTILE, "77.05 43.1")):
        shape = f"SRID=4326;POINT({place})"
        FeatureFactory(edition=edition, layer=towns, name_kk=name, name_ru="", shape=shape)
    scene.published = publish(edition)
    return scene


def make(edition, folder, **order):
    asked = {"format": "pdf", "language": "kk", "bbox": [76.6, 42.9, 77.8, 43.6]} | order
    return print_map(edition, print_order(**asked), folder=folder, at=NOON)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_sheet_says_what_it_shows(mapped, tmp_path):
    made = make(mapped.published, tmp_path)

    text = text_of(made.path.read_bytes())
    for words in (
        str(mapped.scheme.name_kk),
        "Бірінші аймақ",
        "Қаскелең",
        "ӘҒҚҢӨҰҮҺІ",
        "Аймақтар",
        "Елді мекендер",
        "© Ұлттық картография",
        "© GeoNames, CC BY 4.0",
        "1:",
        "км",
    ):
        assert words in text
    assert made.report["objects"] == {"towns": 2, "zoning": 1, "transport": 0}


def test_hostile_names_stay_names(mapped, tmp_path):
    text = text_of(make(mapped.published, tmp_path).path.read_bytes())

    assert HOSTILE in text


def test_a_sheet_is_archival_and_accessible(mapped, tmp_path):
    made = make(mapped.published, tmp_path, paper="a3")

    with pikepdf.open(made.path) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert len(pdf.pages) == 1
        width, height = (float(one) / 72 * 25.4 for one in pdf.pages[0].MediaBox[2:])
        assert (round(width), round(height)) == (420, 297)
        figures = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
        assert any("Карта" in str(one.Alt) or "картасы" in str(one.Alt) for one in figures)


def test_the_same_order_gives_the_same_bytes(mapped, tmp_path):
    first = make(mapped.published, tmp_path).path.read_bytes()

    assert make(mapped.published, tmp_path).path.read_bytes() == first


@pytest.mark.parametrize(
    ("paper", "turn", "size"),
    [("a4", "landscape", (2339, 1654)), ("a4", "portrait", (1654, 2339))],
)
def test_a_picture_has_the_size_of_its_paper(mapped, tmp_path, paper, turn, size):
    made = make(mapped.published, tmp_path, format="png", paper=paper, turn=turn, language="ru")

    picture = Image.open(made.path)
    assert picture.format == "PNG"
    assert all(abs(one - other) <= 2 for one, other in zip(picture.size, size, strict=True))


def test_a_draft_says_that_it_is_not_approved(mapped, tmp_path):
    text = text_of(make(mapped.draft, tmp_path, language="ru").path.read_bytes())

    assert "не утверждена" in text
    assert "черновик" in text.lower() or "проект" in text.lower()


def test_an_empty_sheet_says_so(scene, tmp_path):
    made = make(scene.draft, tmp_path, language="en", layers=["transport"])

    assert "There is nothing of the chosen layers here." in text_of(made.path.read_bytes())


def test_a_phase_leaves_out_what_comes_later(mapped):
    order = print_order(format="pdf", language="kk", phase="now", layers=["zoning"])

    data, _title = sheet_data(mapped.draft, order, at=NOON)

    assert data["objects"] == {"zoning": 1}
    assert any(mapped.phases[0].name_kk in fact for fact in data["facts"])


def test_the_legend_holds_only_what_is_drawn(mapped):
    order = print_order(format="pdf", language="kk", bbox=[77.15, 43.15, 77.45, 43.45])

    data, _title = sheet_data(mapped.published, order, at=NOON)

    rows = [row["text"] for theme in data["themes"] for row in theme["rows"]]
    assert rows == ["Елді мекендер", "Аймақтар", "planned"] or rows == ["Аймақтар", "planned"]
    assert data["remarks"][0].endswith("Аймақтар.")


def test_no_name_covers_another(scene):
    towns = LayerFactory(
        scheme=scene.scheme, geometry_type="point", style={"label": True, "label_from_zoom": 0}
    )
    for place in range(60):
        x, y = 76.9 + place % 10 * 0.004, 43.2 + place // 10 * 0.003
        FeatureFactory(
            edition=scene.draft,
            layer=towns,
            name_kk=f"Ауыл {place}",
            shape=f"SRID=4326;POINT({x} {y})",
        )

    order = print_order(format="pdf", language="kk", layers=[towns.code], bbox=[76, 42.5, 78, 44])
    labels = sheet_data(scene.draft, order, at=NOON)[0]["labels"]

    assert 0 < len(labels) < 60
    places = [(one["x"], one["y"]) for one in labels]
    assert len(set(places)) == len(places)


def test_a_name_stands_in_the_language_of_the_sheet(mapped):
    Feature.objects.filter(pk=mapped.new.pk).update(
        name_ru="Зона вторая", name_kk="Екінші аймақ", version=2
    )
    texts = {}
    for language in ("kk", "ru"):
        order = print_order(format="pdf", language=language, layers=["zoning"])
        with_language = make_data(mapped.draft, order, language)
        texts[language] = {one["text"] for one in with_language["labels"]}

    assert "Екінші аймақ" in texts["kk"]
    assert "Зона вторая" in texts["ru"]


def make_data(edition, order, language):
    with translation.override(language):
        return sheet_data(edition, order, at=NOON)[0]


# Scale -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("latitude", [0.5, 43.25, 51.1, 68.0])
@pytest.mark.parametrize("across", [0.02, 0.5, 3.0])
def test_the_scale_bar_is_as_long_as_it_says(latitude, across):
    bounds = (76.9 - across, latitude - across / 2, 76.9 + across, latitude + across / 2)
    frame = frame_round(bounds, 200, 150)
    length, millimetres = frame.bar()

    back = _back(frame)
    for shift in (-0.4, 0.0, 0.4):  # at the left, in the middle, at the right of the sheet
        start = shift * frame.width * frame.metres_in_mm
        ends = [back.transform(start + side * length / 2, 0) for side in (-1, 1)]
        _way, _back_way, measured = EARTH.inv(*ends[0], *ends[1])
        assert measured == pytest.approx(length, rel=2e-3)
    assert millimetres == pytest.approx(length / frame.scale * 1000)
    assert millimetres <= 42


def _back(frame):
    return Transformer.from_crs(frame.plane, "EPSG:4326", always_xy=True)


def test_a_frame_holds_its_bounds_at_a_round_scale():
    bounds = (76.5, 43.0, 77.5, 43.6)

    frame = frame_round(bounds, 200, 150)

    west, south, east, north = frame.bounds
    assert west <= bounds[0] and south <= bounds[1] and east >= bounds[2] and north >= bounds[3]
    assert frame.scale == 500_000


@pytest.mark.parametrize(
    ("needed", "given"), [(410_000, 500_000), (500_000, 500_000), (26_000, 30_000), (950, 1_000)]
)
def test_scales_are_those_that_people_know(needed, given):
    assert round_scale(needed) == given
