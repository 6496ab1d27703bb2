"""The table: what each of the cast gets at each address, for an own and for a foreign record.

It stands in access_table.txt, a line an address. Words: ok (200), done (the act went through, or a
rule refused it with a message), login (sent to the login page), again (asked for the password once
more), else the status. `own` is a record of the body in which the cast sits, `foreign` one of
another body; an address without a record has only the first.
"""

from dataclasses import dataclass
from pathlib import Path

from django.urls import get_resolver

ROLES = [
    "anonymous", "stranger", "clerk", "observer", "member", "secretary", "chair", "administrator",
]  # fmt: skip

# Answered by libraries, or by what runs beside the portal; tested in tests/core.
ELSEWHERE = ("admin:", "account_", "mfa_", "usersessions_", "health")

# What every POST brings: each form takes what it asks for. "@…" is the number of a record.
INPUT = {
    "response": "coming",
    "to": "1",
    "choice": "for",
    "participant": "@participant",
    "reason": "Себеп",
    "reason_kk": "Себеп",
    "reason_ru": "Причина",
}


@dataclass(frozen=True)
class Row:
    method: str
    record: str
    own: list[str]
    foreign: list[str] | None


def _row(line: str) -> tuple[str, Row]:
    head, _, foreign = line.partition("|")
    name, method, record, *own = head.split()
    return name, Row(method, record.strip("-"), own, foreign.split() or None)


LINES = Path(__file__).with_suffix(".txt").read_text().splitlines()
TABLE = dict(_row(line) for line in LINES if line and not line.startswith("#"))


def addresses(resolver=None, namespace="") -> set[str]:
    """Every name that an address of the portal has, with its namespace."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            found |= addresses(pattern, inner)
        elif pattern.name:
            found.add(":".join(part for part in (namespace, pattern.name) if part))
    return found


def word(response) -> str:
    """Say in one word what a person got."""
    if response.status_code in (301, 302):
        target = response["Location"]
        if "/accounts/login/" in target:
            return "login"
        return "again" if "/reauthenticate/" in target else "done"
    return {200: "ok", 202: "done", 204: "done", 304: "ok"}.get(
        response.status_code, str(response.status_code)
    )
