"""A file on its way into a layer: read, mapped, checked, and only then written."""

from django.contrib.gis.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, StoredFile, User

from .. import geo
from .layers import Layer
from .schemes import Edition


class Import(Addressed):
    """One import of one file into one layer of a draft edition."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("the file is being read")
        DESCRIBED = "described", _("waits for the columns to be chosen")
        STAGING = "staging", _("the rows are being checked")
        CHECKED = "checked", _("waits to be confirmed")
        WRITING = "writing", _("the objects are being written")
        WRITTEN = "written", _("written")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")

    MOVES = {
        State.UPLOADED: {State.DESCRIBED, State.REFUSED, State.CANCELLED},
        State.DESCRIBED: {State.STAGING, State.REFUSED, State.CANCELLED},
        State.STAGING: {State.CHECKED, State.REFUSED, State.DESCRIBED, State.CANCELLED},
        State.CHECKED: {State.WRITING, State.STAGING, State.DESCRIBED, State.CANCELLED},
        State.WRITING: {State.WRITTEN, State.CHECKED, State.REFUSED, State.CANCELLED},
    }

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="imports")
    layer = models.ForeignKey(Layer, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UPLOADED)
    # What the file holds (geofiles.reading) and what the person chose of it.
    description = models.JSONField(default=dict, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    # How far the present step is, and what came of it.
    done_rows = models.PositiveIntegerField(default=0)
    total_rows = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict, blank=True)
    # Why a file was refused: a stable code and facts, worded by geofiles.reading.
    refusal = models.JSONField(default=dict, blank=True)
    leaves_out_bad_rows = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="import_ends_at_a_time",
                condition=Q(state__in=["written", "refused", "cancelled"], ended_at__isnull=False)
                | (~Q(state__in=["written", "refused", "cancelled"]) & Q(ended_at__isnull=True)),
            )
        ]

    def __str__(self):
        return f"{self.file.name} → {self.layer}"

    def get_absolute_url(self):
        return reverse("schemes:import_detail", args=[self.uid])


class ImportRow(models.Model):
    """A row of the file between reading and writing; nothing of it is in the edition yet."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        UPDATED = "updated", _("changes an object")
        SAME = "same", _("unchanged")
        REFUSED = "refused", _("refused")

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    shape = models.GeometryField(srid=geo.WGS84, null=True, spatial_index=False)
    values = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    is_repaired = models.BooleanField(default=False)
    # [{"field": …, "code": …, "facts": {…}, "is_warning": bool}]
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="row_is_staged_once")]

    def __str__(self):
        return f"{self.job_id}: {self.number}"
