"""Makes the files that were ordered of an edition, and keeps them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from agglo_portal.core.files import store_path

from ..geofiles import writing
from ..geofiles.writing import Made
from ..models import Edition, SchemeFile
from .printing import print_map
from .remarks import make_remarks

Maker = Callable[..., Made]
MAKERS: Mapping[str, Maker] = {
    SchemeFile.Purpose.EXPORT: writing.make,
    SchemeFile.Purpose.PRINT: print_map,
    SchemeFile.Purpose.REMARKS: make_remarks,
}


def make_file(file: SchemeFile, *, at: datetime) -> SchemeFile:
    """Make the file of an order unless it is there; safe to run again."""
    if file.file_id is not None:
        return file
    edition = Edition.objects.select_related("scheme__agglomeration", "act").get(pk=file.edition_id)
    with TemporaryDirectory(prefix="scheme-file-") as folder:
        made = MAKERS[file.purpose](edition, file.order, folder=Path(folder), at=at)
        file.file = store_path(made.path, made.media_type, by=file.ordered_by, at=at)
    file.made_at = at
    file.report = made.report
    file.save(update_fields=["file", "made_at", "report", "updated_at"])
    return file
