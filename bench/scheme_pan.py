"""How fluently a map of many polygons moves in a browser.

    bin/dev python -m bench.scheme_pan [--polygons 100000]

Puts so many polygons into one layer of a published edition, opens the public map in Chromium,
drags it and turns the wheel, and tells every task of the page longer than 50 ms (the "longtask" of
PerformanceObserver), the time between frames, and how many tiles came. Works in a database of its
own, which it makes and drops; serves the pages itself.
"""

import argparse
import json
import os
import statistics
from itertools import pairwise

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
os.environ["TEST_DB_SUFFIX"] = "_bench_pan"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.factories.schemes import make_scheme, publish  # noqa: E402

CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
POLYGONS = """
INSERT INTO schemes_feature (uid, created_at, updated_at, lineage, edition_id, layer_id, key,
    name_kk, name_ru, name_en, attributes, status, source, version, changed_at, shape)
SELECT gen_random_uuid(), now(), now(), gen_random_uuid(), %s, %s, 'К-' || n,
    'Аймақ ' || n, 'Зона ' || n, '', '{}',
    CASE n %% 3 WHEN 0 THEN 'planned' ELSE 'existing' END, '', 1, now(),
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(75.5 + (n %% 400) * 0.008,
                                               42.5 + (n / 400) * 0.008), 4326), 0.0035, 6))
FROM generate_series(1, %s) AS n
"""
WATCH = """
window.longTasks = [];
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.longTasks.push(Math.round(one.duration));
}).observe({type: "longtask", buffered: true});
window.frames_ = [];
(function beat(now) { window.frames_.push(now); requestAnimationFrame(beat); })(performance.now());
"""


def fill(count: int):
    """Put the polygons into the draft and publish it; give the address of the map."""
    scene = make_scheme()
    scene.zones.style = {
        "by": "status", "label": True, "label_from_zoom": 13,
        "cases": [{"value": "planned", "pattern": "hatch"}],
    }  # fmt: skip
    scene.zones.save()
    with connection.cursor() as cursor:
        cursor.execute(POLYGONS, [scene.draft.pk, scene.zones.pk, count])
        cursor.execute("ANALYZE schemes_feature")
    publish(scene.draft)
    return f"/kk/schemes/{scene.scheme.code}/map/"


class Stage:
    """What one way of moving cost."""

    def __init__(self, page):
        self.page = page

    def start(self):
        self.page.evaluate("window.longTasks = []; window.frames_ = []")

    def tell(self, name: str):
        tasks = self.page.evaluate("window.longTasks")
        beats = self.page.evaluate("window.frames_")
        gaps = [b - a for a, b in pairwise(beats)]
        worst = max(gaps, default=0)
        usual = statistics.median(gaps) if gaps else 0
        print(
            f"{name:28} long tasks {len(tasks):3}, longest {max(tasks, default=0):4} ms;"
            f" frame median {usual:5.1f} ms, worst {worst:6.1f} ms"
        )
        return tasks


def move(page, address: str) -> list[int]:
    """Open the map at three zooms, drag it and turn the wheel; give all long tasks."""
    got = []
    page.on("response", lambda answer: got.append(answer) if ".mvt" in answer.url else None)
    stage, tasks = Stage(page), []
    for zoom in (9, 11, 13):
        page.goto(f"{address}?at=43.4,76.9,{zoom}")
        page.wait_for_function("() => document.getElementById('map-page').dataset.ready === 'yes'")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1500)
        tasks += stage.tell(f"zoom {zoom}: opening")
        box = page.locator("#map").bounding_box()
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        stage.start()
        for turn in range(6):
            page.mouse.move(*middle)
            page.mouse.down()
            for step in range(1, 21):
                way = 1 if turn % 2 else -1
                page.mouse.move(middle[0] + way * step * 18, middle[1] + step * 6)
            page.mouse.up()
            page.wait_for_timeout(700)
        tasks += stage.tell(f"zoom {zoom}: panning")
        stage.start()
        for turn in range(4):
            page.mouse.wheel(0, -240 if turn % 2 else 240)
            page.wait_for_timeout(900)
        tasks += stage.tell(f"zoom {zoom}: zooming")
    sizes = sorted(int(one.headers.get("content-length", 0)) for one in got if one.status == 200)
    if sizes:
        print(f"tiles {len(sizes)}, median {statistics.median(sizes):.0f} bytes, most {sizes[-1]}")
    return tasks


def busy_times(trace: bytes) -> list[float]:
    """Give the milliseconds of the processor that each task of the page's main thread took.

    On a machine that others use too, tasks look longer than they are: they wait for their turn.
    """
    events = json.loads(trace)["traceEvents"]
    mains = {
        (one["pid"], one["tid"])
        for one in events
        if one.get("name") == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    return [
        one["tdur"] / 1000
        for one in events
        if "tdur" in one and "RunTask" in one["name"] and (one["pid"], one["tid"]) in mains
    ] or [0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--polygons", type=int, default=100_000)
    given = parser.parse_args()
    settings.STORAGES["staticfiles"]["BACKEND"] = settings.PLAIN_STATIC
    settings.ALLOWED_HOSTS = ["*"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    try:
        address = fill(given.polygons)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(WATCH)
            browser.start_tracing(page=page, categories=["toplevel"])
            tasks = move(page, f"http://127.0.0.1:{server.port}{address}")
            trace = browser.stop_tracing()
            browser.close()
        over = sum(task > 200 for task in tasks)
        print(f"longest task of all: {max(tasks, default=0)} ms; over 200 ms: {over}")
        busy = sorted(busy_times(trace))
        over = sum(task > 50 for task in busy)
        print(f"by the processor's clock: longest {busy[-1]:.0f} ms, over 50 ms: {over}")
    finally:
        server.terminate()
        connection.close()
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
