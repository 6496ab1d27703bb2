"""Approval inside each party: the sheet on which its departments agree."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, User
from agglo_portal.core.translated import Translated
from councils.models import Official

from .parties import Party
from .seals import APPROVAL_STEP
from .versions import Version


class ApprovalSheet(Addressed):
    """A party's approval sheet (келісу парағы) for one version."""

    class State(models.TextChoices):
        OPEN = "open", _("under agreement")
        APPROVED = "approved", _("agreed")
        RETURNED = "returned", _("returned for revision")
        VOID = "void", _("void")

    MOVES = {
        State.OPEN: {State.APPROVED, State.RETURNED, State.VOID},
        State.RETURNED: {State.OPEN, State.VOID},
        State.APPROVED: {State.OPEN, State.VOID},  # open again when a step is added
    }

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="approval_sheets")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="approval_sheets")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("approval sheet")
        verbose_name_plural = _("approval sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "version"], name="party_approves_a_version_on_one_sheet"
            ),
            models.CheckConstraint(
                name="approval_sheet_is_closed_at_a_time",
                condition=Q(state="approved", closed_at__isnull=False)
                | Q(state="open", closed_at__isnull=True)
                | Q(state__in=["returned", "void"]),
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("memoranda:approval_detail", args=[self.version.memorandum.uid])


class ApprovalStep(Addressed):
    """A department on the sheet. Equal stages go in parallel, a later one waits for the earlier."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        AGREED = "agreed", _("agreed")
        AGREED_WITH_REMARKS = "agreed_with_remarks", _("agreed with remarks")
        RETURNED = "returned", _("returned for revision")

    MOVES = {
        State.WAITING: {State.AGREED, State.AGREED_WITH_REMARKS, State.RETURNED},
        State.RETURNED: {State.WAITING},
    }

    sheet = models.ForeignKey(ApprovalSheet, on_delete=models.CASCADE, related_name="steps")
    stage = models.PositiveSmallIntegerField(_("stage"), default=1)
    position = models.PositiveSmallIntegerField(default=1)
    department_kk = models.CharField(_("department in Kazakh"), max_length=300)
    department_ru = models.CharField(_("department in Russian"), max_length=300)
    department = Translated()
    official = models.ForeignKey(
        Official, on_delete=models.PROTECT, related_name="+", verbose_name=_("who agrees")
    )
    # Acts while the first is absent; both may open the sheet.
    substitute = models.ForeignKey(
        Official,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("substitute"),
    )
    absent_till = models.DateField(_("absent till"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    remark = models.TextField(_("remarks or reason"), blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("step of approval")
        verbose_name_plural = _("steps of approval")
        constraints = [
            models.CheckConstraint(
                name="approval_step_is_decided_at_a_time",
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="remark_or_return_has_words",
                condition=Q(state__in=["waiting", "agreed"]) | ~Q(remark=""),
            ),
            models.CheckConstraint(
                name="absent_person_has_a_substitute",
                condition=Q(absent_till__isnull=True) | Q(substitute__isnull=False),
            ),
        ]
        triggers = APPROVAL_STEP

    def __str__(self):
        return f"{self.department}: {self.get_state_display()}"
