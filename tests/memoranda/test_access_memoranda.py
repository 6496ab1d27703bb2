"""Who gets what at every address of the memoranda, and what nobody else ever reads."""

import pytest
from django.db import transaction
from django.test import Client

from tests.access_table import word
from tests.sessions import enter

from .access_table import ROLES, TABLE
from .access_world import SECRET_DRAFT, SECRET_NOTE, SECRET_TALK, World

# What every POST brings: each form takes what it asks for.
INPUT = {
    "reason": "Себеп",
    "reason_kk": "Себеп",
    "reason_ru": "Причина",
    "text": "Мәтін",
    "text_kk": "Мәтін",
    "text_ru": "Текст",
    "title_kk": "Атауы",
    "title_ru": "Название",
    "to": "1",
    "stance": "objects",
    "supports": "1",
    "outcome": "agreed",
    "place": "clause:x",
    "purpose": "text",
    "version": "1",
    "on": "2026-12-31",
    "due_on": "2027-01-15",
}


@pytest.fixture
def world(db, tmp_path):
    """The memoranda of one body, built once; each request is rolled back."""
    return World(tmp_path / "media")


def ask(world: World, name: str, role: str) -> tuple[str, set[str]]:
    """Say what this person got at this address, and which secrets were in it; undo what it did."""
    row = TABLE[name]
    client = Client(raise_request_exception=False)
    kind = {"content_type": "application/json"} if "_api:" in name else {}
    data = INPUT if row.method == "post" else {}
    with transaction.atomic():
        if role != "anonymous":
            enter(client, world.users[role])
        answer = getattr(client, row.method)(world.address(name, row.record), data, **kind)
        text = text_of(answer)
        transaction.set_rollback(True)
    return word(answer), {one for one in READERS if one in text}


def text_of(answer) -> str:
    parts = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(parts).decode("utf-8", "replace")


READERS = {
    SECRET_DRAFT: {"secretary", "administrator"},
    SECRET_NOTE: {"staff", "coordinator", "signatory"},
    SECRET_TALK: {
        "staff", "coordinator", "signatory", "other_party", "secretary", "administrator",
    },
}  # fmt: skip


# One test for both: each address is asked for once for each person.
@pytest.mark.slow
def test_each_of_the_cast_gets_what_the_table_says_and_reads_no_secret_of_others(world, settings):
    settings.MEDIA_ROOT = world.media
    wrong, found = [], {secret: set() for secret in READERS}
    for name in sorted(TABLE):
        given = [ask(world, name, role) for role in ROLES]
        if [said for said, _secrets in given] != TABLE[name].expected:
            wrong.append(f"{name}: {' '.join(said for said, _secrets in given)}")
        for role, (_said, secrets) in zip(ROLES, given, strict=True):
            for secret in secrets:
                found[secret].add(role)

    assert wrong == []
    assert found == READERS
