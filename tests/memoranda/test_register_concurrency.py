"""Twenty memoranda of one body are registered at the same moment: no gap and no double."""

from functools import partial

import pytest
from django.db import transaction

from agglo_portal.core.rules import Refused
from councils.models import Act
from memoranda.models import Memorandum
from memoranda.services.register import register_memorandum
from tests.councils.threads import refusals, together
from tests.factories.core import NOON
from tests.factories.councils import BodyFactory

from .life import signed_scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

THREADS = 20
LOST_EVERY = 5


class PowerCut(Exception):
    """The transaction does not live to its commit."""


def register(scene, is_lost=False):
    with transaction.atomic():
        register_memorandum(scene.memorandum, by=scene.secretary, at=NOON)
        if is_lost:
            raise PowerCut


def numbers():
    registered = Memorandum.objects.filter(number__isnull=False)
    return sorted(registered.values_list("number", flat=True))


def test_twenty_registrations_at_once_leave_no_gap_and_no_double():
    body = BodyFactory()
    scenes = [signed_scene(body=body, clauses=1) for _number in range(THREADS)]

    results = together(
        *[
            partial(register, scene, is_lost=place % LOST_EVERY == 0)
            for place, scene in enumerate(scenes)
        ]
    )

    lost = refusals(results, PowerCut)
    assert (len(lost), results.count(None)) == (THREADS // LOST_EVERY, THREADS - len(lost))
    assert numbers() == list(range(1, THREADS - len(lost) + 1))
    again = together(*[partial(register, scene) for scene in scenes[::LOST_EVERY]])
    assert set(again) == {None}
    assert numbers() == list(range(1, THREADS + 1))


def test_one_agreement_registered_by_ten_hands_gets_one_number_and_one_act():
    scene = signed_scene(kind="agreement", clauses=1)

    results = together(*[partial(register, scene)] * 10)

    assert results.count(None) == 1
    assert len(refusals(results, Refused)) == 9
    assert numbers() == [1]
    assert Act.objects.filter(kind="agreement").count() == 1
