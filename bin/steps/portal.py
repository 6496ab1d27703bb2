"""What Django itself has to do before the portal can be served or tested.

One process for all of it (starting Django takes longer than most of the work):
`python -m bin.steps.portal run|test`.
"""

import io
import os
import sys

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import Error, connection

from . import postgres
from .common import ROOT, STAMPS, VAR, digest, is_done, mark_done, say, write_atomically


def ask_postgis() -> None:
    """Refuse a database, named from outside, that cannot be reached or has no PostGIS."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'")
            if not cursor.fetchone():
                sys.exit("The server that DATABASE_URL names has no PostGIS: install it there.")
    except (Error, RuntimeError) as error:
        sys.exit(f"The database that DATABASE_URL names does not answer:\n{error}")


def compile_messages() -> None:
    """Compile the translations whose text has changed since the last time."""
    sources = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
    wanted = digest(*sources)
    done = all(source.with_suffix(".mo").is_file() for source in sources)
    if sources and not (done and is_done(STAMPS / "messages", wanted)):
        say("compiling the translations")
        call_command("compilemessages", verbosity=0, locale=["kk", "ru"], ignore_patterns=[".venv"])
        mark_done(STAMPS / "messages", wanted)


def collect_static() -> None:
    """Collect the static files if the project's own ones or an installed package changed."""
    own = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    locks = [ROOT / "requirements.txt", ROOT / "package-lock.json"]
    settings = ROOT / "agglo_portal/settings.py"
    wanted = digest(*own, *locks, settings, os.environ.get("DEBUG", ""))
    if not ((VAR / "static").is_dir() and is_done(STAMPS / "static", wanted)):
        say("collecting the static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark_done(STAMPS / "static", wanted)


def load_demo() -> None:
    """Load the demo once for each private database; elsewhere the command itself is repeatable."""
    if not settings.DEMO or "load_demo" not in get_commands():
        return
    private = os.environ.get("AGGLO_PRIVATE_DATABASE_URL")
    stamp = postgres.home() / "demo-loaded"
    if private and stamp.exists():
        return
    say("loading the demo")
    call_command("load_demo", verbosity=0)
    if private:
        stamp.touch()


def note_accounts() -> None:
    """Keep the list of demo accounts, so that the greeting needs no second start of Django."""
    words = io.StringIO()
    if settings.DEMO and "demo_accounts" in get_commands():
        call_command("demo_accounts", stdout=words)
    write_atomically(VAR / "demo-accounts.txt", words.getvalue())


def main(purpose: str) -> None:
    """Do what is due for `run` (the portal is served) or `test` (tests make their own database)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
    django.setup()
    ask_postgis()
    compile_messages()
    collect_static()
    if purpose == "run":
        say("migrating the database")
        call_command("migrate", interactive=False, verbosity=0)
        load_demo()
        note_accounts()


if __name__ == "__main__":
    main(sys.argv[1])
