"""Ordered work of tiles: those that take longest are drawn before anybody asks."""

from agglo_portal.core import outbox

from ..models import Edition
from ..reports.tiles import prepare_low_tiles


@outbox.handles("prepare_tiles")
def prepare_tiles(payload: dict) -> None:
    prepare_low_tiles(Edition.objects.select_related("scheme").get(pk=payload["edition"]))
