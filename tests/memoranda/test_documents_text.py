"""The text as data: title, numbers, leads of amendments, requisites, marks of a draft."""

import pytest

from memoranda.documents.heads import title_lines
from memoranda.documents.leads import lead_sentence
from memoranda.documents.text import side_by_side_as_data, text_as_data
from memoranda.models import Memorandum

from ..factories.memoranda import ClauseFactory, MemorandumFactory, make_memorandum, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_memorandum(parties=3, clauses=7, state="negotiation")


def of_kind(data, kind):
    return [part for part in data["parts"] if part["is"] == kind]


def words(blocks):
    return ["".join(run["text"] for run in block["runs"]) for block in blocks]


def test_a_sent_version_is_marked_as_a_draft_and_its_day_is_blank(scene):
    kk, ru = (text_as_data(scene.version, language=one)["heads"][0] for one in ("kk", "ru"))

    assert kk["mark"] == ["Жоба", "1-нұсқа"]
    assert ru["mark"] == ["Проект", "версия 1"]
    assert (kk["left"], ru["left"]) == ("Алматы қаласы", "город Алматы")
    assert kk["right"].startswith("20__ жылғы")
    assert ru["right"].endswith("20__ года")


def test_a_registered_text_has_number_and_day_of_the_last_signature():
    scene = make_memorandum(state="in_force", clauses=1)
    data = text_as_data(scene.version, language="ru", edition="registered")
    head = data["heads"][0]
    assert (head["mark"], head["number"], head["right"]) == ([], "№ 1/2026", "12 марта 2026 года")
    assert data["footer"] == "Меморандум № 1/2026"


def test_a_text_for_signing_is_no_draft_and_its_day_is_blank(scene):
    data = text_as_data(scene.version, language="kk", edition="signing")
    assert data["heads"][0]["mark"] == []
    assert "__" in data["heads"][0]["right"]
    assert data["footer"] == "Меморандум"


@pytest.mark.parametrize(
    ("title", "language", "lines"),
    [
        ("Қызмет туралы меморандум", "kk", [("Қызмет туралы", 0), ("МЕМОРАНДУМ", 1)]),
        ("Меморандум о деятельности", "ru", [("МЕМОРАНДУМ", 1), ("о деятельности", 0)]),
        ("«Алматы – Қонаев» жобасы", "kk", [("«Алматы – Қонаев» жобасы", 0), ("МЕМОРАНДУМ", 1)]),
        ("О внесении изменений", "ru", [("МЕМОРАНДУМ", 1), ("О внесении изменений", 0)]),
        ("Меморандум", "kk", [("МЕМОРАНДУМ", 1)]),
        ("Меморандум", "ru", [("МЕМОРАНДУМ", 1)]),
        ("Су туралы меморандум (демо)", "kk", [("Су туралы", 0), ("МЕМОРАНДУМ", 1), ("(демо)", 0)]),
        ("Меморандум о воде (демо)", "ru", [("МЕМОРАНДУМ", 1), ("о воде (демо)", 0)]),
        (
            "Су туралы меморандумға өзгеріс енгізу туралы",
            "kk",
            [("Су туралы меморандумға өзгеріс енгізу туралы", 0)],
        ),
        (
            "О внесении изменения в Меморандум о воде",
            "ru",
            [("О внесении изменения в Меморандум о воде", 0)],
        ),
    ],
)
def test_the_title_names_its_kind_in_capitals(title, language, lines):
    found = title_lines(title, "memorandum", language)
    assert [(one["text"], one["is_kind"]) for one in found] == lines


@pytest.mark.parametrize(
    ("title", "language", "lines"),
    [
        ("Соглашение о воде", "ru", [("СОГЛАШЕНИЕ", 1), ("о воде", 0)]),
        ("О внесении изменений в соглашения о воде", "ru",
         [("О внесении изменений в соглашения о воде", 0)]),
        ("Су туралы келісім", "kk", [("Су туралы", 0), ("КЕЛІСІМ", 1)]),
        ("О совместной работе", "ru", [("СОГЛАШЕНИЕ", 1), ("О совместной работе", 0)]),
    ],
)  # fmt: skip
def test_the_title_of_an_agreement_too_says_its_kind_once(title, language, lines):
    found = title_lines(title, "agreement", language)
    assert [(one["text"], one["is_kind"]) for one in found] == lines


def test_numbers_are_those_of_the_version_alike_in_both_languages(scene):
    kk, ru = (text_as_data(scene.version, language=one) for one in ("kk", "ru"))
    numbers = [part["number"] for part in of_kind(kk, "clause")]
    assert numbers == ["", "1.1.", "1.2.", "1.3.", "1.4.", "1.5.", "2.1.", "2.2."]
    assert numbers == [part["number"] for part in of_kind(ru, "clause")]
    assert [part["text"] for part in of_kind(ru, "heading")][:2] == ["1. Раздел 1", "2. Раздел 2"]


def test_later_work_on_the_text_does_not_show(scene):
    clause = scene.clauses[2]
    clause.text_ru = "Тайно изменено."
    clause.save()
    assert "Тайно" not in str(text_as_data(scene.version, language="ru"))


