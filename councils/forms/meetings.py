"""Planning a meeting."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Meeting

DAY_FORMAT = "%Y-%m-%d"  # what <input type="date"> speaks in every language
CONVENED_FIELDS = ["format", "place_kk", "place_ru", "video_url"]


class MeetingForm(forms.ModelForm):
    """The meeting's day, place and kind; gives `fields` for plan_meeting and change_meeting.

    Once convened, only what an invitation tells may change: day, hour, format, place, link.
    """

    day = forms.DateField(
        label=_("Day"),
        input_formats=[DAY_FORMAT],
        widget=forms.DateInput(format=DAY_FORMAT, attrs={"type": "date"}),
    )
    hour = forms.TimeField(
        label=_("Hour"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    video_url = forms.URLField(
        label=_("Video link for members"), required=False, assume_scheme="https"
    )
    broadcast_url = forms.URLField(
        label=_("Public broadcast"), required=False, assume_scheme="https"
    )
    is_open = forms.TypedChoiceField(
        label=_("Who may attend"),
        choices=[(1, _("open to the public")), (0, _("behind closed doors"))],
        coerce=lambda value: bool(int(value)),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Meeting
        fields = [
            "kind",
            "format",
            "place_kk",
            "place_ru",
            "video_url",
            "broadcast_url",
            "is_open",
            "closed_reason_kk",
            "closed_reason_ru",
            "topic_kk",
            "topic_ru",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("closed_reason_kk", "closed_reason_ru")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith(("_kk", "_ru")):
                field.widget.attrs["lang"] = name[-2:]
        if self.instance.is_agenda_frozen():
            for name in set(self.fields) - {"day", "hour", *CONVENED_FIELDS}:
                del self.fields[name]
        if self.instance.starts_at:
            local = timezone.localtime(self.instance.starts_at)
            self.initial.update(day=local.date(), hour=local.time())
        self.initial["is_open"] = int(self.initial.get("is_open", True))

    def clean(self):
        values = super().clean()
        if values.get("is_open") is False:
            for name in ("closed_reason_kk", "closed_reason_ru"):
                if not values.get(name):
                    self.add_error(name, _("A meeting behind closed doors says why."))
        return values

    def validate_constraints(self):
        """The database's own rules are judged by the service on the whole record."""

    @property
    def fields_of_meeting(self) -> dict:
        """What the services take: the model's fields, day and hour joined into `starts_at`."""
        values = dict(self.cleaned_data)
        starts_at = datetime.combine(values.pop("day"), values.pop("hour") or time(10))
        return {**values, "starts_at": timezone.make_aware(starts_at)}
