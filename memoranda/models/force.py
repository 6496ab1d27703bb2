"""What happens to a memorandum after registration."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import StoredFile, User
from agglo_portal.core.translated import Translated

from .memoranda import Memorandum
from .parties import Party
from .seals import APPEND_ONLY


class ForceEvent(models.Model):
    """A change of force on a day: in force, suspended, resumed, expired, terminated."""

    class Kind(models.TextChoices):
        IN_FORCE = "in_force", _("entered into force")
        SUSPENDED = "suspended", _("suspended")
        RESUMED = "resumed", _("resumed")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")

    memorandum = models.ForeignKey(
        Memorandum, on_delete=models.PROTECT, related_name="force_events"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    reason_kk = models.TextField(_("reason in Kazakh"), blank=True)
    reason_ru = models.TextField(_("reason in Russian"), blank=True)
    reason = Translated()
    # Of a termination by notice: whose notice, and its letter.
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    noticed_on = models.DateField(null=True)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of force")
        verbose_name_plural = _("changes of force")
        constraints = [
            models.CheckConstraint(
                name="suspension_or_termination_has_a_reason",
                condition=~Q(kind__in=["suspended", "terminated"])
                | (~Q(reason_kk="") & ~Q(reason_ru="")),
            )
        ]
        triggers = APPEND_ONLY("change_of_force_is_kept")

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"
