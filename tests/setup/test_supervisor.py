"""Web server, worker and clock live and die together."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CREW = """
import sys
sys.path.insert(0, "bin")
from steps.supervisor import Supervisor
crew = Supervisor()
for name in ("web", "clock"):
    crew.start(name, [sys.executable, "-uc", "import os, time; print(os.getpid()); time.sleep(60)"])
if "mortal" in sys.argv:
    crew.start("worker", [sys.executable, "-c", "raise SystemExit(3)"])
dead = crew.watch()
crew.stop()
print("ended because of", dead or "a signal", flush=True)
"""
pytestmark = pytest.mark.slow


def start(*words) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-uc", CREW, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def read_pids(crew) -> list[int]:
    return [int(crew.stdout.readline().split("|")[1]) for _program in range(2)]


def all_ended(pids, seconds=5) -> bool:
    deadline = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_ends_all(number):
    crew = start()
    pids = read_pids(crew)

    crew.send_signal(number)

    assert crew.communicate(timeout=10)[0].endswith("ended because of a signal\n")
    assert all_ended(pids)


def test_the_death_of_one_ends_all_and_is_named():
    crew = start("mortal")

    assert crew.communicate(timeout=10)[0].endswith("ended because of worker\n")


def test_no_orphan_is_left_when_the_supervisor_is_killed():
    crew = start()
    pids = read_pids(crew)

    crew.kill()
    crew.wait()

    assert all_ended(pids)
    crew.stdout.close()
