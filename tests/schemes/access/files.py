"""Files of the published edition and of the draft, made already."""

from agglo_portal.core.files import store_bytes
from schemes.models import SchemeFile
from schemes.rules.orders import export_order
from schemes.services.files import order_file

from ...factories.core import NOON


def records(scene) -> dict:
    order = export_order(format="csv", language="kk")
    made = {}
    for name, edition in (("old_file", scene.published), ("draft_file", scene.draft)):
        file = order_file(edition, purpose=SchemeFile.Purpose.EXPORT, order=order, by=None, at=NOON)
        file.file = store_bytes("a.csv", b"a", "text/csv", by=None, at=NOON)
        file.made_at = NOON
        file.save(update_fields=["file", "made_at"])
        made[name] = file
    return made
