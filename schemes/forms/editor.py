"""An object of a layer as a form: fields by the schema, the shape drawn or given as text."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused
from councils.models import Organisation

from ..models import Described, Edition, Feature, Layer
from ..problem_texts import sentence_of
from ..rules.attributes import check_values
from ..services.features import Content, ContentRefused, ShapeRefused
from .attribute_fields import PREFIX, attribute_field, initial_of
from .shape_texts import MOST_BYTES, ShapeText, shape_of_text

OWN = ("key", "name_kk", "name_ru", "name_en", "phase", "status", "responsible", "cost", "source")


class FeatureForm(forms.Form):
    """Gives `content` and `shape` (None: stays as it is) for the services of objects.

    `refuse` puts what a service refused at the field that it concerns; nothing typed is lost.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    name_kk = forms.CharField(label=_("Name in Kazakh"), required=False, max_length=300)
    name_ru = forms.CharField(label=_("Name in Russian"), required=False, max_length=300)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)
    key = forms.CharField(
        label=_("Code of the object"),
        required=False,
        max_length=80,
        help_text=_("Given once in the layer; imports find the object by it."),
    )
    status = forms.ChoiceField(label=_("Status"), choices=Described.Status.choices)
    phase = forms.ModelChoiceField(None, label=_("Phase"), required=False)
    responsible = forms.ModelChoiceField(None, label=_("Responsible"), required=False)
    cost = forms.DecimalField(
        label=_("Cost, tenge"), required=False, max_digits=18, decimal_places=2, min_value=0
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    shape = forms.CharField(
        label=_("Coordinates"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "class": "drawn__text"}),
        help_text=_("GeoJSON or WKT, longitude before latitude, WGS 84."),
    )
    upload = forms.FileField(
        label=_("Or a file with one object"),
        required=False,
        help_text=_("GeoJSON or WKT, up to 5 MB. Whole layers are brought in by import."),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json,.wkt,.txt"}),
    )

    def __init__(
        self, *args, edition: Edition, layer: Layer, feature: Feature | None = None, **kwargs
    ):
        self.layer, self.feature = layer, feature
        language = (get_language() or "kk")[:2]
        super().__init__(*args, initial=initial_of(feature) if feature else {}, **kwargs)
        self.fields["phase"].queryset = edition.scheme.phases.order_by("position")
        self.fields["phase"].empty_label = _("not named")
        self.fields["responsible"].queryset = Organisation.objects.order_by("name_kk", "pk")
        self.fields["responsible"].empty_label = _("not named")
        for name, field in self.fields.items():
            if name.startswith("name_"):
                field.widget.attrs["lang"] = name[-2:]
        for one in layer.attributes:
            self.fields[f"{PREFIX}{one['code']}"] = attribute_field(one, language)

    # The form in its parts, for the page -----------------------------------------------------
    @property
    def attribute_fields(self):
        return [self[f"{PREFIX}{one['code']}"] for one in self.layer.attributes]

    @property
    def name_fields(self):
        return [self[name] for name in ("name_kk", "name_ru", "name_en", "key")]

    @property
    def other_fields(self):
        return [self[name] for name in ("status", "phase", "responsible", "cost", "source")]

    # What was given --------------------------------------------------------------------------
    def clean(self):
        values = super().clean()
        given = {one["code"]: values.get(f"{PREFIX}{one['code']}") for one in self.layer.attributes}
        language = (get_language() or "kk")[:2]
        self.checked, problems = check_values(self.layer.attributes, given)
        for problem in problems:
            name = f"{PREFIX}{problem.field}"
            if name not in self.errors:
                self.add_error(name, sentence_of(problem, labels=self.layer.labels(language)))
        return values

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload is not None and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return upload

    @cached_property
    def content(self) -> Content:
        own = {name: self.cleaned_data[name] for name in OWN}
        return Content(attributes=self.checked, **own)

    def read_shape(self) -> bool:
        """Read the shape that was typed, drawn or brought in a file; False with an error if unfit.

        Kept apart from `is_valid`: a shape is read once everything else has been judged too.
        """
        upload = self.cleaned_data.get("upload")
        name = "upload" if upload else "shape"
        text = self.cleaned_data.get("shape", "")
        try:
            if upload:
                text = upload.read().decode("utf-8-sig")
            self.shape = shape_of_text(text)
        except UnicodeDecodeError:
            self.add_error("upload", _("The file is not text in UTF-8."))
        except ShapeText as error:
            self.add_error(name, str(error))
        return name not in self.errors

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal of a service at the field that it concerns."""
        if isinstance(refusal, ContentRefused):
            for field, sentence in refusal.sentences:
                name = field if field in self.fields else f"{PREFIX}{field}"
                self.add_error(name if name in self.fields else None, sentence)
        elif isinstance(refusal, ShapeRefused):
            self.add_error("upload" if self.cleaned_data.get("upload") else "shape", str(refusal))
        else:
            self.add_error(None, str(refusal))
