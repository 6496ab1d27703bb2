"""Everything that must be there before a command of the project can run."""

import os
import subprocess

from . import debian, due, environment, holders, packages
from .common import ROOT, VENV, Stop, one_at_a_time


def everything(*, browser: bool = False, quiet: bool = False) -> None:
    """Install what is missing, start the private servers, set the variables; safe to repeat."""
    environment.read_env_file()
    with one_at_a_time():
        debian.install(browser=browser)
        packages.install()
        holders.hold()
        environment.start_servers(quiet=quiet)
    environment.set_variables()


def portal(purpose: str) -> None:
    """Have Django do its part (see portal.py); for tests often nothing is due."""
    is_due = due.are_messages_due() or due.is_static_due()
    if purpose == "test" and environment.uses_private_postgres() and not is_due:
        return
    with one_at_a_time():
        command = [VENV / "bin/python", "-m", "bin.steps.portal", purpose]
        if subprocess.run(command, cwd=ROOT, env=os.environ).returncode:
            raise Stop("the portal is not ready; the lines above say why.")
