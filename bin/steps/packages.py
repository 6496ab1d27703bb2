"""The project's own packages: `.venv` from the pinned lock, `node_modules` from the npm lock."""

import shutil
import subprocess
import sys

from .common import ROOT, VENV, Stop, digest, is_done, mark_done, say

UV = "uv==0.13.9"  # the installer itself; the same version stands in requirements-dev.in


def install() -> None:
    """Bring both folders to what the locks say; does nothing when they are already there."""
    install_python()
    install_browser_files()


def run(command: list, step: str) -> None:
    """Run an installer; what it printed is shown only when it fails."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        text = done.stdout.decode(errors="replace").strip()
        raise Stop(f"{step} failed. Its last words:\n{text[-3000:]}\nRun the same command again.")


def install_python() -> None:
    """Make `.venv` and install exactly requirements-dev.txt, every file checked by its hash."""
    lock = ROOT / "requirements-dev.txt"
    stamp = VENV / "agglo-stamp"
    wanted = digest(lock, UV, sys.version, str(VENV))
    if is_done(stamp, wanted):
        return
    uv = VENV / "bin/uv"
    if stamp.is_file() and uv.is_file() and (VENV / "bin/python").exists():
        stamp.unlink()
        say("Python packages: the lock has changed")
    else:
        say("Python packages: making .venv")
        if VENV.exists():
            shutil.rmtree(VENV)
        run([sys._base_executable, "-m", "venv", VENV], "Making .venv")
        pip = [VENV / "bin/python", "-m", "pip", "install", "--quiet"]
        run([*pip, "--disable-pip-version-check", UV], "Installing uv")
    say("Python packages: installing what requirements-dev.txt pins")
    sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", VENV / "bin/python"]
    run([*sync, lock], "Installing the Python packages")
    mark_done(stamp, wanted)


def install_browser_files() -> None:
    """Install exactly package-lock.json; no script of a package is run."""
    lock = ROOT / "package-lock.json"
    stamp = ROOT / "node_modules/.agglo-stamp"
    wanted = digest(lock, ROOT / ".npmrc")
    if is_done(stamp, wanted):
        return
    say("Browser files: npm ci")
    run(["npm", "ci", "--ignore-scripts", "--no-progress"], "npm ci")
    mark_done(stamp, wanted)
