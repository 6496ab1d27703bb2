"""Versions: what was sent, word for word; never changed."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import StoredFile, User
from agglo_portal.core.translated import Translated

from .clauses import Clause, ClauseKind, Operation, Wording
from .memoranda import Memorandum
from .seals import APPEND_ONLY


class Version(models.Model):
    """An immutable snapshot of the whole text, made when it is sent to the parties."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title_kk = models.CharField(max_length=500)
    title_ru = models.CharField(max_length=500)
    title = Translated()
    place_kk = models.CharField(max_length=120, blank=True)
    place_ru = models.CharField(max_length=120, blank=True)
    # When it begins and ends and how it is signed, as facts in a row (reports.reading.term_of).
    term = models.CharField(max_length=80, blank=True)
    note = models.TextField(_("what changed"), blank=True)
    # Over the title, the order and the hashes of all clauses (rules.hashing.version_hash).
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "number"], name="version_number_is_given_once"
            )
        ]
        triggers = APPEND_ONLY("version_is_immutable")

    def __str__(self):
        return f"{self.memorandum} v{self.number}"

    def get_absolute_url(self):
        return reverse("memoranda:version_detail", args=[self.memorandum.uid, self.number])


class VersionClause(Wording):
    """A clause as it stood in a version, in the order of reading (`position` from 1)."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clauses")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="in_versions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=10, choices=ClauseKind)
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=30, blank=True)
    role = models.CharField(max_length=30, blank=True)
    operation = models.CharField(max_length=8, choices=Operation, blank=True)
    target = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, related_name="+")
    # Of the two languages' words: what the parties agree to (rules.hashing.clause_hash).
    text_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("clause of a version")
        verbose_name_plural = _("clauses of versions")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "clause"], name="clause_stands_in_a_version_once"
            ),
            models.UniqueConstraint(
                fields=["version", "position"], name="version_clause_has_its_own_place"
            ),
        ]
        triggers = APPEND_ONLY("clause_of_a_version_is_immutable")

    def __str__(self):
        return f"{self.number} {self.heading}".strip()


class MemorandumFile(models.Model):
    """A document made of a version (or of a year's fulfilment), with its exact bytes."""

    class Purpose(models.TextChoices):
        TEXT = "text", _("text")
        SIDE_BY_SIDE = "side_by_side", _("text in two columns")
        DISAGREEMENTS = "disagreements", _("protocol of disagreements")
        APPROVAL_SHEET = "approval_sheet", _("approval sheet")
        REPORT = "report", _("implementation report")

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="files")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="files")
    purpose = models.CharField(max_length=16, choices=Purpose)
    # What tells apart two makings of one purpose: the party's uid, the year, the moment.
    edition = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5)  # kk, ru, kk-ru
    format = models.CharField(max_length=4, choices=Format)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a memorandum")
        verbose_name_plural = _("files of memoranda")
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "version", "purpose", "edition", "language", "format"],
                name="memorandum_has_one_file_of_a_kind",
                nulls_distinct=False,
            )
        ]
        triggers = APPEND_ONLY("memorandum_file_is_immutable")

    def __str__(self):
        return f"{self.memorandum} {self.purpose} {self.language}.{self.format}"
