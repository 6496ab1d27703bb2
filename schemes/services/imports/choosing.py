"""What the person chooses of a described file."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import User
from agglo_portal.core.rules import MoveRefused, Refused, require_move

from ...geofiles.reading import Description
from ...models import Import
from ..locks import NotADraft
from .ordering import lock_import, next_turn, order_description, order_staging


class LayerNotInFile(Refused):
    code = "import_layer_not_in_file"
    message = _("The file has no such layer.")


class ReferenceNotChosen(Refused):
    code = "import_reference_not_chosen"
    message = _("Choose the coordinate system: the file does not say it.")


@dataclass(frozen=True)
class Choices:
    """A layer of the file, how it is read, which column becomes what, what is the same for all."""

    layer: str
    encoding: str = ""
    reference: str = ""
    geometry: dict[str, str] = field(default_factory=dict)
    swap_axes: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def choose_columns(job: Import, *, choices: Choices, by: User, at: datetime) -> Import:
    """Keep the choices and order the check of all rows; an earlier check is forgotten.

    Refuses a layer that the file does not have, an unknown coordinate system, and an edition that
    is no longer a draft.
    """
    job = lock_import(job)
    require_move(job, Import.State.STAGING)
    if not job.edition.is_draft:
        raise NotADraft
    layer = Description.from_data(job.description).layer(choices.layer)
    if layer is None:
        raise LayerNotInFile
    reference = choices.reference or layer.reference.code or layer.reference.wkt
    if not reference:
        raise ReferenceNotChosen
    job.choices = {
        **asdict(choices), "reference": reference, "turn": job.choices.get("turn", 0)
    }  # fmt: skip
    next_turn(job)
    job.state = Import.State.STAGING
    job.report = {}
    job.done_rows, job.total_rows = 0, layer.count
    job.save()
    job.rows.all().delete()
    order_staging(job, at=at)
    return job


@transaction.atomic
def describe_again(job: Import, *, encoding: str, by: User, at: datetime) -> Import:
    """Read the file anew in other letters; what was chosen of it is chosen anew."""
    job = lock_import(job)
    if job.state not in (Import.State.DESCRIBED, Import.State.CHECKED):
        raise MoveRefused(current=job.get_state_display(), wanted=Import.State.DESCRIBED.label)
    job.choices = {"encoding": encoding, "turn": job.choices.get("turn", 0)}
    next_turn(job)
    job.state = Import.State.DESCRIBED
    job.description, job.report = {}, {}
    job.save()
    job.rows.all().delete()
    order_description(job, at=at)
    return job
