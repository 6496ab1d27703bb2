"""How fast one body's register gives numbers, alone and with many closing at once.

    bin/dev python -m bench.register_numbers [--threads 50] [--meetings 200]

Closes meetings of one body through the service (number, register, minutes, journal, outbox), each
with one adopted decision: first one after another, then by many threads of which every fifth loses
its transaction and tries again. Works in a database of its own, which it makes and drops.
"""

import argparse
import os
import queue
import sys
import threading
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
os.environ["TEST_DB_SUFFIX"] = "_bench"
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from celery import current_app  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from councils.models import Decision  # noqa: E402
from councils.services.meetings import close_meeting  # noqa: E402
from tests.factories.core import NOON, UserFactory  # noqa: E402
from tests.factories.councils import make_council, make_meeting  # noqa: E402

LOST_EVERY = 5
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # many people


class PowerCut(Exception):
    """The transaction does not live to its commit."""


def ready_meetings(count: int) -> list:
    """Open meetings of one new body, each with its item considered and its decision adopted."""
    body = make_council(voting=2)
    meetings = [make_meeting(body, state="open") for _number in range(count)]
    for meeting in meetings:
        meeting.items.update(state="considered")
    Decision.objects.filter(body=body).update(state="adopted")
    return meetings


def close(meeting, by, *, is_lost: bool = False) -> None:
    with transaction.atomic():
        close_meeting(meeting, by=by, at=NOON)
        if is_lost:
            raise PowerCut


def close_all(meetings: list, by, *, threads: int, lost_every: int = 0) -> tuple[float, int]:
    """Close all meetings with so many threads; give the seconds and how many were lost."""
    waiting = queue.SimpleQueue()
    for place, meeting in enumerate(meetings):
        waiting.put((meeting, bool(lost_every) and place % lost_every == 0))
    lost, failures, barrier = [], [], threading.Barrier(threads + 1)

    def work():
        connection.ensure_connection()
        barrier.wait()
        try:
            while True:
                meeting, is_lost = waiting.get_nowait()
                try:
                    close(meeting, by, is_lost=is_lost)
                except PowerCut:
                    lost.append(meeting)
                    waiting.put((meeting, False))
        except queue.Empty:
            pass
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _number in range(threads)]
    for worker in workers:
        worker.start()
    barrier.wait()
    begun = time.perf_counter()
    for worker in workers:
        worker.join()
    if failures:
        raise failures[0]
    return time.perf_counter() - begun, len(lost)


def judge(meetings: list) -> tuple[int, int]:
    """Give the gaps and the doubles in the register of the meetings' body."""
    rows = Decision.objects.filter(body=meetings[0].body).registered()
    numbers = list(rows.values_list("number", flat=True))
    gaps = len(set(range(1, len(meetings) + 1)) - set(numbers))
    return gaps, len(numbers) - len(set(numbers))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=50)
    parser.add_argument("--meetings", type=int, default=200)
    chosen = parser.parse_args()
    type(current_app._get_current_object()).send_task = lambda *_args, **_kwargs: None
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        by = UserFactory()
        rates = {}
        for threads in (1, chosen.threads):
            meetings = ready_meetings(chosen.meetings)
            lost_every = LOST_EVERY if threads > 1 else 0
            seconds, lost = close_all(meetings, by, threads=threads, lost_every=lost_every)
            gaps, doubles = judge(meetings)
            rates[threads] = chosen.meetings / seconds
            print(
                f"{threads:3} threads: {chosen.meetings} registered in {seconds:.2f} s, "
                f"{rates[threads]:.0f}/s, {lost} rolled back, gaps {gaps}, doubles {doubles}"
            )
            if gaps or doubles:
                return 1
        print(f"ratio to one thread: {rates[chosen.threads] / rates[1]:.2f}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
