"""Shapefile, GeoJSON and DXF, read by GDAL with one driver left in it: the one we chose."""

import ctypes
import glob
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy
import pyogrio
import pyogrio.raw
import shapely

from . import archives, encodings
from .batches import Batch, Request, clean_row, samples_of
from .contents import Field, Layer, Reference, Unreadable
from .references import reference_of

DRIVERS = {"shapefile": "ESRI Shapefile", "geojson": "GeoJSON", "dxf": "DXF"}
SUFFIXES = {"geojson": ".geojson", "dxf": ".dxf"}
TYPES = {
    "OFTInteger": "whole",
    "OFTInteger64": "whole",
    "OFTReal": "number",
    "OFTDate": "date",
    "OFTDateTime": "time",
}
OF_NO_USE = {"PaperSpace", "SubClasses", "ExtendedEntity"}
FIRST = 1000
RAW = "ISO-8859-1"  # every byte is a letter of it: we read the letters ourselves


def leave_only(driver: str) -> None:
    """Take all drivers but one out of GDAL: whatever the file pretends to be, no other opens it."""
    libraries = Path(pyogrio.__file__).parents[1] / "pyogrio.libs"
    gdal = ctypes.CDLL(glob.glob(str(libraries / "libgdal*"))[0])
    gdal.GDALGetDriver.restype = ctypes.c_void_p
    gdal.GDALGetDescription.restype = ctypes.c_char_p
    gdal.GDALGetDescription.argtypes = gdal.GDALDeregisterDriver.argtypes = [ctypes.c_void_p]
    for one in [gdal.GDALGetDriver(place) for place in range(gdal.GDALGetDriverCount())]:
        if gdal.GDALGetDescription(one) != driver.encode():
            gdal.GDALDeregisterDriver(one)
    if set(pyogrio.list_drivers()) != {driver}:
        raise Unreadable("reader_unsafe")


