"""Everything that must be there before a command of the project can run."""

from . import debian, environment, holders, packages
from .common import one_at_a_time


def everything(*, browser: bool = False, quiet: bool = False) -> None:
    """Install what is missing, start the private servers, set the variables; safe to repeat."""
    environment.read_env_file()
    with one_at_a_time():
        debian.install(browser=browser)
        packages.install()
        holders.hold()
        environment.start_servers(quiet=quiet)
    environment.set_variables()
