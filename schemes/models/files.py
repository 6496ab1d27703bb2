"""Files that the portal makes of a scheme: exports, maps in print, reports."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, OutboxMessage, StoredFile, User

from .schemes import Edition

MADE_AT_A_TIME = Q(file__isnull=True, made_at__isnull=True) | Q(
    file__isnull=False, made_at__isnull=False
)


class OrderedFile(Addressed):
    """A file that a person ordered, that work in the background makes, and when it was made."""

    work = models.ForeignKey(OutboxMessage, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_on_the_way(self) -> bool:
        return self.work is not None and self.work.state == OutboxMessage.State.WAITING

    @property
    def is_failed(self) -> bool:
        return self.work is not None and self.work.state == OutboxMessage.State.FAILED


class SchemeFile(OrderedFile):
    """A file ordered of an edition; the same order of the same revision is the same file."""

    class Purpose(models.TextChoices):
        EXPORT = "export", _("data")
        PRINT = "print", _("map in print")
        REMARKS = "remarks", _("remarks of the public with answers")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(max_length=10, choices=Purpose)
    # What was asked for: format, layers, filter, language, paper, view.
    order = models.JSONField(default=dict)
    # Hash of edition, revision, purpose and order.
    key = models.CharField(max_length=64, unique=True)
    # What came of it: revision, objects, what the format could not hold.
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("file of a scheme")
        verbose_name_plural = _("files of schemes")
        constraints = [
            models.CheckConstraint(
                name="scheme_file_is_made_at_a_time",
                condition=MADE_AT_A_TIME,
            )
        ]

    def __str__(self):
        return f"{self.edition}: {self.purpose}"

    def get_absolute_url(self):
        return reverse("schemes:file_detail", args=[self.uid])
