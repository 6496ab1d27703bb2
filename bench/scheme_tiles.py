"""What a layer of 100,000 areas costs a map: tiles and boxes, drawn anew and from the cache.

    bin/dev python -m bench.scheme_tiles [--areas 100000] [--explain]

The areas lie over the Almaty agglomeration; at each zoom the tiles of three screens (1440 × 900)
are asked for, and the boxes of those screens from the map's GeoJSON and from the OGC API. Works in
a transaction that is rolled back. With --explain the plan of one tile is printed too.
"""

import argparse
import gzip
import math
import os
import statistics
import time
from itertools import chain

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from schemes.reports import tiles  # noqa: E402
from schemes.reports.tiles import Square, TiledLayer  # noqa: E402
from tests.factories.schemes import make_scheme, publish  # noqa: E402
from tests.factories.schemes.records import EditionFactory  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["testserver"]
settings.SECURE_SSL_REDIRECT = False
tiles.KEPT_SECONDS = 300  # nothing of this stays in the cache

WEST, SOUTH, WIDTH, HEIGHT = 76.0, 42.9, 2.0, 1.25
SCREENS = [(76.93, 43.26), (77.45, 43.55), (76.45, 43.35)]  # the city, a town, fields
COLUMNS, ROWS = 6, 4  # tiles of 256 pixels that a screen shows
ZOOMS = range(7, 17)

# An area of twelve corners in each cell of a grid, no two alike: the seed is fixed.
AREAS = """
INSERT INTO schemes_feature (uid, created_at, updated_at, edition_id, layer_id, lineage, key,
    name_kk, name_ru, name_en, attributes, status, phase_id, source, version, changed_at, shape)
SELECT gen_random_uuid(), now(), now(), %(edition)s, %(layer)s, gen_random_uuid(), 'Б-' || n,
    n || '-учаске', 'Участок ' || n, '',
    jsonb_build_object('kind', (array['homes', 'green', 'works'])[n %% 3 + 1], 'floors', n %% 20),
    (array['existing', 'planned'])[n %% 2 + 1], %(phase)s, '', 1, now(),
    (SELECT ST_SetSRID(ST_Multi(ST_MakePolygon(ST_AddPoint(line, ST_StartPoint(line)))), 4326)
     FROM (SELECT ST_MakeLine(ST_MakePoint(
               %(west)s + (n %% %(across)s + 0.5 + cos(k * pi() / 6) * r) * %(width)s / %(across)s,
               %(south)s + (n / %(across)s + 0.5 + sin(k * pi() / 6) * r) * %(height)s / %(down)s)
               ORDER BY k) AS line
           FROM (SELECT k, 0.2 + 0.28 * random() + n * 0 AS r FROM generate_series(0, 11) k) rays
          ) ring)
FROM generate_series(0, %(count)s - 1) n
"""


