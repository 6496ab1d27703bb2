"""The project's own Redis under `var/redis`: broker and cache, nothing that must survive.

What must not be lost is a row of the outbox in PostgreSQL, so Redis writes nothing to disk.
"""

import os
import socket
import subprocess
import time

from . import ports
from .common import VAR, Stop, write_atomically

HOME = VAR / "redis"
FIRST_PORT = 56379


def port() -> int:
    """Give the port used last time, or the first one to try."""
    try:
        return int((HOME / "port").read_text())
    except (OSError, ValueError):
        return FIRST_PORT


def talk(password: str, *words: str) -> str:
    """Say one command to the server on our port; empty if nobody there knows our password."""
    lines = [["AUTH", password], list(words)]
    message = "".join(
        f"*{len(line)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in line)
        for line in lines
    )
    try:
        with socket.create_connection(("127.0.0.1", port()), timeout=2) as connection:
            connection.sendall(message.encode())
            answer = b""
            while answer.count(b"\r\n") < 2:
                piece = connection.recv(4096)
                if not piece:
                    break
                answer += piece
    except OSError:
        return ""
    first, _, second = answer.decode(errors="replace").partition("\r\n")
    return second.strip() if first == "+OK" else ""


def is_running(password: str) -> bool:
    """Whether the server on our port is ours: only ours knows the password."""
    return talk(password, "PING") == "+PONG"


def start(password: str) -> str:
    """Start the server unless it runs; give its address without the database number."""
    if not is_running(password):
        HOME.mkdir(parents=True, exist_ok=True)
        chosen = ports.next_free(port())
        write_atomically(HOME / "port", str(chosen))
        _launch(password, chosen)
    return f"redis://default:{password}@127.0.0.1:{port()}"


def _launch(password: str, chosen: int) -> None:
    log = HOME / "redis.log"
    config = HOME / "redis.conf"  # a file, not arguments: the password must not show in `ps`
    settings = [
        f"port {chosen}",
        "bind 127.0.0.1",
        f"requirepass {password}",
        f'dir "{HOME}"',
        f'logfile "{log}"',
        "daemonize yes",
        'save ""',
        "appendonly no",
    ]
    write_atomically(config, "\n".join(settings) + "\n", mode=0o600)
    with open(os.devnull, "r+") as nothing:
        subprocess.run(
            ["redis-server", config], stdin=nothing, stdout=nothing, stderr=nothing, cwd=HOME
        )
    deadline = time.monotonic() + 10
    while not is_running(password):
        if time.monotonic() > deadline:
            raise Stop(f"Redis did not start; its log is {log}")
        time.sleep(0.02)


def stop(password: str) -> None:
    """Stop the server if it is ours and runs."""
    if not is_running(password):
        return
    talk(password, "SHUTDOWN", "NOSAVE")
    deadline = time.monotonic() + 10
    while is_running(password) and time.monotonic() < deadline:
        time.sleep(0.02)
