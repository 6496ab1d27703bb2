"""Steps of the course of an edition, for tests."""

from django.utils import timezone

from agglo_portal.core import outbox
from agglo_portal.core.models import OutboxMessage
from schemes.models import Edition
from schemes.services.editions import (
    begin_edition,
    change_edition,
    endorse_edition,
    submit_edition,
)
from tests.factories.core import NOON
from tests.factories.councils import DecisionFactory

NOTE = {"note_kk": "Жаңа дәліздер", "note_ru": "Новые коридоры"}


def begin(scene, **fields) -> Edition:
    given = {"code": "2028", "year": 2028, "based_on": scene.published} | fields
    return begin_edition(scene.scheme, by=scene.secretary, at=NOON, **given)


def do_ordered_work() -> None:
    """As the workers do: what is due, and what that orders."""
    for _round in range(8):
        for message in outbox.due(at=timezone.now()):
            outbox.do(message)
    assert not OutboxMessage.objects.exclude(state="done").exists()


def decision(scene, **fields):
    given = {"body": scene.scheme.body, "state": "adopted", "year": 2026, "number": 3,
             "registered_at": NOON}  # fmt: skip
    return DecisionFactory(**(given | fields))


def submitted(scene) -> Edition:
    change_edition(scene.draft, by=scene.secretary, at=NOON, **NOTE)
    return submit_edition(scene.draft, by=scene.secretary, at=NOON)


def endorsed(scene) -> Edition:
    return endorse_edition(submitted(scene), decision=decision(scene), by=scene.secretary, at=NOON)
