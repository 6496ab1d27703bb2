"""Approvals and signatures that wait for a person, and what the secretariat does next."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agglo_portal.core.models import User
from councils.desk import Todo

from ..models import ApprovalSheet, ApprovalStep, Memorandum, PartySignature, SigningSheet
from ..permissions import official_of
from ..reports.attempts import AGREED

State = Memorandum.State


def todos_of_approval(user: User, *, at: datetime) -> list[Todo]:
    """Give the approval sheets on which the person's turn has come."""
    steps = _steps(user, at).select_related("sheet__party__memorandum")
    return [
        Todo(
            kind=_("Approval"),
            icon="check2-square",
            title=step.sheet.party.memorandum.title,
            why=_("For your department: %(department)s") % {"department": step.department},
            button=_("Read and decide"),
            url=_to("approval_detail", step.sheet.party.memorandum),
        )
        for step in steps.order_by("pk")
    ]


def todos_of_signing(user: User) -> list[Todo]:
    """Give the memoranda that were sent to the person for signature, each when its turn comes."""
    waiting = _signatures(user).select_related("sheet__version__memorandum")
    return [
        Todo(
            kind=_("Signature"),
            icon="pen",
            title=one.sheet.version.memorandum.title,
            why=_("Read the text in both languages; you sign exactly what is shown."),
            button=_("Sign"),
            url=_to("signing_detail", one.sheet.version.memorandum),
        )
        for one in waiting.order_by("pk")
    ]


def todos_of_secretariat(user: User) -> list[Todo]:
    """Give the texts that go on by an act of the person's secretariat."""
    unapproved = ApprovalSheet.objects.filter(
        version__memorandum=OuterRef("pk"), version__number=OuterRef("version_number")
    ).exclude(state=ApprovalSheet.State.APPROVED)
    led = Memorandum.objects.led_by(user).filter(
        Q(state__in=[State.PREPARED, State.SIGNED]) | Q(state=State.APPROVAL) & ~Exists(unapproved)
    )
    acts = {
        State.APPROVAL: (_("Every party has approved it: freeze it."), _("Prepare")),
        State.PREPARED: (_("It is prepared: send it for signature."), _("Send")),
        State.SIGNED: (_("All parties have signed: enter it in the register."), _("Register")),
    }
    return [
        Todo(
            kind=_("Memorandum"),
            icon="file-earmark-text",
            title=one.title,
            why=acts[one.state][0],
            button=acts[one.state][1],
            url=_to("memorandum_detail", one),
        )
        for one in led.newest_first()
    ]


def count_unsigned(user: User) -> int:
    """Count the approvals and signatures whose turn has come for the person; two queries."""
    if official_of(user) is None:
        return 0
    return _steps(user, timezone.now()).count() + _signatures(user).count()


def _steps(user: User, at: datetime) -> QuerySet[ApprovalStep]:
    """Steps of sheets under approval that wait for the person, or while he is absent for him as
    the substitute; a later stage waits for the earlier."""
    official = official_of(user)
    if official is None:
        return ApprovalStep.objects.none()
    mine = Q(official=official)
    mine |= Q(substitute=official, absent_till__gte=timezone.localdate(at))
    earlier = ApprovalStep.objects.filter(sheet=OuterRef("sheet"), stage__lt=OuterRef("stage"))
    earlier = earlier.exclude(state__in=AGREED)
    return ApprovalStep.objects.filter(
        mine,
        ~Exists(earlier),
        state=ApprovalStep.State.WAITING,
        sheet__state=ApprovalSheet.State.OPEN,
        sheet__party__memorandum__state=State.APPROVAL,
        sheet__version__number=F("sheet__version__memorandum__version_number"),
    )


def _signatures(user: User) -> QuerySet[PartySignature]:
    official = official_of(user)
    if official is None:
        return PartySignature.objects.none()
    Waiting = PartySignature.State.WAITING
    earlier = PartySignature.objects.filter(
        sheet=OuterRef("sheet"), position__lt=OuterRef("position"), state=Waiting
    )
    return PartySignature.objects.filter(
        Q(sheet__version__memorandum__signs_in_order=False) | ~Exists(earlier),
        party__signatory=official,
        state=Waiting,
        sheet__state=SigningSheet.State.SENT,
    )


def _to(name: str, memorandum: Memorandum) -> str:
    return reverse(f"memoranda:{name}", args=[memorandum.uid])
