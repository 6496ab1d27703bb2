"""Measures of a plan: by whom, when, for how much, where, and their yearly reports."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agglo_portal.core.models import Addressed, StoredFile, User
from agglo_portal.core.translated import Translated
from councils.models import Organisation

from .plans import Direction, Plan
from .schemes import Scheme


class MeasureQuerySet(models.QuerySet):
    def in_progress(self):
        return self.filter(state__in=[Measure.State.PLANNED, Measure.State.IN_PROGRESS])

    def overdue(self, today: date):
        """Measures whose last day is over and that are not done."""
        return self.in_progress().filter(ends_on__lt=today)

    def owing(self, year: int):
        """Measures of approved plans whose executor has not reported on the year, or is asked to
        correct the report (domain rule 32)."""
        answered = MeasureReport.objects.filter(measure=OuterRef("pk"), year=year)
        answered = answered.exclude(state=MeasureReport.State.RETURNED)
        return self.in_progress().filter(
            Q(starts_on__isnull=True) | Q(starts_on__year__lte=year),
            ~Exists(answered),
            plan__state=Plan.State.APPROVED,
            plan__from_year__lte=year,
            plan__to_year__gte=year,
        )

    def search(self, words: str):
        """Measures whose title holds each of the words, in any letter case, or with that number."""
        found = self
        for word in words.replace("\x00", " ").split()[:6]:
            found = found.filter(
                Q(number=word)
                | Q(title_kk__icontains=word)
                | Q(title_ru__icontains=word)
                | Q(title_en__icontains=word)
            )
        return found

    def in_order(self):
        return self.order_by("plan", "position", "pk")


class Measure(Addressed):
    """What is to be done by a plan: by whom, when, for how much, where."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("measure", "planned")
        IN_PROGRESS = "in_progress", pgettext_lazy("measure", "in progress")
        DONE = "done", pgettext_lazy("measure", "done")
        CANCELLED = "cancelled", pgettext_lazy("measure", "cancelled")

    MOVES = {
        State.PLANNED: {State.IN_PROGRESS, State.DONE, State.CANCELLED},
        State.IN_PROGRESS: {State.DONE, State.CANCELLED, State.PLANNED},
        State.DONE: {State.IN_PROGRESS},
        State.CANCELLED: {State.PLANNED},
    }

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    direction = models.CharField(_("direction"), max_length=16, choices=Direction)
    number = models.CharField(_("number"), max_length=20)
    position = models.PositiveIntegerField(_("order"))
    title_kk = models.CharField(_("title in Kazakh"), max_length=500)
    title_ru = models.CharField(_("title in Russian"), max_length=500)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    title = Translated()
    completion_kk = models.CharField(_("form of completion in Kazakh"), max_length=300, blank=True)
    completion_ru = models.CharField(_("form of completion in Russian"), max_length=300, blank=True)
    completion_en = models.CharField(_("form of completion in English"), max_length=300, blank=True)
    completion = Translated()
    executor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="measures")
    co_executors = models.ManyToManyField(Organisation, blank=True, related_name="+")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("deadline"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)
    is_schematic = models.BooleanField(_("made for the demo"), default=False)
    source = models.CharField(_("source"), max_length=500, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="measure_number_is_given_once",
                violation_error_message=_("The plan already has a measure with this number."),
            ),
            models.CheckConstraint(
                name="measure_ends_after_it_starts",
                condition=Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The measure ends before it starts."),
            ),
        ]
        indexes = [models.Index(fields=["executor", "state"], name="measure_by_executor")]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def get_absolute_url(self):
        return reverse("schemes:measure_detail", args=[self.uid])

    def is_overdue(self, today: date) -> bool:
        return self.state in (self.State.PLANNED, self.State.IN_PROGRESS) and self.ends_on < today


class MeasureCost(models.Model):
    """Money for a measure in a year, by where it comes from."""

    class Budget(models.TextChoices):
        REPUBLICAN = "republican", _("republican budget")
        LOCAL = "local", _("local budget")
        PRIVATE = "private", _("private funds")
        OTHER = "other", _("other sources")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField(_("year"))
    budget = models.CharField(_("source of funds"), max_length=12, choices=Budget)
    amount = models.DecimalField(_("amount, thousand tenge"), max_digits=16, decimal_places=1)

    class Meta:
        verbose_name = _("cost of a measure")
        verbose_name_plural = _("costs of measures")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year", "budget"], name="cost_of_a_year_is_given_once"
            ),
            models.CheckConstraint(name="amount_is_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self):
        return f"{self.year}: {self.amount}"


class MeasurePlace(models.Model):
    """An object of a scheme at which a measure happens, in whatever edition it stands."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="places")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    lineage = models.UUIDField()

    class Meta:
        verbose_name = _("place of a measure")
        verbose_name_plural = _("places of measures")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "lineage"], name="measure_names_an_object_once"
            )
        ]
        indexes = [models.Index(fields=["lineage"], name="measure_by_lineage")]

    def __str__(self):
        return str(self.lineage)


class MeasureReport(Addressed):
    """How a measure went in a year, said by its executor (due 25 January; domain rule 32)."""

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")

    MOVES = {State.SENT: {State.RETURNED, State.ACCEPTED}, State.RETURNED: {State.SENT}}

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SENT)
    percent = models.PositiveSmallIntegerField(_("done, %"))
    spent = models.DecimalField(
        _("spent, thousand tenge"), max_digits=16, decimal_places=1, null=True, blank=True
    )
    text_kk = models.TextField(_("what was done, in Kazakh"))
    text_ru = models.TextField(_("what was done, in Russian"))
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.CharField(_("why it was returned"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("yearly report on a measure")
        verbose_name_plural = _("yearly reports on measures")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year"], name="measure_is_reported_once_a_year"
            ),
            models.CheckConstraint(name="percent_is_of_a_hundred", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="returned_report_says_why",
                condition=~Q(state="returned") | ~Q(return_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.measure.number}, {self.year}"
