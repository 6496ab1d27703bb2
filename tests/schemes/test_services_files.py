"""Ordering files: once for the same wish, anew when the edition changed, done by any worker."""

from pathlib import Path

import pytest

from agglo_portal.core import outbox
from agglo_portal.core.models import OutboxMessage, StoredFile
from schemes.documents import making
from schemes.models import Edition, SchemeFile
from schemes.periodic.files import forget_old_files
from schemes.rules.orders import bbox_round, export_order, print_order, read_bbox
from schemes.services import files as service
from schemes.services.files import TooManyFilesWait, forget_file, order_file

from ..factories.core import DAY, NOON

EXPORT = SchemeFile.Purpose.EXPORT
CSV = export_order(format="csv", language="kk", layers=["zoning"])


def order(edition, *, purpose=EXPORT, order=CSV, by=None, at=NOON):
    return order_file(edition, purpose=purpose, order=order, by=by, at=at)


def test_order_file_promises_its_making_and_the_worker_keeps_it(scene, do_ordered_work):
    file = order(scene.published, by=scene.member)

    assert (file.file, file.work.kind, file.ordered_by) == (None, "make_scheme_file", scene.member)
    do_ordered_work()

    file.refresh_from_db()
    assert file.file.media_type == "text/csv"
    assert "А-1" in file.file.file.open().read().decode()
    assert file.report == {"revision": 1, "objects": {"zoning": 1}, "losses": []}


def test_the_same_order_is_the_same_file(scene, do_ordered_work):
    first = order(scene.published)
    do_ordered_work()

    again = order(scene.published, at=NOON + DAY)
    do_ordered_work(at=NOON + DAY)

    assert again == first
    assert StoredFile.objects.count() == 1
    assert OutboxMessage.objects.filter(kind="make_scheme_file").count() == 1


def test_the_order_of_layers_makes_no_other_file(scene):
    orders = [
        export_order(format="csv", language="kk", layers=layers, words=" а  б ")
        for layers in (["zoning", "transport"], ["transport", "zoning", "zoning"])
    ]

    assert order(scene.published, order=orders[0]) == order(scene.published, order=orders[1])


def test_another_revision_is_another_file(scene):
    first = order(scene.draft)
    Edition.objects.filter(pk=scene.draft.pk).update(revision=2)
    scene.draft.refresh_from_db()

    assert order(scene.draft) != first


def test_another_look_of_a_layer_is_another_file(scene):
    first = order(scene.published)
    scene.zones.style = {"fill": "#ffffff"}
    scene.zones.save()

    assert order(scene.published) != first


def test_a_worker_killed_amid_the_making_leaves_nothing_half_made(scene, monkeypatch):
    file = order(scene.published)
    message = file.work

    def killed(*_arguments, **_options):
        StoredFile.objects.create(name="half", extension=".csv", size=1, stored_at=NOON)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setitem(making.MAKERS, EXPORT, killed)
        with pytest.raises(SystemExit):
            outbox.do(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxMessage.State.WAITING, 1)
    assert StoredFile.objects.count() == 0

    outbox.do(message.pk)  # the sweeper's next round

    file.refresh_from_db()
    assert file.file is not None
    assert StoredFile.objects.count() == 1


def test_a_failed_file_is_begun_anew_by_the_same_order(scene, monkeypatch):
    file = order(scene.published)
    OutboxMessage.objects.filter(pk=file.work_id).update(state="failed", error="disk", attempts=6)

    again = order(scene.published, at=NOON + DAY)

    assert again == file
    assert (again.work.state, again.work.attempts) == (OutboxMessage.State.WAITING, 0)


def test_making_again_what_is_made_changes_nothing(scene, do_ordered_work):
    file = order(scene.published)
    do_ordered_work()
    file.refresh_from_db()

    making.make_file(file, at=NOON + DAY)

    assert (file.made_at, StoredFile.objects.count()) == (SchemeFile.objects.get().made_at, 1)


def test_a_crowd_without_accounts_does_not_fill_the_queue(scene, monkeypatch):
    monkeypatch.setattr(service, "MOST_WAITING", 2)
    for format in ("csv", "kml"):
        order(scene.published, order=export_order(format=format, language="kk"))

    with pytest.raises(TooManyFilesWait):
        order(scene.published, order=export_order(format="gpkg", language="kk"))

    assert order(scene.published, order=export_order(format="csv", language="kk"))
    assert order(scene.published, order=export_order(format="gpkg", language="kk"), by=scene.member)


def test_a_print_is_kept_like_any_file(scene, do_ordered_work):
    file = order(
        scene.published,
        purpose=SchemeFile.Purpose.PRINT,
        order=print_order(format="pdf", language="ru", layers=["zoning"]),
    )
    do_ordered_work()

    file.refresh_from_db()
    assert file.file.media_type == "application/pdf"
    assert file.report["scale"] > 0


# Forgetting --------------------------------------------------------------------------------------
def test_an_old_file_is_forgotten_and_can_be_ordered_again(
    scene, do_ordered_work, django_capture_on_commit_callbacks
):
    file = order(scene.published)
    do_ordered_work()
    path = Path(SchemeFile.objects.get().file.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        forget_file(file, by=None, at=NOON + 31 * DAY)
    assert not SchemeFile.objects.exists() and not StoredFile.objects.exists()
    assert not path.exists()

    again = order(scene.published, at=NOON + 32 * DAY)
    do_ordered_work(at=NOON + 32 * DAY)
    again.refresh_from_db()
    assert again.file is not None


def test_a_young_file_and_a_report_are_kept(scene, do_ordered_work):
    young = order(scene.published, at=NOON + 10 * DAY)
    report = order(scene.published, order={"format": "pdf"}, purpose=SchemeFile.Purpose.REMARKS)

    for file in (young, report):
        forget_file(file, by=None, at=NOON + 31 * DAY)

    assert set(SchemeFile.objects.all()) == {young, report}


def test_the_clock_forgets_what_is_old(scene):
    order(scene.published)  # the time of the tests is long past

    forget_old_files()

    assert not SchemeFile.objects.exists()


# Orders ------------------------------------------------------------------------------------------
def test_an_unknown_format_is_no_order():
    with pytest.raises(ValueError):
        export_order(format="vrt", language="kk")
    with pytest.raises(ValueError):
        print_order(format="pdf", language="kk", paper="a0")


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "77,43,76,44", "76,-89,77,90", "1,1,1,1"])
def test_bounds_that_are_none_are_refused(text):
    with pytest.raises(ValueError):
        read_bbox(text)


def test_bounds_are_read_from_a_link():
    assert read_bbox("76.5,43,77.5,43.6") == [76.5, 43.0, 77.5, 43.6]
    assert read_bbox(" ") is None


def test_bounds_round_a_place_hold_it():
    west, south, east, north = bbox_round(43.25, 76.9, 10)

    assert west < 76.9 < east and south < 43.25 < north
    assert east - west == pytest.approx(1000 * 360 / 256 / 2**10)
