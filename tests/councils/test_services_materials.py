"""Papers for the items of an agenda."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agglo_portal.core import journal
from agglo_portal.core.models import StoredFile
from agglo_portal.core.rules import Refused
from councils.models import Material
from councils.services.agenda import (
    MeetingOver,
    UnknownLanguage,
    attach_material,
    remove_material,
)
from councils.services.locks import AlreadyGone
from tests.factories.core import ALMATY
from tests.factories.councils import (
    NOON,
    MaterialFactory,
    SpecialDayFactory,
    StoredFileFactory,
    make_meeting,
)

pytestmark = pytest.mark.django_db


def attach(item, by, at=NOON, **more):
    paper = SimpleUploadedFile("анықтама.txt", "Су шаруашылығы туралы анықтама".encode())
    fields = {"upload": paper, "language": "kk", "title": "Анықтама", "is_public": True}
    return attach_material(item, **(fields | more), by=by, at=at)


def test_a_paper_is_kept_with_its_language_and_hash(draft_meeting, secretary):
    item = draft_meeting.items.first()

    material = attach(item, secretary)

    assert (material.language, material.title, material.is_public) == ("kk", "Анықтама", True)
    assert material.stored.stored_by == secretary
    entry = journal.entries_of(item).get()
    assert (entry.event, entry.facts["sha256"]) == ("material_attached", material.stored.sha256)


def test_a_paper_without_a_title_is_named_as_its_file(draft_meeting, secretary):
    assert attach(draft_meeting.items.first(), secretary, title=" ").title == "анықтама.txt"


@pytest.mark.parametrize(
    ("day", "is_late"), [(13, False), (16, False), (17, True), (18, True), (19, True)]
)
def test_a_paper_is_late_after_three_working_days_before_the_meeting(
    draft_meeting, secretary, day, is_late
):
    at = datetime(2026, 3, day, 23, 30, tzinfo=ALMATY)  # the meeting is on Thursday 19 March

    assert attach(draft_meeting.items.first(), secretary, at=at).is_late == is_late


def test_holidays_bring_the_deadline_of_papers_forward(draft_meeting, secretary):
    SpecialDayFactory(day=datetime(2026, 3, 18).date())
    monday = datetime(2026, 3, 16, 9, 0, tzinfo=ALMATY)

    assert attach(draft_meeting.items.first(), secretary, at=monday).is_late


def test_the_deadline_of_papers_is_the_bodys_own(draft_meeting, secretary):
    draft_meeting.body.materials_days = 7
    draft_meeting.body.save()

    assert attach(draft_meeting.items.first(), secretary).is_late


@pytest.mark.parametrize("state", ["closed", "minutes_signed", "published", "cancelled"])
def test_papers_of_a_meeting_that_is_over_stand(body, secretary, state):
    meeting = make_meeting(body, state=state)
    material = MaterialFactory(item=meeting.items.get())

    with pytest.raises(MeetingOver):
        attach(meeting.items.get(), secretary)
    with pytest.raises(MeetingOver):
        remove_material(material, by=secretary, at=NOON)


def test_a_paper_is_in_a_language_of_the_portal(draft_meeting, secretary):
    with pytest.raises(UnknownLanguage):
        attach(draft_meeting.items.first(), secretary, language="de")


def test_a_refused_file_leaves_no_paper(draft_meeting, secretary):
    program = SimpleUploadedFile("paper.pdf", b"MZ\x90\x00" + b"\x00" * 600)

    with pytest.raises(Refused):
        attach(draft_meeting.items.first(), secretary, upload=program)

    assert not Material.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_removed_paper_leaves_its_hash_in_the_journal(convened_meeting, secretary):
    item = convened_meeting.items.first()
    material = MaterialFactory(item=item, stored=StoredFileFactory(data=b"%PDF-1.7 x"))

    remove_material(material, by=secretary, at=NOON)

    assert not item.materials.exists()
    assert journal.entries_of(item).get().facts["sha256"] == material.stored.sha256


def test_removing_a_paper_twice_says_that_it_is_gone(draft_meeting, secretary):
    material = MaterialFactory(item=draft_meeting.items.first())
    remove_material(Material.objects.get(pk=material.pk), by=secretary, at=NOON)

    with pytest.raises(AlreadyGone):
        remove_material(material, by=secretary, at=NOON)
