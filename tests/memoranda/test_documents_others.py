"""Protocol of disagreements, approval sheet, yearly report: what they say in kk and ru."""

import io

import openpyxl
import pytest

from memoranda.documents.approval_sheet import approval_sheet_as_data
from memoranda.documents.disagreements import disagreements_as_data
from memoranda.documents.report import report_as_data
from memoranda.documents.tables import xlsx_of
from memoranda.models import ApprovalSheet, ApprovalStep, InternalNote, Position, Progress

from ..factories.core import DAY, NOON
from ..factories.memoranda import ObligationFactory, SuggestionFactory, make_memorandum, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_memorandum(parties=3, clauses=6, state="negotiation")


def says(scene, place, stance, *, number=0, **fields):
    clause = scene.clauses[place]
    return Position.objects.create(
        party=scene.parties[number], clause=clause, round=scene.round, stance=stance,
        text_hash=fields.pop("text_hash", scene.text_hash(clause)),
        by=scene.people[number].coordinator, at=NOON, **fields,
    )  # fmt: skip


def suggests(scene, place, *, number=0, **fields):
    clause = scene.clauses[place]
    return SuggestionFactory(
        clause=clause, party=scene.parties[number], round=scene.round, number=place,
        by=scene.people[number].coordinator, base_hash=scene.text_hash(clause),
        base_words=clause.words(), **fields,
    )  # fmt: skip


def rows_of(data):
    """The cells of the table as texts; a cell joined with the one above is None."""
    tables = [part for part in data["parts"] if part["is"] == "table"]
    return [[_text(cell) for cell in row] for row in (tables[0]["rows"] if tables else [])]


def _text(cell):
    if not cell["rows"]:
        return None
    return "\n".join("".join(run["text"] for run in one["runs"]) for one in cell["blocks"])


# The protocol of disagreements -------------------------------------------------------------------
def test_objections_and_comments_stand_beside_the_text_of_their_clause(scene):
    says(scene, 2, "objects", reason_kk="Қаражат жоқ.", reason_ru="Нет средств.")
    says(scene, 2, "comments", number=1, reason_ru="Уточнить срок.")
    says(scene, 3, "agrees", number=2)

    ru = rows_of(disagreements_as_data(scene.version, language="ru"))
    kk = rows_of(disagreements_as_data(scene.version, language="kk"))

    first, second = (party.organisation.name_ru for party in scene.parties[:2])
    text = "Стороны исполняют 1 мероприятие до 1 июля 2027 года."
    assert ru == [
        ["1", "Пункт 1.1", text, first, "Возражает.", "Нет средств."],
        ["2", None, None, second, "Есть замечание.", "Уточнить срок."],
    ]
    assert [row[5] for row in kk] == ["Қаражат жоқ.", "Уточнить срок. (орыс тілінде)"]
    assert kk[0][1] == "1.1-тармақ"


def test_open_suggestions_give_the_wording_in_its_language(scene):
    suggests(scene, 2)
    suggests(scene, 3, text_kk="", kind="addition", new_kind="clause")
    suggests(scene, 4, kind="removal")
    suggests(scene, 5, state="rejected", decision_reason="Нет.", decided_at=NOON)

    ru = [row[4] for row in rows_of(disagreements_as_data(scene.version, language="ru"))]
    kk = [row[4] for row in rows_of(disagreements_as_data(scene.version, language="kk"))]

    wording = "«Стороны утверждают единую маршрутную сеть до 1 октября 2027 года.»"
    assert ru == [
        f"Изложить в следующей редакции:\n{wording}",
        f"Дополнить пунктом следующего содержания:\n{wording}",
        "Исключить.",
    ]
    assert kk[1] == (f"Мынадай мазмұндағы тармақпен толықтырылсын: (орыс тілінде)\n{wording}")
    assert kk[2] == "Алып тасталсын."


def test_an_objection_to_former_words_stands_and_says_so_a_comment_falls(scene):
    says(scene, 2, "objects", reason_ru="Нет средств.", text_hash="former")
    says(scene, 3, "comments", reason_ru="Уточнить.", text_hash="former")

    rows = rows_of(disagreements_as_data(scene.version, language="ru"))

    assert [row[4] for row in rows] == [
        "Возражает.\nПозиция высказана к прежней редакции."
    ]  # fmt: skip


