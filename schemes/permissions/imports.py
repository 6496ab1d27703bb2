"""Who imports: those who may change the objects of the layer."""

from agglo_portal.core.models import User

from ..models import Import
from .leading import can_change_features


def can_see_import(user: User, job: Import) -> bool:
    return can_change_features(user, job.layer)


can_describe_again = can_choose_columns = can_confirm_import = can_cancel_import = can_see_import
