"""Parity of the languages: every planted difference is found, no faithful pair is accused."""

import pytest

from memoranda.nodes import walk
from memoranda.rules.parity import differences
from memoranda.skeletons import KEYS, skeleton

from .parity_pairs import CLEAN, PARTIES, PLANTED
from .parity_phrases import DIFFERING, FAITHFUL

BLOCKING = {"missing_language", "numbers", "dates", "sums", "parties", "references"}


def compared(kk: str, ru: str):
    return differences({"text_kk": kk, "text_ru": ru}, parties=PARTIES)


@pytest.mark.parametrize("name", CLEAN)
def test_a_faithful_pair_has_no_difference(name):
    assert compared(*CLEAN[name]) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_found(name):
    kind, kk, ru = PLANTED[name]

    found = compared(kk, ru)

    assert kind in {difference.kind for difference in found}
    assert any(difference.is_blocking == (kind in BLOCKING) for difference in found)
    assert len({difference.key for difference in found}) == len(found)


def test_there_are_twenty_pairs_of_each():
    assert (len(CLEAN), len(PLANTED)) == (20, 20)


MORE_PARTIES = [
    *PARTIES,
    ("Іле ауданының әкімдігі", "Акимат Илийского района"),
    ("Қарасай ауданының әкімдігі", "Акимат Карасайского района"),
]


@pytest.mark.parametrize(("kk", "ru"), FAITHFUL)
def test_what_says_the_same_in_other_ways_has_no_difference(kk, ru):
    assert differences({"text_kk": kk, "text_ru": ru}, parties=MORE_PARTIES) == []


@pytest.mark.parametrize(("kk", "ru"), DIFFERING)
def test_what_says_something_else_blocks(kk, ru):
    found = differences({"text_kk": kk, "text_ru": ru}, parties=MORE_PARTIES)

    assert any(difference.is_blocking for difference in found)


@pytest.mark.parametrize("key", KEYS)
def test_the_shipped_texts_say_the_same_in_both_languages(key):
    found = {
        node.words.get("text_ru") or node.words.get("heading_ru"): differences(node.words)
        for node in walk(skeleton(key).nodes)
    }

    assert {words: of_node for words, of_node in found.items() if of_node} == {}


def test_a_far_shorter_text_is_shown_and_does_not_block():
    (found,) = compared("Тараптар ынтымақтасады.", "Стороны сотрудничают. " + "Они едины. " * 12)

    assert (found.kind, found.is_blocking) == ("missing_language", False)


def test_a_missing_heading_is_found_beside_a_whole_text():
    words = {"heading_kk": "Нысанасы", "text_kk": "Тараптар келісті.", "text_ru": "Согласились."}

    assert [difference.key for difference in differences(words)] == ["missing_language:heading:ru"]


def test_equal_differences_have_keys_of_their_own():
    kk = "- 5 мектеп\n- 5 мектеп"
    ru = "- 6 школ\n- 6 школ"

    assert [found.key for found in compared(kk, ru)] == ["numbers:5≠6", "numbers:5≠6#2"]


def test_the_key_stays_when_other_words_change():
    (before,) = compared("Құны 5 млн теңге.", "Цена 6 млн тенге.")
    (after,) = compared("Жалпы құны 5 млн теңге болады.", "Общая цена – 6 млн тенге.")

    assert before.key == after.key
