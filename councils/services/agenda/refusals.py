"""Why an act on the agenda is refused."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class AgendaFrozen(Refused):
    """Members were told the agenda: it stands as it is (domain rule 10)."""

    code = "agenda_frozen"
    message = _("The agenda is frozen: the members were told it when the meeting was convened.")


class AgendaNotFrozen(Refused):
    """What nobody was told yet is removed, not taken off."""

    code = "agenda_not_frozen"
    message = _("The agenda is still being prepared: remove the item instead of taking it off.")


class TitleNeeded(Refused):
    """The state language comes first: an item has a title in Kazakh from the beginning."""

    code = "title_needed"
    message = _("An agenda item needs a title in Kazakh.")


class CannotContinue(Refused):
    """A matter goes on in another meeting of the same body (domain rule 10)."""

    code = "cannot_continue"
    message = _("An item can continue only an item of another meeting of the same body.")


class ReasonNeeded(Refused):
    """An act that goes into the minutes or to the members says why."""

    code = "reason_needed"
    message = _("Give the reason.")


class MeetingNotOpen(Refused):
    """Items are considered only in session."""

    code = "meeting_not_open"
    message = _("The meeting is not in session.")


class PollStillOpen(Refused):
    """Voting is going on: it is closed or annulled first."""

    code = "poll_still_open"
    message = _("Voting on “{title}” is still open: close or annul it first.")


class DecisionTaken(Refused):
    """What was voted on stays in the record of the sitting."""

    code = "decision_taken"
    message = _("A decision was already taken on “{title}”: annul the vote first.")
