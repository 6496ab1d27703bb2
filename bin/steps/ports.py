"""Free ports on this machine."""

import errno
import socket

from .common import Stop

TRIES = 100


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on this port now, and no other one would be met there."""
    return all(_can_bind(address, port) for address in {host, "127.0.0.1", "::1"})


def _can_bind(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        # A machine without IPv6 has nobody listening there.
        return error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
    return True


def next_free(wanted: int, host: str = "127.0.0.1") -> int:
    """Give the wanted port or, if it is taken, the next free one above it."""
    for port in range(wanted, min(wanted + TRIES, 65536)):
        if is_free(port, host):
            return port
    raise Stop(f"No free port between {wanted} and {wanted + TRIES - 1}.")
