"""KML and KMZ: placemarks by folder, with their own attributes. Links are never followed."""

from collections.abc import Iterator
from pathlib import Path

import numpy
import shapely
from lxml import etree

from . import archives, kinds
from .batches import Batch, Request, clean_row, samples_of
from .contents import Field, Layer, Unreadable
from .references import reference_of

SHAPES = {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"}
OTHER_SHAPES = {"Model", "Track", "MultiTrack"}
OVERLAYS = {"GroundOverlay", "ScreenOverlay", "PhotoOverlay"}
SINGLE = {
    "Point": shapely.Point,
    "LineString": shapely.LineString,
    "LinearRing": shapely.LinearRing,
}
COLLECTIONS = {
    "Point": shapely.MultiPoint,
    "LineString": shapely.MultiLineString,
    "LinearRing": shapely.MultiLineString,
    "Polygon": shapely.MultiPolygon,
}
TOP = "Document"
Placemark = tuple[str, dict, object, tuple[str, dict] | None]


class KmlSource:
    """The placemarks of one document; each folder is a layer."""

    encoding, encoding_is_guessed = "utf-8", False

    def __init__(self, kind: str, request: Request):
        self.limits, self.name = request.limits, request.name
        self.path: Path = request.path
        if kind == "kmz":
            self.path = archives.kml(request.path, request.folder, request.limits)
            kinds.kind_of(self.path)
        self.warnings: list[tuple[str, dict]] = []
        self._left_out: dict[str, int] = {}

    def layers(self) -> list[Layer]:
        found: dict[str, list[Placemark]] = {}
        counts: dict[str, int] = {}
        columns: dict[str, dict[str, None]] = {}
        for mark in self._placemarks():
            layer = mark[0]
            counts[layer] = counts.get(layer, 0) + 1
            columns.setdefault(layer, {}).update(dict.fromkeys(mark[1]))
            if len(columns[layer]) > self.limits.fields:
                raise Unreadable("too_many_fields", most=self.limits.fields)
            if len(found.setdefault(layer, [])) < 200:
                found[layer].append(mark)
        if not found:
            raise Unreadable("kml_without_placemarks")
        if len(found) > self.limits.layers:
            raise Unreadable("too_many_layers", most=self.limits.layers)
        for code, count in self._left_out.items():
            self.warnings.append((code, {"count": count}))
        return [
            self._layer(name, counts[name], list(columns[name]), marks)
            for name, marks in found.items()
        ]

    def _layer(self, name, count, columns, marks) -> Layer:
        shapes = [mark[2] for mark in marks if mark[2] is not None]
        rows = [mark[1] for mark in marks]
        bounds = [float(one) for one in shapely.total_bounds(shapes)] if shapes else None
        return Layer(
            name=name,
            count=count,
            geometry_types=sorted({shape.geom_type for shape in shapes}),
            fields=[Field(one, "text", samples_of(rows, one)) for one in columns],
            reference=reference_of("EPSG:4326"),
            bounds=bounds,
        )

    def batches(self, layer: str) -> Iterator[Batch]:
        batch, number, shapes, seen = Batch(), 0, [], False
        for name, values, shape, problem in self._placemarks():
            if name != layer:
                continue
            seen, number = True, number + 1
            place = len(shapes)
            batch.numbers.append(number)
            shapes.append(shape)
            if problem:
                batch.spoil(place, problem[0], **problem[1])
            batch.attributes.append(clean_row(values, batch, place, self.limits))
            if len(shapes) >= self.limits.batch:
                yield _filled(batch, shapes)
                batch, shapes = Batch(), []
        if not seen:
            raise Unreadable("layer_unknown", layer=layer[:100])
        yield _filled(batch, shapes)

    def _placemarks(self) -> Iterator[Placemark]:
        """Walk through the document once, forgetting what was read."""
        folders: list[str] = []
        self._left_out = {}
        walk = etree.iterparse(
            str(self.path), events=("start", "end"), resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for event, element in walk:
                tag = _tag(element)
                if tag == "Folder":
                    folders.append("") if event == "start" else folders.pop()
                elif event == "start":
                    continue
                elif tag == "name" and folders and _tag(element.getparent()) == "Folder":
                    folders[-1] = (element.text or "").strip()[:200]
                elif tag == "NetworkLink":
                    self._leave_out("kml_links")
                elif tag in OVERLAYS:
                    self._leave_out("kml_overlays")
                elif tag == "Placemark":
                    layer = " / ".join(one for one in folders if one) or self.name
                    yield layer, *_read(element, self.limits)
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise Unreadable("damaged", detail=str(error)[:200]) from error

    def _leave_out(self, code: str) -> None:
        self._left_out[code] = self._left_out.get(code, 0) + 1


def _filled(batch: Batch, shapes: list) -> Batch:
    batch.shapes = numpy.empty(len(shapes), dtype=object)
    batch.shapes[:] = shapes
    return batch


def _forget(element) -> None:
    element.clear()
    while element.getprevious() is not None:
        if _tag(element.getprevious()) == "name":
            break
        del element.getparent()[0]


def _read(mark, limits):
    values, shape, problem = {}, None, None
    for child in mark:
        tag = _tag(child)
        if tag in ("name", "description"):
            values[tag] = child.text
        elif tag == "ExtendedData":
            values |= _extended(child)
        elif tag in SHAPES:
            try:
                shape = _shape(child, limits)
            except Unreadable as error:
                problem = (error.code, error.facts)
        elif tag in OTHER_SHAPES:
            problem = ("geometry_kind", {"kind": tag})
    return values, shape, problem


def _extended(element) -> dict:
    found = {}
    for one in element.iter():
        tag = _tag(one)
        if tag == "Data":
            value = next((child.text for child in one if _tag(child) == "value"), None)
            found[one.get("name") or "?"] = value
        elif tag == "SimpleData":
            found[one.get("name") or "?"] = one.text
    return found


def _shape(element, limits):
    tag = _tag(element)
    try:
        if tag in SINGLE:
            return SINGLE[tag](_points(element, limits))
        if tag == "Polygon":
            rings = [
                _points(ring, limits)
                for side in ("outerBoundaryIs", "innerBoundaryIs")
                for border in element
                if _tag(border) == side
                for ring in border
            ]
            return shapely.Polygon(rings[0], rings[1:])
    except (shapely.errors.GEOSException, ValueError, IndexError) as error:
        raise Unreadable("geometry_damaged") from error
    parts = [_shape(child, limits) for child in element if _tag(child) in SHAPES]
    kinds_of = {part.geom_type for part in parts}
    if len(kinds_of) == 1 and (single := parts[0].geom_type) in COLLECTIONS:
        return COLLECTIONS[single](parts)
    return shapely.GeometryCollection(parts)


def _points(element, limits) -> list[tuple[float, float]]:
    text = "".join(
        child.text or "" for child in element.iter() if _tag(child) == "coordinates"
    ).split()
    if len(text) > limits.vertices_of_feature:
        raise Unreadable("too_many_vertices", most=limits.vertices_of_feature)
    return [tuple(float(number) for number in one.split(",")[:2]) for one in text]


def _tag(element) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    return etree.QName(element).localname
