"""Maps in print: a sheet of an edition as PDF or PNG, made here and not in a browser."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from agglo_portal.core.documents import render_pdf, render_png

from ...geofiles.writing import Made
from ...models import Edition
from ...reports.files import extent_of, layers_of
from .drawing import draw_layer, svg_of
from .frames import Frame, frame_round
from .labels import Box, place_labels
from .legends import legend_of
from .sheets import factor_of, height_of, sheet_of
from .words import words_of

__all__ = ["print_map", "sheet_data"]

TEMPLATE = "schemes/documents/map.typ"
MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}
GROUND = "#edf1f3"
PIXELS_PER_INCH = 200
ALMATY = (75.6, 42.6, 79.4, 45.0)  # shown of a scheme that has no objects yet
LEAST_DEGREES = 0.02
AROUND = 0.03  # of the extent stays free on each side
# The corner of the scale bar: no name is written there.
BAR_BOX = (52.0, 14.0)


def print_map(edition: Edition, order: Mapping, *, folder: Path, at: datetime) -> Made:
    """Make the sheet that an order means and write it into a folder."""
    language, form = order["language"], order["format"]
    with translation.override(language):
        data, title = sheet_data(edition, order, at=at)
        if form == "pdf":
            content = render_pdf(TEMPLATE, data, language=language, title=title, at=at)
        else:
            content = render_png(
                TEMPLATE, data, language=language, title=title, at=at, ppi=PIXELS_PER_INCH
            )
    path = folder / f"{edition.scheme.code}-{edition.code}-{order['paper']}.{form}"
    path.write_bytes(content)
    report = {"revision": edition.revision, "objects": data["objects"], "scale": data["scale"]}
    return Made(path, MEDIA_TYPES[form], report | {"labels": len(data["labels"])})


def sheet_data(edition: Edition, order: Mapping, *, at: datetime) -> tuple[dict, str]:
    """Give what the template of the sheet takes, and the title of the document."""
    layers = layers_of(edition, order)
    for layer in layers:
        layer.scheme = edition.scheme
    bounds = order.get("bbox") or _around(extent_of(edition, layers, order))
    # The legend says how high the map may be, and what is on the map stands in the legend:
    # drawn once on the widest sheet, then once more if the legend took of its room.
    sheet = sheet_of(order["paper"], order["turn"], 0)
    frame, drawn, themes = _draw(edition, layers, order, bounds, sheet)
    needs = height_of(themes)
    if order["turn"] == "portrait":
        sheet = sheet_of(order["paper"], order["turn"], needs)
        frame, drawn, themes = _draw(edition, layers, order, bounds, sheet)
    corner = Box(0, frame.height - BAR_BOX[1], BAR_BOX[0], frame.height)
    length, width = frame.bar()
    words = words_of(edition, order, [one for one in drawn if one.count], frame, at=at)
    data = {
        "sheet": sheet.as_data,
        "svg": svg_of(drawn, frame, GROUND),
        "labels": place_labels(drawn, frame, [corner, _arrow_box(frame)]),
        "themes": themes,
        "factor": factor_of(sheet, needs),
        "bar": {"width": round(width, 3), "text": distance(length), "half": distance(length / 2)},
        "scale": frame.scale,
        "objects": {one.layer.code: one.count for one in drawn},
        **words,
    }
    return data, words["document_title"]


def _draw(edition, layers, order, bounds, sheet):
    frame = frame_round(bounds, sheet.map_width, sheet.map_height)
    drawn = [draw_layer(edition, layer, order, frame) for layer in layers]
    return frame, drawn, legend_of(drawn)


def _arrow_box(frame: Frame) -> Box:
    return Box(frame.width - 14, 0, frame.width, 18)


def _around(extent) -> tuple[float, float, float, float]:
    """Some air round what there is; a single point gets a neighbourhood."""
    if extent is None:
        return ALMATY
    west, south, east, north = extent
    across = max((east - west) * AROUND, LEAST_DEGREES)
    along = max((north - south) * AROUND, LEAST_DEGREES)
    return west - across, south - along, east + across, north + along


def distance(metres: float) -> str:
    """Say a length as a scale bar does: 25 km, 500 m."""
    if metres >= 1000:
        return _("{number} km").format(number=f"{metres / 1000:g}")
    return _("{number} m").format(number=f"{metres:g}")
