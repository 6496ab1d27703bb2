"""Negotiation: rounds, who agrees to which words, what each suggests, what is said about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, StoredFile, User

from .clauses import Clause, ClauseKind, Wording
from .memoranda import Memorandum
from .parties import Party
from .seals import APPEND_ONLY, SUGGESTION
from .versions import Version


class Round(models.Model):
    """A version that was sent, with the day by which the parties answer."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="round")
    due_on = models.DateField(_("answer by"))
    # Silence is shown, and is consent only where the round says so.
    silence_is_consent = models.BooleanField(_("silence is consent"), default=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self):
        return f"{self.version.number}"


class Receipt(models.Model):
    """When a party first read the version (domain rule 52)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="receipts")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="receipts")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["round", "party"], name="party_receives_a_round_once")
        ]

    def __str__(self):
        return f"{self.party} {self.at}"


class PositionQuerySet(models.QuerySet):
    def current(self):
        """The last word of each party on each clause."""
        return self.order_by("party", "clause", "-pk").distinct("party", "clause")


class Position(models.Model):
    """What a party says to a clause's two texts: agrees, comments, objects. Only ever added to.

    An agreement holds for its hash: when the text changes, it falls.
    """

    class Stance(models.TextChoices):
        AGREES = "agrees", _("agrees")
        COMMENTS = "comments", _("comments")
        OBJECTS = "objects", _("objects")
        WITHDRAWN = "withdrawn", _("took its word back")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="positions")
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="positions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(_("position"), max_length=10, choices=Stance)
    text_hash = models.CharField(max_length=64)
    # An objection gives its reason; in one language at least, the protocol prints both.
    reason_kk = models.TextField(_("reason in Kazakh"), blank=True)
    reason_ru = models.TextField(_("reason in Russian"), blank=True)
    by_silence = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.CheckConstraint(
                name="comment_or_objection_has_a_reason",
                condition=Q(stance__in=["agrees", "withdrawn"])
                | ~Q(reason_kk="")
                | ~Q(reason_ru=""),
            ),
            models.CheckConstraint(
                name="word_is_a_persons_or_silence",
                condition=Q(by__isnull=False, by_silence=False)
                | Q(by__isnull=True, by_silence=True, stance="agrees"),
            ),
        ]
        indexes = [models.Index(fields=["party", "clause", "-id"], name="position_current")]
        triggers = APPEND_ONLY("position_is_kept_as_said")

    def __str__(self):
        return f"{self.party}: {self.get_stance_display()}"


class Suggestion(Addressed, Wording):
    """A party's own wording of a clause, a new clause after it, or its removal; with a reason.

    Nobody overwrites another's text: the words stay as suggested whatever becomes of them.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("another wording")
        ADDITION = "addition", _("a new clause")
        REMOVAL = "removal", _("removal of the clause")

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        MERGED = "merged", _("merged with another")
        WITHDRAWN = "withdrawn", _("taken back")

    MOVES = {
        State.OPEN: {State.ACCEPTED, State.REJECTED, State.MERGED, State.WITHDRAWN},
    }

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="suggestions")
    # The clause it is about; for an addition the clause after which the new one comes.
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="suggestions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="suggestions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="suggestions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CHANGE)
    new_kind = models.CharField(max_length=10, choices=ClauseKind, blank=True)
    # The clause as the party read it: what its words are to be compared and merged with.
    base_hash = models.CharField(max_length=64)
    base_words = models.JSONField(default=dict)
    reason_kk = models.TextField(_("reason in Kazakh"), blank=True)
    reason_ru = models.TextField(_("reason in Russian"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    decision_reason = models.TextField(_("reason of the answer"), blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "number"], name="suggestion_number_is_given_once"
            ),
            models.CheckConstraint(
                name="suggestion_has_a_reason", condition=~Q(reason_kk="") | ~Q(reason_ru="")
            ),
            models.CheckConstraint(
                name="suggestion_is_decided_at_a_time",
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="rejection_has_a_reason",
                condition=~Q(state="rejected") | ~Q(decision_reason=""),
            ),
            models.CheckConstraint(
                name="merged_suggestion_names_the_other",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["clause", "state"], name="suggestion_of_clause")]
        triggers = SUGGESTION

    def __str__(self):
        return f"№ {self.number}"


class SuggestionAnswer(models.Model):
    """What another party says to a suggestion; its last word counts. Only ever added to."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    supports = models.BooleanField(_("supports"))
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a suggestion")
        verbose_name_plural = _("answers to suggestions")
        constraints = [
            models.CheckConstraint(
                name="answer_against_has_a_reason", condition=Q(supports=True) | ~Q(reason="")
            )
        ]
        triggers = APPEND_ONLY("answer_is_kept_as_said")

    def __str__(self):
        return f"{self.party}: {self.supports}"


class Remark(Addressed):
    """A contribution to the discussion of a clause; all parties and the secretariat read it."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="remarks")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="remarks")
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks"
    )
    # Empty: the secretariat speaks.
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks"
    )
    text = models.TextField(_("text"))
    attached = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        triggers = APPEND_ONLY("remark_is_kept_as_said")

    def __str__(self):
        return self.text[:60]


class NoteQuerySet(models.QuerySet):
    def of(self, party: Party | None):
        """Notes of one akimat; without a party none: there is no other way to read them."""
        return self.filter(party=party) if party else self.none()


class InternalNote(Addressed):
    """A note inside one akimat. It never leaves it: no list, export, mail, history or API of
    anybody else holds it, the secretariat and the administrator included."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="notes")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(_("text"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        triggers = APPEND_ONLY("note_is_kept_as_written")

    def __str__(self):
        return f"{self.pk}"
