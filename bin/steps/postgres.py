"""The project's own PostgreSQL cluster, on a loopback port, never Debian's `main` cluster.

PostgreSQL refuses to run as root. Then it runs as Debian's unprivileged `postgres`, and if that
user cannot reach `var/` (a clone under /root), the data lie under /var/lib instead.
No Unix socket is used: its path may be longer than the 107 bytes that the system allows.
"""

import glob
import hashlib
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

from . import ports
from .common import ROOT, VAR, Stop, say, write_atomically

FIRST_PORT = 55432
ROLE = DATABASE = "agglo_portal"
SERVER_USER = "postgres"
RUNUSER = "/usr/sbin/runuser"  # by its full name: root's PATH after a plain `su` lacks it
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "logging_collector": "off",
}


def program(name: str) -> str:
    """Give the newest installed PostgreSQL program that has PostGIS beside it."""
    for folder in sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=_version, reverse=True):
        share = f"/usr/share/postgresql/{_version(folder)}/extension/postgis.control"
        if os.path.exists(share) and os.path.exists(f"{folder}/initdb"):
            return f"{folder}/{name}"
    raise Stop("PostgreSQL with PostGIS is not installed.")


def _version(folder: str) -> int:
    return int(folder.split("/")[4])


def is_root() -> bool:
    """Whether the server has to run as another user."""
    return os.geteuid() == 0


def home() -> Path:
    """Give the folder of the cluster; remembered, so that it never moves by itself."""
    note = VAR / "postgres.home"
    if note.is_file():
        return Path(note.read_text())
    place = VAR / "postgres"
    if is_root() and not _postgres_reaches(VAR):
        name = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
        place = Path(f"/var/lib/agglo-portal-{name}")
        say(f"user {SERVER_USER} cannot reach {VAR}; the database's files go to {place}")
        _remove_left(place)
    write_atomically(note, str(place))
    return place


def _remove_left(place: Path) -> None:
    """Remove the cluster of a `var/` that was removed: its password is gone with it."""
    for folder in (place, place.with_name(place.name + ".new")):
        if folder.exists():
            _run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={folder / 'data'}")
            shutil.rmtree(folder)


def _postgres_reaches(folder: Path) -> bool:
    command = [RUNUSER, "-u", SERVER_USER, "--", "test", "-x", folder]
    return subprocess.run(command, cwd="/", stderr=subprocess.DEVNULL).returncode == 0


def port() -> int:
    """Give the port used last time, or the first one to try."""
    try:
        return int((VAR / "postgres.port").read_text())
    except (OSError, ValueError):
        return FIRST_PORT


def _run(name: str, *arguments: str, check: str = "", password: str = "") -> int:
    """Run one program of PostgreSQL as the unprivileged user; refuse with `check` if it fails."""
    command = [program(name), *map(str, arguments)]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PGPASSWORD": password}
    if is_root():
        command = [RUNUSER, "-u", SERVER_USER, "--", *command]
    done = subprocess.run(
        command,
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if check and done.returncode:
        raise Stop(f"{check}\n{done.stderr.decode(errors='replace').strip()}")
    return done.returncode


def _own(path: Path, mode: int) -> None:
    """Give a path to the user under whom the server runs."""
    if is_root():
        shutil.chown(path, SERVER_USER, SERVER_USER)
    path.chmod(mode)


def _make_cluster(password: str) -> None:
    """Make the cluster beside its place and move it there when it is whole."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise Stop("PostgreSQL needs a user with an entry in /etc/passwd.") from error
    draft = home().with_name(home().name + ".new")
    if draft.exists():
        say("an earlier start was interrupted; making the database cluster again")
        shutil.rmtree(draft)
    draft.mkdir()
    _own(draft, 0o700)
    secret = draft / "secret"
    secret.write_text(password)
    _own(secret, 0o600)
    say("making the database cluster")
    data = draft / "data"
    choices = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", f"--username={ROLE}"]
    failed = "The database cluster could not be made:"
    _run("initdb", f"--pgdata={data}", f"--pwfile={secret}", *choices, check=failed)
    secret.unlink()
    draft.rename(home())


def _our_server() -> int:
    """Give the process id of the cluster's server, 0 if it does not run.

    The pid file alone proves nothing: after a crash the number may belong to someone else.
    """
    file = home() / "data/postmaster.pid"
    try:
        pid = int(file.read_text().splitlines()[0])
        if Path(f"/proc/{pid}/cwd").resolve(strict=True) == (home() / "data").resolve():
            return pid
    except (OSError, ValueError, IndexError):
        pass
    return 0


def start(password: str) -> str:
    """Start the server unless it runs; give its address for DATABASE_URL."""
    if not (home() / "data").is_dir():
        _make_cluster(password)
    if not _our_server():
        (home() / "data/postmaster.pid").unlink(missing_ok=True)
        write_atomically(VAR / "postgres.port", str(ports.next_free(port())))
        options = [f"-c {name}={value}" for name, value in OPTIONS.items()]
        log = home() / "postgres.log"
        _run(
            "pg_ctl", "start", "--wait", "--timeout=60", f"--pgdata={home() / 'data'}",
            f"--log={log}", "--options=" + " ".join([f"-p {port()}", *options]),
            check=f"PostgreSQL did not start; its log is {log}",
        )  # fmt: skip
    _wait()
    made = home() / "database-made"
    if not made.exists():
        make_database(password)
        made.touch()
    return f"postgis://{ROLE}:{password}@127.0.0.1:{port()}/{DATABASE}"


def _address() -> list[str]:
    return ["--host=127.0.0.1", f"--port={port()}", f"--username={ROLE}"]


def make_database(password: str) -> None:
    """Make the portal's empty database; what was in it before is gone."""
    drop = ["--if-exists", "--force", DATABASE]
    _run("dropdb", *_address(), *drop, check="The database is kept:", password=password)
    _run("createdb", *_address(), DATABASE, check="No database was made:", password=password)


def _wait() -> None:
    """Wait until the server answers: another command may have started it a moment ago."""
    deadline = time.monotonic() + 60
    while _run("pg_isready", "--quiet", *_address()):
        if time.monotonic() > deadline:
            raise Stop(f"PostgreSQL does not answer; its log is {home() / 'postgres.log'}")
        time.sleep(0.1)


def stop() -> None:
    """Stop the cluster's server, if it runs; open connections are ended."""
    if not (VAR / "postgres.home").is_file():
        return
    if _our_server():
        _run("pg_ctl", "stop", "--mode=fast", "--timeout=30", f"--pgdata={home() / 'data'}")
