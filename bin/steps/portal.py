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

from . import due, postgres
from .common import VAR, say, write_atomically


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
    """Compile the translations if one of them changed."""
    if due.are_messages_due():
        say("compiling the translations")
        call_command("compilemessages", verbosity=0, locale=["kk", "ru"], ignore_patterns=[".venv"])
        due.note_messages()


def collect_static() -> None:
    """Collect the static files if something they are made from changed."""
    if due.is_static_due():
        say("collecting the static files")
        due.STATIC.unlink(missing_ok=True)  # half a collection must not look like the former one
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        due.note_static()


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
