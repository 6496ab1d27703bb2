"""What forms of records share; services do the writing."""

from django import forms


class RecordForm(forms.ModelForm):
    """A form of a record that a service writes; constraints speak by their own messages."""

    def validate_unique(self):
        """The service says it in its own words."""


class ReasonedForm(RecordForm):
    """A form with a reason beside the fields of the record."""

    @property
    def fields_of_record(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}

    @property
    def given_reason(self) -> str:
        return self.cleaned_data.get("reason", "")
