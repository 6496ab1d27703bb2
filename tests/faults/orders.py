"""A web process in small: closes meetings, which orders the rendering of their minutes.

Reads lines: `make 20`, `close 5`; answers each with a line. Run by the fault tests with the
variables of their servers.
"""

import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import close_old_connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from agglo_portal.core.models import User  # noqa: E402
from councils.models import Meeting  # noqa: E402
from councils.services.meetings import close_meeting  # noqa: E402
from tests.factories.councils.minutes import make_body, make_held_meeting  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # many people


@transaction.atomic
def make(count: int) -> str:
    """Make as many meetings of one body, each ready to be closed."""
    body = make_body(6)
    for _number in range(count):
        make_held_meeting(body=body, items=4)
    return str(Meeting.objects.count())


def close(count: int) -> str:
    """Close the next ones, each in a transaction of its own; tell the longest wait in seconds."""
    secretary = User.objects.order_by("pk").first()
    waits = []
    for meeting in Meeting.objects.filter(state="open").order_by("pk")[:count]:
        started = time.monotonic()
        close_meeting(meeting, by=secretary, at=timezone.now())
        waits.append(time.monotonic() - started)
    return f"{max(waits):.3f}"


def main() -> None:
    acts = {"make": make, "close": close}
    for line in sys.stdin:
        act, number = line.split()
        close_old_connections()  # as at the beginning of a request
        print(acts[act](int(number)), flush=True)


if __name__ == "__main__":
    main()
