"""The demo's accounts, and the gate that keeps the demo out of production."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from .models import User

SOURCE = Path(__file__).with_name("demo_accounts.toml")


def refuse_in_production() -> None:
    """Stop a command of the demo unless the portal runs as a demo or for a developer."""
    if not (settings.DEMO or settings.DEBUG):
        raise CommandError(
            "The demo is not for production: set DEMO=true (or DEBUG=true) to load it."
        )


@cache
def described() -> dict:
    """Give what demo_accounts.toml says: one `password` and the list `account`."""
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def email_of(name: str) -> str:
    """Give the address of a demo account; letters to .example reach nobody (RFC 2606)."""
    return f"{name}@demo.example"


def user_of(name: str) -> User:
    """Give the loaded demo account of this name."""
    return User.objects.get(email=email_of(name))


def load_accounts() -> None:
    """Make the accounts that are not there yet; those that are stay as people changed them."""
    here = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
    for account in described()["account"]:
        email = email_of(account["name"])
        if email in here:
            continue
        User.objects.create_user(
            email=email,
            password=described()["password"],
            name=account["shown_as"],
            language=account["language"],
            is_staff=account.get("administrator", False),
            is_superuser=account.get("administrator", False),
            is_demo=True,
        )
