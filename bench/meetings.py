"""A web process in small for the measurements: makes meetings and closes them by the service.

Reads lines: `make ITEMS POINTS`, `close`, `data MINUTES`; answers each with a line of JSON.
"""

import json
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from agglo_portal.core.models import User  # noqa: E402
from councils.documents import minutes_as_data  # noqa: E402
from councils.models import Meeting, Minutes  # noqa: E402
from councils.services.meetings import close_meeting  # noqa: E402
from tests.factories.councils.minutes import make_held_meeting  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # many people


@transaction.atomic
def make(items: str, points: str):
    return make_held_meeting(items=int(items), points=int(points)).pk


def close():
    """Close the meeting; give its minutes and the times before and after."""
    meeting, secretary = Meeting.objects.get(state="open"), User.objects.order_by("pk").first()
    started = time.monotonic()
    minutes = close_meeting(meeting, by=secretary, at=timezone.now())
    return [minutes.pk, started, time.monotonic()]


def data(minutes: str):
    record = Minutes.objects.select_related("meeting__body").get(pk=minutes)
    return {language: minutes_as_data(record, language=language) for language in ("kk", "ru")}


if __name__ == "__main__":
    for line in sys.stdin:
        act, *words = line.split()
        print(json.dumps(globals()[act](*words)), flush=True)
