"""Starts the reading process, hears its lines one by one, and ends it when its time is over."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from .cage import ENVIRONMENT
from .contents import Description, Reference, Row, Unreadable
from .limits import MEGABYTE, Limits

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-s", "-P", "-m", "schemes.geofiles.reading.child"]


@dataclass(frozen=True)
class Choice:
    """What the person chose of a described file. Nothing chosen: as the file says."""

    layer: str
    encoding: str = ""
    reference: str = ""  # "EPSG:28413" or WKT
    geometry: dict[str, str] = field(default_factory=dict)
    swap_axes: bool = False


def describe(
    file: BinaryIO, *, name: str = "", encoding: str = "", limits: Limits | None = None
) -> Description:
    """Say what is in the file; raises Unreadable, with the reason, if it is none of ours."""
    limits = limits or Limits()
    asked = {"act": "describe", "name": _label(name), "encoding": encoding}
    with _process(file, asked, limits) as lines:
        said = next(lines, {})
        if not isinstance(said, dict) or "description" not in said:
            raise Unreadable("reader_died")
        return Description.from_data(said["description"])


class Reading:
    """The rows of one layer; `reference` is known from the start, `warnings` at the end."""

    def __init__(self, lines: Iterator):
        self._lines = lines
        self.reference, self.warnings, self.count = Reference(), [], 0
        said = next(lines, {})
        if not isinstance(said, dict) or "start" not in said:
            raise Unreadable("reader_died")
        self.reference = Reference(**said["start"])

    def __iter__(self) -> Iterator[Row]:
        for said in self._lines:
            if isinstance(said, list):
                yield Row(*said)
            elif "end" in said:
                self.count = said["end"]
                self.warnings += [(code, facts) for code, facts in said["warnings"]]
                return
        raise Unreadable("reader_died")


@contextmanager
def rows(
    file: BinaryIO, choice: Choice, *, name: str = "", limits: Limits | None = None
) -> Iterator[Reading]:
    """Read the rows of the chosen layer: `with rows(…) as reading: for row in reading: …`."""
    limits = limits or Limits()
    asked = {"act": "rows", "name": _label(name), **asdict(choice)}
    with _process(file, asked, limits) as lines:
        yield Reading(lines)


@contextmanager
def _process(file: BinaryIO, asked: dict, limits: Limits) -> Iterator[Iterator]:
    """Give the lines that the process says; it lives in a folder of its own and not for long."""
    with tempfile.TemporaryDirectory(prefix="geofile-") as folder:
        _copy(file, Path(folder) / "upload", limits)
        process = subprocess.Popen(  # noqa: S603 our own module, by its path
            COMMAND,
            cwd=folder,
            env=ENVIRONMENT | {"PYTHONPATH": str(ROOT), "TMPDIR": folder, "HOME": folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            close_fds=True,
        )
        late = threading.Event()
        clock = threading.Timer(limits.wall_seconds, _end, (process, late))
        clock.daemon = True
        clock.start()
        try:
            request = json.dumps(asked | {"limits": asdict(limits)})
            with suppress(BrokenPipeError):  # it died at once: that is told when it is heard
                process.stdin.write(request.encode() + b"\n")
                process.stdin.close()
            yield _heard(process, late, limits)
        finally:
            clock.cancel()
            process.kill()
            process.stdout.close()
            process.wait()


def _heard(process: subprocess.Popen, late: threading.Event, limits: Limits) -> Iterator:
    while line := process.stdout.readline(limits.line_bytes + 1):
        if len(line) > limits.line_bytes:
            raise Unreadable("row_too_long", most=limits.line_bytes)
        if not line.endswith(b"\n"):
            break
        said = json.loads(line)
        if isinstance(said, dict) and "refused" in said:
            raise Unreadable(said["refused"], **said["facts"])
        yield said
    code = process.wait()
    if late.is_set():
        raise Unreadable("too_slow", seconds=int(limits.wall_seconds))
    if code:
        raise Unreadable("too_heavy" if code in (-24, -9) else "reader_died")


def _end(process: subprocess.Popen, late: threading.Event) -> None:
    late.set()
    process.kill()


def _copy(file: BinaryIO, target: Path, limits: Limits) -> None:
    left = limits.file_bytes
    file.seek(0)
    with target.open("xb") as copy:
        while block := file.read(MEGABYTE):
            left -= len(block)
            if left < 0:
                raise Unreadable("file_too_large", most_mb=limits.file_bytes // MEGABYTE)
            copy.write(block)
    os.chmod(target, 0o600)


def _label(name: str) -> str:
    """A name to show for the only layer of a file; never a path."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return "".join(one for one in stem if one.isprintable())[:100] or "1"
