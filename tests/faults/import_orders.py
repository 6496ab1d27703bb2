"""A planner in small: brings files with many areas, chooses their columns, confirms.

Reads lines: `bring 6000`, `choose`, `confirm`; answers each with a line. Run by the fault tests
with the variables of their servers.
"""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from schemes.models import Edition, Import, Layer  # noqa: E402
from schemes.services.imports import (  # noqa: E402
    Choices,
    choose_columns,
    confirm_import,
    start_import,
)
from tests.factories.schemes import make_scheme  # noqa: E402
from tests.schemes.importing import area, table  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # many people
COLUMNS = {"key": "key", "name_kk": "name_kk"}


def bring(count: str) -> str:
    """Order the reading of one more file with the same areas."""
    if not Edition.objects.exists():
        make_scheme()
    edition = Edition.objects.get(state="draft")
    rows = [
        [f"Б-{n}", f"Аймақ {n}", area(76 + n % 100 * 0.02, 42 + n // 100 * 0.02, 0.015)]
        for n in range(int(count))
    ]
    start_import(
        edition,
        layer=Layer.objects.get(code="zoning"),
        upload=SimpleUploadedFile("areas.csv", table(*rows)),
        by=edition.scheme.body.seats.get(role="secretary").official.user,
        at=timezone.now(),
    )
    return count


def choose() -> str:
    jobs = list(Import.objects.filter(state="described"))
    for job in jobs:
        layer = job.description["layers"][0]["name"]
        choices = Choices(layer=layer, columns=COLUMNS)
        choose_columns(job, choices=choices, by=job.started_by, at=timezone.now())
    return str(len(jobs))


def confirm() -> str:
    jobs = list(Import.objects.filter(state="checked"))
    for job in jobs:
        confirm_import(job, leave_out=False, by=job.started_by, at=timezone.now())
    return str(len(jobs))


def main() -> None:
    acts = {"bring": bring, "choose": choose, "confirm": confirm}
    for line in sys.stdin:
        act, *words = line.split()
        close_old_connections()  # as at the beginning of a request
        print(acts[act](*words), flush=True)


if __name__ == "__main__":
    main()
