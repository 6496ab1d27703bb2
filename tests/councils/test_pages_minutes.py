"""The minutes by the pages: wording and documents."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agglo_portal.core.models import OutboxMessage
from councils.documents import order_key
from councils.models import (
    Meeting,
    MinutesFile,
)
from councils.services.minutes import OvertakenByAnother
from tests.factories.core import StoredFileFactory
from tests.factories.councils.minutes import make_minutes
from tests.sessions import enter

from . import steps
from .visits import get, happened, post, said, worded_minutes, words

pytestmark = pytest.mark.django_db
ACTS = ["change", "render", "prepare", "send", "withdraw", "revise"]


@pytest.fixture
def minutes(closed_meeting):
    return worded_minutes(closed_meeting)


@pytest.fixture
def meeting(minutes):
    return minutes.meeting


def typed(minutes, **fields):
    """What the browser sends: all words as they stand, with some changed."""
    section = minutes.sections.get()
    prefix = f"item-{section.item_id}"
    words_of = ["heading_kk", "heading_ru", "opening_kk", "opening_ru", "closing_kk", "closing_ru"]
    data = {name: getattr(minutes, name) for name in words_of}
    for name in ("heard_kk", "heard_ru", "spoke_kk", "spoke_ru"):
        data[f"{prefix}-{name}"] = getattr(section, name)
        if name in fields:
            data[f"{prefix}-{name}"] = fields.pop(name)
    return {**data, "form": minutes.form, "version": minutes.version, **fields}


# Who may come ------------------------------------------------------------------------------------
@pytest.mark.parametrize("act", ["detail", *ACTS, "sign", "refuse"])
def test_unpublished_minutes_do_not_exist_for_a_stranger(client, stranger, meeting, act):
    enter(client, stranger)
    ask = get if act == "detail" else post

    assert ask(client, f"minutes_{act}", meeting.uid).status_code == 404


@pytest.mark.parametrize("act", [*ACTS, "sign", "refuse"])
def test_acts_on_minutes_are_not_a_members(client, member, meeting, act):
    enter(client, member)

    assert post(client, f"minutes_{act}", meeting.uid).status_code == 403


def test_a_member_reads_the_draft_and_edits_nothing(client, member, meeting):
    enter(client, member)

    response = get(client, "minutes_detail", meeting.uid)

    assert "Заслушан доклад" in response.content.decode()
    assert "<textarea" not in response.content.decode()


@pytest.mark.slow
def test_the_page_asks_the_database_the_same_for_few_items_and_many(client, secretary, body):
    enter(client, secretary)

    def count(items):
        minutes = make_minutes(items=items, body=body, present=5)
        with CaptureQueriesContext(connection) as queries:
            assert get(client, "minutes_detail", minutes.meeting.uid).status_code == 200
        return len(queries)

    count(1)
    assert count(1) == count(12)


# Wording -----------------------------------------------------------------------------------------
def test_words_are_saved_and_documents_ordered(client, secretary, minutes, meeting):
    enter(client, secretary)

    data = typed(minutes, spoke_ru="Аким – поддержал", form="short")
    post(client, "minutes_change", meeting.uid, data=data)

    minutes.refresh_from_db()
    assert (minutes.form, minutes.version) == ("short", 2)
    assert minutes.sections.get().spoke_ru == "Аким – поддержал"
    assert OutboxMessage.objects.filter(key=order_key(minutes)).exists()


def test_saving_twice_is_one_act(client, secretary, minutes, meeting):
    enter(client, secretary)

    data = typed(minutes, opening_ru="Открыто")
    post(client, "minutes_change", meeting.uid, data=data)
    minutes.refresh_from_db()
    post(client, "minutes_change", meeting.uid, data=typed(minutes))

    assert happened("minutes_changed") == 1


def test_the_second_of_two_sees_both_texts_and_loses_none(client, secretary, minutes, meeting):
    enter(client, secretary)
    data = typed(minutes, heard_ru="Мой текст")
    post(client, "minutes_change", meeting.uid, data=typed(minutes, heard_ru="Чужой текст"))

    response = post(client, "minutes_change", meeting.uid, data=data)

    page = response.content.decode()
    assert response.status_code == 409
    assert said(OvertakenByAnother(yours=1, now=2)) in words(response)
    assert "Мой текст</textarea>" in page
    assert "Чужой текст" in page
    assert minutes.sections.get().heard_ru == "Чужой текст"


def test_saving_again_after_the_warning_is_meant(client, secretary, minutes, meeting):
    enter(client, secretary)
    data = typed(minutes, heard_ru="Мой текст")
    post(client, "minutes_change", meeting.uid, data=typed(minutes, heard_ru="Чужой текст"))
    warned = post(client, "minutes_change", meeting.uid, data=data)

    data["version"] = warned.context["form"]["version"].value()
    post(client, "minutes_change", meeting.uid, data=data)

    assert minutes.sections.get().heard_ru == "Мой текст"


def test_words_that_came_too_late_for_the_wording_are_kept_on_the_page(
    client, secretary, minutes, meeting
):
    enter(client, secretary)
    data = typed(minutes, heard_ru="Опоздавшее слово")
    post(client, "minutes_prepare", meeting.uid)

    response = post(client, "minutes_change", meeting.uid, data=data)

    assert "Опоздавшее слово" in response.content.decode()
    assert "The words can no longer be changed." in words(response)
    assert "Save the words" not in words(response)


def test_facts_are_no_fields(client, secretary, minutes, meeting):
    enter(client, secretary)

    data = typed(minutes, number="99", state="complete", due_on="2030-01-01")
    post(client, "minutes_change", meeting.uid, data=data)

    minutes.refresh_from_db()
    meeting.refresh_from_db()
    assert (minutes.state, meeting.number) == ("draft", "1")


# Documents ---------------------------------------------------------------------------------------
def test_the_page_looks_again_while_documents_are_made(client, secretary, minutes, meeting):
    enter(client, secretary)

    making = get(client, "minutes_detail", meeting.uid)
    steps.store_documents(minutes)
    ready = get(client, "minutes_detail", meeting.uid)

    assert (making.context["every"], ready.context["every"]) == ("2s", "")
    assert len(ready.context["files"]) == 4
    assert 'hx-trigger="every 2s"' in making.content.decode()


def test_a_failed_rendering_says_why_and_can_be_repeated(client, secretary, minutes, meeting):
    enter(client, secretary)
    post(client, "minutes_change", meeting.uid, data=typed(minutes, opening_ru="Открыто"))
    order = OutboxMessage.objects.filter(kind="render_minutes")
    order.update(state="failed", attempts=6, error="CompileError: no font")

    failed = get(client, "minutes_detail", meeting.uid)
    post(client, "minutes_render", meeting.uid)

    assert "CompileError: no font" in words(failed)
    assert "Try again" in words(failed)
    assert order.get().state == OutboxMessage.State.WAITING


def test_a_document_is_shown_in_a_frame_of_ours_alone(client, secretary, minutes):
    file = MinutesFile.objects.create(
        minutes=minutes, version=1, language="kk", format="pdf", stored=StoredFileFactory()
    )
    enter(client, secretary)

    response = get(client, "minutes_file", file.pk)
    saved = get(client, "minutes_file", file.pk, query="?download")

    assert saved["Content-Disposition"].startswith("attachment")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_documents_of_unpublished_minutes_do_not_exist_for_others(client, stranger, minutes):
    steps.store_documents(minutes)
    enter(client, stranger)

    for file in minutes.files.all():
        assert get(client, "minutes_file", file.pk).status_code == 404


def test_only_the_signed_version_is_public(client, secretary, minutes, meeting):
    steps.store_documents(minutes)
    draft = minutes.files.filter(format="pdf").first()
    enter(client, secretary)
    post(client, "minutes_change", meeting.uid, data=typed(minutes, opening_ru="Открыто",
                                                           opening_kk="Ашылды"))  # fmt: skip
    minutes.refresh_from_db()
    steps.signed_by_all(minutes, secretary)
    post(client, "meeting_publish", meeting.uid)
    final = minutes.files.filter(format="pdf", version=minutes.version).first()
    client.logout()

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PUBLISHED
    assert get(client, "minutes_file", final.pk).status_code == 200
    assert get(client, "minutes_file", draft.pk).status_code == 404


def test_the_address_of_a_refused_change_leads_back_to_the_minutes(client, secretary, minutes):
    enter(client, secretary)

    answer = client.get(f"/en/meetings/{minutes.meeting.uid}/minutes/change/")

    assert answer["Location"] == minutes.get_absolute_url()
