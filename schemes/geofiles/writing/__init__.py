"""Writes layers of an edition as files that other programs read; memory stays small.

`make(edition, order, folder=, at=)` writes what an order (rules/orders.py) means into a folder
and says where. How columns keep their codes on the way out and back: rules/file_names.py.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import translation

from ...models import Edition
from . import geojson, geopackage, kml, shapefile, tables
from .exports import Export, about, begin, losses_in_words, report_of, text_file

__all__ = ["Made", "losses_in_words", "make"]

MEDIA_TYPES = {
    ".gpkg": "application/geopackage+sqlite3",
    ".zip": "application/zip",
    ".geojson": "application/geo+json",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Made:
    """A file that was written, and what came of it."""

    path: Path
    media_type: str
    report: dict


def make(edition: Edition, order: Mapping, *, folder: Path, at: datetime) -> Made:
    """Write the file of an order into a folder; the objects are read once, a few at a time."""
    with translation.override(order["language"]):
        export = begin(edition, order, folder=folder, at=at)
        path = WRITERS[order["format"]](export)
    return Made(path, MEDIA_TYPES[path.suffix], report_of(export))


def _geojson(export: Export) -> Path:
    return _each_layer(export, ".geojson", geojson.write_layer)


def _csv(export: Export) -> Path:
    return _each_layer(export, ".csv", tables.write_csv)


def _each_layer(export: Export, suffix: str, write: Callable) -> Path:
    """One layer is a plain file; several are an archive of one file each."""
    if len(export.parts) == 1:
        return write(export, export.parts[0], export.folder / f"{export.name}{suffix}")
    with _archive(export) as archive:
        for part in export.parts:
            path = write(export, part, export.folder / f"{part.layer.code}{suffix}")
            _move_into(archive, path)
    return export.folder / f"{export.name}.zip"


def _shapefile(export: Export) -> Path:
    with _archive(export) as archive:
        for part in export.parts:
            for path in shapefile.write_layer(export, part, export.folder):
                _move_into(archive, path)
    return export.folder / f"{export.name}.zip"


class _archive:
    """A zip in the folder of the export; README.txt is written into it last."""

    def __init__(self, export: Export):
        self.export = export
        path = export.folder / f"{export.name}.zip"
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def __enter__(self) -> zipfile.ZipFile:
        return self.zip

    def __exit__(self, kind, error, trace):
        if kind is None:
            readme = text_file(self.export.folder / "README.txt", about(self.export))
            _move_into(self.zip, readme)
        self.zip.close()


def _move_into(archive: zipfile.ZipFile, path: Path) -> None:
    archive.write(path, path.name)
    path.unlink()


WRITERS: Mapping[str, Callable[[Export], Path]] = {
    "gpkg": geopackage.write,
    "shp": _shapefile,
    "geojson": _geojson,
    "kml": kml.write,
    "csv": _csv,
    "xlsx": tables.write_xlsx,
}
