"""The demo, loaded once for the tests of this folder."""

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import transaction

MD5 = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The folder of files of the loaded demo; each test's own changes are rolled back."""
    folder = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "DEMO", True)
        patch.setattr(django_settings, "MEDIA_ROOT", folder)
        patch.setattr(django_settings, "PASSWORD_HASHERS", MD5)
        with transaction.atomic():
            call_command("load_demo", verbosity=0)
            yield folder
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_demo(demo, settings):
    settings.DEMO = True
    settings.MEDIA_ROOT = demo
