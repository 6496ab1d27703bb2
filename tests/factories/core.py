"""Smallest valid records of the core, and the one time that tests know."""

import hashlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from django.core.files.base import ContentFile

from agglo_portal.core.models import StoredFile, User

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=ALMATY)  # a Thursday in a week without holidays
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
PASSWORD = "Dala-2026-zhel"


class UserFactory(factory.django.DjangoModelFactory):
    """A person who can log in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.kz")
    name = factory.Sequence(lambda n: f"Тұлға {n}")
    language = "kk"

    @classmethod
    def _create(cls, model_class, *args, **fields):
        password = fields.pop("password", PASSWORD)
        return model_class.objects.create_user(password=password, **fields)


class StoredFileFactory(factory.django.DjangoModelFactory):
    """Bytes that the portal keeps; `data=` gives them."""

    class Meta:
        model = StoredFile

    name = "paper.pdf"
    extension = ".pdf"
    media_type = "application/pdf"
    stored_at = NOON

    @classmethod
    def _create(cls, model_class, *args, **fields):
        data = fields.pop("data", b"%PDF-1.7\n%a small paper\n")
        fields.setdefault("size", len(data))
        fields.setdefault("sha256", hashlib.sha256(data).hexdigest())
        fields.setdefault("file", ContentFile(data, name=fields["name"]))
        return super()._create(model_class, *args, **fields)
