"""Freezing and signing: exactly these bytes, by every party, or not at all."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, StoredFile, User

from .parties import Party
from .seals import SIGNATURE, SIGNING_SHEET
from .versions import Version


class SigningSheet(Addressed):
    """One attempt to have a version signed: the frozen files and the parties' signatures.

    Never deleted: a refused attempt stays on the record, its signatures void (domain rules 26,
    28, 47).
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared for signature")
        SENT = "sent", _("sent for signature")
        REFUSED = "refused", _("signature refused")
        CANCELLED = "cancelled", _("withdrawn from signature")
        COMPLETE = "complete", _("signed by all")

    MOVES = {
        State.PREPARED: {State.SENT, State.CANCELLED},
        State.SENT: {State.COMPLETE, State.REFUSED, State.CANCELLED},
    }

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signing_sheets")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED)
    # The frozen documents; empty until the worker has rendered them, then never changed.
    file_kk = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_ru = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    # The agreed hashes, clause by clause, that the frozen text was checked against.
    clause_hashes = models.JSONField(default=list)
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("signing")
        verbose_name_plural = _("signings")
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                name="version_has_one_signing_under_way",
                condition=Q(state__in=["prepared", "sent", "complete"]),
            ),
            models.CheckConstraint(
                name="sent_signing_has_its_files",
                condition=Q(state__in=["prepared", "cancelled"])
                | Q(file_kk__isnull=False, file_ru__isnull=False, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signing_is_closed_at_a_time",
                condition=Q(state__in=["prepared", "sent"], closed_at__isnull=True)
                | (~Q(state__in=["prepared", "sent"]) & Q(closed_at__isnull=False)),
            ),
        ]
        triggers = SIGNING_SHEET

    def __str__(self):
        return f"{self.version}: {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("memoranda:signing_detail", args=[self.version.memorandum.uid])


class PartySignature(models.Model):
    """A party's act on a signing: signed with the hashes of the shown bytes, or refused.

    The seam for EDS: `method`, one detached signature per party over the same file, and the
    evidence of its verification; now the proof is the re-authentication.
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

    class Method(models.TextChoices):
        REAUTHENTICATION = "reauthentication", _("confirmed by password or key")
        EDS = "eds", _("electronic digital signature")

    sheet = models.ForeignKey(SigningSheet, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatures")
    position = models.PositiveSmallIntegerField(_("order"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    method = models.CharField(max_length=16, choices=Method, default=Method.REAUTHENTICATION)
    sha256_kk = models.CharField(max_length=64, blank=True)
    sha256_ru = models.CharField(max_length=64, blank=True)
    # Of the one who signed, as on that day.
    name_kk = models.CharField(max_length=200, blank=True)
    name_ru = models.CharField(max_length=200, blank=True)
    post_kk = models.CharField(max_length=300, blank=True)
    post_ru = models.CharField(max_length=300, blank=True)
    detached_kk = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    detached_ru = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    evidence = models.JSONField(default=dict)
    reason = models.TextField(_("reason of refusal"), blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("signature of a party")
        verbose_name_plural = _("signatures of parties")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "party"], name="party_signs_a_signing_once"),
            models.CheckConstraint(
                name="party_signature_names_the_bytes",
                condition=~Q(state="signed") | (~Q(sha256_kk="") & ~Q(sha256_ru="")),
            ),
            models.CheckConstraint(
                name="party_refusal_has_a_reason",
                condition=~Q(state="refused") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="party_signature_is_decided_at_a_time",
                condition=Q(state="waiting", decided_at__isnull=True)
                | Q(state__in=["signed", "refused"], decided_at__isnull=False)
                | Q(state="void"),
            ),
        ]
        triggers = SIGNATURE

    def __str__(self):
        return f"{self.party}: {self.get_state_display()}"
