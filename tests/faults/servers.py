"""Servers to be killed: a throw-away PostgreSQL cluster, a Redis, a worker and a clock.

All in a folder of their own and on free ports: the servers of the project are never touched.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

from bin.steps import postgres

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(happened, *, seconds: float = 30, what: str = "it") -> None:
    """Wait until the function says yes; fail the test with words otherwise."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not happen in {seconds:.0f} s")
        time.sleep(0.05)


class Program:
    """A child process with its log; killed without a warning, or stopped at the end."""

    def __init__(self, name: str, command: list, home: Path, variables: dict | None = None, **how):
        self.log = home / f"{name}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(map(str, command)), stdout=how.pop("stdout", log), stderr=log,
                cwd=ROOT, env=os.environ | (variables or {}), start_new_session=True, **how,
            )  # fmt: skip

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """kill -9, of the process and whatever it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


class Postgres:
    """A cluster without fsync: its process may crash here, not the machine."""

    def __init__(self, home: Path):
        self.data, self.log, self.port = home / "postgres", home / "postgres.log", free_port()
        self.data.mkdir()
        self.log.touch()
        for path in (self.data, self.log):
            if postgres.is_root():
                shutil.chown(path, postgres.SERVER_USER, postgres.SERVER_USER)
        self._run(
            "initdb", f"--pgdata={self.data}", "--auth=trust", "--username=agglo",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "agglo", "agglo")

    @property
    def url(self) -> str:
        return f"postgis://agglo@127.0.0.1:{self.port}/agglo"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        options += " -c unix_socket_directories='' -c max_connections=60"
        self._run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.log, "-o", options)

    def crash_and_restart(self) -> None:
        """End every connection at once, as a crash does, and come back through recovery."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.data)
        self.start()

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.data, check=False)

    def ask(self, query: str) -> list[tuple]:
        connection = psycopg2.connect(f"host=127.0.0.1 port={self.port} user=agglo dbname=agglo")
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def do(self, statements: str) -> None:
        connection = psycopg2.connect(f"host=127.0.0.1 port={self.port} user=agglo dbname=agglo")
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute(statements)
            connection.commit()

    def _run(self, program: str, *arguments, check: bool = True) -> None:
        command = [postgres.program(program), *map(str, arguments)]
        if postgres.is_root():
            command = ["runuser", "-u", postgres.SERVER_USER, "--", *command]
        with self.log.open("ab") as log:
            subprocess.run(command, cwd="/", stdout=log, stderr=log, check=check, timeout=60)


class Redis:
    """A broker that keeps nothing: it starts empty."""

    def __init__(self, home: Path):
        self.home, self.port = home, free_port()
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = ["redis-server", "--port", self.port, "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", self.home]
        self.program = Program("redis", command, self.home)
        wait_until(self._answers, seconds=10, what="the start of Redis")

    def kill(self) -> None:
        self.program.kill()

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


class Portal:
    """The portal's own processes over these servers: a worker, the clock, and one that orders."""

    def __init__(self, home: Path):
        self.home = home
        self.postgres, self.redis = Postgres(home), Redis(home)
        self.variables = {
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": f"{self.redis.url}/0",
            "CELERY_BROKER_URL": f"{self.redis.url}/1",
            "SECRET_KEY": "faults",
            "MEDIA_ROOT": str(home / "media"),
            "OUTBOX_SWEEP_SECONDS": "1",
        }
        self.programs: list[Program] = []
        self.manage("migrate", "--verbosity=0")

    def manage(self, *words: str) -> None:
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=ROOT, env=os.environ | self.variables, check=True, timeout=120)

    def start(self, name: str, *command, **how) -> Program:
        program = Program(name, [sys.executable, "-m", *command], self.home, self.variables, **how)
        self.programs.append(program)
        return program

    def start_worker(self, concurrency: int = 2) -> Program:
        """As `make run` starts it: threads, because a forked child hangs in Typst."""
        return self.start(
            "worker", "celery", "--app=agglo_portal", "worker", "--pool=threads",
            f"--concurrency={concurrency}", "--loglevel=INFO", "--without-gossip",
            "--without-mingle",
        )  # fmt: skip

    def start_clock(self) -> Program:
        return self.start(
            "clock", "celery", "--app=agglo_portal", "beat", "--loglevel=INFO",
            f"--schedule={self.home / 'beat'}", "--pidfile=",
        )  # fmt: skip

    def start_orders(self, module: str = "tests.faults.orders") -> Program:
        """A process that orders work when told to, a line at a time."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        return self.start("orders", module, **pipes)

    def stop(self) -> None:
        for program in self.programs:
            program.kill()
        self.redis.kill()
        self.postgres.stop()


@contextlib.contextmanager
def portal():
    """The portal in a folder of its own; everything is ended and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="agglo-faults-"))
    home.chmod(0o755)  # PostgreSQL runs as another user when all is done as root
    running = None
    try:
        running = Portal(home)
        yield running
    except BaseException:
        for log in sorted(home.glob("*.log")):
            print(f"===== {log.name}\n{log.read_text(errors='replace')[-6000:]}")
        raise
    finally:
        if running:
            running.stop()
        shutil.rmtree(home, ignore_errors=True)