def make_layer(count: int):
    """A published edition with so many areas in one layer, and the scene that it belongs to."""
    scene = make_scheme(code="bench-tiles")
    scene.zones.style = {"by": "kind", "cases": [{"value": "green", "fill": "#cfe6c4"}]}
    scene.zones.attributes = [
        {"code": "kind", "type": "text", "label_kk": "түрі", "label_ru": "вид"},
        {"code": "floors", "type": "integer", "label_kk": "қабаттар", "label_ru": "этажи"},
    ]
    scene.zones.save()
    edition = EditionFactory(scheme=scene.scheme, code="bench", year=2025)
    across = math.ceil(math.sqrt(count * 1.6))
    facts = {
        "edition": edition.pk, "layer": scene.zones.pk, "phase": scene.phases[0].pk,
        "count": count, "across": across, "down": math.ceil(count / across), "west": WEST,
        "south": SOUTH, "width": WIDTH, "height": HEIGHT,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(AREAS, facts)
        cursor.execute("ANALYZE schemes_feature")
    return scene, publish(edition)


def column_row(east: float, north: float, zoom: int) -> tuple[int, int]:
    """The tile in which a place lies."""
    turned = math.asinh(math.tan(math.radians(north)))
    return int((east + 180) / 360 * 2**zoom), int((1 - turned / math.pi) / 2 * 2**zoom)


def squares(zoom: int) -> list[tuple[int, int]]:
    """The tiles of all screens, each once."""
    found = {
        (x + dx, y + dy)
        for x, y in (column_row(*place, zoom) for place in SCREENS)
        for dx in range(-COLUMNS // 2, COLUMNS - COLUMNS // 2)
        for dy in range(-ROWS // 2, ROWS - ROWS // 2)
    }
    return sorted(found)


def boxes(zoom: int) -> list[str]:
    """The boxes of the screens, west, south, east, north."""
    degrees = 360 / 2**zoom
    half = COLUMNS * degrees / 2, ROWS * degrees / 2 * math.cos(math.radians(43.3))
    return [f"{e - half[0]:.5f},{n - half[1]:.5f},{e + half[0]:.5f},{n + half[1]:.5f}"
            for e, n in SCREENS]  # fmt: skip


def ask(client: Client, addresses: list[str]) -> tuple[list[float], list[int], list[int]]:
    """Give the milliseconds, the bytes and the gzipped bytes of each answer that has any."""
    times, sizes, packed = [], [], []
    for address in addresses:
        started = time.perf_counter()
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        spent = (time.perf_counter() - started) * 1000
        if body:
            times.append(spent)
            sizes.append(len(body))
            packed.append(len(gzip.compress(body, 5)))
    return times, sizes, packed


def p95(values: list) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def say(name: str, times, sizes, packed) -> None:
    if times:
        print(
            f"{name:<26}{len(times):>5}{statistics.median(times):>9.1f}{p95(times):>9.1f}"
            f"{statistics.median(sizes) / 1000:>9.1f}{max(sizes) / 1000:>9.1f}"
            f"{max(packed) / 1000:>9.1f}"
        )


def measure(scene, edition) -> None:
    client, code = Client(), scene.scheme.code
    print(f"{'':<26}{'n':>5}{'median':>9}{'p95':>9}{'kB':>9}{'most kB':>9}{'gzip kB':>9}")
    everything = {"tiles, drawn": [], "tiles, from the cache": []}
    for zoom in ZOOMS:
        base = f"/tiles/{edition.uid}/{edition.revision}/zoning/{zoom}"
        addresses = [f"{base}/{x}/{y}.mvt?by=kind" for x, y in squares(zoom)]
        for name in everything:
            figures = ask(client, addresses)
            everything[name].append(figures)
            say(f"zoom {zoom:>2} {name}", *figures)
    for name, figures in everything.items():
        say(f"all {name}", *([*chain(*column)] for column in zip(*figures, strict=True)))
    for zoom in (9, 12, 14, 16):
        shapes = f"/kk/schemes/{code}/editions/bench/map/zoning.geojson?zoom={zoom}&bbox="
        say(f"zoom {zoom:>2} map box", *ask(client, [shapes + box for box in boxes(zoom)] * 3))
        items = f"/ogc/collections/{code}.bench.zoning/items?limit=1000&bbox="
        say(f"zoom {zoom:>2} OGC box", *ask(client, [items + box for box in boxes(zoom)] * 3))
    pages = f"/ogc/collections/{code}.bench.zoning/items?limit=1000"
    say("OGC page of 1,000", *ask(client, [pages] * 9))


def explain(scene, edition) -> None:
    asked = tiles.tile_query(
        edition.pk,
        TiledLayer.of(scene.zones),
        Square(12, *column_row(*SCREENS[0], 12)),
        tiles.MOST_OBJECTS,
    )
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + tiles.TILE, asked)
        print("\n".join(row[0] for row in cursor.fetchall()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--areas", type=int, default=100_000)
    parser.add_argument("--explain", action="store_true")
    chosen = parser.parse_args()
    with transaction.atomic():
        started = time.perf_counter()
        scene, edition = make_layer(chosen.areas)
        print(f"{chosen.areas} areas made in {time.perf_counter() - started:.0f} s")
        measure(scene, edition)
        if chosen.explain:
            explain(scene, edition)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
