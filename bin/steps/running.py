"""One portal runs in a tree: a lock that dies with its process, and where the portal answers."""

import fcntl
import os
import re
import signal
import time

from .common import ROOT, VAR, Stop, make_var

LOCK = VAR / "run.lock"


def take_lock():
    """Let one portal run in this tree; a second command is told where the first one is."""
    make_var()
    handle = open(LOCK, "a+")  # noqa: SIM115 - held until the process ends
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        where = LOCK.read_text().strip() or "it is still starting"
        raise Stop(
            f"The portal of this folder runs already: {where}.\nmake stop ends it."
        ) from error
    handle.truncate(0)
    note(handle, "it is still starting")
    return handle


def note(handle, where: str) -> None:
    """Write down where the portal answers and which process to end."""
    handle.seek(0)
    handle.truncate(0)
    handle.write(f"{where} (process {os.getpid()})")
    handle.flush()


def end() -> None:
    """End the portal that runs in this tree, if one does, and wait until it has."""
    found = re.search(r"process (\d+)", LOCK.read_text()) if LOCK.is_file() else None
    pid = int(found[1]) if found else 0
    if _is_ours(pid):
        os.kill(pid, signal.SIGTERM)
        for _ in range(300):
            if not _is_ours(pid):
                break
            time.sleep(0.1)


def _is_ours(pid: int) -> bool:
    """Whether this process is this tree's bin/run: the number alone may have been given anew."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            words = file.read().split(b"\0")
        here = os.path.realpath(f"/proc/{pid}/cwd") == str(ROOT)
        return here and any(word.endswith(b"bin/run") for word in words)
    except OSError:
        return False
