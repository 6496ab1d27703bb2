"""What people say in a negotiation: positions, suggestions and the answers to them, remarks."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from councils.forms.decisions import day_field

from ..models import ClauseKind, Position, Suggestion, VersionClause
from .clauses import WORDS, Words

LONGEST_REASON = 4000
LONGEST_REMARK = 10_000
WITH_REASON = (Position.Stance.COMMENTS, Position.Stance.OBJECTS)


def hash_field() -> forms.RegexField:
    """The hash of the words that were shown: what the person's word holds for."""
    text = _("The text changed after you opened it. Read the present version and say again.")
    return forms.RegexField(
        r"^[0-9a-f]{64}$",
        widget=forms.HiddenInput,
        error_messages={"invalid": text, "required": text},
    )


def reason_field(label, *, language: str = "", required: bool = False, rows: int = 3):
    attrs = {"rows": rows, **({"lang": language} if language else {})}
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs=attrs),
    )


class Reasons(forms.Form):
    """A reason in Kazakh, in Russian or in both: the protocol of disagreements prints both."""

    reason_kk = reason_field(_("Reason in Kazakh"), language="kk")
    reason_ru = reason_field(_("Reason in Russian"), language="ru")

    def require_reason(self) -> None:
        values = self.cleaned_data
        if not (values.get("reason_kk") or values.get("reason_ru")):
            self.add_error("reason_ru", _("Give the reason in one language at least."))


class PositionForm(Reasons):
    """The party's word on a clause, with the hash of the words that were shown."""

    stance = forms.ChoiceField(choices=Position.Stance.choices, widget=forms.HiddenInput)
    shown_hash = hash_field()

    def clean(self):
        values = super().clean()
        if values.get("stance") in WITH_REASON:
            self.require_reason()
        return values


class AgreeForm(forms.Form):
    """Agreement to many clauses at once: `shown` gives the hash of each by the clause's uid."""

    with_own_reservations = forms.BooleanField(
        label=_("Also those to which my party objected or which it commented on"), required=False
    )

    @property
    def shown(self) -> dict[str, str]:
        pairs = (one.partition(":") for one in self.data.getlist("shown"))
        return {uid: text_hash for uid, _colon, text_hash in pairs}


class SuggestionForm(Words, Reasons):
    """Other words for a clause, a new clause after it, or its removal; gives `words`.

    `base` is the clause as it is shown: the words begin with those it has.
    """

    kind = forms.ChoiceField(
        label=_("What is suggested"), choices=Suggestion.Kind.choices, widget=forms.RadioSelect
    )
    new_kind = forms.ChoiceField(
        label=_("What the new clause is"), required=False, choices=[("", _("of the same kind"))]
    )
    shown_hash = hash_field()

    field_order = ["kind", "new_kind", *WORDS, "reason_kk", "reason_ru", "shown_hash"]

    def __init__(self, *args, base: VersionClause, **kwargs):
        super().__init__(*args, **kwargs)
        self.base = base
        self.fields["new_kind"].choices += [
            (value, label) for value, label in ClauseKind.choices if value != ClauseKind.PREAMBLE
        ]

    def clean(self):
        values = super().clean()
        self.require_reason()
        if values.get("kind") == Suggestion.Kind.ADDITION:
            self._leave_base_out(values)
        return values

    def _leave_base_out(self, values: dict) -> None:
        """The form begins with the clause's own words: those left as they were are not new."""
        base = self.base.words()
        for name in WORDS:
            if values.get(name) == base[name]:
                values[name] = ""

    def read_again(self, base: VersionClause) -> None:
        """Keep what was typed, over the words that are shown now: sending again is meant."""
        self.base = base
        self.data = self.data.copy()
        self.data["shown_hash"] = base.text_hash


class AnswerForm(forms.Form):
    """What a party says to another's suggestion; against it, why."""

    supports = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes", empty_value=None
    )
    reason = reason_field(_("Reason"), rows=2)

    def clean(self):
        values = super().clean()
        if values.get("supports") is False and not values.get("reason"):
            self.add_error("reason", _("Say why your party is against it."))
        return values


class RejectForm(forms.Form):
    """Why a suggestion is rejected; its party reads it."""

    reason = reason_field(_("Reason"), required=True)


class AcceptForm(Words):
    """The words that come into the working text, chosen by the secretariat; gives `words`."""

    reason = reason_field(_("Why it changes"), rows=2)
    base_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def read_again(self, words: dict[str, str], revision: int) -> None:
        """Put words over the wording that is stored now: saving again is meant."""
        self.data = self.data.copy()
        self.data.update({**words, "base_revision": revision})


class MergeForm(AcceptForm):
    """Two suggestions that become one wording: the other one is chosen first."""

    into = forms.ModelChoiceField(
        label=_("The suggestion it is merged with"),
        queryset=Suggestion.objects.none(),
        to_field_name="uid",
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others
        self.fields["into"].label_from_instance = lambda one: f"№ {one.number}, {one.party}"


class RemarkForm(forms.Form):
    """A contribution to the discussion: to all, or a note that stays inside the own akimat."""

    ALL, US = "all", "us"

    text = forms.CharField(
        label=_("Your reply"), max_length=LONGEST_REMARK, widget=forms.Textarea(attrs={"rows": 3})
    )
    who = forms.ChoiceField(choices=[(ALL, _("All parties")), (US, _("Only us"))], initial=ALL)
    upload = forms.FileField(label=_("File"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["upload"].help_text = _("At most {most} MB.").format(most=most)

    def clean(self):
        values = super().clean()
        if values.get("who") == self.US and values.get("upload"):
            self.add_error("upload", _("A note of your akimat carries no file."))
        return values


class SendForm(forms.Form):
    """A version that is sent: by which day the parties answer, and what their silence means."""

    due_on = day_field(_("Answers are awaited by"), help_text=_("To the end of that day."))
    silence_is_consent = forms.BooleanField(
        label=_("Silence is consent"),
        required=False,
        help_text=_(
            "When the day is over, a party that said nothing on a clause agrees to it. The letter "
            "and the page tell the parties so. Without it silence is shown, and is no consent."
        ),
    )
    note = forms.CharField(
        label=_("What changed, in words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The parties read it above the text."),
    )
