"""Who comes first, works first. An edition's row is the lock of all its objects: take it first."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused

from ..models import Edition, Feature


class NotADraft(Refused):
    code = "edition_is_not_a_draft"
    message = _("The edition is no longer a draft: its objects stay as they are.")


class NotYetFilled(Refused):
    code = "edition_is_not_filled"
    message = _("The objects of the former edition are still being copied. Try again in a moment.")


def lock_edition(edition: Edition | int) -> Edition:
    """Lock the edition until the transaction ends and give it as it is now, with its scheme."""
    pk = getattr(edition, "pk", edition)
    rows = Edition.objects.select_for_update(of=("self",)).select_related("scheme__body")
    return rows.get(pk=pk)


def lock_drafts_of(scheme_id: int) -> list[Edition]:
    """Lock all drafts of a scheme, in one order: what their objects hold is about to change."""
    rows = Edition.objects.filter(scheme=scheme_id, state=Edition.State.DRAFT)
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def lock_draft(edition: Edition | int) -> Edition:
    """Lock a draft whose objects are about to change; its revision rises with this.

    Refuses an edition that is no longer a draft, or whose objects are still being copied.
    """
    now = lock_edition(edition)
    if not now.is_draft:
        raise NotADraft
    if now.filled_at is None:
        raise NotYetFilled
    now.revision += 1
    now.save(update_fields=["revision", "updated_at"])
    return now


def lock_feature(feature: Feature) -> Feature:
    """Lock the feature's draft and give the feature as it is now, its layer and draft with it."""
    edition = lock_draft(feature.edition_id)
    now = Feature.objects.select_related("layer__scheme", "phase", "responsible").get(pk=feature.pk)
    now.edition = edition
    return now
