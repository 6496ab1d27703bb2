"""The regulation of a body as settings: its numbers and rules are its own, not "the law"."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import rules


class Regulated(models.Model):
    """Quorum, majority, tie rule and terms, each with its article where it is known (rule 14)."""

    class MajorityBase(models.TextChoices):
        PRESENT = "present", _("of the members present")
        TOTAL = "total", _("of the total number of members")

    class TieRule(models.TextChoices):
        CHAIR = "chair", _("the chair's vote decides")
        REJECTED = "rejected", _("the draft is rejected")

    regulation_article_quorum = models.CharField(_("article on quorum"), max_length=40, blank=True)
    regulation_article_vote = models.CharField(_("article on voting"), max_length=40, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(_("quorum: numerator"), default=2)
    quorum_denominator = models.PositiveSmallIntegerField(_("quorum: denominator"), default=3)
    majority_base = models.CharField(
        _("majority"), max_length=10, choices=MajorityBase, default=MajorityBase.PRESENT
    )
    tie_rule = models.CharField(_("tie"), max_length=10, choices=TieRule, default=TieRule.CHAIR)
    materials_days = models.PositiveSmallIntegerField(
        _("working days for materials before a meeting"), default=3
    )
    minutes_days = models.PositiveSmallIntegerField(
        _("working days for minutes after a meeting"), default=3
    )

    class Meta:
        abstract = True

    def quorum_needed(self, total: int) -> int:
        return rules.quorum_needed(total, self.quorum_numerator, self.quorum_denominator)
