"""Debian packages that the project needs: installed when missing, as root or with sudo."""

import glob
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import environment
from .common import Stop, say

RECIPE = "apt-get install -y --no-install-recommends"
POLICY = Path("/usr/sbin/policy-rc.d")  # Debian asks it whether a package may start its server
MARK = "made by Agglo Portal during an installation"


def missing(*, browser: bool) -> list[str]:
    """Give the packages that are not there yet, found by what they bring, not by their names."""
    result = []
    if environment.uses_private_postgres() and not _has_postgis():
        result.append("postgresql-15-postgis-3")
    if environment.uses_private_redis() and not shutil.which("redis-server"):
        result.append("redis-server")
    if not shutil.which("msgfmt"):
        result.append("gettext")
    if not shutil.which("npm"):
        result.append("npm")
    if not importlib.util.find_spec("ensurepip"):
        result.append("python3-venv")
    if browser and not shutil.which("chromium"):
        result.append("chromium")
    return result


def _has_postgis() -> bool:
    return bool(glob.glob("/usr/lib/postgresql/*/bin/initdb")) and bool(
        glob.glob("/usr/share/postgresql/*/extension/postgis.control")
    )


def install(*, browser: bool = False) -> None:
    """Install what is missing; without the right to do so, stop with the exact line to run."""
    names = missing(browser=browser)
    if not names:
        return
    line = f"{RECIPE} {' '.join(names)}"
    prefix = _right_to_install()
    if prefix is None:
        raise Stop(
            f"Debian packages are missing. Run this as root, then the same command again:\n\n"
            f"    apt-get update && {line}\n"
        )
    say(f"Debian packages: {' '.join([*prefix, line])}")
    blocked = _keep_services_down(prefix)
    try:
        # The first repairs what an interrupted installation left.
        for command in ("dpkg --configure -a", "apt-get update -qq", line):
            _run(prefix, command.split())
    finally:
        if blocked:
            subprocess.run([*prefix, "rm", "-f", POLICY], check=True)
    if names := missing(browser=browser):
        raise Stop(f"Still missing after the installation: {' '.join(names)}")


def _right_to_install() -> list[str] | None:
    """Give what to put before apt-get, None when this user may not install."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        if subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0:
            return ["sudo", "-n"]
        if sys.stdin.isatty() and not os.environ.get("CI"):
            return ["sudo"]
    return None


def _keep_services_down(prefix: list[str]) -> bool:
    """Let the packages start no server of their own: the portal runs private ones."""
    if POLICY.exists() and MARK not in POLICY.read_text():
        return False  # the machine has its own rule
    script = f"printf '#!/bin/sh\\n# {MARK}\\nexit 101\\n' > {POLICY} && chmod 755 {POLICY}"
    return subprocess.run([*prefix, "sh", "-c", script]).returncode == 0


def _run(prefix: list[str], command: list[str]) -> None:
    """Run one command of the installation; what it printed is shown only when it fails."""
    path = f"PATH={os.environ['PATH']}:/usr/sbin:/sbin"  # dpkg needs them; a plain `su` lacks them
    done = subprocess.run(
        [*prefix, "env", path, "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command],
        stdin=None if prefix == ["sudo"] else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        text = done.stdout.decode(errors="replace").strip()
        raise Stop(f"{' '.join(command)} failed:\n{text[-3000:]}")
