"""Items of the agenda and papers for them."""

from datetime import date

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models import AgendaItem, Material, Meeting, Seat


class ItemForm(forms.ModelForm):
    """A matter for the agenda; gives `fields_of_item` for add_item and change_item."""

    class Meta:
        model = AgendaItem
        fields = [
            "title_kk",
            "title_ru",
            "title_en",
            "rapporteur",
            "rapporteur_kk",
            "rapporteur_ru",
            "planned_minutes",
            "continues",
        ]
        labels = {
            "rapporteur": _("Rapporteur"),
            "planned_minutes": _("Minutes planned"),
            "continues": _("Continues an earlier item"),
        }
        widgets = {
            "title_kk": forms.Textarea(attrs={"rows": 3, "lang": "kk"}),
            "title_ru": forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
            "title_en": forms.Textarea(attrs={"rows": 2, "lang": "en"}),
            "planned_minutes": forms.NumberInput(
                attrs={"min": 1, "max": 480, "inputmode": "numeric"}
            ),
        }

    def __init__(self, *args, meeting: Meeting, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        seats = meeting.body.seats.valid_on(on).in_order()
        self.seats = {seat.official_id: seat for seat in seats.select_related("official")}
        self.fields["rapporteur"].queryset = self.fields["rapporteur"].queryset.filter(
            pk__in=self.seats
        )
        self.fields["rapporteur"].choices = [("", "—")] + [
            (pk, _post_and_name(seat)) for pk, seat in self.seats.items()
        ]
        self.fields["rapporteur"].help_text = _(
            "A member of the body, or anyone else, named below."
        )
        earlier = earlier_items(meeting)
        self.fields["continues"].queryset = earlier
        self.fields["continues"].label_from_instance = _item_and_meeting
        self.fields["title_ru"].help_text = _("Needed before members are called.")

    @property
    def fields_of_item(self) -> dict:
        """The values; a rapporteur chosen from the body lends his post where no words are given."""
        values = dict(self.cleaned_data)
        seat = self.seats.get(values["rapporteur"].pk) if values["rapporteur"] else None
        if seat:
            values["rapporteur_kk"] = values["rapporteur_kk"] or _signature(seat, "kk")
            values["rapporteur_ru"] = values["rapporteur_ru"] or _signature(seat, "ru")
        return values


class MaterialForm(forms.ModelForm):
    """A paper for an item; what the bytes are is judged by their content, in the service."""

    upload = forms.FileField(label=_("File"))

    class Meta:
        model = Material
        fields = ["language", "title", "is_public"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["upload"].help_text = _(
            "PDF, Word, Excel, PowerPoint, picture or text; at most {most} MB."
        ).format(most=most)
        self.fields["title"].help_text = _("If left empty, the name of the file.")
        self.fields["title"].required = False
        self.fields["language"].initial = get_language()

    def clean(self):
        values = super().clean()
        upload = values.get("upload")
        if upload and not values.get("title"):
            values["title"] = upload.name.rsplit(".", 1)[0][:300]
        return values


class PlaceForm(forms.Form):
    """The place of an item in the agenda, counted from 1."""

    to = forms.IntegerField(min_value=1)


def earlier_items(meeting: Meeting):
    """Items of the body's other meetings that this one could continue, newest first."""
    return (
        AgendaItem.objects.filter(meeting__body=meeting.body)
        .exclude(meeting=meeting)
        .exclude(meeting__state__in=[Meeting.State.DRAFT, Meeting.State.CANCELLED])
        .select_related("meeting")
        .order_by("-meeting__year", "-meeting__starts_at", "position", "pk")
    )


def _post_and_name(seat: Seat) -> str:
    name = seat.official.name
    return f"{seat.title} – {name}" if name and name != seat.title else seat.title


def _signature(seat: Seat, language: str) -> str:
    title = getattr(seat, f"title_{language}")
    name = getattr(seat.official, f"name_{language}")
    return title[:300] if name == title else f"{title} {name}".strip()[:300]


def _item_and_meeting(item: AgendaItem) -> str:
    meeting = item.meeting
    day = f"{meeting.starts_at:%d.%m.%Y}" if meeting.starts_at else str(meeting.year)
    number = f"№ {meeting.number}, " if meeting.number else ""
    return f"{number}{day} · {item.position}. {item.title}"[:140]
