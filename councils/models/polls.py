"""Votes taken on decisions: polls, and the choice of each member."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed

from .bodies import Body
from .decisions import Decision
from .meetings import AttendanceEvent, Participant
from .seals import POLL, VOTE

WITH_RESULT = (
    Q(
        closed_at__isnull=False,
        total__isnull=False,
        present__isnull=False,
        votes_for__isnull=False,
        against__isnull=False,
        abstained__isnull=False,
        did_not_vote__isnull=False,
        needed__isnull=False,
        adopted__isnull=False,
    )
    & ~Q(majority_base="")
    & ~Q(tie_rule="")
)


class Poll(Addressed):
    """One vote taken on a decision; a repeated vote is another poll."""

    class State(models.TextChoices):
        OPEN = "open", _("voting is open")
        CLOSED = "closed", _("voting is closed")
        ANNULLED = "annulled", _("annulled")

    MOVES = {State.OPEN: {State.CLOSED, State.ANNULLED}, State.CLOSED: {State.ANNULLED}}

    class Method(models.TextChoices):
        OPEN = (
            "open",
            _("open vote"),
        )  # secret and absentee votes come with a later issue

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="polls")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    annulled_reason = models.CharField(max_length=500, blank=True)
    # Facts of the closing moment, so that the result can be read for ever.
    total = models.PositiveSmallIntegerField(_("voting members"), null=True)
    present = models.PositiveSmallIntegerField(_("present"), null=True)
    votes_for = models.PositiveSmallIntegerField(_("for"), null=True)
    against = models.PositiveSmallIntegerField(_("against"), null=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True)
    did_not_vote = models.PositiveSmallIntegerField(_("did not vote"), null=True)
    needed = models.PositiveSmallIntegerField(_("votes needed"), null=True)
    adopted = models.BooleanField(_("adopted"), null=True)
    by_casting_vote = models.BooleanField(_("the chair's vote decided"), default=False)
    majority_base = models.CharField(max_length=10, choices=Body.MajorityBase, blank=True)
    tie_rule = models.CharField(max_length=10, choices=Body.TieRule, blank=True)

    class Meta:
        verbose_name = _("vote taken")
        verbose_name_plural = _("votes taken")
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=~Q(state="annulled"),
                name="decision_has_one_valid_poll",
            ),
            models.CheckConstraint(
                name="closed_poll_has_its_result",
                condition=~Q(state="closed") | WITH_RESULT,
            ),
            models.CheckConstraint(
                name="open_poll_has_no_result",
                condition=~Q(state="open")
                | Q(closed_at__isnull=True, adopted__isnull=True, votes_for__isnull=True),
            ),
            models.CheckConstraint(
                name="annulled_poll_says_why",
                condition=~Q(state="annulled") | ~Q(annulled_reason=""),
            ),
            models.CheckConstraint(
                name="votes_sum_up_to_those_present",
                condition=~Q(state="closed")
                | Q(
                    present=F("votes_for") + F("against") + F("abstained") + F("did_not_vote"),
                    total__gte=F("present"),
                ),
            ),
            models.CheckConstraint(
                name="adopted_by_enough_votes_or_the_casting_one",
                condition=~Q(state="closed")
                | Q(by_casting_vote=False, adopted=True, votes_for__gte=F("needed"))
                | Q(by_casting_vote=False, adopted=False, votes_for__lt=F("needed"))
                | Q(by_casting_vote=True, votes_for=F("against"), votes_for__lt=F("needed")),
            ),
        ]
        triggers = POLL

    def __str__(self):
        return f"{self.decision}: {self.get_state_display()}"


class VoteQuerySet(models.QuerySet):
    def counted(self):
        """Voices that the count took: of those there when the poll closed. A voice of one who
        had left stays on the record and is in no roll call (domain rules 13 and 22)."""
        before = AttendanceEvent.objects.filter(
            participant=models.OuterRef("participant"), at__lte=models.OuterRef("poll__closed_at")
        )
        last = models.Subquery(before.order_by("-pk").values("kind")[:1])
        return self.alias(last=last).filter(last=AttendanceEvent.Kind.ARRIVED)


class Vote(models.Model):
    """The choice of one voting member in one poll; changeable until the poll closes."""

    class Choice(models.TextChoices):
        FOR = "for", _("for")
        AGAINST = "against", _("against")
        ABSTAINED = "abstained", _("abstained")
        DID_NOT_VOTE = "did_not_vote", _("did not vote")

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="votes")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(_("choice"), max_length=12, choices=Choice)
    cast_at = models.DateTimeField()
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_entered_by_secretary = models.BooleanField(_("entered by the secretary"), default=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "participant"], name="member_votes_once_in_a_poll"
            )
        ]
        triggers = VOTE

    def __str__(self):
        return f"{self.participant}: {self.get_choice_display()}"
