"""What every test stands on: fixed settings, a quiet broker, the cast, a council and its meetings.

The cast: `chair` (votes, presides), `member` (votes), `secretary` (does not vote), `observer`, all
of `body`; `clerk`, who coordinates for one akimat and has no seat; `stranger`, who has nothing.
"""

import pytest
from celery import current_app
from django.db import connection
from django.utils import translation

from agglo_portal.core import outbox
from councils.models import Post, Seat

from .factories.core import NOON, UserFactory
from .factories.councils import (
    AkimatFactory,
    BodyFactory,
    OfficialFactory,
    PostFactory,
    SeatFactory,
    make_meeting,
    seat_of,
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit clean up by TRUNCATE: in the test database alone it is let through."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgtype & 32 = 32")
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")


@pytest.fixture(autouse=True)
def _settings_for_tests(settings, tmp_path):
    """Media in a folder of the test, quick passwords, letters kept in memory, plain statics."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path  # WhiteNoise reads no folder that a collectstatic may rewrite
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://portal.example.kz"
    settings.SECRETARIAT_TWO_FACTOR_REQUIRED = False
    settings.SECURE_SSL_REDIRECT = False
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _english():
    """What a test calls itself speaks English, as the test does; pages speak their address."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def hurried(request, monkeypatch):
    """No broker: the ids of ordered work that a worker was asked to do at once are kept here.

    A test that wants the real broker asks for the fixture `real_broker` too.
    """
    ids = []
    monkeypatch.setattr(outbox, "_broker_rests_until", 0.0)
    if "real_broker" not in request.fixturenames:
        monkeypatch.setattr(
            type(current_app._get_current_object()),
            "send_task",
            lambda _app, _name, kwargs, **_options: ids.append(kwargs["message_id"]),
        )
    return ids


@pytest.fixture
def real_broker():
    """Lets `outbox.order` reach the real Celery broker."""


@pytest.fixture
def do_ordered_work(db):
    """A function that does all work ordered so far, as the sweeper would at `at`."""

    def do(at=NOON):
        for message_id in outbox.due(at=at):
            outbox.do(message_id)

    return do


# The cast ----------------------------------------------------------------------------------------
@pytest.fixture
def chair(db):
    return UserFactory(email="chair@example.kz", name="Төраға")


@pytest.fixture
def secretary(db):
    return UserFactory(email="secretary@example.kz", name="Хатшы")


@pytest.fixture
def member(db):
    return UserFactory(email="member@example.kz", name="Мүше", language="ru")


@pytest.fixture
def observer(db):
    return UserFactory(email="observer@example.kz", name="Бақылаушы")


@pytest.fixture
def stranger(db):
    return UserFactory(email="stranger@example.kz", name="Бөтен")


@pytest.fixture
def administrator(db):
    return UserFactory(email="admin@example.kz", name="Әкімші", is_staff=True, is_superuser=True)


@pytest.fixture
def clerk(db):
    user = UserFactory(email="clerk@example.kz", name="Үйлестіруші")
    PostFactory(
        official=OfficialFactory(user=user),
        organisation=AkimatFactory(),
        kind=Post.Kind.COORDINATOR,
    )
    return user


# A council of six votes (quorum four) and its meetings --------------------------------------------
@pytest.fixture
def body(chair, secretary, member, observer):
    body = BodyFactory()
    seat_of(body, chair, role=Seat.Role.CHAIR)
    seat_of(body, member)
    for _number in range(4):
        SeatFactory(body=body)
    seat_of(body, secretary, role=Seat.Role.SECRETARY)
    seat_of(body, observer, role=Seat.Role.OBSERVER)
    return body


@pytest.fixture
def draft_meeting(body):
    return make_meeting(body, items=2)


@pytest.fixture
def convened_meeting(body):
    return make_meeting(body, state="convened", items=2)


@pytest.fixture
def open_meeting(body):
    """In session: five of six voting members are present, chair and member among them."""
    return make_meeting(body, state="open", present=5, items=2)


@pytest.fixture
def closed_meeting(body):
    return make_meeting(body, state="closed", present=5, items=2)