def test_a_word_taken_back_and_an_internal_note_are_not_in_it(scene):
    says(scene, 2, "objects", reason_ru="Нет средств.")
    says(scene, 2, "withdrawn")
    InternalNote.objects.create(
        party=scene.parties[0], clause=scene.clauses[2], text="Құпия пікір",
        by=scene.people[0].staff, at=NOON,
    )  # fmt: skip

    data = disagreements_as_data(scene.version, language="kk")

    assert rows_of(data) == []
    assert "Келіспеушіліктер жоқ." in str(data["parts"])
    assert "Құпия" not in str(data)


def test_the_protocol_is_of_the_version_and_as_of_the_last_word(scene):
    position = says(scene, 2, "objects", reason_ru="Нет средств.")
    second = send(scene.memorandum, by=scene.secretary, at=NOON + 3 * DAY)

    data = disagreements_as_data(second, language="ru")

    facts = {row["label"]: row["text"] for row in data["parts"][0]["rows"]}
    assert facts["Документ"] == "Меморандум о совместной деятельности, версия 2"
    assert facts["По состоянию на"] == "15 марта 2026 года"
    assert position.at < second.at


def test_every_party_signs_the_protocol(scene):
    data = disagreements_as_data(scene.version, language="kk")
    assert len(data["parts"][-1]["blocks"]) == 3


# The approval sheet ------------------------------------------------------------------------------
def test_an_approval_sheet_lists_who_agreed_when_and_with_what(scene):
    sheet = ApprovalSheet.objects.create(party=scene.parties[0], version=scene.version)
    people = scene.people[0]
    common = {"department_kk": "Заң бөлімі", "department_ru": "Юридический отдел"}
    ApprovalStep.objects.create(
        sheet=sheet, stage=2, official=people.head.official, **common
    )  # fmt: skip
    ApprovalStep.objects.create(
        sheet=sheet, stage=1, official=people.staff.official, substitute=people.head.official,
        absent_till=NOON.date(), state="agreed_with_remarks", remark="Нақтылау керек.",
        decided_by=people.head, decided_at=NOON, **common,
    )  # fmt: skip

    rows = rows_of(approval_sheet_as_data(sheet, language="ru"))

    head, staff = people.head.official.name_ru, people.staff.official.name_ru
    assert rows[0] == [
        "1", "Юридический отдел", f"главный специалист\n{head}\nна время отсутствия: {staff}",
        "согласовано с замечаниями", "12 марта 2026 года, 12:00", "Нақтылау керек.",
    ]  # fmt: skip
    assert rows[1][3:] == ["ожидается", "", ""]


# The yearly report -------------------------------------------------------------------------------
@pytest.fixture
def promised():
    scene = make_memorandum(state="in_force", clauses=2)
    obligation = ObligationFactory(
        memorandum=scene.memorandum, clause=scene.clauses[2], text_ru="=1+1 Построить дорогу",
        executor=scene.parties[0].organisation, financing_ru="местный бюджет",
    )  # fmt: skip
    Progress.objects.create(
        obligation=obligation, percent=40, text_ru="Проект готов.", state="accepted",
        by=scene.people[0].head, at=NOON, decided_by=scene.secretary, decided_at=NOON,
    )  # fmt: skip
    return scene


def test_the_report_says_what_was_promised_and_done(promised):
    [row] = rows_of(report_as_data(promised.memorandum, year=2026, language="ru"))

    assert row[:6] == [
        "1", "=1+1 Построить дорогу\n(пункт 1.1)", promised.parties[0].organisation.name_ru,
        "10 июня 2026 года", "совместное постановление", "местный бюджет",
    ]  # fmt: skip
    assert row[6].endswith("40 %")
    assert row[7] == "12 марта 2026 года. Проект готов."


def test_the_workbook_holds_text_and_never_a_formula(promised):
    data = report_as_data(promised.memorandum, year=2026, language="ru")

    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of(data, language="ru"))).active

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1 Построить дорогу\n(пункт 1.1)" in [cell.value for cell in cells]
    assert sheet["A1"].value.startswith("Отчёт об исполнении за 2026 год")
    assert xlsx_of(data, language="ru") == xlsx_of(data, language="ru")


def test_a_report_of_a_year_without_promises_says_so():
    scene = make_memorandum(state="in_force", clauses=1)
    data = report_as_data(scene.memorandum, year=2026, language="kk")
    assert "Бұл жыл бойынша міндеттемелер жоқ." in str(data["parts"][0])
