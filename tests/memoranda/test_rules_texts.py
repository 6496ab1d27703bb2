"""Texts of clauses: stored in one form, marked up lightly, numbered, hashed."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memoranda.rules import hashing, markup, numbering, texts

OURS = re.compile(
    r"</?(p|strong|ul|ol|li|thead|tbody|tr|td)>|<br>|</(th|a|table)>|<th scope=\"col\">"
    r"|<table class=\"table\">|<div class=\"doc__wide\" tabindex=\"0\">|</div>|<ol start=\"\d+\">"
    r"|<a href=\"https?://[^\"<>]*\" rel=\"noopener nofollow\">"
)
ANY_TEXT = st.text(max_size=200)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("бір\r\nекі\rүш", "бір\nекі\nүш"),
        ("сөз  \nсөз\t\n", "сөз\nсөз"),
        ("а\n\n\n\n\nб", "а\n\n\nб"),
        ("\n\nа\n\n", "а"),
        ("и\u0306", "й"),
        ("30\u202e03\u202c\x00 күн\u200b", "3003 күн"),
        ("1\u00a0500\u00a0000", "1\u00a0500\u00a0000"),
    ],
)
def test_a_text_has_one_form(typed, stored):
    assert texts.normalise(typed) == stored


@given(ANY_TEXT)
def test_normalising_again_changes_nothing(text):
    once = texts.normalise(text)

    assert texts.normalise(once) == once


@given(ANY_TEXT)
def test_words_joined_are_the_text(text):
    assert "".join(texts.words(text)) == text


def test_numbers_with_their_endings_are_one_word():
    assert texts.words("3.2-тармақ, 1,5 млн") == ["3.2-тармақ", ",", " ", "1,5", " ", "млн"]


@dataclass
class Node:
    id: int
    parent_id: int | None
    kind: str
    position: int


def numbers(*nodes):
    return [(n.node.id, n.depth, n.number) for n in numbering.number_tree(nodes)]


def test_nodes_are_numbered_in_reading_order_whatever_order_they_come_in():
    tree = [
        Node(1, None, "preamble", 1),
        Node(2, None, "section", 2),
        Node(3, 2, "clause", 1),
        Node(4, 3, "subclause", 1),
        Node(5, 3, "subclause", 2),
        Node(6, 2, "clause", 2),
        Node(7, None, "section", 3),
        Node(8, None, "annex", 4),
        Node(9, 8, "section", 1),
        Node(10, 9, "clause", 1),
        Node(11, None, "annex", 5),
        Node(12, 11, "clause", 1),
    ]

    assert numbers(*reversed(tree)) == [
        (1, 0, ""),
        (2, 0, "1"),
        (3, 1, "1.1"),
        (4, 2, "1.1.1"),
        (5, 2, "1.1.2"),
        (6, 1, "1.2"),
        (7, 0, "2"),
        (8, 0, "1"),
        (9, 1, "1"),
        (10, 2, "1.1"),
        (11, 0, "2"),
        (12, 1, "1"),
    ]


def test_a_node_without_its_parent_is_not_lost():
    assert numbers(Node(1, None, "section", 1), Node(2, 99, "clause", 2)) == [
        (1, 0, "1"),
        (2, 0, "2"),
    ]


def test_a_circle_is_refused():
    with pytest.raises(ValueError, match="tree"):
        numbering.number_tree([Node(1, 2, "clause", 1), Node(2, 1, "clause", 1)])


@pytest.mark.parametrize(
    ("kind", "number", "language", "words"),
    [
        ("clause", "3.2", "kk", "3.2-тармақ"),
        ("clause", "3.2", "ru", "пункт 3.2"),
        ("section", "2", "kk", "2-бөлім"),
        ("section", "2", "ru", "раздел 2"),
        ("annex", "1", "kk", "1-қосымша"),
        ("annex", "1", "ru", "приложение 1"),
        ("subclause", "1.2.3", "en", "sub-clause 1.2.3"),
        ("preamble", "", "kk", "кіріспе"),
        ("clause", "", "ru", ""),
    ],
)
def test_a_clause_is_cited_in_words(kind, number, language, words):
    assert numbering.label(kind, number, language) == words


WORDS = {"heading_kk": "", "heading_ru": "", "text_kk": "а", "text_ru": "б"}


@pytest.mark.parametrize(
    "other",
    [
        ("section", WORDS, "", ""),
        ("clause", WORDS | {"text_kk": "а "}, "", ""),
        ("clause", WORDS | {"text_kk": "аб", "text_ru": ""}, "", ""),
        ("clause", WORDS | {"heading_kk": "а", "text_kk": ""}, "", ""),
        ("clause", WORDS, "replace", "u"),
        ("clause", WORDS, "replace", "v"),
        ("clause", WORDS, "repeal", "u"),
    ],
)
def test_another_word_kind_or_target_is_another_hash(other):
    assert hashing.clause_hash(*other) != hashing.clause_hash("clause", WORDS)


def test_the_order_of_clauses_is_in_the_hash_of_a_version():
    first = hashing.version_hash("а", "б", "", "", [("1", "x"), ("2", "y")])

    assert first != hashing.version_hash("а", "б", "", "", [("1", "y"), ("2", "x")])
    assert first == hashing.version_hash("а", "б", "", "", [("1", "x"), ("2", "y")])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("а\nб\n\nв", "<p>а<br>б</p><p>в</p>"),
        ("**Тараптар** a_b_c *x*", "<p><strong>Тараптар</strong> a_b_c *x*</p>"),
        ("** жоқ ** **ашық", "<p>** жоқ ** **ашық</p>"),
        ("- бір\n- екі\n  жалғасы", "<ul><li>бір</li><li>екі<br>жалғасы</li></ul>"),
        ("2) екі\n3) үш", '<ol start="2"><li>екі</li><li>үш</li></ol>'),
        ("2027. жыл", "<p>2027. жыл</p>"),
        (
            "| а | б |\n|---|---|\n| 1 | 2\\|3 |",
            '<div class="doc__wide" tabindex="0"><table class="table"><thead><tr>'
            '<th scope="col">а</th><th scope="col">б</th></tr>'
            "</thead><tbody><tr><td>1</td><td>2|3</td></tr></tbody></table></div>",
        ),
        (
            "[сайт](https://a.kz/?x=1&y=2)",
            '<p><a href="https://a.kz/?x=1&amp;y=2" rel="noopener nofollow">сайт</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>1</script>", "<p>&lt;script&gt;1&lt;/script&gt;</p>"),
    ],
)
def test_marks_become_safe_html(text, html):
    assert markup.to_html(text) == html


@given(st.text(alphabet="*[]()|-<>&\"'1) \nаhtps:/", max_size=120))
def test_no_text_makes_other_tags_than_ours(text):
    html = markup.to_html(text)

    tags = set(re.findall(r"<[^>]*>", html))
    assert all(OURS.fullmatch(tag) for tag in tags)
    assert "<" not in re.sub(r"<[^>]*>", "", html)


def test_plain_text_has_no_marks():
    text = "**а** [б](https://b.kz)\n\n- в\n\n| г | д |"

    assert markup.plain(text) == "а б\nв\nг\tд"
