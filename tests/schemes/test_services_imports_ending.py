"""Imports that are let go: by a person while no worker can write them, by the clock."""

import time_machine
from django.utils import timezone

from schemes.models import Feature, Import
from schemes.periodic import cancel_idle_imports
from schemes.services.imports import cancel_import, confirm_import
from tests.factories.core import DAY, NOON

from .importing import area, bring, choose, do_all, table

GOOD = [["Б-1", "Қонаев", area(77.3)], ["Б-2", "Өскемен", area(77.4)]]


def test_an_import_that_no_worker_can_write_is_cancelled_and_its_order_is_void(scene):
    job = choose(scene, bring(scene, table(*GOOD)))
    confirm_import(job, leave_out=False, by=scene.planner, at=NOON)

    cancel_import(job, by=scene.planner, at=NOON)
    do_all()

    job.refresh_from_db()
    assert job.state == Import.State.CANCELLED
    assert not Feature.objects.filter(key="Б-1").exists()


def test_an_import_that_nobody_goes_on_with_is_let_go(scene):
    job = choose(scene, bring(scene, table(*GOOD)))

    with time_machine.travel(timezone.now() + 13 * DAY):
        cancel_idle_imports()
    assert Import.objects.get().state == Import.State.CHECKED
    with time_machine.travel(timezone.now() + 15 * DAY):
        cancel_idle_imports()

    job.refresh_from_db()
    assert job.state == Import.State.CANCELLED
    assert not job.rows.exists()
