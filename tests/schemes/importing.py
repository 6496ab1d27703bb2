"""Imports for tests: a file goes through the steps as a worker would take them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from agglo_portal.core import outbox
from schemes.documents.importing import guess_columns, targets_of
from schemes.geofiles.reading import Description
from schemes.services.imports import Choices, choose_columns, confirm_import, start_import
from tests.factories.core import NOON

from . import good_files as good


def do_all():
    for message_id in outbox.due(at=NOON):
        outbox.do(message_id)


def bring(scene, data, *, name="zones.csv", layer=None, by=None):
    """The file is brought and described."""
    upload = SimpleUploadedFile(name, data)
    job = start_import(
        scene.draft, layer=layer or scene.zones, upload=upload, by=by or scene.planner, at=NOON
    )
    do_all()
    job.refresh_from_db()
    return job


def choose(scene, job, **more):
    """The columns are those guessed, unless said otherwise; the rows are staged."""
    source = Description.from_data(job.description).layers[0]
    columns = more.pop("columns", None)
    if columns is None:
        columns = guess_columns(targets_of(job.layer, "kk"), source.fields)
    choices = Choices(layer=source.name, columns=columns, **more)
    choose_columns(job, choices=choices, by=scene.planner, at=NOON)
    do_all()
    job.refresh_from_db()
    return job


def confirm(scene, job, *, leave_out=False):
    confirm_import(job, leave_out=leave_out, by=scene.planner, at=NOON)
    do_all()
    job.refresh_from_db()
    return job


def table(*rows, heading=("key", "name_kk", "wkt")) -> bytes:
    """A CSV with WKT."""
    return good.table_csv(rows=[heading, *rows])


def area(x=76.9, y=43.2, side=0.05) -> str:
    east, north = x + side, y + side
    return f"POLYGON (({x} {y}, {east} {y}, {east} {north}, {x} {north}, {x} {y}))"
