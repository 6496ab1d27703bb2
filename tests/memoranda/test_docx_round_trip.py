"""A memorandum leaves as DOCX, goes through another office program, and comes back unchanged."""

import shutil
import subprocess
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from memoranda.documents.importing import read_docx
from memoranda.documents.text import side_by_side_as_data, text_as_data
from memoranda.documents.word import docx_of
from memoranda.nodes import WORDS, walk
from memoranda.reports.reading import tree_of

from ..factories.memoranda import ClauseFactory, make_memorandum, send

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WAYS = {"docx": ["docx"], "odt": ["odt", "docx"]}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(
        OFFICE is None,
        reason="no LibreOffice: apt-get install --no-install-recommends libreoffice-writer-nogui",
    ),
]
RICH_KK = (
    "Тараптар **мынадай** [бағыттар](https://adilet.zan.kz/kaz/docs/Z2300000181) бойынша әрекет "
    "етеді:\n\n- көлік: 2,5 млрд ₸;\n- экология (№ 3 хаттама);\n- су.\n\nКезеңдері:\n\n"
    "1) 2027 жылғы 1 шілдеге дейін – жоба;\n2) кейін – құрылыс.\n\n"
    "| Көрсеткіш | 2027 | 2030 |\n| --- | --- | --- |\n| Ұзындығы, км | 120 | 340 |"
)
RICH_RU = (
    "Стороны действуют по **следующим** [направлениям](https://adilet.zan.kz/rus/docs/Z2300000181)"
    ":\n\n- транспорт: 2,5 млрд ₸;\n- экология (протокол № 3);\n- вода.\n\nЭтапы:\n\n"
    "1) до 1 июля 2027 года – проект;\n2) затем – строительство.\n\n"
    "| Показатель | 2027 | 2030 |\n| --- | --- | --- |\n| Длина, км | 120 | 340 |"
)
PLAN_KK = (
    "| № | Іс-шара | Орындаушы | Мерзімі | Аяқталу нысаны |\n| --- | --- | --- | --- | --- |\n"
    "| 1 | Маршруттық желіні бекіту | Тараптар | 2027 жыл | бірлескен қаулы |"
)
PLAN_RU = (
    "| № | Мероприятие | Исполнитель | Срок | Форма завершения |\n| --- | --- | --- | --- | --- |\n"
    "| 1 | Утвердить маршрутную сеть | Стороны | 2027 год | совместное постановление |"
)


@pytest.fixture
def version():
    """Sixty clauses in twelve sections, some rich, with sub-clauses and two annexes; sent."""
    scene = make_memorandum(parties=3, clauses=60)
    memorandum = scene.memorandum
    clauses = [one for one in scene.clauses if one.kind == "clause"]
    for rich in clauses[3::12]:
        rich.text_kk, rich.text_ru = RICH_KK, RICH_RU
        rich.save()
    titled = clauses[10]
    titled.heading_kk, titled.heading_ru = "Мониторинг", "Мониторинг"
    titled.save()
    for place in range(3):
        ClauseFactory(memorandum=memorandum, kind="subclause", parent=titled, position=place + 1)
    for number, (kk, ru) in enumerate(
        [("Жол картасы", "Дорожная карта"), ("Шекаралар", "Границы")]
    ):
        annex = ClauseFactory(
            memorandum=memorandum, kind="annex", position=90 + number, heading_kk=kk,
            heading_ru=ru, text_kk=PLAN_KK, text_ru=PLAN_RU,
        )  # fmt: skip
        for place in range(4):
            ClauseFactory(memorandum=memorandum, parent=annex, position=place + 1)
    return send(memorandum, by=scene.secretary)


@pytest.fixture
def through_office(tmp_path):
    """Open and save a DOCX with LibreOffice, by way of other formats too."""

    def convert(data: bytes, *, way: list[str]) -> SimpleUploadedFile:
        place = tmp_path / "0" / "text.docx"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        for step, form in enumerate(way, start=1):
            folder = tmp_path / str(step)
            profile = f"-env:UserInstallation=file://{tmp_path}/profile"
            command = [OFFICE, profile, "--headless", "--convert-to", form, "--outdir", folder]
            subprocess.run([*command, place], check=True, capture_output=True, timeout=180)
            place = folder / f"text.{form}"
        return SimpleUploadedFile("text.docx", place.read_bytes())

    return convert


def kept(version, languages=("kk", "ru")):
    """What was sent, node by node: kind, depth and the words of these languages."""
    rows = tree_of(version.memorandum)
    return [(row.node.kind, row.depth, spoken(row.node.words(), languages)) for row in rows]


def came_back(preview, languages=("kk", "ru")):
    found = []

    def look(nodes, depth):
        for node in nodes:
            found.append((node.kind, depth, spoken(node.words, languages)))
            look(node.children, depth + 1)

    look(preview.nodes, 0)
    return found


def spoken(words, languages):
    return {name: words[name] for name in WORDS if name[-2:] in languages}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_clause_of_one_language_is_lost_or_moved(version, through_office, language, way):
    data = docx_of(text_as_data(version, language=language), language=language)

    preview = read_docx(through_office(data, way=way))

    assert came_back(preview, [language]) == kept(version, [language])
    assert preview.languages == (language,)
    assert preview.warnings == ()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_clause_of_the_two_columns_is_lost_or_moved(version, through_office, way):
    data = docx_of(side_by_side_as_data(version), language="kk")

    preview = read_docx(through_office(data, way=way))

    assert came_back(preview) == kept(version)
    assert preview.warnings == ()


def test_two_files_make_one_text_in_two_languages(version, through_office):
    files = [
        through_office(docx_of(text_as_data(version, language=one), language=one), way=["docx"])
        for one in ("kk", "ru")
    ]

    preview = read_docx(*files)

    assert came_back(preview) == kept(version)


def test_the_order_of_reading_stays(version, through_office):
    data = docx_of(side_by_side_as_data(version), language="kk")

    preview = read_docx(through_office(data, way=["odt", "docx"]))

    texts = [node.words["text_ru"] for node in walk(preview.nodes)]
    numbers = [int(text.split()[2]) for text in texts if text.startswith("Стороны исполняют")]
    assert len(numbers) == 55
    assert all(a < b for a, b in pairwise(numbers))
