"""Reading Word documents: what a clause, a heading, a list, an annex, a translation is."""

import docx
import pytest

from memoranda.documents.importing import NothingFound, from_text, read_docx, to_text

from .word_files import numbered_by_word, repacked, upload, written

PREAMBLE = "Тараптар бұдан әрі бірлесіп әрекет ететін болып, төмендегілер туралы келісті:"


def tree(preview, language="kk"):
    """(kind, depth, heading, text) in reading order."""
    found = []

    def look(nodes, depth):
        for node in nodes:
            words = node.words
            found.append(
                (node.kind, depth, words[f"heading_{language}"], words[f"text_{language}"])
            )
            look(node.children, depth + 1)

    look(preview.nodes, 0)
    return found


# Numbers and headings -----------------------------------------------------------------------------
def test_typed_numbers_make_the_tree():
    preview = read_docx(
        written(
            ("center bold", "БІРЛЕСКЕН ҚЫЗМЕТ ТУРАЛЫ МЕМОРАНДУМ"),
            "Алматы қаласы            2026 жылғы 12 наурыз",
            PREAMBLE,
            ("bold", "1. Меморандумның нысанасы"),
            "1.1. Тараптар агломерацияны бірлесіп дамытады.",
            "1.1.1. Тараптар жоспарды бекітеді.",
            "Жоспар жыл сайын нақтыланады.",
            "1.2 Тараптар ақпарат алмасады.",
            ("bold", "2. Қаржыландыру"),
            "Шығыстар бюджеттер шегінде жүзеге асырылады.",
        )
    )

    assert tree(preview) == [
        ("preamble", 0, "", PREAMBLE),
        ("section", 0, "Меморандумның нысанасы", ""),
        ("clause", 1, "", "Тараптар агломерацияны бірлесіп дамытады."),
        ("subclause", 2, "", "Тараптар жоспарды бекітеді.\n\nЖоспар жыл сайын нақтыланады."),
        ("clause", 1, "", "Тараптар ақпарат алмасады."),
        ("section", 0, "Қаржыландыру", "Шығыстар бюджеттер шегінде жүзеге асырылады."),
    ]
    assert preview.title_kk == "БІРЛЕСКЕН ҚЫЗМЕТ ТУРАЛЫ МЕМОРАНДУМ"
    assert preview.left_out == ("Алматы қаласы            2026 жылғы 12 наурыз",)
    assert preview.languages == ("kk",)
    assert preview.warnings == ()


def test_words_own_numbering_counts_as_word_does():
    preview = read_docx(
        numbered_by_word(
            [
                (0, "Предмет Меморандума"),
                (1, "Стороны развивают агломерацию."),
                (2, "Стороны утверждают план."),
                (1, "Стороны обмениваются сведениями."),
                (0, "Финансирование"),
                (1, "Расходы покрываются из бюджетов."),
            ]
        )
    )

    assert [
        (kind, depth, heading or text) for kind, depth, heading, text in tree(preview, "ru")
    ] == [
        ("section", 0, "Предмет Меморандума"),
        ("clause", 1, "Стороны развивают агломерацию."),
        ("subclause", 2, "Стороны утверждают план."),
        ("clause", 1, "Стороны обмениваются сведениями."),
        ("section", 0, "Финансирование"),
        ("clause", 1, "Расходы покрываются из бюджетов."),
    ]
    assert preview.warnings == ()


@pytest.mark.parametrize(
    "heading",
    ["2-бөлім. Міндеттемелер", "2 - БӨЛІМ Міндеттемелер", "2. Міндеттемелер", "II. Міндеттемелер"],
)
def test_sections_are_known_by_many_names(heading):
    lines = [("Heading 1", "1-бөлім. Нысана"), "1.1. Бірінші тармақтың мәтіні осында тұр."]
    preview = read_docx(
        written(*lines, ("Heading 1", heading), "2.1. Тараптар өз міндеттемелерін орындайды.")
    )
    kinds = [(kind, depth, title) for kind, depth, title, _text in tree(preview)]
    assert kinds[2:] == [("section", 0, "Міндеттемелер"), ("clause", 1, "")]


def test_headings_without_numbers_become_sections_and_their_clauses_find_them():
    preview = read_docx(
        written(
            ("Heading 1", "Предмет"),
            "1.1. Стороны развивают агломерацию совместно.",
            ("center bold", "Финансирование"),
            "Расходы покрываются из местных бюджетов.",
        )
    )
    assert tree(preview, "ru") == [
        ("section", 0, "Предмет", ""),
        ("clause", 1, "", "Стороны развивают агломерацию совместно."),
        ("section", 0, "Финансирование", "Расходы покрываются из местных бюджетов."),
    ]


def test_clauses_without_sections_stand_at_the_top():
    preview = read_docx(
        written("1. Стороны развивают агломерацию.", "2. Стороны создают совет.", "Совет – один.")
    )
    assert tree(preview, "ru") == [
        ("clause", 0, "", "Стороны развивают агломерацию."),
        ("clause", 0, "", "Стороны создают совет.\n\nСовет – один."),
    ]


