"""Why an act on a meeting is refused."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class BodyNotActive(Refused):
    """Only a working body meets."""

    code = "body_not_active"
    message = _("The body is not active: “{body}”.")


class DayNeeded(Refused):
    """A meeting is planned for a day and an hour."""

    code = "day_needed"
    message = _("Give the day and the hour of the meeting.")


class ClosedDoorNeedsReason(Refused):
    """Meetings are open by default (domain rule 16)."""

    code = "closed_door_needs_reason"
    message = _("Say in Kazakh and in Russian why the meeting is closed to the public.")


class FrozenAfterConvening(Refused):
    """What the members were told stands; only the time and the place can still move."""

    code = "frozen_after_convening"
    message = _("The meeting is convened: this can no longer be changed.")


class ReasonsNeeded(Refused):
    """Members and the public read the reason in both languages (domain rule 37)."""

    code = "reasons_needed"
    message = _("Give the reason in Kazakh and in Russian.")


class DecisionsTaken(Refused):
    """A meeting that decided was held."""

    code = "decisions_taken"
    message = _("The meeting has already decided on {count} items: close it instead.")


class ItemStillCurrent(Refused):
    """The sitting ends after its last item."""

    code = "item_still_current"
    message = _("The item “{title}” is still being considered: finish it first.")