def test_each_party_has_a_block_to_sign_in_order(scene):
    organisation = scene.parties[1].organisation
    organisation.bin = "123456789012"
    organisation.save()
    party = scene.parties[2]
    party.authority_ru = "доверенности от 5 января 2026 года № 3"
    party.signatory_post_ru = party.signatory_name_ru = ""
    party.save()

    [part] = of_kind(text_as_data(scene.version, language="ru"), "signatures")

    assert [one["party"] for one in part["blocks"]] == [
        one.organisation.name_ru for one in scene.parties
    ]
    assert part["blocks"][0]["post"] == "Аким района"
    assert part["blocks"][1]["lines"] == ["БИН 123456789012"]
    assert part["blocks"][2]["lines"] == [
        "действует на основании доверенности от 5 января 2026 года № 3"
    ]
    assert part["blocks"][2]["post"] == "Главный специалист"
    assert part["blocks"][2]["name"] == scene.people[2].head.official.name_ru


def test_signatures_stand_before_the_annexes_under_a_heading_of_their_own():
    scene = make_memorandum(clauses=1)
    annex = ClauseFactory(
        memorandum=scene.memorandum, kind="annex", position=50, heading_ru="План", text_ru=""
    )
    ClauseFactory(memorandum=scene.memorandum, parent=annex, position=1)
    data = text_as_data(send(scene.memorandum, by=scene.secretary), language="ru")

    order = [part["is"] for part in data["parts"]]
    assert order[-5:] == ["clause", "heading", "signatures", "annex", "clause"]
    assert of_kind(data, "heading")[-1]["text"] == "Реквизиты и подписи Сторон"
    assert of_kind(data, "annex")[0]["lines"] == ["Приложение 1", "к Меморандуму"]
    assert of_kind(data, "clause")[-1]["number"] == "1."


def test_a_section_of_requisites_gets_the_blocks_without_another_heading():
    scene = make_memorandum(clauses=1)
    ClauseFactory(
        memorandum=scene.memorandum, kind="section", position=9, role="requisites",
        heading_kk="Деректемелер", heading_ru="Реквизиты", text_kk="", text_ru="",
    )  # fmt: skip
    data = text_as_data(send(scene.memorandum, by=scene.secretary), language="ru")
    assert [part["is"] for part in data["parts"]][-2:] == ["heading", "signatures"]
    assert of_kind(data, "heading")[-1]["text"] == "2. Реквизиты"


def test_side_by_side_has_every_clause_beside_its_other_language(scene):
    data = side_by_side_as_data(scene.version)
    assert [one["language"] for one in data["heads"]] == ["kk", "ru"]
    assert {part["is"] for part in data["parts"]} == {"pair"}
    for part in data["parts"]:
        assert [one["is"] for one in part["kk"]] == [one["is"] for one in part["ru"]]
        assert [one.get("number") for one in part["kk"]] == [
            one.get("number") for one in part["ru"]
        ]


# Amendments --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("operation", "kind", "number", "new_kind", "kk", "ru"),
    [
        ("replace", "clause", "3.2", "clause",
         "3.2-тармақ мынадай редакцияда жазылсын:", "Пункт 3.2 изложить в следующей редакции:"),
        ("insert", "clause", "3.2", "clause",
         "3.2-тармақтан кейін мынадай мазмұндағы тармақпен толықтырылсын:",
         "После пункта 3.2 дополнить пунктом следующего содержания:"),
        ("insert", "section", "4", "section",
         "4-бөлімнен кейін мынадай мазмұндағы бөліммен толықтырылсын:",
         "После раздела 4 дополнить разделом следующего содержания:"),
        ("repeal", "annex", "1", "clause", "1-қосымша алып тасталсын.", "Приложение 1 исключить."),
        ("replace", "preamble", "", "clause",
         "Кіріспе мынадай редакцияда жазылсын:", "Преамбулу изложить в следующей редакции:"),
    ],
)  # fmt: skip
def test_lead_sentences_are_those_of_legal_drafting(operation, kind, number, new_kind, kk, ru):
    facts = {"kind": kind, "number": number, "new_kind": new_kind}
    assert lead_sentence(operation, **facts, language="kk") == kk
    assert lead_sentence(operation, **facts, language="ru") == ru


def test_an_amending_clause_quotes_the_new_words_under_the_number_of_the_old():
    former = make_memorandum(state="in_force", clauses=3)
    body = former.memorandum.body
    amending = MemorandumFactory(
        body=body, relation=Memorandum.Relation.AMENDMENT, amends=former.memorandum
    )
    first, second = former.clauses[2], former.clauses[3]
    changed = {"text_ru": "Стороны исполняют всё.", "text_kk": "Тараптар бәрін орындайды."}
    ClauseFactory(memorandum=amending, position=1, operation="replace", target=first, **changed)
    ClauseFactory(memorandum=amending, position=2, operation="repeal", target=second)
    version = send(amending, by=former.secretary)

    kk, ru = (of_kind(text_as_data(version, language=one), "clause") for one in ("kk", "ru"))

    assert words(ru[0]["blocks"]) == [
        "Пункт 1.1 изложить в следующей редакции:", "«1.1. Стороны исполняют всё.»"
    ]  # fmt: skip
    assert words(kk[0]["blocks"]) == [
        "1.1-тармақ мынадай редакцияда жазылсын:", "«1.1. Тараптар бәрін орындайды.»"
    ]  # fmt: skip
    assert words(ru[1]["blocks"]) == ["Пункт 1.2 исключить."]
