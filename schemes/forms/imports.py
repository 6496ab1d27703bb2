"""Bringing a file into a layer: the file, its columns, the word to write."""

import re

from django import forms
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..documents.importing import Target, guess_columns, targets_of, value_problem
from ..geofiles.reading import Description, Layer
from ..geofiles.reading.limits import MEGABYTE, Limits
from ..models import Import
from ..services.imports import Choices

ACCEPTED = ".zip,.gpkg,.geojson,.json,.kml,.kmz,.dxf,.csv,.txt,.xlsx"
AS_FILE = "file"
OTHER = "other"
# What planners here work in; any other system is given by its EPSG code.
REFERENCES = [
    ("EPSG:4326", _("WGS 84, degrees (EPSG:4326)")),
    ("EPSG:32642", _("WGS 84 / UTM zone 42N (EPSG:32642)")),
    ("EPSG:32643", _("WGS 84 / UTM zone 43N (EPSG:32643)")),
    ("EPSG:32644", _("WGS 84 / UTM zone 44N (EPSG:32644)")),
    ("EPSG:28412", _("SK-42, zone 12 (EPSG:28412)")),
    ("EPSG:28413", _("SK-42, zone 13 (EPSG:28413)")),
    ("EPSG:28414", _("SK-42, zone 14 (EPSG:28414)")),
    ("EPSG:4284", _("SK-42, degrees (EPSG:4284)")),
    ("EPSG:3857", _("plane of web maps (EPSG:3857)")),
    (OTHER, _("another, by its code")),
]
LETTERS = [
    ("utf-8", "UTF-8"),
    ("cp1251", "Windows-1251 (CP1251)"),
    ("kz1048", "KZ-1048"),
    ("cp866", "CP866 (DOS)"),
]
WITH_LETTERS = {"shapefile", "csv", "dxf"}


class ImportForm(forms.Form):
    """Which file, into which layer."""

    layer = forms.ModelChoiceField(label=_("Layer"), queryset=None, to_field_name="code")
    upload = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=format_lazy(
            _(
                "Zipped Shapefile, GeoPackage, GeoJSON, KML or KMZ, DXF, CSV or XLSX; "
                "at most {most} MB."
            ),
            most=Limits.file_bytes // MEGABYTE,
        ),
    )

    def __init__(self, *arguments, layers, **more):
        super().__init__(*arguments, **more)
        self.fields["layer"].queryset = layers
        self.fields["layer"].label_from_instance = lambda layer: layer.name
        self.fields["layer"].empty_label = None if len(layers) == 1 else _("Choose a layer")


class LettersForm(forms.Form):
    """The letters in which a file is written."""

    encoding = forms.ChoiceField(label=_("Letters of the file"), choices=LETTERS)


class ConfirmForm(forms.Form):
    """The word to write; bad rows are left out only by explicit choice."""

    leave_out = forms.BooleanField(required=False)


