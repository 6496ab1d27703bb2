"""A party: who coordinates, who signs, and by what authority."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from councils.models import Official, Organisation, Post

from ..models import Party

FIELDS = [
    "coordinator",
    "signatory",
    "signatory_post_kk",
    "signatory_post_ru",
    "signatory_name_kk",
    "signatory_name_ru",
    "authority",
    "authority_kk",
    "authority_ru",
]


class PartyForm(forms.ModelForm):
    """The people and the authority of a party; gives `fields_of_party` for change_party.

    A signatory chosen from the organisation's posts lends his post and name where no words are
    given. A written authority is named in both languages (domain rule 29).
    """

    upload = forms.FileField(label=_("File of the authority"), required=False)

    class Meta:
        model = Party
        fields = FIELDS
        labels = {
            "coordinator": _("Coordinator"),
            "signatory": _("Signatory"),
            "signatory_post_kk": _("Post of the signatory in Kazakh"),
            "signatory_post_ru": _("Post of the signatory in Russian"),
            "signatory_name_kk": _("Name of the signatory in Kazakh"),
            "signatory_name_ru": _("Name of the signatory in Russian"),
        }
        widgets = {"authority": forms.RadioSelect}

    def __init__(self, *args, posts: list[Post], **kwargs):
        super().__init__(*args, **kwargs)
        self.posts = {}
        for post in sorted(posts, key=lambda post: _RANKS.index(post.kind)):
            self.posts.setdefault(post.official_id, post)
        people = [(pk, _post_and_name(post)) for pk, post in self.posts.items()]
        for name in ("coordinator", "signatory"):
            held = getattr(self.instance, name)
            former = [(held.pk, str(held))] if held and held.pk not in self.posts else []
            self.fields[name].queryset = Official.objects.filter(
                pk__in=[pk for pk, _words in [*people, *former]]
            )
            self.fields[name].choices = [("", _("not named")), *people, *former]
        for name, field in self.fields.items():
            if name.endswith(("_kk", "_ru")):
                field.widget.attrs["lang"] = name[-2:]
        self.fields["coordinator"].help_text = _("Answers for the party in the negotiation.")
        self.fields["signatory_post_kk"].help_text = self.fields["signatory_post_ru"].help_text = _(
            "If left empty, as in the registry."
        )
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["upload"].help_text = _("PDF or a scan, at most {most} MB.").format(most=most)

    def clean(self):
        values = super().clean()
        if values.get("authority") == Party.Authority.DOCUMENT:
            for name in ("authority_kk", "authority_ru"):
                if not values.get(name):
                    self.add_error(name, _("Name the document: kind, number and date."))
        return values

    def validate_constraints(self):
        """The database's own rules are judged by the service on the whole record."""

    @property
    def fields_of_party(self) -> dict:
        """What change_party takes. Words that are empty, or still the former signatory's, are lent
        by the registry."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        signatory = values["signatory"]
        post = self.posts.get(signatory.pk) if signatory else None
        if post is None:
            return values
        is_another = signatory.pk != self.initial.get("signatory")
        lent = {
            "signatory_post_kk": post.title_kk,
            "signatory_post_ru": post.title_ru,
            "signatory_name_kk": post.official.name_kk,
            "signatory_name_ru": post.official.name_ru,
        }
        for name, words in lent.items():
            if not values[name] or (is_another and values[name] == self.initial.get(name)):
                values[name] = words
        return values


class PlaceForm(forms.Form):
    """The place of a party, counted from 1."""

    to = forms.IntegerField(min_value=1)


class OrganisationForm(forms.Form):
    """Which organisation becomes a party."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all()
    )


_RANKS = [Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.COORDINATOR, Post.Kind.STAFF]


def _post_and_name(post: Post) -> str:
    name = post.official.name
    return f"{post.title} – {name}" if name and name != post.title else post.title
