"""The look of a layer as QGIS keeps it (QML): symbols, cases, labels, words for the columns."""

from xml.sax.saxutils import escape, quoteattr

from ...reports.legends import legend_of
from ...rules import styles
from ...rules.attributes import label_of
from .columns import Column
from .exports import Part

MARKS = {
    "circle": "circle", "ring": "circle", "square": "square", "diamond": "diamond",
    "triangle": "triangle", "hub": "square", "star": "star", "cross": "cross_fill",
}  # fmt: skip
DASHES = {"solid": "solid", "dash": "dash", "dot": "dot", "dashdot": "dash dot"}
SYMBOLS = {"point": "marker", "line": "line", "polygon": "fill"}
ANGLES = {"hatch": (45,), "crosshatch": (45, 135)}
PLACEMENTS = {"point": "1", "line": "2", "polygon": "1"}


def qml(part: Part, language: str) -> str:
    """Give the style that QGIS takes for the layer when it opens the file."""
    return (
        '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">'
        '<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields|Forms" '
        f'labelsEnabled="{int(_has_labels(part))}">'
        f"{_renderer(part)}{_labels(part, language)}{_fields(part, language)}"
        f"<layerGeometryType>{list(SYMBOLS).index(part.layer.geometry_type)}</layerGeometryType>"
        "</qgis>"
    )


def _renderer(part: Part) -> str:
    style, kind = part.layer.style, part.layer.geometry_type
    rows = legend_of(part.layer)
    symbols = "".join(
        f'<symbol type="{SYMBOLS[kind]}" name="{place}" alpha="1" clip_to_extent="1" '
        f'force_rhr="0">{_layers(kind, row["look"])}</symbol>'
        for place, row in enumerate(rows)
    )
    if not style.get("by"):
        return (
            '<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">'
            f"<symbols>{symbols}</symbols></renderer-v2>"
        )
    cases = "".join(
        f'<category symbol="{place}" value={quoteattr(str(row["value"]))} '
        f'label={quoteattr(row["label"])} type="string" render="true"/>'
        for place, row in enumerate(rows)
        if place
    )
    rest = (
        f'<category symbol="0" value="" label={quoteattr(part.layer.name)} '
        'type="string" render="true"/>'
    )
    return (
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(style["by"])} symbollevels="0" '
        f'enableorderby="0" forceraster="0"><categories>{cases}{rest}</categories>'
        f"<symbols>{symbols}</symbols></renderer-v2>"
    )


def _layers(kind: str, look: dict) -> str:
    if kind == "line":
        return _layer(
            "SimpleLine", capstyle="round", joinstyle="round", line_color=_colour(look["color"]),
            line_style=DASHES[look["dash"]], line_width=look["width"], line_width_unit="Pixel",
        )  # fmt: skip
    outline = {
        "outline_color": _colour(look["color"]),
        "outline_style": DASHES[look["dash"]] if look["width"] else "no",
        "outline_width": look["width"],
        "outline_width_unit": "Pixel",
        "joinstyle": "round",
    }
    if kind == "point":
        fill = "#ffffff" if look["icon"] == "ring" else look["fill"]
        return _layer(
            "SimpleMarker", name=MARKS[look["icon"]], color=_colour(fill), **outline,
            size=look["size"] * 2, size_unit="Pixel", scale_method="diameter", angle=0,
        )  # fmt: skip
    fill = _colour(look["fill"], round(look["fill_opacity"] * 255))
    return _layer("SimpleFill", color=fill, style="solid", **outline) + _pattern(look)


def _pattern(look: dict) -> str:
    if look["pattern"] == "dots":
        dot = _layer("SimpleMarker", name="circle", color=_colour(look["color"]), size=2,
                     size_unit="Pixel", outline_style="no")  # fmt: skip
        symbol = f'<symbol type="marker" name="@0@1" alpha="1">{dot}</symbol>'
        return _layer(
            "PointPatternFill", symbol, distance_x=8, distance_x_unit="Pixel", distance_y=8,
            distance_y_unit="Pixel",
        )  # fmt: skip
    line = _layer("SimpleLine", line_color=_colour(look["color"]), line_width=1,
                  line_width_unit="Pixel")  # fmt: skip
    symbol = f'<symbol type="line" name="@0@1" alpha="1">{line}</symbol>'
    return "".join(
        _layer("LinePatternFill", symbol, angle=angle, distance=7, distance_unit="Pixel",
               color=_colour(look["color"]), line_width=1, line_width_unit="Pixel")
        for angle in ANGLES.get(look["pattern"], ())
    )  # fmt: skip


def _layer(kind: str, inside: str = "", **options) -> str:
    props = "".join(
        f'<Option type="QString" name="{name}" value="{value}"/>' for name, value in options.items()
    )
    old = "".join(f'<prop k="{name}" v="{value}"/>' for name, value in options.items())
    return (
        f'<layer class="{kind}" enabled="1" locked="0" pass="0"><Option type="Map">{props}'
        f"</Option>{old}{inside}</layer>"
    )


def _colour(colour: str, opacity: int = 255) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"{red},{green},{blue},{opacity}"


def _has_labels(part: Part) -> bool:
    return any(look["label"] for _value, look in styles.legend(part.layer.style))


def _labels(part: Part, language: str) -> str:
    if not _has_labels(part):
        return ""
    look = styles.look_of(part.layer.style)
    names = [f'"name_{one}"' for one in dict.fromkeys((language, "kk", "ru"))]
    expression = escape(f"coalesce({', '.join(names)})", {'"': "&quot;"})
    placement = PLACEMENTS[part.layer.geometry_type]
    # A zoom of the map of the portal as the scale that QGIS reckons with.
    scale = round(559_082_264 / 2 ** look["label_from_zoom"])
    return (
        '<labeling type="simple"><settings calloutType="simple">'
        f'<text-style isExpression="1" fieldName="{expression}" fontSize="9" '
        'fontSizeUnit="Point" textColor="20,32,43,255">'
        '<text-buffer bufferDraw="1" bufferSize="1" bufferSizeUnits="MM" '
        'bufferColor="255,255,255,255"/></text-style>'
        f'<placement placement="{placement}" dist="1" distUnits="MM"/>'
        f'<rendering scaleVisibility="1" scaleMin="{scale}" scaleMax="0" drawLabels="1"/>'
        "</settings></labeling>"
    )


def _fields(part: Part, language: str) -> str:
    aliases = "".join(
        f'<alias index="{place}" field={quoteattr(one.code)} name={quoteattr(one.label)}/>'
        for place, one in enumerate(part.columns, start=1)
    )
    widgets = "".join(_widget(one, language) for one in part.columns if one.choices)
    return f"<fieldConfiguration>{widgets}</fieldConfiguration><aliases>{aliases}</aliases>"


def _widget(column: Column, language: str) -> str:
    options = "".join(
        '<Option type="Map"><Option type="QString" '
        f"name={quoteattr(label_of(choice, language))} value={quoteattr(choice['code'])}/></Option>"
        for choice in column.choices
    )
    return (
        f'<field name={quoteattr(column.code)}><editWidget type="ValueMap"><config>'
        f'<Option type="Map"><Option type="List" name="map">{options}</Option></Option>'
        "</config></editWidget></field>"
    )
