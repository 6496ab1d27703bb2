"""What all steps share: places, messages, stamps and locks. Standard library only."""

import contextlib
import fcntl
import hashlib
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
VENV = ROOT / ".venv"
STAMPS = VAR / "stamps"


class Stop(Exception):
    """The command cannot go on; the message says what a person can do about it."""


def say(text: str) -> None:
    """Print one line about what is being done (to stderr: stdout belongs to the command)."""
    print(f"» {text}", file=sys.stderr, flush=True)


def ask_python() -> None:
    """Refuse a Python that is too old, before anything fails in a less readable way."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the check itself
        raise Stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.")


def make_var() -> None:
    """Make the folder of everything that is not kept in git."""
    try:
        STAMPS.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise Stop(f"Cannot write under {VAR}. Is the folder owned by another user?") from error


def digest(*parts: object) -> str:
    """Give one hash of files (a Path: name and content) and of values (anything else)."""
    result = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            result.update(f"{part.relative_to(ROOT)}\0".encode() + part.read_bytes())
        else:
            result.update(str(part).encode())
        result.update(b"\0")
    return result.hexdigest()


def is_done(stamp: Path, wanted: str) -> bool:
    """Whether a step ended well for exactly this input."""
    return stamp.is_file() and stamp.read_text() == wanted


def mark_done(stamp: Path, wanted: str) -> None:
    """Remember that a step ended well; written last and at once, so never after half a step."""
    write_atomically(stamp, wanted)


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file which is either the old or the new one, whenever the power goes."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.touch(mode)
    draft.write_text(text)
    draft.replace(path)


@contextlib.contextmanager
def one_at_a_time(name: str = "setup"):
    """Let only one command of this tree do a step; the others wait. Freed when a process dies."""
    make_var()
    with open(VAR / f"{name}.lock", "a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another command is setting the portal up; waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def explain(main) -> int:
    """Run a command and turn what can be expected to go wrong into one readable line."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # each is a Ctrl-C
        signal.signal(number, signal.default_int_handler)
    try:
        ask_python()
        return main() or 0
    except Stop as stop:
        print(f"\nStopped: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the same command goes on from here.", file=sys.stderr)
        return 130
