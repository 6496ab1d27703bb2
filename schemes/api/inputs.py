"""What programs send: checked for its shape here, for its sense by the services."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from councils.models import Act, Decision, Organisation

from ..models import Feature, Phase
from ..services.features import Content
from .fields import GeometryField, ValuesField


class ReturnInput(serializers.Serializer):
    reason = serializers.CharField(max_length=500)


class EndorseInput(serializers.Serializer):
    """What endorsed the edition: a decision of its body, or an act."""

    decision = serializers.UUIDField(required=False)
    act = serializers.UUIDField(required=False)

    def validate_decision(self, uid):
        return _named(Decision.objects.visible_to(self.context["request"].user), uid)

    def validate_act(self, uid):
        return _named(Act.objects.all(), uid)


class ContentInput(serializers.Serializer):
    """All that is said of an object beside its shape; what is left out stays as it is."""

    key = serializers.CharField(max_length=80, required=False, allow_blank=True)
    name_kk = serializers.CharField(max_length=300, required=False, allow_blank=True)
    name_ru = serializers.CharField(max_length=300, required=False, allow_blank=True)
    name_en = serializers.CharField(max_length=300, required=False, allow_blank=True)
    attributes = ValuesField(required=False)
    phase = serializers.CharField(max_length=40, required=False, allow_null=True)
    status = serializers.ChoiceField(choices=Feature.Status.choices, required=False)
    responsible = serializers.UUIDField(required=False, allow_null=True)
    cost = serializers.DecimalField(
        max_digits=18, decimal_places=2, required=False, allow_null=True
    )
    source = serializers.CharField(max_length=500, required=False, allow_blank=True)

    def validate_responsible(self, uid):
        return uid and _named(Organisation.objects.all(), uid)

    def validate_attributes(self, values):
        if not isinstance(values, dict):
            raise serializers.ValidationError(_("Give values by the codes of the attributes."))
        return values


class FeatureInput(ContentInput):
    """A new object of a draft."""

    edition = serializers.UUIDField()
    layer = serializers.CharField(max_length=30)
    geometry = GeometryField()


class ChangeInput(ContentInput):
    """A change of an object; `version` is the one that was read."""

    version = serializers.IntegerField(min_value=1)
    geometry = GeometryField(required=False)


class VersionInput(serializers.Serializer):
    version = serializers.IntegerField(min_value=1)


class RestoreInput(VersionInput):
    """Brings back what was taken off; with `to`, an object as it stood in that version."""

    to = serializers.IntegerField(min_value=1, required=False)


class ReportInput(serializers.Serializer):
    """The executor's report on a year."""

    year = serializers.IntegerField(min_value=1990, max_value=2100)
    percent = serializers.IntegerField(min_value=0, max_value=100)
    spent = serializers.DecimalField(
        max_digits=16, decimal_places=1, required=False, allow_null=True
    )
    text_kk = serializers.CharField(max_length=20_000)
    text_ru = serializers.CharField(max_length=20_000)


def content_of(facts: dict, scheme, now: Content | None = None) -> Content:
    """Give the content that the checked facts make of what stands now (or of nothing).

    Attributes are told one by one: a code that is not told stays, null takes a value away.
    """
    now = now or Content()
    names = set(facts) & set(Content.__dataclass_fields__) - {"attributes", "phase"}
    content = now.but(**{name: facts[name] for name in names})
    if "attributes" in facts:
        content = content.but(attributes={**now.attributes, **facts["attributes"]})
    if "phase" in facts:
        content = content.but(phase=_phase(scheme, facts["phase"]))
    return content


def _phase(scheme, code: str | None) -> Phase | None:
    if not code:
        return None
    found = Phase.objects.filter(scheme=scheme, code=code).first()
    if found is None:
        raise serializers.ValidationError({"phase": [_("The scheme has no such phase.")]})
    return found


def _named(rows, uid):
    found = rows.filter(uid=uid).first()
    if found is None:
        raise serializers.ValidationError(_("There is no such record."))
    return found
