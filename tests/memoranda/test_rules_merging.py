"""Two people in one clause, two wordings of one text: no word is lost silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memoranda.rules.merging import CLOSE, OPEN, has_marks, merge
from memoranda.rules.redline import Piece, redline, similarity
from memoranda.rules.texts import is_word, words

TEXT = st.text(alphabet="абв 1,.\n", max_size=60)
# Texts about one thing: edits of a common text by words.
SENTENCE = st.lists(st.sampled_from(["күн", "ай", "30", "60", "Тарап", ",", "."]), max_size=12)


@given(base=TEXT, mine=TEXT)
def test_what_only_one_side_changed_is_taken(base, mine):
    assert merge(base, mine, base).text == mine
    assert merge(base, base, mine).text == mine
    assert not merge(base, mine, base).conflicts


@given(base=TEXT, mine=TEXT)
def test_the_same_change_of_both_is_no_conflict(base, mine):
    merged = merge(base, mine, mine)

    assert (merged.text, merged.conflicts) == (mine, False)


@given(st.data())
def test_no_word_of_either_side_is_lost(data):
    base = [f"b{i}" for i in range(data.draw(st.integers(0, 8)))]
    sides = {}
    for side in ("m", "t"):
        edits = data.draw(st.lists(st.sampled_from("kdri"), min_size=len(base), max_size=len(base)))
        sides[side] = [
            word
            for i, (old, edit) in enumerate(zip(base, edits, strict=True))
            for word in {"k": [old], "d": [], "r": [f"{side}{i}"], "i": [old, f"{side}{i}"]}[edit]
        ]

    merged = merge(*(" ".join(text) for text in (base, sides["m"], sides["t"])))

    there = set(words(merged.text))
    own = {word for side in sides.values() for word in side if word not in base}
    assert own <= there, "what a person wrote is in the merged text, conflict or not"
    kept = set(sides["m"]) & set(sides["t"])
    assert kept <= there, "what both kept is there"
    assert has_marks(merged.text) == merged.conflicts


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "text"),
    [
        ("бір екі үш төрт", "БІР екі үш төрт", "бір екі үш ТӨРТ", "БІР екі үш ТӨРТ"),
        ("бір екі үш", "бір екі", "бір екі үш төрт", f"бір екі{OPEN} ⟷  үш төрт{CLOSE}"),
        ("30 күн ішінде", "60 күн ішінде", "30 ай ішінде", f"{OPEN}60 күн ⟷ 30 ай{CLOSE} ішінде"),
        ("мерзім 30 күн", "мерзім 60 күн", "мерзім 90 күн", f"мерзім {OPEN}60 ⟷ 90{CLOSE} күн"),
        ("а\n\nб", "А\n\nб", "а\n\nБ", "А\n\nБ"),
        ("", "менің", "олардың", f"{OPEN}менің ⟷ олардың{CLOSE}"),
    ],
)
def test_changes_of_the_same_words_stand_both_in_the_text(base, mine, theirs, text):
    merged = merge(base, mine, theirs)

    assert merged.text == text
    assert merged.conflicts == (OPEN in text)


@given(old=TEXT, new=TEXT)
def test_a_redline_holds_both_texts(old, new):
    pieces = redline(old, new)

    assert "".join(piece.text for piece in pieces if piece.op != "del") == new
    assert "".join(piece.text for piece in pieces if piece.op != "ins") == old
    assert all(piece.text for piece in pieces)


@given(SENTENCE, SENTENCE)
def test_a_redline_never_cuts_a_word(old, new):
    old, new = " ".join(old), " ".join(new)

    marked = [word for piece in redline(old, new) for word in words(piece.text) if is_word(word)]

    assert set(marked) <= set(words(old)) | set(words(new))


def test_a_reworded_phrase_reads_as_one_change():
    assert redline("осы мерзім 30 күн ішінде", "осы мерзім 60 ай ішінде") == [
        Piece("same", "осы мерзім "),
        Piece("del", "30 күн"),
        Piece("ins", "60 ай"),
        Piece("same", " ішінде"),
    ]


def test_a_very_long_text_of_equal_words_is_compared_at_once():
    old = "сөз " * 20_000

    pieces = redline(old + "соңы", old + "аяғы")

    assert [piece.op for piece in pieces][-2:] == ["del", "ins"]


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("", "", 1, 1),
        ("бір екі", "бір екі", 1, 1),
        ("Бір, екі", "бір екі", 1, 1),
        ("бір", "екі", 0, 0),
        ("бір екі үш төрт", "бір екі үш бес", 0.7, 0.8),
    ],
)
def test_likeness_is_of_words(a, b, least, most):
    assert least <= similarity(a, b) <= most
