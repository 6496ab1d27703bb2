"""Orders of files: which layers, what of them, in which form; `order` is what the service takes."""

from contextlib import suppress

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models import Edition, Feature
from ..rules import orders
from ..rules.attributes import as_value, label_of, shown_value

ALL = [("", _("All"))]
DATA_FORMATS = [
    ("gpkg", _("GeoPackage: all of it, with styles, for QGIS and other programs")),
    ("shp", _("Shapefile: for old programs; long texts are cut")),
    ("geojson", _("GeoJSON: for developers and web maps")),
    ("kml", _("KML: for Google Earth and phones")),
    ("xlsx", _("XLSX: a workbook, a sheet for each layer")),
    ("csv", _("CSV: plain tables with coordinates")),
]
PRINT_FORMATS = [("pdf", _("PDF: for printing and archives")), ("png", _("PNG: a picture"))]
PAPERS = [("a4", "A4"), ("a3", "A3")]
TURNS = [("landscape", _("landscape")), ("portrait", _("portrait"))]
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]


class FileForm(forms.Form):
    """What data and prints have in common."""

    language = forms.ChoiceField(label=_("Language of names and words"), choices=LANGUAGES)
    layers = forms.MultipleChoiceField(
        label=_("Layers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    phase = forms.ChoiceField(
        label=_("Phase"),
        required=False,
        help_text=_("With what stands by the end of it: earlier phases are included."),
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*ALL, *Feature.Status.choices]
    )
    q = forms.CharField(label=_("Words in the name or code"), required=False, max_length=100)
    bbox = forms.CharField(
        label=_("Part of the map"),
        required=False,
        max_length=100,
        help_text=_(
            "West, south, east, north in degrees, as 76.5,43.0,77.5,43.6. The link from the map "
            "fills it in; empty: everything."
        ),
    )

    def __init__(self, edition: Edition, *args, query=None, **kwargs):
        """`query`: of the link that led here; a table names values of attributes in it (a-…)."""
        super().__init__(*args, **kwargs)
        layers = edition.scheme.layers.with_theme_order().in_legend_order()
        self.layers = {one.code: one for one in layers}
        self.query = query or {}
        self.fields["layers"].choices = [(one.code, one.name) for one in layers]
        phases = edition.scheme.phases.order_by("position")
        self.fields["phase"].choices = [
            ("", _("all phases")),
            *((one.code, f"{one.name}, {one.year}") for one in phases),
        ]

    def clean_layers(self) -> list[str]:
        """All layers are no choice among them: the order is the same."""
        chosen = self.cleaned_data["layers"]
        return [] if len(chosen) == len(self.fields["layers"].choices) else chosen

    def clean_bbox(self) -> list[float] | None:
        try:
            return orders.read_bbox(self.cleaned_data["bbox"])
        except ValueError:
            raise forms.ValidationError(
                _("Write four numbers: west, south, east, north, the smaller before the larger.")
            ) from None

    @cached_property
    def attributes(self) -> list[tuple[dict, object]]:
        """Give (definition, value) of what the link names of attributes, if one layer is chosen."""
        codes = self["layers"].value() or []
        layer = self.layers.get(codes[0]) if len(codes) == 1 else None
        found = []
        for one in layer.attributes if layer else []:
            with suppress(ValueError):
                if raw := self.query.get(f"a-{one['code']}"):
                    found.append((one, as_value(one, raw)))
        return found

    @property
    def said_attributes(self) -> list[str]:
        """Say those attributes in words."""
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        return [
            f"{label_of(one, language)}: {in_words(one, value, language)}"
            for one, value in self.attributes
        ]

    @classmethod
    def asked(cls, query) -> dict:
        """Give what a link asks for as the form's first values; what is wrong is left out."""
        first = {"language": (get_language() or settings.LANGUAGE_CODE)[:2]}
        codes = [*query.get("layers", "").split(","), query.get("layer", "")]
        first["layers"] = [code for code in codes if code and code != "none"]
        for name in ("phase", "status", "q", "format", "paper", "turn"):
            if query.get(name):
                first[name] = query[name]
        first["bbox"] = _bbox_text(query.get("bbox", ""), query.get("at", ""))
        return first

    @property
    def order(self) -> dict:
        data = self.cleaned_data
        return {
            "format": data["format"],
            "language": data["language"],
            "layers": data["layers"],
            "phase": data["phase"],
            "status": data["status"],
            "words": data["q"],
            "bbox": data["bbox"],
            "attributes": {one["code"]: value for one, value in self.attributes},
        }


def in_words(definition: dict, value, language: str) -> str:
    """Say a value of an attribute."""
    shown = shown_value(definition, value, language)
    return str(_("yes") if shown is True else _("no") if shown is False else shown)


def _bbox_text(bbox: str, at: str) -> str:
    """Give the bounds that a link names, or those round the place where its map stood."""
    try:
        found = orders.read_bbox(bbox)
        if found is None and at:
            found = orders.bbox_round(*(float(part) for part in at.split(",")))
    except (ValueError, TypeError):
        return ""
    return ",".join(f"{one:.5f}".rstrip("0").rstrip(".") for one in found) if found else ""


class ExportForm(FileForm):
    """Data for other programs."""

    format = forms.ChoiceField(
        label=_("Format"), choices=DATA_FORMATS, initial="gpkg", widget=forms.RadioSelect
    )

    @property
    def order(self) -> dict:
        return orders.export_order(**super().order)


class PrintForm(FileForm):
    """A map on paper."""

    format = forms.ChoiceField(
        label=_("Format"), choices=PRINT_FORMATS, initial="pdf", widget=forms.RadioSelect
    )
    paper = forms.ChoiceField(
        label=_("Paper"), choices=PAPERS, initial="a4", widget=forms.RadioSelect
    )
    turn = forms.ChoiceField(
        label=_("Sheet"), choices=TURNS, initial="landscape", widget=forms.RadioSelect
    )

    @property
    def order(self) -> dict:
        data = self.cleaned_data
        return orders.print_order(paper=data["paper"], turn=data["turn"], **super().order)