class ColumnsForm(forms.Form):
    """Which column becomes what; what one value for all rows is; how the places are read."""

    reference = forms.ChoiceField(
        label=_("Coordinate system"),
        error_messages={"required": _("Choose the coordinate system: the file does not say it.")},
    )
    code = forms.CharField(
        label=_("EPSG code"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "28413"}),
    )
    swap_axes = forms.BooleanField(label=_("Latitude stands first: swap the axes"), required=False)

    def __init__(self, *arguments, job: Import, source: Layer, language: str, **more):
        self.job, self.source = job, source
        self.targets = targets_of(job.layer, language)
        kept = job.choices if job.choices.get("layer") == source.name else {}
        more.setdefault("initial", self._initial(kept))
        super().__init__(*arguments, **more)
        known = source.reference.is_known
        as_file = [(AS_FILE, self._as_file())] if known else [("", _("Choose"))]
        self.fields["reference"].choices = as_file + REFERENCES
        self.columns = [(one.name, _with_samples(one)) for one in source.fields]
        if self.is_table:
            for name, label in (
                ("x", _("Longitude or X")),
                ("y", _("Latitude or Y")),
                ("wkt", _("WKT")),
            ):
                self.fields[f"geometry_{name}"] = self._column(label)
        for target in self.targets:
            self.fields[f"column-{target.code}"] = self._column(target.label)
            self.fields[f"all-{target.code}"] = _one_for_all(target)

    @property
    def is_table(self) -> bool:
        return self.job.description["kind"] in ("csv", "xlsx")

    @cached_property
    def pairs(self):
        """For the page: each target with its two fields."""
        return [
            (target, self[f"column-{target.code}"], self[f"all-{target.code}"])
            for target in self.targets
        ]

    def clean(self):
        data = super().clean()
        if data.get("reference") == OTHER and not re.match(r"^\d{4,6}$", self._code()):
            self.add_error("code", _("Give the number of the system, as 28413."))
        if self.is_table and not self._places():
            self.add_error("geometry_x", _("Say which columns hold the coordinates."))
        for target in self.targets:
            self._clean_target(target)
        return data

    def choices(self) -> Choices:
        """What was chosen, as the service takes it."""
        data = self.cleaned_data
        reference = data["reference"]
        return Choices(
            layer=self.source.name,
            encoding=self.job.description["encoding"],
            reference={AS_FILE: "", OTHER: f"EPSG:{self._code()}"}.get(reference, reference),
            geometry=self._places() if self.is_table else {},
            swap_axes=data["swap_axes"],
            columns={
                one.code: data[f"column-{one.code}"]
                for one in self.targets
                if data[f"column-{one.code}"]
            },
            constants={
                one.code: data[f"all-{one.code}"] for one in self.targets if data[f"all-{one.code}"]
            },
        )

    def _clean_target(self, target: Target) -> None:
        column, value = self.cleaned_data.get(f"column-{target.code}"), self.cleaned_data.get(
            f"all-{target.code}"
        )  # fmt: skip
        if target.is_required and not column and not value:
            self.add_error(
                f"column-{target.code}", _("Choose a column, or give one value for all objects.")
            )
        if value and (problem := value_problem(self.job.layer, target, value)):
            self.add_error(f"all-{target.code}", problem)

    def _places(self) -> dict[str, str]:
        chosen = {name: self.cleaned_data.get(f"geometry_{name}") for name in ("x", "y", "wkt")}
        if chosen["wkt"]:
            return {"wkt": chosen["wkt"]}
        return {"x": chosen["x"], "y": chosen["y"]} if chosen["x"] and chosen["y"] else {}

    def _code(self) -> str:
        return self.cleaned_data.get("code", "").upper().removeprefix("EPSG:").strip()

    def _column(self, label) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *self.columns])

    def _as_file(self):
        reference = self.source.reference
        name = f"{reference.name} ({reference.code})" if reference.code else reference.name
        return format_lazy(_("as the file says: {name}"), name=name)

    def _initial(self, kept: dict) -> dict:
        columns = kept.get("columns")
        if columns is None:
            columns = guess_columns(self.targets, self.source.fields)
            used = self.source.geometry.values()
            columns = {code: name for code, name in columns.items() if name not in used}
        geometry = kept.get("geometry") or self.source.geometry
        initial = self._initial_reference(kept.get("reference", ""))
        initial["swap_axes"] = kept.get("swap_axes", False)
        initial |= {f"geometry_{side}": name for side, name in geometry.items()}
        initial |= {f"column-{code}": name for code, name in columns.items()}
        return initial | {f"all-{code}": value for code, value in kept.get("constants", {}).items()}

    def _initial_reference(self, kept: str) -> dict:
        own = self.source.reference.code or self.source.reference.wkt
        if not kept or kept == own:
            return {"reference": AS_FILE if own else ""}
        if kept in {code for code, _label in REFERENCES}:
            return {"reference": kept}
        return {"reference": OTHER, "code": kept.removeprefix("EPSG:")}


def source_of(job: Import, name: str) -> Layer:
    """Give the layer of the file that was asked for, else the chosen or the first one."""
    description = Description.from_data(job.description)
    chosen = description.layer(name) or description.layer(job.choices.get("layer", ""))
    return chosen or description.layers[0]


def _with_samples(field) -> str:
    return f"{field.name}: {', '.join(field.samples)}"[:90] if field.samples else field.name


def _one_for_all(target: Target) -> forms.Field:
    label = format_lazy(_("{label}: one value for all"), label=target.label)
    if target.choices:
        return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *target.choices])
    return forms.CharField(label=label, required=False, max_length=500)
