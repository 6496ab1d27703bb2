"""Ordered work: the three steps of an import."""

from agglo_portal.core import outbox

from ..documents import importing


@outbox.handles("describe_import")
def describe(payload: dict) -> None:
    importing.describe_file(payload["job"], payload["turn"])


@outbox.handles("stage_import")
def stage(payload: dict) -> None:
    importing.stage_rows(payload["job"], payload["turn"])


@outbox.handles("write_import")
def write(payload: dict) -> None:
    importing.write_rows(payload["job"], payload["turn"], payload["by"])
