"""Variables for the commands: from the environment, then `.env`, then the private servers."""

import os
import secrets

from . import postgres, redis
from .common import ROOT, VAR, VENV, say, write_atomically

PRIVATE = ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL")


def read_env_file() -> None:
    """Take the variables of `.env` that the environment does not set already."""
    for name in PRIVATE:  # what an outer command of this tree set is not "named from outside"
        if os.environ.get(f"AGGLO_PRIVATE_{name}") == os.environ.get(name):
            os.environ.pop(name, None)
    path = ROOT / ".env"
    if not path.is_file():
        return
    for line in path.read_text().splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def secret(name: str) -> str:
    """Give a random value that stays the same for this tree and that only its owner can read."""
    path = VAR / f"{name}.secret"
    if not path.is_file() or not path.read_text():
        write_atomically(path, secrets.token_urlsafe(48), mode=0o600)
    return path.read_text()


def uses_private_postgres() -> bool:
    """Whether nobody named a database, so that the tree runs its own."""
    named = os.environ.get("DATABASE_URL")
    return not named or named == os.environ.get("AGGLO_PRIVATE_DATABASE_URL")


def uses_private_redis() -> bool:
    """Whether nobody named both a cache and a broker, so that the tree runs its own Redis."""
    return not (os.environ.get("REDIS_URL") and os.environ.get("CELERY_BROKER_URL"))


def start_servers(*, quiet: bool = False) -> None:
    """Start what is not named from outside, say which branch was taken, set the variables."""
    if uses_private_postgres():
        _set_private("DATABASE_URL", postgres.start(secret("postgres")))
        where = f"the project's own PostgreSQL, port {postgres.port()}, data in {postgres.home()}"
    else:
        where = "the one that DATABASE_URL names"
    if not quiet:
        say(f"Database: {where}")
    if uses_private_redis():
        url = redis.start(secret("redis"))
        _set_private("REDIS_URL", f"{url}/0")
        _set_private("CELERY_BROKER_URL", f"{url}/1")
        where = f"the project's own Redis, port {redis.port()}"
    else:
        where = "the ones that REDIS_URL and CELERY_BROKER_URL name"
    if not quiet:
        say(f"Cache and broker: {where}")


def _set_private(name: str, value: str) -> None:
    if not os.environ.get(name):
        os.environ[name] = os.environ[f"AGGLO_PRIVATE_{name}"] = value


def choose_for_demo() -> None:
    """Set what the portal of a developer or of a demonstration needs, unless someone did."""
    os.environ.setdefault("DEMO", "true" if uses_private_postgres() else "false")
    if os.environ["DEMO"].lower() in ("true", "1", "yes", "on"):
        os.environ.setdefault("SECRETARIAT_TWO_FACTOR_REQUIRED", "false")
    os.environ.setdefault("EMAIL_URL", "filemail://")
    # On a machine where all is done as root, Celery need not say so each time.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker")


def set_variables() -> None:
    """Set what a command on a developer's machine needs beside the servers."""
    os.environ.setdefault("SECRET_KEY", secret("django"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")
    os.environ["VIRTUAL_ENV"] = str(VENV)
    # This tree may keep bytecode, whatever the machine's rule: each start is two seconds faster.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PATH"] = f"{VENV / 'bin'}:{os.environ['PATH']}"
