"""Promises kept: what a memorandum obliges to, who reports, and the yearly report."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agglo_portal.core.models import Addressed, StoredFile, User
from agglo_portal.core.translated import Translated
from councils.models import Organisation

from .clauses import Clause
from .memoranda import Memorandum
from .seals import APPEND_ONLY


class ObligationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the memoranda that the person may see."""
        return self.filter(memorandum__in=Memorandum.objects.visible_to(user))

    def open(self):
        return self.filter(state__in=["open", "reported", "returned"])

    def overdue(self, today: date):
        return self.open().filter(due_on__lt=today, memorandum__state__in=["in_force", "suspended"])

    def soonest_first(self):
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")


class Obligation(Addressed):
    """An obligation or a measure of the action plan (domain rule 30)."""

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        REPORTED = "reported", _("reported")
        RETURNED = "returned", _("report returned")
        DONE = "done", _("done")
        CANCELLED = "cancelled", pgettext_lazy("obligation", "cancelled")

    MOVES = {
        State.OPEN: {State.REPORTED, State.CANCELLED},
        State.REPORTED: {State.DONE, State.RETURNED, State.OPEN},
        State.RETURNED: {State.REPORTED, State.CANCELLED},
        State.DONE: {State.OPEN},
    }

    class Period(models.TextChoices):
        ONCE = "once", _("once")
        QUARTERLY = "quarterly", _("every quarter")
        HALF_YEARLY = "half_yearly", _("every half-year")
        YEARLY = "yearly", _("every year")

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="obligations")
    clause = models.ForeignKey(
        Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    position = models.PositiveIntegerField()
    text_kk = models.TextField(_("measure in Kazakh"))
    text_ru = models.TextField(_("measure in Russian"))
    text = Translated()
    executor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="obligations",
        verbose_name=_("executor"),
    )
    co_executors = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("co-executors")
    )
    period = models.CharField(_("period"), max_length=12, choices=Period, default=Period.ONCE)
    # Of a repeated obligation: the end of the present period.
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    completion_kk = models.CharField(_("form of completion in Kazakh"), max_length=300, blank=True)
    completion_ru = models.CharField(_("form of completion in Russian"), max_length=300, blank=True)
    completion = Translated()
    financing_kk = models.CharField(_("financing in Kazakh"), max_length=300, blank=True)
    financing_ru = models.CharField(_("financing in Russian"), max_length=300, blank=True)
    financing = Translated()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    done_on = models.DateField(null=True, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "position"], name="obligation_has_its_own_place"
            ),
            models.CheckConstraint(
                name="obligation_is_done_on_a_day",
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="obligation_due"),
            models.Index(fields=["updated_at", "id"], name="obligation_changes"),
        ]

    def __str__(self):
        return f"{self.position}. {self.text[:60]}"

    def get_absolute_url(self):
        return reverse("memoranda:obligation_detail", args=[self.uid])

    def is_overdue(self, today: date) -> bool:
        is_open = self.state in (self.State.OPEN, self.State.REPORTED, self.State.RETURNED)
        return bool(is_open and self.due_on and self.due_on < today)


class Progress(Addressed):
    """A report on an obligation, with evidence; accepted or returned by the coordinator."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")

    MOVES = {State.WAITING: {State.ACCEPTED, State.RETURNED}}

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="progress")
    # The deadline of the period this report is for.
    due_on = models.DateField(null=True)
    is_final = models.BooleanField(_("the measure is done"), default=False)
    percent = models.PositiveSmallIntegerField(_("done, percent"), default=0)
    text_kk = models.TextField(_("what was done, in Kazakh"), blank=True)
    text_ru = models.TextField(_("what was done, in Russian"), blank=True)
    text = Translated()
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField(_("reason of return"), blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("report on an obligation")
        verbose_name_plural = _("reports on obligations")
        constraints = [
            models.CheckConstraint(
                name="progress_says_something", condition=~Q(text_kk="") | ~Q(text_ru="")
            ),
            models.CheckConstraint(name="progress_is_at_most_whole", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="returned_progress_has_a_reason",
                condition=~Q(state="returned") | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.obligation}: {self.percent}"


class Reminder(models.Model):
    """A polite letter that was sent: to whom, about what, when. Shown beside what waits."""

    class Subject(models.TextChoices):
        ROUND = "round", _("answer to a version")
        APPROVAL = "approval", _("approval")
        SIGNATURE = "signature", _("signature")
        OBLIGATION = "obligation", _("obligation")

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="reminders")
    subject = models.CharField(max_length=12, choices=Subject)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, null=True, related_name="reminders"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        triggers = APPEND_ONLY("reminder_is_kept")

    def __str__(self):
        return f"{self.organisation} {self.at}"
