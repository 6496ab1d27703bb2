"""Worker, broker and database are killed while minutes are rendered: all arrive, once."""

import hashlib

import pytest

from .servers import portal, wait_until

pytestmark = pytest.mark.slow

HOW_MANY = 20
FILES_OF_ONE = 4  # kk and ru, PDF and DOCX


def tell(orders, line: str) -> str:
    orders.process.stdin.write(f"{line}\n")
    orders.process.stdin.flush()
    return orders.process.stdout.readline().strip()


def test_all_renderings_arrive_once_whatever_is_killed():
    with portal() as running:
        orders, clock = running.start_orders(), running.start_clock()
        worker = running.start_worker()
        database = running.postgres
        assert tell(orders, f"make {HOW_MANY}") == str(HOW_MANY)

        def done() -> int:
            return database.ask("SELECT count(*) FROM core_outboxmessage WHERE state = 'done'")[0][
                0
            ]

        def wait_for(count: int) -> None:
            wait_until(lambda: done() >= count, seconds=40, what=f"rendering of {count} minutes")

        tell(orders, "close 6")
        wait_for(2)
        worker.kill()  # in the middle of its work
        worker = running.start_worker()
        wait_for(6)

        tell(orders, "close 4")
        running.redis.kill()
        longest = float(
            tell(orders, "close 5")
        )  # the broker is away; the order stands all the same
        running.redis.start()
        wait_for(12)

        tell(orders, "close 5")
        database.crash_and_restart()
        wait_for(HOW_MANY)

        assert worker.is_alive()
        assert clock.is_alive()
        assert longest < 5
        _assert_all_arrived_once(running)


def _assert_all_arrived_once(running) -> None:
    """Each rendering is done, each file is there once, and its bytes are those that were hashed."""
    ask = running.postgres.ask
    assert ask("SELECT state, count(*) FROM core_outboxmessage GROUP BY state") == [
        ("done", HOW_MANY)
    ]
    files = ask(
        "SELECT f.minutes_id, f.language, f.format, s.file, s.sha256 FROM councils_minutesfile f"
        " JOIN core_storedfile s ON s.id = f.stored_id"
    )
    assert len({row[:3] for row in files}) == len(files) == HOW_MANY * FILES_OF_ONE
    assert ask("SELECT count(*) FROM core_storedfile") == [(len(files),)]
    media = running.home / "media"
    for *_key, path, sha256 in files:
        assert hashlib.sha256((media / path).read_bytes()).hexdigest() == sha256
