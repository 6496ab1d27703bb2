"""Why an act on an approval sheet is refused."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class SheetClosed(Refused):
    """Steps are decided and changed only while the sheet is under agreement."""

    code = "approval_sheet_closed"
    message = _("This cannot be done now: the approval sheet is “{state}”.")


class StageBegun(Refused):
    """Who spoke already spoke after all that stood before him."""

    code = "approval_stage_begun"
    message = _("Stage {stage} has begun: a new step can stand in it or after it, not before.")


class StageNotBegun(Refused):
    """A later stage waits until all of the earlier ones have agreed."""

    code = "approval_stage_not_begun"
    message = _("The stages before this one have not agreed yet.")


class StepDecided(Refused):
    """What was said stays on the sheet."""

    code = "approval_step_decided"
    message = _("This step was decided already and stays on the sheet.")


class NotAskedToAgree(Refused):
    """Only the named person decides, or the substitute while that person is absent."""

    code = "not_asked_to_agree"
    message = _("You are not the one who decides this step now.")


class RemarkNeeded(Refused):
    """Remarks and returns say what is wrong."""

    code = "remark_needed"
    message = _("Say what your remarks are, or why you return the text.")


class SubstituteNeeded(Refused):
    """Somebody must be able to decide while the named person is away."""

    code = "substitute_needed"
    message = _("Name who decides while the person is absent.")


class PersonTwice(Refused):
    """Nobody is his own substitute."""

    code = "own_substitute"
    message = _("A person cannot be his own substitute.")
