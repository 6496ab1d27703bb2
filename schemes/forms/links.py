"""What the secretariat types and chooses when it links a decision."""

from django import forms

from ..models import Feature
from ..reports.links import visible_measures


class WordsForm(forms.Form):
    """Words of a search."""

    q = forms.CharField(max_length=100, required=False, strip=True)


class LinkForm(forms.Form):
    """The chosen object or measure; `target` is it, among those that the person may see."""

    feature = forms.UUIDField(required=False)
    measure = forms.UUIDField(required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        data = super().clean()
        if uid := data.get("feature"):
            features = Feature.objects.visible_to(self.user).select_related("layer__scheme")
            data["target"] = features.present().filter(uid=uid).first()
        elif uid := data.get("measure"):
            data["target"] = visible_measures(self.user).filter(uid=uid).first()
        if not data.get("target"):
            raise forms.ValidationError("", code="unknown")
        return data
