"""What a cell and a row of the matrix say."""

import pytest

from memoranda.rules.matrix import cell, row_state


@pytest.mark.parametrize(
    ("stance", "said", "suggests", "was_read", "state"),
    [
        ("agrees", "now", False, True, "agreed"),
        ("agrees", "then", False, True, "fell"),
        ("agrees", "then", False, False, "fell"),
        ("agrees", "now", True, True, "suggests"),
        ("objects", "now", True, True, "objects"),
        ("objects", "then", False, True, "objects"),
        ("comments", "now", False, True, "comments"),
        ("comments", "then", False, True, "read"),
        ("withdrawn", "now", False, True, "read"),
        ("", "", True, False, "suggests"),
        ("", "", False, True, "read"),
        ("", "", False, False, "not_read"),
    ],
)
def test_a_cell_says_where_a_party_stands(stance, said, suggests, was_read, state):
    assert cell(stance, said, "now", suggests, was_read) == state


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        (["agreed", "agreed"], "ready"),
        (["agreed", "objects"], "blocked"),
        (["suggests", "objects"], "blocked"),
        (["agreed", "fell"], "open"),
        (["agreed", "not_read"], "open"),
        ([], "open"),
    ],
)
def test_a_row_is_ready_when_all_agreed_and_blocked_by_an_objection(cells, state):
    assert row_state(cells) == state
