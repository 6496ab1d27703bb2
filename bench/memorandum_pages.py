"""What the pages of a long memorandum cost: queries, time to the first byte, weight.

    bin/dev python -m bench.memorandum_pages [--clauses 200] [--times 7]

A memorandum of three parties in negotiation, read by a coordinator; beside it the same pages of a
memorandum of ten clauses, so that the ratio shows what grows. Works in a transaction that is
rolled back.
"""

import argparse
import gzip
import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.factories.memoranda import make_memorandum  # noqa: E402
from tests.sessions import enter  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["testserver"]
settings.SECURE_SSL_REDIRECT = False
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def pages_of(scene) -> dict[str, str]:
    """The addresses that are measured."""
    base = f"/kk/memoranda/{scene.memorandum.uid}"
    clause = scene.clauses[-1]
    return {
        "text": f"{base}/",
        "matrix": f"{base}/matrix/",
        "clause": f"{base}/clauses/{clause.uid}/",
    }


def measure(client: Client, address: str, times: int) -> tuple[int, float, int, int]:
    """Give the queries, the median seconds, and the weight plain and gzipped."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        queries = len(asked)
    seconds = []
    for _time in range(times):
        started = time.perf_counter()
        client.get(address)
        seconds.append(time.perf_counter() - started)
    packed = len(gzip.compress(answer.content))
    return queries, statistics.median(seconds), len(answer.content), packed


def figures(clauses: int, times: int) -> dict[str, tuple]:
    scene = make_memorandum(parties=3, clauses=clauses, state="negotiation")
    client = Client()
    enter(client, scene.people[0].coordinator)
    return {name: measure(client, url, times) for name, url in pages_of(scene).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clauses", type=int, default=200)
    parser.add_argument("--times", type=int, default=7)
    asked = parser.parse_args()
    with transaction.atomic():
        short, long = figures(10, asked.times), figures(asked.clauses, asked.times)
        transaction.set_rollback(True)
    print(f"{asked.clauses} clauses, three parties; median of {asked.times}; beside 10 clauses")
    print(f"{'page':8} queries  seconds  ratio    kB  gzipped kB")
    for name, (queries, seconds, size, packed) in long.items():
        of_short = short[name]
        print(
            f"{name:8} {queries:3} ({of_short[0]:2}) {seconds:8.3f} {seconds / of_short[1]:6.1f}"
            f" {size / 1024:6.0f} {packed / 1024:8.1f}"
        )


if __name__ == "__main__":
    main()
