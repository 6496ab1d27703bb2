"""Symbols of the legend: every look gives a well-made piece of SVG without a style."""

from itertools import product
from xml.etree import ElementTree

import pytest

from schemes.rules.styles import DASHES, DEFAULT, ICONS, PATTERNS
from schemes.rules.swatches import dash_of, icon_path, swatch


@pytest.mark.parametrize(("kind", "dash"), list(product(["point", "line", "polygon"], DASHES)))
def test_every_look_is_drawn(kind, dash):
    for pattern, icon in product(PATTERNS, ICONS):
        drawn = swatch(DEFAULT | {"dash": dash, "pattern": pattern, "icon": icon}, kind)

        ElementTree.fromstring(drawn)  # noqa: S314 our own picture
        assert "style=" not in drawn


def test_hatch_is_cut_by_its_box():
    drawn = swatch(DEFAULT | {"pattern": "hatch"}, "polygon")

    assert drawn.count("<svg") == 2
    assert DEFAULT["color"] in drawn


def test_line_without_width_has_no_stroke():
    assert 'stroke="none"' in swatch(DEFAULT | {"width": 0}, "polygon")


def test_icon_keeps_to_its_box_however_large_it_is_on_the_map():
    assert "A6.5 6.5" in swatch(DEFAULT | {"icon": "circle", "size": 24}, "point")


@pytest.mark.parametrize("icon", ICONS)
def test_outline_of_an_icon_is_closed(icon):
    assert icon_path(icon, 4).startswith("M")
    assert icon_path(icon, 4).endswith("Z")


def test_solid_line_has_no_dashes():
    assert dash_of("solid", 2) == []
    assert dash_of("dash", 2) == [6, 4]
