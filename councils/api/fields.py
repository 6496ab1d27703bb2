"""Fields that the answers of the API share."""

from django.utils import translation
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

TEXTS = {
    "type": "object",
    "properties": {language: {"type": "string"} for language in ("kk", "ru", "en")},
    "example": {"kk": "Күн тәртібі", "ru": "Повестка дня"},
}


@extend_schema_field(TEXTS)
class TextsField(serializers.Field):
    """One text in the languages in which it exists: {"kk": …, "ru": …, "en": …}.

    `of` names the related record that bears it, `text` its name there (else the field's own).
    Nothing is translated by falling back: a missing language is a missing key.
    """

    def __init__(self, of: str = "", text: str = "", **kwargs):
        self.of = of
        self.text = text
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, record):
        bearer = getattr(record, self.of) if self.of else record
        name = self.text or self.field_name
        texts = {
            language: getattr(bearer, f"{name}_{language}", "") for language in ("kk", "ru", "en")
        }
        return {language: text for language, text in texts.items() if text}


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(serializers.Field):
    """The address of the record in the API: absolute and stable."""

    def __init__(self, view_name: str, **kwargs):
        self.view_name = view_name
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, record):
        return reverse(
            self.view_name, kwargs={"uid": record.uid}, request=self.context.get("request")
        )


@extend_schema_field({"type": "string", "format": "uri"})
class PageField(serializers.Field):
    """The address of the page for people, in Kazakh; other languages stand in its head."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, record):
        with translation.override("kk"):
            return self.context["request"].build_absolute_uri(record.get_absolute_url())
