"""Who uses the private servers now: each command holds a shared lock for as long as it lives.

The last one that is asked to stop them can: it gets the lock alone. A lock dies with its process,
so nothing is left behind by a kill.
"""

import fcntl
import os

from . import environment, postgres, redis
from .common import VAR, make_var, say

_handle = None


def hold() -> None:
    """Say that this process uses the private servers."""
    global _handle
    make_var()
    _handle = open(VAR / "servers.lock", "a")  # noqa: SIM115 - held until the process ends
    fcntl.flock(_handle, fcntl.LOCK_SH)


def keep_for_child() -> None:
    """Let the lock go on in the program that this process becomes."""
    os.set_inheritable(_handle.fileno(), True)


def stop_servers(*, even_if_used: bool = False) -> None:
    """Stop the private servers, unless another command of this tree still uses them."""
    if _handle is None:
        return
    try:
        fcntl.flock(_handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if not even_if_used:
            say("PostgreSQL and Redis stay up: another command uses them (make stop ends them)")
            return
    redis.stop(environment.secret("redis"))
    postgres.stop()
