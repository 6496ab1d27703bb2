"""Minutes: wording, rendered files, and the signatures on exactly those bytes."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, StoredFile

from .agenda import AgendaItem
from .meetings import Meeting, Participant
from .seals import MINUTES, MINUTES_FILE, SECTION, SIGNATURE


class Minutes(Addressed):
    """The record of a closed meeting; each rendered version keeps its files for ever."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft minutes")
        PREPARED = "prepared", _("prepared for signature")
        SENT = "sent", _("sent for signature")
        REFUSED = "refused", _("signature refused")
        CANCELLED = "cancelled", _("withdrawn from signature")
        COMPLETE = "complete", _("signed by all")

    MOVES = {
        State.DRAFT: {State.PREPARED},
        State.PREPARED: {State.SENT, State.DRAFT},
        State.SENT: {State.COMPLETE, State.REFUSED, State.CANCELLED},
        State.REFUSED: {State.DRAFT},
        State.CANCELLED: {State.DRAFT},
    }

    class Form(models.TextChoices):
        FULL = "full", _("full minutes")
        SHORT = "short", _("short minutes")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    form = models.CharField(_("form"), max_length=8, choices=Form, default=Form.FULL)
    heading_kk = models.CharField(_("heading in Kazakh"), max_length=500, blank=True)
    heading_ru = models.CharField(_("heading in Russian"), max_length=500, blank=True)
    opening_kk = models.TextField(_("introductory part in Kazakh"), blank=True)
    opening_ru = models.TextField(_("introductory part in Russian"), blank=True)
    closing_kk = models.TextField(_("closing words in Kazakh"), blank=True)
    closing_ru = models.TextField(_("closing words in Russian"), blank=True)
    # Raised whenever wording changes; files and signatures belong to one version.
    version = models.PositiveIntegerField(default=1)
    due_on = models.DateField(_("to be signed by"), null=True)
    prepared_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                name="minutes_are_complete_at_a_time",
                condition=Q(state="complete", completed_at__isnull=False)
                | (~Q(state="complete") & Q(completed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="minutes_are_prepared_at_a_time",
                condition=Q(state="draft", prepared_at__isnull=True)
                | (~Q(state="draft") & Q(prepared_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="minutes_are_sent_at_a_time",
                condition=Q(state__in=["draft", "prepared"], sent_at__isnull=True)
                | (~Q(state__in=["draft", "prepared"]) & Q(sent_at__isnull=False)),
            ),
        ]
        triggers = MINUTES

    def __str__(self):
        return f"{self.meeting}: {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("councils:minutes_detail", args=[self.meeting.uid])


class MinutesSection(models.Model):
    """The wording of one agenda item in the minutes: heard and spoke, kk and ru."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="sections")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="section")
    heard_kk = models.TextField(_("heard, in Kazakh"), blank=True)
    heard_ru = models.TextField(_("heard, in Russian"), blank=True)
    spoke_kk = models.TextField(_("spoke, in Kazakh"), blank=True)
    spoke_ru = models.TextField(_("spoke, in Russian"), blank=True)

    class Meta:
        verbose_name = _("section of the minutes")
        verbose_name_plural = _("sections of the minutes")
        triggers = SECTION

    def __str__(self):
        return str(self.item)


class MinutesFile(models.Model):
    """One rendered file of one version of the minutes."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="files")
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    format = models.CharField(max_length=4, choices=Format)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of the minutes")
        verbose_name_plural = _("files of the minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "version", "language", "format"],
                name="minutes_version_has_one_file_of_a_kind",
            )
        ]
        triggers = MINUTES_FILE

    def __str__(self):
        return f"{self.minutes} v{self.version} {self.language}.{self.format}"


class Signature(models.Model):
    """One signer's act on one version: signed with the hashes of the shown bytes, or refused.

    Never deleted: a refused or withdrawn round stays on the record (domain rules 26, 47).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for signature")
        SIGNED = "signed", _("signed")
        REFUSED = "refused", _("refused")
        VOID = "void", _("void")

    MOVES = {
        State.WAITING: {State.SIGNED, State.REFUSED, State.VOID},
        State.SIGNED: {State.VOID},
    }

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveIntegerField()
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("order"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    sha256_kk = models.CharField(max_length=64, blank=True)
    sha256_ru = models.CharField(max_length=64, blank=True)
    reason = models.TextField(_("reason of refusal"), blank=True)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "version", "participant"],
                name="person_signs_a_version_once",
            ),
            models.CheckConstraint(
                name="signature_names_the_bytes",
                condition=~Q(state="signed") | (~Q(sha256_kk="") & ~Q(sha256_ru="")),
            ),
            models.CheckConstraint(
                name="refusal_has_a_reason",
                condition=~Q(state="refused") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="signature_is_decided_at_a_time",
                condition=Q(state="waiting", decided_at__isnull=True)
                | Q(state__in=["signed", "refused"], decided_at__isnull=False)
                | Q(state="void"),
            ),
        ]
        triggers = SIGNATURE

    def __str__(self):
        return f"{self.participant}: {self.get_state_display()}"
