"""KML: a folder for each layer, names on the map, all columns as ExtendedData with labels."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import shapely

from ...rules import styles
from ...rules.file_names import heading
from .exports import Export, Part
from .xml_text import xml_text

START = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<name>{name}</name><description>{about}</description>
"""


def write(export: Export) -> Path:
    """Write all layers into one file, object by object."""
    path = export.folder / f"{export.name}.kml"
    scheme = f"{export.edition.scheme}, {export.edition.code}"
    credits = "\n".join(
        dict.fromkeys(part.layer.attribution for part in export.parts if part.layer.attribution)
    )
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(START.format(name=escape(scheme), about=escape(credits)))
        for part in export.parts:
            file.writelines(_styles(part))
        for part in export.parts:
            heads = [_head(one) for one in part.columns]
            file.write(f"<Folder><name>{escape(_title(part))}</name>\n")
            for row, values in part.objects():
                file.write(_placemark(export, part, row, zip(heads, values, strict=True)))
            file.write("</Folder>\n")
        file.write("</Document></kml>\n")
    return path


def _title(part: Part) -> str:
    return heading(part.layer.code, part.layer.name)


def _styles(part: Part):
    for place, (_value, look) in enumerate(styles.legend(part.layer.style)):
        opacity = round(look["fill_opacity"] * 255)
        line = f"<color>{_colour(look['color'])}</color><width>{look['width']}</width>"
        fill = f"<color>{_colour(look['fill'], opacity)}</color>"
        icon = f"<color>{_colour(look['color'])}</color><scale>{look['size'] / 10:g}</scale>"
        yield (
            f'<Style id="{part.layer.code}-{place}"><IconStyle>{icon}</IconStyle>'
            f"<LineStyle>{line}</LineStyle><PolyStyle>{fill}</PolyStyle></Style>\n"
        )


def _colour(colour: str, opacity: int = 255) -> str:
    """KML writes a colour as opacity, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{opacity:02x}{blue}{green}{red}"


def _head(column) -> tuple:
    """What stands before each value of a column, and the column."""
    name, label = quoteattr(column.code), escape(column.label)
    return f"<Data name={name}><displayName>{label}</displayName><value>", column


def _placemark(export: Export, part: Part, row: dict, values: Iterable) -> str:
    language = export.language
    name = row[f"name_{language}"] or row["name_kk"] or row["name_ru"] or row["key"]
    data = "".join(
        f"{head}{_text(export, part, column, value)}</value></Data>"
        for (head, column), value in values
        if value is not None
    )
    return (
        f"<Placemark><name>{escape(xml_text(name))}</name>"
        f"<styleUrl>#{part.layer.code}-{_case(part, row)}</styleUrl>"
        f"<ExtendedData>{data}</ExtendedData>"
        f"{_shape(shapely.from_wkb(bytes(row['wkb'])))}</Placemark>\n"
    )


def _text(export: Export, part: Part, column, value) -> str:
    value = column.shown(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    kept = xml_text(text)
    if kept != text:
        export.lose("letters_lost", part, column.code)
    return escape(kept)


def _case(part: Part, row: dict) -> int:
    """Give the place in the legend of the look that this object has."""
    style = part.layer.style
    value = styles.value_for_style(
        style, row["attributes"], status=row["status"], phase=row["phase__code"] or ""
    )
    values = [str(one) for one, _look in styles.legend(style)[1:]]
    return values.index(str(value)) + 1 if value is not None and str(value) in values else 0


def _shape(shape) -> str:
    if shape.geom_type.startswith("Multi"):
        parts = "".join(_shape(one) for one in shape.geoms)
        return f"<MultiGeometry>{parts}</MultiGeometry>"
    if shape.geom_type == "Polygon":
        shape = shapely.orient_polygons(shape, exterior_cw=False)
        holes = "".join(
            f"<innerBoundaryIs>{_ring(one)}</innerBoundaryIs>" for one in shape.interiors
        )
        outer = f"<outerBoundaryIs>{_ring(shape.exterior)}</outerBoundaryIs>"
        return f"<Polygon><tessellate>1</tessellate>{outer}{holes}</Polygon>"
    if shape.geom_type == "LineString":
        return f"<LineString><tessellate>1</tessellate>{_points(shape)}</LineString>"
    return f"<Point>{_points(shape)}</Point>"


def _ring(ring) -> str:
    return f"<LinearRing>{_points(ring)}</LinearRing>"


def _points(shape) -> str:
    pairs = shapely.get_coordinates(shape).tolist()
    text = " ".join(f"{east!r},{north!r}" for east, north in pairs)
    return f"<coordinates>{text}</coordinates>"
