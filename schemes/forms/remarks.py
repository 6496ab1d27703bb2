"""What a person of the public types: place, words, name, mail; and the marks of a machine."""

import time

from django import forms
from django.contrib.gis.geos import Point
from django.core import signing
from django.utils.translation import gettext_lazy as _

from ..models import Discussion, Feature
from ..rules.remarks import (
    LEAST_SECONDS,
    LEAST_TEXT,
    MOST_NAME,
    MOST_TEXT,
    clean_line,
    clean_text,
    read_coordinates,
)

SALT = "schemes.remark.form"
FOUND_SHOWN = 12


class RemarkForm(forms.Form):
    """A remark. `find` searches objects of the draft for those who do without the map."""

    place = forms.CharField(
        label=_("Coordinates"),
        max_length=60,
        required=False,
        help_text=_("A press on the map fills them in. By hand: latitude, longitude."),
    )
    find = forms.CharField(
        label=_("Settlement or object of the draft"), max_length=100, required=False
    )
    feature = forms.ChoiceField(
        label=_("What the remark is about"), required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Your remark"),
        widget=forms.Textarea({"rows": 7}),
        max_length=MOST_TEXT,
        help_text=_("What should be changed and why. It is published after moderation."),
    )
    author = forms.CharField(
        label=_("Your name"),
        max_length=MOST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("It is shown with the remark as you write it."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("For the confirmation and the answer. It is shown to nobody."),
    )
    # People do not see it; machines fill in whatever they find.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, discussion: Discussion, words: str = "", feature: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.discussion = discussion
        self.features = _found(discussion, words, feature)
        # The one who came from a page of an object and then pressed the map may choose the map.
        point = [("", _("the place on the map, or the coordinates"))] if self.features else []
        self.fields["feature"].choices = point + [
            (str(one.uid), f"{one} · {one.layer.name}") for one in self.features
        ]

    def clean_text(self):
        text = clean_text(self.cleaned_data["text"])
        if len(text) < LEAST_TEXT:
            raise forms.ValidationError(_("Write a little more: at least one sentence."))
        return text

    def clean_author(self):
        author = clean_line(self.cleaned_data["author"])
        if not author:
            raise forms.ValidationError(_("Write your name."))
        return author

    def clean(self):
        data = super().clean()
        chosen = next((one for one in self.features if str(one.uid) == data.get("feature")), None)
        typed = data.get("place", "").strip()
        point = read_coordinates(typed) if typed and not chosen else None
        if chosen:
            data["object"] = chosen
        elif point:
            data["point"] = Point(*point, srid=4326)
        elif typed:
            self.add_error("place", _("Write two numbers, for example: 43.2389, 76.8897."))
        elif "feature" not in self.errors:
            self.add_error(
                "place",
                _("Show the place on the map, find an object or write the coordinates."),
            )
        return data

    @property
    def given(self) -> dict:
        """What the service takes."""
        data = self.cleaned_data
        return {name: data[name] for name in ("author", "email", "text")} | {
            "place": data.get("point"),
            "feature": data.get("object"),
        }

    def is_of_a_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))

    def is_too_quick(self) -> bool:
        """Whether the form came back faster than anybody writes, or without its stamp."""
        try:
            shown = signing.loads(self.data.get("stamp", ""), salt=SALT, max_age=24 * 3600)
        except signing.BadSignature:
            return True
        return time.time() - shown < LEAST_SECONDS


def new_stamp() -> str:
    """Give the mark of the time at which a form is shown."""
    return signing.dumps(int(time.time()), salt=SALT)


def _found(discussion: Discussion, words: str, feature: str) -> list[Feature]:
    """The chosen object first, then those that the words find."""
    rows = Feature.objects.of(discussion.edition).select_related("layer")
    chosen = []
    try:
        chosen = list(rows.filter(uid=forms.UUIDField().clean(feature))) if feature else []
    except forms.ValidationError:
        chosen = []
    found = []
    if words.strip():
        found = list(
            rows.search(words).exclude(pk__in=[c.pk for c in chosen]).by_name()[:FOUND_SHOWN]
        )
    return chosen + found
