"""How long an import of many polygons takes, and how much memory it needs.

    bin/dev python -m bench.scheme_import [--polygons 100000] [--format gpkg|geojson|shp]

Makes a file of polygons of 25 points in UTM, then describes, stages, confirms and writes it as the
worker does, then brings the same file again (nothing changes) and once more with every name
changed. Works in a database of its own, which it makes and drops.
"""

import argparse
import math
import os
import resource
import signal
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
os.environ["TEST_DB_SUFFIX"] = "_bench_import"
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

import numpy  # noqa: E402
import pyogrio.raw  # noqa: E402
import shapely  # noqa: E402
from celery import current_app  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.files import File  # noqa: E402
from django.db import connection  # noqa: E402

from agglo_portal.core import outbox  # noqa: E402
from schemes.geofiles.reading import Description  # noqa: E402
from schemes.models import Feature, Import  # noqa: E402
from schemes.services.imports import (  # noqa: E402
    Choices,
    NothingToWrite,
    choose_columns,
    confirm_import,
    start_import,
)
from tests.factories.core import NOON  # noqa: E402
from tests.factories.schemes import make_scheme  # noqa: E402

DRIVERS = {"gpkg": "GPKG", "geojson": "GeoJSON", "shp": "ESRI Shapefile"}
POINTS, SIDE, STEP = 25, 400, 560.0
COLUMNS = {"key": "code", "name_kk": "name", "a.floors": "floors"}


def make_file(folder: Path, count: int, kind: str, *, names: str) -> Path:
    """Write circles on a grid, with a code, a Kazakh name and a number each."""
    place = numpy.arange(count)
    angle = numpy.linspace(0, 2 * math.pi, POINTS)
    x = 600_000 + (place % SIDE)[:, None] * STEP + 250 * numpy.cos(angle)
    y = 4_700_000 + (place // SIDE)[:, None] * STEP + 250 * numpy.sin(angle)
    shapes = shapely.polygons(numpy.stack([x, y], axis=2))
    path = folder / f"{names}.{kind}"
    columns = [
        numpy.array([f"К-{one}" for one in place], dtype=object),
        numpy.array([f"{names} {one}" for one in place], dtype=object),
        (place % 20).astype("int32"),
    ]
    pyogrio.raw.write(
        path, shapely.to_wkb(shapes), columns, ["code", "name", "floors"], driver=DRIVERS[kind],
        geometry_type="Polygon", crs="EPSG:32643", encoding="UTF-8" if kind == "shp" else None,
    )  # fmt: skip
    if kind != "shp":
        return path
    target = path.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in folder.glob(f"{names}.*"):
            if part != target:
                archive.write(part, part.name)
    return target


def make_apart(folder: Path, count: int, kind: str, names: str) -> None:
    """Make the file in a process that nobody waits for: its memory is not to be counted."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if not os.fork():
        make_file(folder, count, kind, names=names)
        os._exit(0)
    with suppress(ChildProcessError):
        os.wait()
    signal.signal(signal.SIGCHLD, before)


class Watch:
    """Tells how long each step took."""

    def __init__(self):
        self.started = time.monotonic()

    def tell(self, what: str) -> None:
        now = time.monotonic()
        print(f"  {what:<28}{now - self.started:8.2f} s", flush=True)
        self.started = time.monotonic()


def work() -> None:
    for message in outbox.due(at=NOON):
        outbox.do(message)


def bring(scene, path: Path) -> Import:
    watch = Watch()
    with path.open("rb") as file:
        upload = File(file, name=path.name)
        job = start_import(scene.draft, layer=scene.zones, upload=upload, by=scene.planner, at=NOON)
    watch.tell("stored")
    work()
    job.refresh_from_db()
    watch.tell("described")
    source = Description.from_data(job.description).layers[0]
    choices = Choices(layer=source.name, columns=COLUMNS, reference="EPSG:32643")
    choose_columns(job, choices=choices, by=scene.planner, at=NOON)
    work()
    job.refresh_from_db()
    watch.tell("read, staged and checked")
    counts = job.report.get("counts", job.refusal)
    print("  ", {name: count for name, count in counts.items() if count})
    try:
        confirm_import(job, leave_out=False, by=scene.planner, at=NOON)
        work()
        watch.tell("written")
    except NothingToWrite:
        print("   nothing to write")
    job.refresh_from_db()
    return job


def megabytes(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def measure(count: int, kind: str) -> None:
    scene = make_scheme()
    scene.zones.attributes = [
        {"code": "floors", "type": "integer", "label_kk": "Қабат", "label_ru": "Этажи"}
    ]
    scene.zones.save()
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        for title, names in (("first", "Аймақ"), ("again", "Аймақ"), ("renamed", "Жаңа аймақ")):
            make_apart(Path(folder), count, kind, names)
            path = Path(folder) / f"{names}.{'zip' if kind == 'shp' else kind}"
            print(f"{title}: {count} polygons, {kind}, {path.stat().st_size // 2**20} MB")
            bring(scene, path)
    print(f"objects in the draft: {Feature.objects.filter(edition=scene.draft).count()}")
    print(f"peak memory of the worker: {megabytes(resource.RUSAGE_SELF)} MB")
    print(f"peak memory of the reading process: {megabytes(resource.RUSAGE_CHILDREN)} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polygons", type=int, default=100_000)
    parser.add_argument("--format", choices=DRIVERS, default="gpkg")
    asked = parser.parse_args()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    current_app.send_task = lambda *_arguments, **_options: None
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        measure(asked.polygons, asked.format)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
