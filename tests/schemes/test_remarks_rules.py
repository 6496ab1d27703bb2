"""Words and coordinates as people type them."""

import pytest

from schemes.rules.remarks import clean_line, clean_text, read_coordinates


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("43.2389, 76.8897", (76.8897, 43.2389)),
        ("43,2389 76,8897", (76.8897, 43.2389)),
        ("43,2389; 76,8897", (76.8897, 43.2389)),
        ("76.8897 43.2389", (76.8897, 43.2389)),
        ("43.2389° N, 76.8897° E", (76.8897, 43.2389)),
        ("43 76", (76.0, 43.0)),
        ("0, 0", (0.0, 0.0)),
        ("-12.5, 30", (30.0, -12.5)),
        ("43.2389", None),
        ("43.2, 76.8, 12", None),
        ("Алматы, Абай 10 20", None),
        ("99, 200", None),
        ("<b>43</b> 76", None),
        ("", None),
    ],
)
def test_coordinates_are_read_as_people_write_them(typed, read):
    assert read_coordinates(typed) == read


def test_hidden_signs_are_taken_out():
    assert clean_text("а\u202eб\u200bв\x00г\ufeff") == "абвг"


def test_letters_have_one_form():
    assert clean_text("й") == "й"


def test_lines_and_spaces_are_calm():
    assert clean_text("  бір \t сөз \r\n\r\n\r\n\r\n екі ") == "бір сөз\n\nекі"
    assert clean_line("Айгүл\n  Серікқызы ") == "Айгүл Серікқызы"
