"""The comprehensive or long-term plan of an agglomeration, and who agreed to it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed
from councils.models import Act, Agglomeration, Body, Organisation, Post, Seat
from councils.models.territories import Named

from .schemes import SLUG


class Direction(models.TextChoices):
    """Directions of a comprehensive plan (domain rule 31)."""

    TERRITORIAL = "territorial", _("territorial development")
    SOCIAL = "social", _("social development")
    TRANSPORT = "road_transport", _("road and transport development")
    ENGINEERING = "engineering", _("engineering development")
    ECONOMIC = "economic", _("economic development")
    ECOLOGICAL = "ecological", _("ecological development")
    DIGITAL = "digital", _("digital development")


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Approved ones to anyone; the others to the people of the body, of the executors and of
        the maslikhats that are asked to agree."""
        if user.is_superuser:
            return self
        approved = Q(state=Plan.State.APPROVED)
        if not user.is_authenticated:
            return self.filter(approved)
        bodies = Seat.objects.of_user_today(user).values("body")
        posts = Post.objects.filter(official__user=user).valid_on(timezone.localdate())
        mine = posts.values("organisation")
        asked = Plan.objects.filter(
            Q(measures__executor__in=mine) | Q(agreements__maslikhat__in=mine)
        )
        return self.filter(approved | Q(body__in=bodies) | Q(pk__in=asked.values("pk")))

    def newest_first(self):
        return self.order_by("-from_year", "-pk")


class Plan(Addressed, Named):
    """A plan of an agglomeration for some years, and the act that approved it."""

    class Kind(models.TextChoices):
        COMPREHENSIVE = "comprehensive", _("comprehensive plan")
        LONG_TERM = "long_term", _("long-term plan")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted to the Government")
        APPROVED = "approved", _("approved")

    MOVES = {State.DRAFT: {State.SUBMITTED}, State.SUBMITTED: {State.DRAFT, State.APPROVED}}

    code = models.CharField(_("short address"), max_length=40, unique=True, validators=[SLUG])
    agglomeration = models.ForeignKey(Agglomeration, on_delete=models.PROTECT, related_name="plans")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_year = models.PositiveSmallIntegerField(_("first year"))
    to_year = models.PositiveSmallIntegerField(_("last year"))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                name="plan_ends_after_it_begins",
                violation_error_message=_("The last year of the plan is before its first year."),
                condition=Q(to_year__gte=F("from_year")),
            ),
            models.CheckConstraint(
                name="approved_plan_names_its_act",
                condition=~Q(state="approved") | Q(act__isnull=False),
            ),
        ]

    def get_absolute_url(self):
        return reverse("schemes:plan_detail", args=[self.code])

    @property
    def years(self) -> range:
        return range(self.from_year, self.to_year + 1)


class PlanAgreement(models.Model):
    """A maslikhat's agreement to the draft plan, before it is submitted (domain rule 31)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="agreements")
    maslikhat = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("agreement of a maslikhat")
        verbose_name_plural = _("agreements of maslikhats")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "maslikhat"], name="maslikhat_agrees_to_a_plan_once"
            )
        ]

    def __str__(self):
        return f"{self.maslikhat}: {self.agreed_on or '—'}"
