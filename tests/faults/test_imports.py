"""The worker is killed amid an import, two imports are written at once: all or nothing, once."""

import time

import pytest

from .servers import portal, wait_until
from .test_outbox import tell

pytestmark = pytest.mark.slow

HOW_MANY = 4000
MIDDLE = 1.0  # seconds into a step that takes several


def test_two_imports_at_once_do_not_double_and_a_killed_worker_leaves_nothing_half_written():
    with portal() as running:
        orders = running.start_orders("tests.faults.import_orders")
        worker = running.start_worker()
        running.start_clock()
        ask = running.postgres.ask

        def states() -> list[str]:
            return sorted(row[0] for row in ask("SELECT state FROM schemes_import"))

        def wait_for(*wanted: str) -> None:
            wait_until(lambda: states() == sorted(wanted), seconds=120, what=f"import: {wanted}")

        def written() -> int:
            return ask("SELECT count(*) FROM schemes_feature WHERE key LIKE 'Б-%'")[0][0]

        def kill_amid(kind: str):
            begun = f"""SELECT 1 FROM core_outboxmessage
                        WHERE kind = '{kind}' AND state = 'waiting' AND started_at IS NOT NULL"""
            wait_until(lambda: ask(begun), seconds=60, what=f"the beginning of {kind}")
            time.sleep(MIDDLE)
            worker.kill()

        for _file in range(2):
            assert tell(orders, f"bring {HOW_MANY}") == str(HOW_MANY)
        wait_for("described", "described")
        assert tell(orders, "choose") == "2"
        kill_amid("stage_import")
        assert states() == ["staging", "staging"]
        assert ask("SELECT count(*) FROM schemes_importrow") == [(0,)]
        worker = running.start_worker()
        wait_for("checked", "checked")

        assert tell(orders, "confirm") == "2"
        kill_amid("write_import")
        assert (states(), written()) == (["writing", "writing"], 0)
        worker = running.start_worker()
        wait_for("checked", "written")

        assert written() == HOW_MANY
        assert ask("SELECT max(version) FROM schemes_feature") == [(1,)]
        told = "SELECT report->'counts'->>'same' FROM schemes_import WHERE state = 'checked'"
        assert ask(told) == [(str(HOW_MANY),)]