class GdalSource:
    """A file or the Shapefiles of a zip, behind the single driver of its kind."""

    def __init__(self, kind: str, request: Request):
        warnings.simplefilter("ignore")  # of GDAL, about details of the format
        leave_only(DRIVERS[kind])
        self.kind, self.request, self.limits = kind, request, request.limits
        self.warnings: list[tuple[str, dict]] = []
        if kind == "shapefile":
            self.paths = archives.shapefiles(request.path, request.folder, request.limits)
            if not self.paths:
                raise Unreadable("zip_without_shapefile")
        else:
            path = request.path.rename(request.folder / f"file{SUFFIXES[kind]}")
            self.paths = {request.name: path}
        self.encoding, self.encoding_is_guessed = self._encoding()

    def layers(self) -> list[Layer]:
        return [self._layer(name, path) for name, path in self.paths.items()]

    def batches(self, layer: str) -> Iterator[Batch]:
        path = self.paths.get(layer)
        if path is None:
            raise Unreadable("layer_unknown", layer=layer[:100])
        step = self.limits.batch if self.kind == "shapefile" else None
        start = 0
        while True:
            most = step or self.limits.features + 1
            meta, blobs, columns = self._read(path, skip=start, most=most)
            count = len(blobs)
            for first in range(0, count, self.limits.batch):
                yield self._batch(meta, blobs, columns, slice(first, first + self.limits.batch))
            start += count
            if count < most or start > self.limits.features:
                return

    def _layer(self, name: str, path: Path) -> Layer:
        info = _call(pyogrio.read_info, path, encoding=self._gdal_codec, force_feature_count=True)
        meta, blobs, columns = self._read(path, most=FIRST)
        batch = self._batch(meta, blobs, columns, slice(0, FIRST))
        shapes = batch.shapes[~(shapely.is_missing(batch.shapes) | shapely.is_empty(batch.shapes))]
        types = sorted({shape.geom_type for shape in shapes})
        reference = Reference() if self.kind == "dxf" else reference_of(meta["crs"] or "")
        fields = [
            Field(name=one, type=kind, samples=samples_of(batch.attributes, one))
            for one, kind in zip(self._names(meta), self._types(meta), strict=True)
            if one not in OF_NO_USE
        ]
        bounds = [float(one) for one in shapely.total_bounds(shapes)] if len(shapes) else None
        if bounds and not numpy.isfinite(bounds).all():
            bounds = None
        return Layer(name, int(info["features"]), types, fields, reference, {}, bounds)

    def _read(self, path: Path, *, most: int, skip: int = 0):
        meta, _numbers, blobs, columns = _call(
            pyogrio.raw.read, path, encoding=self._gdal_codec, skip_features=skip,
            max_features=most, force_2d=True, datetime_as_string=True,
        )  # fmt: skip
        if len(columns) > self.limits.fields:
            raise Unreadable("too_many_fields", most=self.limits.fields)
        if blobs is None:
            raise Unreadable("layer_without_shapes")
        self._offset = skip
        return meta, blobs, columns

    def _batch(self, meta, blobs, columns, part: slice) -> Batch:
        batch = Batch()
        first = self._offset + part.start + 1
        blobs = list(blobs[part])
        batch.numbers = list(range(first, first + len(blobs)))
        batch.take_wkb(blobs, self.limits)
        names, kinds = self._names(meta), self._types(meta)
        table = {
            name: self._values(column[part], kind)
            for name, kind, column in zip(names, kinds, columns, strict=True)
            if name not in OF_NO_USE
        }
        rows = zip(*table.values(), strict=True) if table else ((),) * len(blobs)
        batch.attributes = [
            clean_row(dict(zip(table, row, strict=True)), batch, place, self.limits)
            for place, row in enumerate(rows)
        ]
        return batch

    def _values(self, column, kind: str) -> list:
        if column.dtype.kind == "M":
            return [None if one is None else str(one) for one in _without_gaps(column)]
        values = column.tolist()
        if kind == "yes_no":
            return [None if _is_gap(one) else bool(one) for one in values]
        if kind == "whole":
            return [None if _is_gap(one) else int(one) for one in values]
        return [self._text(one) for one in values]

    def _text(self, value):
        if isinstance(value, str):
            return self._letters(value)
        if isinstance(value, list | tuple | numpy.ndarray):
            return ", ".join(self._letters(str(one)) for one in value)
        return value

    def _letters(self, text: str) -> str:
        if self.kind != "shapefile":
            return text
        return encodings.decode(text.encode(RAW, "replace"), self.encoding)

    def _names(self, meta) -> list[str]:
        names = [self._letters(str(one)).strip() or "?" for one in meta["fields"]]
        return [
            name if names.index(name) == place else f"{name} ({place + 1})"
            for place, name in enumerate(names)
        ]

    def _types(self, meta) -> list[str]:
        kinds = zip(meta["ogr_types"], meta["ogr_subtypes"], strict=True)
        return ["yes_no" if sub == "OFSTBoolean" else TYPES.get(one, "text") for one, sub in kinds]

    @property
    def _gdal_codec(self) -> str | None:
        return RAW if self.kind == "shapefile" else None

    def _encoding(self) -> tuple[str, bool]:
        """As the person chose; else as .cpg says, the bytes show, the table says, or a guess."""
        if self.kind == "geojson":
            return "utf-8", False
        if self.kind == "dxf":
            return self._encoding_of_drawing()
        if self.request.encoding:
            return self.request.encoding, False
        table = next(iter(self.paths.values())).with_suffix(".dbf")
        note = table.with_suffix(".cpg")
        said = encodings.named(note.read_bytes()[:40].decode("ascii", "ignore")) if (
            note.exists()
        ) else ""  # fmt: skip
        with table.open("rb") as file:
            head = file.read(2_000_000)
        if not said and len(head) > 29:
            said = encodings.BY_LANGUAGE_BYTE.get(head[29], "")
        return encodings.guess(_texts_of_table(head), said=said)

    def _encoding_of_drawing(self) -> tuple[str, bool]:
        """GDAL turns the letters of a drawing itself, escapes among them: it is told from which."""
        codec, is_guessed = self.request.encoding, False
        if not codec:
            with next(iter(self.paths.values())).open("rb") as file:
                codec, is_guessed = encodings.guess([file.read(2_000_000)])
        pyogrio.set_gdal_config_options({"DXF_ENCODING": encodings.ICONV_NAMES.get(codec, codec)})
        return codec, is_guessed


def _texts_of_table(head: bytes) -> list[bytes]:
    """Give the names of columns and the words of a .dbf, without the numbers of its heading."""
    start = int.from_bytes(head[8:10], "little")
    names = [head[place : place + 11].split(b"\0")[0] for place in range(32, start - 31, 32)]
    return [*names, *head[start:].split(b" ")]


def _call(function, *arguments, **options):
    try:
        return function(*arguments, **options)
    except MemoryError:
        raise
    except Exception as error:  # whatever GDAL says of a broken file is one thing to a person
        raise Unreadable("damaged", detail=str(error)[:200]) from error


def _is_gap(value) -> bool:
    return value is None or value != value


def _without_gaps(column) -> list:
    return [None if numpy.isnat(one) else one for one in column]
