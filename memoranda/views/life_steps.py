"""What the secretariat may do with a registered memorandum now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.views.steps import Step

from ..models import Memorandum

State = Memorandum.State


def steps_of_force(memorandum: Memorandum) -> list[Step]:
    """Give the acts and pages that its state allows, the usual one first."""
    steps = []
    if memorandum.state in (State.REGISTERED, State.IN_FORCE, State.SUSPENDED):
        steps.append(
            Step(_("Add an obligation"), _to("obligation_create", memorandum), "plus-lg",
                 is_main=True)
        )  # fmt: skip
    if memorandum.in_force_on and memorandum.state != State.REGISTERED:
        report = _to("report_detail", memorandum)
        steps.append(Step(_("Implementation report"), report, "clipboard-data"))
    if memorandum.state == State.SUSPENDED:
        steps.append(Step(_("Resume"), _to("memorandum_resume", memorandum), "play-circle"))
    if memorandum.state == State.IN_FORCE:
        steps.append(Step(_("Suspend"), _to("memorandum_suspend", memorandum), "pause-circle"))
    if memorandum.state in (State.REGISTERED, State.IN_FORCE, State.SUSPENDED):
        end = _to("memorandum_terminate", memorandum)
        steps.append(Step(_("Terminate"), end, "x-circle"))
    return steps


def _to(name: str, memorandum: Memorandum) -> str:
    return reverse(f"memoranda:{name}", args=[memorandum.uid])
