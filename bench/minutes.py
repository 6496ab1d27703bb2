"""How long from closing a meeting to its minutes: `bin/dev python -m bench.minutes`.

For minutes of about 3, 12 and 40 pages: a meeting is closed by the service, the outbox orders,
a real worker renders PDF and DOCX in kk and ru. In turns with it bare Typst compiles the same two
PDFs in a process of its own, its memory of earlier ones cleared. The servers are throw-away ones.
"""

import contextlib
import json
import time
from statistics import median

import psycopg2

from tests.faults.servers import portal

SIZES = {"3": (4, 2), "12": (14, 4), "40": (51, 4)}  # pages → items, points of each decision
ROUNDS = 7
READY = "SELECT count(*) FROM councils_minutesfile WHERE minutes_id = %s"


def measure() -> None:
    """Run everything and print the table."""
    with portal() as running:
        worker = running.start_worker(concurrency=1)
        meetings = running.start_orders("bench.meetings")
        typst = running.start_orders("bench.typst")
        connection = psycopg2.connect(
            f"host=127.0.0.1 port={running.postgres.port} user=agglo dbname=agglo"
        )
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            _print_head()
            _round(meetings, typst, cursor, *SIZES["3"])  # the first one loads the fonts
            for size in SIZES.values():
                rounds = [_round(meetings, typst, cursor, *size) for _n in range(ROUNDS)]
                _print(rounds, _peak(worker), _peak(typst))


def _round(meetings, typst, cursor, items: int, points: int) -> dict:
    """Close one meeting and wait for its four files; then let bare Typst compile the same data."""
    _tell(meetings, f"make {items} {points}")
    minutes, started, closed = _tell(meetings, "close")
    while True:
        cursor.execute(READY, [minutes])
        if cursor.fetchone()[0] == 4:
            break
        time.sleep(0.005)
    ready = time.monotonic()
    seconds, pages = _tell(typst, json.dumps(_tell(meetings, f"data {minutes}")))
    return {
        "closing": closed - started, "ready": ready - closed, "bare": seconds, "pages": pages,
        "ratio": (ready - closed) / seconds,
    }  # fmt: skip


def _tell(program, line: str):
    program.process.stdin.write(f"{line}\n")
    program.process.stdin.flush()
    answer = program.process.stdout.readline()
    if not answer:
        raise RuntimeError(f"No answer to {line[:60]}")
    return json.loads(answer)


def _peak(program) -> float:
    """The most memory that a running process has held, in MB."""
    with open(f"/proc/{program.process.pid}/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _print_head() -> None:
    print("Minutes in kk and ru, PDF and DOCX: seconds (medians), peak memory in MB.")
    print("Ready after: from the commit that closes the meeting to the commit with all four files.")
    print("pages closing ready-after (slowest) bare-Typst ratio worker-MB Typst-MB")


def _print(rounds: list[dict], worker: float, typst: float) -> None:
    middle = {name: median(row[name] for row in rounds) for name in rounds[0]}
    slowest = max(row["ready"] for row in rounds)
    print(
        "{pages:5.0f} {closing:7.3f} {ready:11.3f} {slowest:9.3f} {bare:11.3f} {ratio:5.1f} "
        "{worker:9.0f} {typst:8.0f}".format(**middle, slowest=slowest, worker=worker, typst=typst),
        flush=True,
    )


if __name__ == "__main__":
    measure()
