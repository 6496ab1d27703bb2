"""The working text: a tree of clauses, kk and ru side by side, with every former wording."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, User
from agglo_portal.core.translated import Translated

from .memoranda import Memorandum
from .seals import APPEND_ONLY, CLAUSE


class ClauseKind(models.TextChoices):
    PREAMBLE = "preamble", _("preamble")
    SECTION = "section", _("section")
    CLAUSE = "clause", _("clause")
    SUBCLAUSE = "subclause", _("sub-clause")
    ANNEX = "annex", _("annex")


class Operation(models.TextChoices):
    """What a clause of an amending memorandum does to a clause of the amended one."""

    REPLACE = "replace", _("is to read")
    INSERT = "insert", _("is inserted after")
    REPEAL = "repeal", _("is repealed")


class ClauseQuerySet(models.QuerySet):
    def kept(self):
        """Those that stand in the working text."""
        return self.filter(removed_at__isnull=True)


class Wording(models.Model):
    """Heading and text in the two equally authentic languages; light markup, never HTML."""

    heading_kk = models.CharField(_("heading in Kazakh"), max_length=500, blank=True)
    heading_ru = models.CharField(_("heading in Russian"), max_length=500, blank=True)
    heading = Translated()
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    text = Translated()

    WORDS = ("heading_kk", "heading_ru", "text_kk", "text_ru")

    class Meta:
        abstract = True

    def words(self) -> dict[str, str]:
        """Give the four texts by their names: what rules compare, merge and hash."""
        return {name: getattr(self, name) for name in self.WORDS}


class Clause(Addressed, Wording):
    """A node of the working text; its uid is its address through all versions.

    The order of siblings is `position`; the printed number is counted by the program, alike in
    both languages (rules.numbering). A removed node stays: its history can be restored.
    """

    Kind = ClauseKind
    Operation = Operation

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="clauses")
    kind = models.CharField(_("kind"), max_length=10, choices=ClauseKind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField(_("place"))
    # Which required section of the template this is ("subject", "financing"…); empty for others.
    role = models.CharField(max_length=30, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # The language that was not touched when the other one changed last; empty: neither lags.
    lagging = models.CharField(max_length=2, blank=True)
    removed_at = models.DateTimeField(null=True)
    # Of an amending memorandum: this clause's words replace the target's, come as a new clause
    # after it, or repeal it. They are part of what the parties agree to.
    operation = models.CharField(_("operation"), max_length=8, choices=Operation, blank=True)
    target = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amended_by"
    )

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints = [
            models.CheckConstraint(
                name="lagging_language_is_kk_or_ru", condition=Q(lagging__in=["", "kk", "ru"])
            ),
            models.CheckConstraint(
                name="operation_names_its_target",
                condition=Q(operation="", target__isnull=True)
                | (~Q(operation="") & Q(target__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["memorandum", "parent", "position"], name="clause_tree")]
        triggers = CLAUSE

    def __str__(self):
        return self.heading or self.text[:60]

    def get_absolute_url(self):
        return reverse("memoranda:clause_detail", args=[self.memorandum.uid, self.uid])


class ClauseRevision(Wording):
    """One wording of a clause: who wrote it, when and why. Never changed, never lost."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)
    # Whose accepted suggestion this wording comes from.
    suggestion = models.ForeignKey(
        "memoranda.Suggestion", on_delete=models.PROTECT, null=True, related_name="revisions"
    )

    class Meta:
        verbose_name = _("wording of a clause")
        verbose_name_plural = _("wordings of clauses")
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "revision"], name="clause_revision_is_written_once"
            )
        ]
        triggers = APPEND_ONLY("wording_is_kept_as_written")

    def __str__(self):
        return f"{self.clause} r{self.revision}"


class IntendedDifference(models.Model):
    """A difference between the languages that a person marked as meant, and why.

    `key` names the very difference (rules.parity.Difference.key): when the words change so that
    another difference arises, the mark no longer covers it.
    """

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="intended")
    key = models.CharField(max_length=200)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("intended difference")
        verbose_name_plural = _("intended differences")
        constraints = [
            models.UniqueConstraint(fields=["clause", "key"], name="difference_is_marked_once"),
            models.CheckConstraint(name="intention_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return self.key


class Draft(models.Model):
    """What a person was typing: kept by itself until it is sent, only for this person.

    `place` names the form ("clause:<uid>", "suggestion:<uid>", "remark:<uid>").
    """

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=100)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsent draft")
        verbose_name_plural = _("unsent drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["by", "memorandum", "place"], name="person_has_one_draft_in_a_place"
            )
        ]

    def __str__(self):
        return self.place