def test_a_number_inside_the_text_is_no_clause():
    preview = read_docx(
        written(
            ("bold", "3. Финансирование"),
            "3.1. Стороны выделяют средства:",
            "1.5 млн тенге – на проект;",
            "01.07.2027 – срок первой части.",
            "3.2. Стороны отчитываются.",
        )
    )
    assert [text for kind, _d, _h, text in tree(preview, "ru") if kind == "clause"] == [
        "Стороны выделяют средства:\n\n1.5 млн тенге – на проект;\n\n"
        "01.07.2027 – срок первой части.",
        "Стороны отчитываются.",
    ]
    assert preview.warnings == (
        "The portal numbers by itself; these numbers become others: 3 → 1; 3.1 → 1.1; 3.2 → 1.2",
    )


def test_a_number_that_stands_twice_is_kept_and_told():
    preview = read_docx(
        written(
            ("bold", "1. Предмет"),
            "1.1. Первое предложение о предмете.",
            "1.1. Второе предложение о предмете.",
        )
    )
    assert [text for kind, _d, _h, text in tree(preview, "ru") if kind == "clause"] == [
        "Первое предложение о предмете.",
        "Второе предложение о предмете.",
    ]
    assert preview.warnings[0] == "Numbers that stand in the document twice or out of order: 1.1"


# Words --------------------------------------------------------------------------------------------
def test_bold_lists_links_and_tables_become_light_markup():
    document = docx.Document()
    paragraph = document.add_paragraph("1. Стороны ")
    paragraph.add_run("обязуются").bold = True
    paragraph.add_run(" действовать по направлениям:")
    for line in ("– транспорт;", "• экология;", "1) вода;", "2) земля."):
        document.add_paragraph(line)
    document.add_paragraph("энергетика", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Показатель", "2027", "Длина | км", "120"), strict=True):
        cell.text = text

    [node] = read_docx(upload(document)).nodes

    assert node.words["text_ru"] == (
        "Стороны **обязуются** действовать по направлениям:\n\n- транспорт;\n- экология;\n\n"
        "1) вода;\n2) земля.\n\n- энергетика\n\n| Показатель | 2027 |\n| Длина \\| км | 120 |"
    )


def test_tracked_changes_are_taken_as_accepted_and_told():
    source = written("1. Стороны заменить слово и обязуются.")
    new = (
        b"<w:r><w:t>1. \xd0\xa1\xd1\x82\xd0\xbe\xd1\x80\xd0\xbe\xd0\xbd\xd1\x8b </w:t></w:r>"
        b'<w:del w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="a"><w:r><w:t>'
        + "вправе обязаться совместно".encode()
        + b"</w:t></w:r></w:ins>"
    )
    old = "<w:r><w:t>1. Стороны заменить слово и обязуются.</w:t></w:r>".encode()
    changed = repacked(source, **{"word/document.xml": lambda xml: xml.replace(old, new)})

    preview = read_docx(changed)

    assert preview.nodes[0].words["text_ru"] == "Стороны вправе обязаться совместно"
    assert preview.warnings == ("Tracked changes were taken as accepted: 2",)


def test_annexes_begin_anew():
    preview = read_docx(
        written(
            ("bold", "1. Предмет"),
            "1.1. Стороны развивают агломерацию.",
            ("right", "Приложение 1\nк Меморандуму"),
            ("center bold", "План мероприятий"),
            "1. Построить дорогу до города Конаев.",
            "2. Открыть маршрут.",
            ("right", "Приложение 2"),
            ("center bold", "Карта"),
            [("№", "Мера"), ("1", "Мост")],
        )
    )
    assert tree(preview, "ru")[2:] == [
        ("annex", 0, "План мероприятий", ""),
        ("clause", 1, "", "Построить дорогу до города Конаев."),
        ("clause", 1, "", "Открыть маршрут."),
        ("annex", 0, "Карта", "| № | Мера |\n| 1 | Мост |"),
    ]


def test_places_for_signatures_are_left_out_and_named():
    preview = read_docx(
        written(
            ("bold", "1. Предмет"),
            "1.1. Стороны развивают агломерацию.",
            ("center bold", "Реквизиты и подписи Сторон"),
            [("Акимат города\n__________ (подпись)", "Акимат области\n__________ (подпись) М.П.")],
        )
    )
    assert [kind for kind, *_rest in tree(preview, "ru")] == ["section", "clause"]
    assert preview.left_out[-1] == "Реквизиты и подписи Сторон"
    assert preview.left_out[-2].startswith("Акимат города __________ (подпись)")


# The kept preview ---------------------------------------------------------------------------------
def test_a_preview_survives_without_its_file():
    preview = read_docx(written("1. Стороны развивают агломерацию.", [("а", "б")]))
    assert from_text(to_text(preview)) == preview


@pytest.mark.parametrize("text", ["", "x", "eJw=", "e30=", to_text.__doc__])
def test_what_is_no_preview_gives_none(text):
    assert from_text(text) is None


def test_an_empty_document_is_refused():
    with pytest.raises(NothingFound):
        read_docx(written("", " "))
