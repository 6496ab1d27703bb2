"""The look of a layer as SLD 1.0, which GeoServer, QGIS and others read."""

from xml.sax.saxutils import escape

from ...reports.legends import legend_of
from .exports import Part

MARKS = {
    "circle": "circle", "ring": "circle", "square": "square", "diamond": "square",
    "triangle": "triangle", "hub": "square", "star": "star", "cross": "cross",
}  # fmt: skip
DASHES = {"dash": "6 4", "dot": "1 3", "dashdot": "6 3 1 3"}
HATCHES = {"hatch": "shape://slash", "crosshatch": "shape://times", "dots": "shape://dot"}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" \
xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name>{name}</Name><UserStyle>\
<Name>{name}</Name><FeatureTypeStyle>"""
FOOT = "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>"


def sld(part: Part) -> str:
    """Give the style: a rule for each case, one for the rest."""
    layer, by = part.layer, part.layer.style.get("by", "")
    rules = []
    for row in legend_of(layer):
        only = _filter(by, row["value"]) if row["label"] else "<ElseFilter/>" if by else ""
        symbol = _symbol(layer.geometry_type, row["look"])
        words = escape(row["label"] or layer.name)
        rules.append(f"<Rule><Title>{words}</Title>{only}{symbol}</Rule>")
    return HEAD.format(name=layer.code) + "".join([*rules[1:], rules[0]]) + FOOT


def _filter(by: str, value) -> str:
    literal = escape(str(value))
    return (
        f"<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>{by}</ogc:PropertyName>"
        f"<ogc:Literal>{literal}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>"
    )


def _symbol(kind: str, look: dict) -> str:
    if kind == "point":
        fill = "#ffffff" if look["icon"] == "ring" else look["fill"]
        mark = (
            f"<Mark><WellKnownName>{MARKS[look['icon']]}</WellKnownName>"
            f"<Fill>{_css(fill=fill)}</Fill>{_stroke(look)}</Mark>"
        )
        size = f"<Size>{look['size'] * 2:g}</Size>"
        turn = "<Rotation>45</Rotation>" if look["icon"] == "diamond" else ""
        return f"<PointSymbolizer><Graphic>{mark}{size}{turn}</Graphic></PointSymbolizer>"
    if kind == "line":
        return f"<LineSymbolizer>{_stroke(look)}</LineSymbolizer>"
    fill = f"<Fill>{_css(fill=look['fill'], fill_opacity=look['fill_opacity'])}</Fill>"
    plain = f"<PolygonSymbolizer>{fill}{_stroke(look)}</PolygonSymbolizer>"
    if not look["pattern"]:
        return plain
    mark = (
        f"<Mark><WellKnownName>{HATCHES[look['pattern']]}</WellKnownName>"
        f"<Stroke>{_css(stroke=look['color'], stroke_width=1)}</Stroke></Mark>"
    )
    hatch = f"<Fill><GraphicFill><Graphic>{mark}<Size>8</Size></Graphic></GraphicFill></Fill>"
    return f"{plain}<PolygonSymbolizer>{hatch}</PolygonSymbolizer>"


def _stroke(look: dict) -> str:
    dash = DASHES.get(look["dash"])
    given = {"stroke": look["color"], "stroke_width": look["width"]}
    return f"<Stroke>{_css(**given, **({'stroke_dasharray': dash} if dash else {}))}</Stroke>"


def _css(**values) -> str:
    return "".join(
        f'<CssParameter name="{name.replace("_", "-")}">{value}</CssParameter>'
        for name, value in values.items()
    )
