"""How long an export of many polygons takes in each format, and how much memory it needs.

    bin/dev python -m bench.scheme_export [--polygons 100000] [--format gpkg …]

Each format, and a print, is made as the worker makes it, in a process of its own: its peak memory
is told beside that of a process that only opened the database. Works in a database of its own,
which it makes and drops.
"""

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
os.environ["TEST_DB_SUFFIX"] = "_bench_export"
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from schemes.documents.making import MAKERS  # noqa: E402
from schemes.models import Edition, Feature  # noqa: E402
from schemes.rules.orders import DATA_FORMATS, export_order, print_order  # noqa: E402
from tests.factories.core import NOON  # noqa: E402
from tests.factories.schemes import make_scheme  # noqa: E402

MEGABYTE = 2**20
POLYGONS = """
INSERT INTO schemes_feature (uid, created_at, updated_at, lineage, edition_id, layer_id, key,
    name_kk, name_ru, name_en, attributes, status, cost, source, version, changed_at, shape)
SELECT gen_random_uuid(), now(), now(), gen_random_uuid(), %s, %s, 'К-' || n,
    'Өңірлік аймақ № ' || n, 'Зона № ' || n, '',
    jsonb_build_object('floors', n %% 20, 'use', CASE n %% 2 WHEN 0 THEN 'housing' ELSE 'green' END,
                       'note', 'Қазақша ескертпе ' || n),
    'planned', n * 1000.50, 'Бас жоспар', 1, now(),
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(75.5 + (n %% 400) * 0.008,
                                               42.5 + (n / 400) * 0.008), 4326), 0.0035, 6))
FROM generate_series(1, %s) AS n
"""
ATTRIBUTES = [
    {"code": "floors", "type": "integer", "label_kk": "қабаттар", "label_ru": "этажи"},
    {
        "code": "use",
        "type": "choice",
        "label_kk": "түрі",
        "label_ru": "вид",
        "choices": [
            {"code": "housing", "label_kk": "тұрғын", "label_ru": "жилая"},
            {"code": "green", "label_kk": "жасыл", "label_ru": "зелёная"},
        ],
    },
    {"code": "note", "type": "text", "label_kk": "ескертпе", "label_ru": "примечание"},
]


def make_polygons(count: int) -> Edition:
    """Put so many polygons of 25 points into a draft, in one statement."""
    scene = make_scheme()
    scene.zones.attributes, scene.zones.style = ATTRIBUTES, {"by": "use", "pattern": "hatch"}
    scene.zones.save()
    with connection.cursor() as cursor:
        cursor.execute(POLYGONS, [scene.draft.pk, scene.zones.pk, count])
    print(f"objects in the draft: {Feature.objects.of(scene.draft).count()}")
    return scene.draft


def measure(edition: Edition, purpose: str, order: dict | None) -> None:
    """Make one file in a child process and print what it took."""
    connection.close()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    started, before, size = time.monotonic(), used.ru_utime + used.ru_stime, 0
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        fresh = Edition.objects.select_related("scheme", "act").get(pk=edition.pk)
        if order is not None:
            made = MAKERS[purpose](fresh, order, folder=Path(folder), at=NOON)
            size = made.path.stat().st_size / MEGABYTE
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, own = used.ru_maxrss // 1024, used.ru_utime + used.ru_stime - before
    name = order["format"] if order else "nothing"
    print(
        f"  {name:<10}{seconds:8.1f} s {own:8.1f} s of its own {size:8.1f} MB {peak:8} MB peak",
        flush=True,
    )
    os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polygons", type=int, default=100_000)
    parser.add_argument("--format", nargs="*", default=[*DATA_FORMATS, "pdf", "png"])
    asked = parser.parse_args()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        edition = make_polygons(asked.polygons)
        measure(edition, "", None)
        for form in asked.format:
            if form in DATA_FORMATS:
                measure(edition, "export", export_order(format=form, language="kk"))
            else:
                measure(edition, "print", print_order(format=form, language="kk"))
    finally:
        connection.close()
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
