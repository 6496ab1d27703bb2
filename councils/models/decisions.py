"""Decisions: drafts, the register, the assignments that follow."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from agglo_portal.core.translated import Translated

from .agenda import AgendaItem
from .bodies import Body, Seat
from .meetings import Participant
from .organisations import Organisation
from .seals import CO_EXECUTOR, DECISION, POINT
from .territories import Act


def _counted(rows):
    """A subquery that counts rows of a filtered queryset, without joining them to the outer one."""
    counted = rows.order_by().annotate(how_many=models.Func("pk", function="COUNT"))
    return models.functions.Coalesce(
        models.Subquery(counted.values("how_many"), output_field=models.IntegerField()),
        0,
    )


class DecisionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def visible_to(self, user):
        """Published ones to anyone; the rest to those who may read their meeting: once it is
        convened to its body and the called, before that to its secretariat and chair alone."""
        if user.is_superuser:
            return self
        if not user.is_authenticated:
            return self.published()
        seats = Seat.objects.of_user_today(user)
        leading = seats.filter(
            role__in=[Seat.Role.CHAIR, Seat.Role.SECRETARY, Seat.Role.SECRETARIAT]
        )
        called = Participant.objects.filter(official__user=user)
        own = Q(body__in=seats.values("body")) | Q(item__meeting__in=called.values("meeting"))
        return self.filter(
            Q(published_at__isnull=False)
            | Q(item__meeting__convened_at__isnull=False) & own
            | Q(body__in=leading.values("body"))
        )

    def with_meeting(self):
        return self.select_related("body", "item__meeting")

    def registered(self):
        return self.filter(number__isnull=False)

    def with_progress(self, today):
        """Count the assignments of each decision: all, still in progress, overdue."""
        given = Assignment.objects.filter(point__decision=models.OuterRef("pk"))
        return self.annotate(
            assignment_count=_counted(given),
            in_progress_count=_counted(given.in_progress()),
            overdue_count=_counted(given.overdue(today)),
        )

    def newest_first(self):
        return self.order_by("-registered_at", "-pk")


class Decision(Addressed):
    """What the body decided on an agenda item: text, result and force are three things."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        REJECTED = "rejected", _("rejected")
        DEFERRED = "deferred", _("deferred")

    MOVES = {
        State.DRAFT: {State.ADOPTED, State.REJECTED, State.DEFERRED},
        State.ADOPTED: {State.DRAFT},  # a repeated vote, until the minutes are signed
        State.REJECTED: {State.DRAFT},
        State.DEFERRED: {State.DRAFT},
    }

    class Force(models.TextChoices):
        ADVISORY = "advisory", _("recommendation")
        COORDINATION = "coordination", _("coordination decision")
        BINDING = "binding", _("binding through an act")

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(_("result"), max_length=12, choices=State, default=State.DRAFT)
    force = models.CharField(_("legal force"), max_length=16, choices=Force, default=Force.ADVISORY)
    act = models.ForeignKey(
        Act, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    title_kk = models.CharField(_("title in Kazakh"), max_length=500)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    title = Translated()
    preamble_kk = models.TextField(_("opening words in Kazakh"), blank=True)
    preamble_ru = models.TextField(_("opening words in Russian"), blank=True)
    deferred_reason = models.CharField(_("why it was deferred"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    number = models.PositiveIntegerField(_("register number"), null=True)
    registered_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(_("minutes signed at"), null=True)
    published_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="decision_number_is_given_once"
            ),
            models.CheckConstraint(
                name="decision_is_registered_whole",
                condition=Q(number__isnull=True, year__isnull=True, registered_at__isnull=True)
                | Q(
                    number__isnull=False,
                    year__isnull=False,
                    registered_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="registered_decision_was_adopted",
                condition=Q(number__isnull=True) | Q(number__gte=1, state="adopted"),
            ),
            models.CheckConstraint(
                name="sealed_adopted_decision_is_registered",
                condition=Q(sealed_at__isnull=True) | ~Q(state="adopted") | Q(number__isnull=False),
            ),
            models.CheckConstraint(
                name="deferred_decision_says_why",
                condition=~Q(state="deferred") | ~Q(deferred_reason=""),
            ),
            models.CheckConstraint(
                name="published_decision_is_sealed_and_in_both_languages",
                condition=Q(published_at__isnull=True)
                | (
                    Q(sealed_at__isnull=False, number__isnull=False)
                    & ~Q(title_kk="")
                    & ~Q(title_ru="")
                ),
            ),
            models.CheckConstraint(
                name="binding_decision_names_its_act",
                condition=~Q(force="binding") | Q(act__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["-registered_at", "-id"], name="decision_register"),
            models.Index(
                fields=["-updated_at", "-id"],
                name="decision_changes",
                condition=Q(published_at__isnull=False),
            ),
        ]
        triggers = DECISION

    def __str__(self):
        return f"{self.label} {self.title}".strip()

    @property
    def label(self) -> str:
        """The number as it is cited: № 17/2026; empty before registration."""
        return f"№ {self.number}/{self.year}" if self.number else ""

    def get_absolute_url(self):
        return reverse("councils:decision_detail", args=[self.uid])

    def missing_to_vote(self) -> list[str]:
        """What the draft lacks to be put to the vote: its whole text, in kk and ru (rule 37)."""
        points = list(self.points.order_by("position"))
        missing = []
        if not points and not (self.preamble_kk or self.preamble_ru):
            missing.append(gettext("The draft decision has no text."))
        if not (self.title_kk and self.title_ru):
            missing.append(gettext("Not in both languages: the title."))
        if bool(self.preamble_kk) != bool(self.preamble_ru):
            missing.append(gettext("Not in both languages: the opening words."))
        for point in points:
            if not (point.text_kk and point.text_ru):
                message = gettext("Not in both languages: point %(number)s.")
                missing.append(message % {"number": point.position})
        return missing


class DecisionPoint(models.Model):
    """One point of a decision: text kk and ru, executor, co-executors, deadline (rule 24)."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(_("number"))
    text_kk = models.TextField(_("text in Kazakh"))
    text_ru = models.TextField(_("text in Russian"), blank=True)
    executor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    co_executors = models.ManyToManyField(
        Organisation, through="CoExecutor", blank=True, related_name="+"
    )
    due_on = models.DateField(_("deadline"), null=True, blank=True)

    class Meta:
        verbose_name = _("point of a decision")
        verbose_name_plural = _("points of a decision")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "position"],
                name="point_has_its_own_number",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="deadline_has_an_executor",
                condition=Q(due_on__isnull=True) | Q(executor__isnull=False),
            ),
        ]
        triggers = POINT

    def __str__(self):
        return f"{self.position}. {self.text_kk[:60]}"


class CoExecutor(models.Model):
    """An organisation that helps the executor of a point; sealed with the decision."""

    point = models.ForeignKey(DecisionPoint, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("co-executor")
        verbose_name_plural = _("co-executors")
        constraints = [
            models.UniqueConstraint(
                fields=["point", "organisation"], name="co_executor_is_named_once"
            )
        ]
        triggers = CO_EXECUTOR

    def __str__(self):
        return str(self.organisation)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(point__decision__in=Decision.objects.visible_to(user))

    def in_progress(self):
        return self.filter(state=Assignment.State.IN_PROGRESS)

    def overdue(self, today):
        return self.in_progress().filter(due_on__lt=today)

    def soonest_first(self):
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")


class Assignment(Addressed):
    """A point of a registered decision as work of an organisation, with its deadline."""

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", _("in progress")
        DONE = "done", _("executed")

    MOVES = {State.IN_PROGRESS: {State.DONE}, State.DONE: {State.IN_PROGRESS}}

    point = models.OneToOneField(DecisionPoint, on_delete=models.PROTECT, related_name="assignment")
    executor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assignments")
    due_on = models.DateField(_("deadline"), null=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.IN_PROGRESS)
    done_on = models.DateField(_("executed on"), null=True)
    progress_kk = models.TextField(_("progress in Kazakh"), blank=True)
    progress_ru = models.TextField(_("progress in Russian"), blank=True)
    progress = Translated()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                name="assignment_is_done_on_a_day",
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
            )
        ]
        indexes = [models.Index(fields=["executor", "due_on"], name="assignments_of_executor")]

    def __str__(self):
        return str(self.point)
