"""A text in two languages: beside each other, one after the other, in two files."""

import pytest

from memoranda.documents.importing import read_docx
from memoranda.documents.text import side_by_side_as_data
from memoranda.documents.word import docx_of
from memoranda.nodes import walk
from memoranda.services.clauses import import_clauses
from memoranda.skeletons import KEYS, skeleton

from ..factories.core import NOON
from ..factories.memoranda import make_memorandum, send
from .word_files import upload, written

COLUMNS = [
    ("Қазақша", "На русском"),
    ("1. Меморандумның нысанасы", "1. Предмет Меморандума"),
    ("1.1. Тараптар агломерацияны дамытады.", "1.1. Стороны развивают агломерацию."),
    ("1.2. Тараптар кеңес құрады.", "1.2. Стороны создают совет."),
]
PAIRED = [
    ("section", "Меморандумның нысанасы", "Предмет Меморандума"),
    ("clause", "Тараптар агломерацияны дамытады.", "Стороны развивают агломерацию."),
    ("clause", "Тараптар кеңес құрады.", "Стороны создают совет."),
]


def pairs(preview):
    return [
        (
            node.kind,
            node.words["heading_kk"] or node.words["text_kk"],
            node.words["heading_ru"] or node.words["text_ru"],
        )
        for node in walk(preview.nodes)
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["kk left", "ru left"])
def test_two_columns_are_paired_whichever_stands_left(order):
    rows = [tuple(row[place] for place in order) for row in COLUMNS]
    preview = read_docx(written(rows[1:] if order == (1, 0) else rows))
    assert pairs(preview) == PAIRED
    assert preview.languages == ("kk", "ru")


def test_numbers_in_a_column_of_their_own_are_those_of_both_languages():
    rows = [
        ("1.", "Меморандумның нысанасы", "Предмет Меморандума"),
        ("1.1", "Тараптар агломерацияны дамытады.", "Стороны развивают агломерацию."),
        ("1.2", "Тараптар кеңес құрады.", "Стороны создают совет."),
    ]
    assert pairs(read_docx(written(rows))) == PAIRED


def test_one_text_after_the_other_is_paired_by_numbers():
    kk = [row[0] for row in COLUMNS[1:]]
    ru = [row[1] for row in COLUMNS[1:]]
    assert pairs(read_docx(written(*kk, *ru))) == PAIRED


def test_two_files_are_paired_in_any_order():
    kk = written(*[row[0] for row in COLUMNS[1:]])
    ru = written(*[row[1] for row in COLUMNS[1:]])
    assert pairs(read_docx(ru, kk)) == PAIRED


def test_a_clause_in_one_language_alone_is_kept_and_told():
    rows = [*COLUMNS[1:], ("", "1.3. Стороны отчитываются ежегодно.")]
    preview = read_docx(written(rows))
    assert pairs(preview)[-1] == ("clause", "", "Стороны отчитываются ежегодно.")
    assert preview.warnings == ("1 clause stands in one language alone: 1.3",)


@pytest.mark.django_db
@pytest.mark.parametrize("key", KEYS)
def test_a_shipped_text_comes_back_from_its_own_two_columns(key):
    nodes = skeleton(key).nodes
    scene = make_memorandum(clauses=0, kind=key)
    import_clauses(scene.memorandum, nodes=nodes, replace=True, by=scene.secretary, at=NOON)
    version = send(scene.memorandum, by=scene.secretary)

    preview = read_docx(upload(docx_of(side_by_side_as_data(version), language="kk")))

    assert [(one.kind, one.words) for one in walk(preview.nodes)] == [
        (one.kind, one.words) for one in walk(nodes)
    ]
