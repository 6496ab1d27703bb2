"""The worker is killed amid an import, two imports are written at once: all or nothing, once."""

import pytest

from .servers import portal, wait_until
from .test_outbox import tell

pytestmark = pytest.mark.slow

HOW_MANY = 4000
# A statement that has written its rows waits before they are kept: there the worker is killed.
REST = """
    CREATE FUNCTION rest() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_sleep(4); RETURN NULL; END';
    CREATE TRIGGER zz_rest AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION rest();
"""
GO_ON = "DROP FUNCTION rest() CASCADE"
RESTING = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"


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

        def kill_amid(act: str, table: str):
            running.postgres.do(REST.format(table=table))
            assert tell(orders, act) == "2"
            wait_until(lambda: ask(RESTING), seconds=60, what=f"rows written to {table}")
            worker.kill()
            running.postgres.do(GO_ON)

        for _file in range(2):
            assert tell(orders, f"bring {HOW_MANY}") == str(HOW_MANY)
        wait_for("described", "described")
        kill_amid("choose", "schemes_importrow")
        assert states() == ["staging", "staging"]
        assert ask("SELECT count(*) FROM schemes_importrow") == [(0,)]
        worker = running.start_worker()
        wait_for("checked", "checked")

        kill_amid("confirm", "schemes_feature")
        assert (states(), written()) == (["writing", "writing"], 0)
        worker = running.start_worker()
        wait_for("checked", "written")

        assert written() == HOW_MANY
        assert ask("SELECT max(version) FROM schemes_feature") == [(1,)]
        told = "SELECT report->'counts'->>'same' FROM schemes_import WHERE state = 'checked'"
        assert ask(told) == [(str(HOW_MANY),)]
