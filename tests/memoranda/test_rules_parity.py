"""Parity of the languages: every planted difference is found, no faithful pair is accused."""

import pytest

from memoranda.rules.parity import differences, facts

from .parity_pairs import CLEAN, PARTIES, PLANTED

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
