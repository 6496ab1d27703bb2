"""Ordered work of discussions: load, one call."""

from agglo_portal.core import outbox

from ..letters import discussion as letters
from ..models import PublicRemark


@outbox.handles("send_remark_letter")
def send_remark_letter(payload: dict) -> None:
    """Nothing if the remark was forgotten meanwhile."""
    rows = PublicRemark.objects.select_related("discussion__edition__scheme")
    remark = rows.filter(pk=payload["remark"]).first()
    if remark is not None:
        letters.send_remark_letter(remark, kind=payload["letter"])
