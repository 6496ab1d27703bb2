"""Broken and hostile files are refused or reported; nothing is written, nothing is fetched."""

import io
import resource
import socket
import subprocess
import sys
import tempfile
import threading

import pytest

from schemes.geofiles import reading
from schemes.geofiles.reading import parent, words
from tests.schemes.hostile_files import MAKERS

MEMORY = 800 * 1024 * 1024
NARROW = reading.Limits(
    features=2000,
    vertices_of_feature=50_000,
    cpu_seconds=4,
    wall_seconds=20,
    memory_bytes=MEMORY,
)


@pytest.fixture
def listener():
    """An address that nobody may call, and the list of who did."""
    calls = []
    server = socket.create_server(("127.0.0.1", 0))

    def wait():
        while True:
            try:
                calls.append(server.accept()[1])
            except OSError:
                return

    threading.Thread(target=wait, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
    server.close()


def outcome_of(data, name):
    """Read the file as the portal would; give every code that was said."""
    said = []
    try:
        described = reading.describe(io.BytesIO(data), name=name, limits=NARROW)
        said += [f"warning:{code}" for code, _facts in described.warnings]
        layer = described.layers[0]
        reference = layer.reference.code or layer.reference.wkt
        if name.endswith(".csv"):
            reference = reference or "EPSG:4326"
        choice = reading.Choice(layer.name, reference=reference)
        with reading.rows(io.BytesIO(data), choice, name=name, limits=NARROW) as rows:
            said += [f"problem:{row.problem}" for row in rows if row.problem]
            said += [f"warning:{code}" for code, _facts in rows.warnings]
    except reading.Unreadable as refusal:
        said.append(refusal.code)
    return said or ["warning:nothing"]


@pytest.mark.parametrize("title", MAKERS)
def test_a_hostile_file_does_no_harm(title, listener, tmp_path, monkeypatch):
    make, expected, name = MAKERS[title]
    url, calls = listener
    data = make(url)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    said = outcome_of(data, name)

    assert expected in said
    assert calls == []
    assert list(tmp_path.iterdir()) == []
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY
    assert words.reason(expected.rpartition(":")[2], {}) or expected == "warning:nothing"


def test_there_are_enough_of_them():
    assert len(MAKERS) >= 50


ATTEMPTS = {
    "a socket": "import socket; socket.socket()",
    "a program": "import os; os.execv('/bin/true', ['true'])",
    "much memory": "bytearray(2_000_000_000)",
}


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is of Linux")
@pytest.mark.parametrize("what", ATTEMPTS)
def test_the_reading_process_cannot_take(what):
    code = (
        f"from schemes.geofiles.reading import cage, Limits; cage.lock(Limits()); {ATTEMPTS[what]}"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=parent.ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "PermissionError" in done.stderr or "MemoryError" in done.stderr


def test_a_reading_that_takes_too_long_is_ended():
    limits = reading.Limits(wall_seconds=0.05)

    with pytest.raises(reading.Unreadable) as refusal:
        reading.describe(io.BytesIO(b"lon;lat\n76;43\n"), name="a.csv", limits=limits)

    assert refusal.value.code == "too_slow"


def test_a_file_that_is_too_large_is_not_even_copied():
    limits = reading.Limits(file_bytes=1000)

    with pytest.raises(reading.Unreadable) as refusal:
        reading.describe(io.BytesIO(b"lon;lat\n" * 1000), name="a.csv", limits=limits)

    assert refusal.value.code == "file_too_large"


def test_the_environment_of_the_portal_does_not_reach_the_reading_process(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "of the portal")
    told = "import os, json; print(json.dumps({'description': dict(os.environ)}))"
    monkeypatch.setattr(parent, "COMMAND", [sys.executable, "-c", told])
    seen = {}
    monkeypatch.setattr(reading.Description, "from_data", lambda data: seen.update(data))

    reading.describe(io.BytesIO(b"a"), name="a.csv")

    assert "LANG" in seen
    assert "SECRET_KEY" not in seen and "DATABASE_URL" not in seen
