"""A layer whose objects hold what is hard to carry, and files of it as people get them."""

from pathlib import Path

from schemes.geofiles.writing import make
from schemes.models import Layer
from schemes.rules.orders import export_order
from tests.factories.core import NOON
from tests.factories.councils import AkimatFactory
from tests.factories.schemes import FeatureFactory, LayerFactory

LETTERS = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі № ₸ «Ё» – ЪЫЭ"
LONG = "Өңірлік жол бойындағы шағын аудан; " * 20
ATTRIBUTES = [
    {"code": "note", "type": "text", "label_kk": "ескертпе", "label_ru": "примечание"},
    {"code": "formula", "type": "text", "label_kk": "мәтін", "label_ru": "текст"},
    {"code": "lanes", "type": "integer", "label_kk": "жолақтар", "label_ru": "полосы"},
    {"code": "height_above", "type": "decimal", "label_kk": "биіктігі", "label_ru": "высота",
     "unit": "м"},
    {"code": "height_above_sea", "type": "decimal", "label_kk": "теңізден", "label_ru": "от моря"},
    {"code": "approved_on", "type": "date", "label_kk": "бекітілген күні", "label_ru": "дата"},
    {"code": "is_paved", "type": "boolean", "label_kk": "төселген", "label_ru": "с покрытием"},
    {
        "code": "use",
        "type": "choice",
        "label_kk": "түрі",
        "label_ru": "вид",
        "choices": [
            {"code": "housing", "label_kk": "тұрғын аймақ", "label_ru": "жилая зона"},
            {"code": "green", "label_kk": "жасыл", "label_ru": "зелёная"},
            # Two choices of one word: only the code can tell them apart.
            {"code": "green_2", "label_kk": "жасыл", "label_ru": "зелёная"},
        ],
    },
]  # fmt: skip
FULL = {
    "note": LETTERS,
    "formula": '=HYPERLINK("http://x","y")',
    "lanes": 4,
    "height_above": "-12.75",
    "height_above_sea": "0.1",
    "approved_on": "2020-08-13",
    "is_paved": True,
    "use": "housing",
}
OTHER = {
    "note": "'=1+1",
    "formula": "-5",
    "lanes": -3,
    "height_above": "1500",
    "is_paved": False,
    "use": "green_2",
}


def make_layer(scene) -> Layer:
    """A layer of the draft with three objects: full, another, and one with nothing but a code."""
    layer = LayerFactory(
        scheme=scene.scheme,
        code="hard",
        name_kk="Қиын қабат",
        name_ru="Трудный слой",
        attributes=ATTRIBUTES,
        style={"by": "use", "cases": [{"value": "housing", "fill": "#f3dcc0"}], "label": True},
        attribution="© Ұлттық картография, CC BY 4.0",
        is_schematic=True,
    )
    keeper = AkimatFactory(name_kk="Қонаев қаласының әкімдігі", name_ru="Акимат города Конаев")
    common = {"edition": scene.draft, "layer": layer}
    FeatureFactory(
        **common, key="Қ-1", name_kk="Қонаев – Өтеген батыр", name_ru="Конаев <b>жирный</b> & Ко",
        name_en="Konaev", attributes=FULL, phase=scene.phases[0], status="planned",
        responsible=keeper, cost="1250000.50", source="Бас жоспар, 2020",
    )  # fmt: skip
    FeatureFactory(
        **common, key="Қ-2", name_kk="Екінші", name_ru="", attributes=OTHER,
        phase=scene.phases[1], status="under_construction",
    )  # fmt: skip
    FeatureFactory(**common, key="Қ-3", name_kk="Үшінші", name_ru="", attributes={})
    return layer


def export(scene, folder: Path, format: str, *, language="ru", layers=("hard",), **chosen):
    """Make the file of the draft as the worker does."""
    order = export_order(format=format, language=language, layers=layers, **chosen)
    return make(scene.draft, order, folder=folder, at=NOON)
