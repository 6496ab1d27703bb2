"""The minutes as documents: what they say in kk and ru, and that they are made exactly once."""

import io
import re
from datetime import UTC, timedelta

import docx
import pikepdf
import pypdf
import pytest

from agglo_portal.core import outbox
from agglo_portal.core.documents import render_pdf
from agglo_portal.core.models import JournalEntry, OutboxMessage, StoredFile
from councils.documents import minutes_as_data, order_key, rendering_of, store_minutes
from councils.models import AgendaItem, AttendanceEvent, Body, Decision, Minutes, MinutesFile

from ..factories.core import MINUTE, NOON, UserFactory
from ..factories.councils.minutes import invite, make_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes():
    return make_minutes(items=2, voting=6, present=5, speeches=2, points=2)


def order_of(minutes, at=NOON):
    return outbox.order(
        "render_minutes",
        key=order_key(minutes),
        at=at,
        minutes=minutes.pk,
        version=minutes.version,
    )


def text_of(stored: StoredFile) -> str:
    """The words of a PDF, however its lines are broken."""
    with stored.file.open() as file:
        pages = [page.extract_text() for page in pypdf.PdfReader(file).pages]
    return _flat(" ".join(pages))


def words_of(stored: StoredFile) -> str:
    with stored.file.open() as file:
        document = docx.Document(io.BytesIO(file.read()))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return _flat(" ".join([p.text for p in document.paragraphs] + cells))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# What the minutes say ----------------------------------------------------------------------------
def test_heading_names_body_type_day_number_and_place(minutes):
    kk = minutes_as_data(minutes, language="kk")
    ru = minutes_as_data(minutes, language="ru")

    assert (kk["organisation"], kk["doctype"]) == (minutes.meeting.body.name_kk, "ХАТТАМА")
    assert (kk["date"], kk["number"], kk["city"]) == (
        "2026 жылғы 12 наурыз", "№ 1", "Алматы қаласы",
    )  # fmt: skip
    assert (ru["doctype"], ru["date"], ru["city"]) == (
        "ПРОТОКОЛ", "12 марта 2026 года", "город Алматы",
    )  # fmt: skip
    assert kk["title"].startswith("2026 жылғы 12 наурыздағы № 1 хаттама: ")
    assert ru["title"].startswith("Протокол от 12 марта 2026 года № 1: ")


def test_attendance_counts_those_who_came_out_of_all(minutes):
    kk = minutes_as_data(minutes, language="kk")
    ru = minutes_as_data(minutes, language="ru")

    assert kk["present"]["text"] == "кеңес мүшелері – 6 адамнан 5"
    assert ru["present"]["text"] == "члены совета – 5 из 6"
    assert len(kk["present"]["list"]) == 5
    assert kk["quorum"].endswith("Кворум бар. Отырыс шешім қабылдауға құқылы.")
    assert "не менее 4" in ru["quorum"]


def test_attendance_uses_the_words_of_the_body(minutes):
    for kind, words in [
        (Body.Kind.COMMISSION, "члены комиссии"),
        (Body.Kind.WORKING_GROUP, "члены рабочей группы"),
        (Body.Kind.COORDINATION_COUNCIL, "члены совета"),
    ]:
        minutes.meeting.body.kind = kind
        assert minutes_as_data(minutes, language="ru")["present"]["text"].startswith(words)


def test_names_and_posts_are_those_of_the_day(minutes):
    person = minutes.meeting.participants.get(is_presiding=True)
    person.official.name_kk = "Басқа есім"
    person.official.save()

    officers = minutes_as_data(minutes, language="kk")["officers"]

    assert officers[0] == {"label": "Төраға", "text": f"{person.name_kk} – {person.title_kk}"}
    assert officers[1]["label"] == "Хатшы"


def test_a_deputy_who_presided_signs_as_the_presiding_person(minutes):
    people = minutes.meeting.participants
    people.filter(is_presiding=True).update(is_presiding=False, is_present=False)
    deputy = people.filter(role="member", is_present=True).first()
    people.filter(pk=deputy.pk).update(is_presiding=True)

    data = minutes_as_data(minutes, language="ru")

    assert data["officers"][0]["label"] == "Председательствующий"
    assert data["signatures"][0]["name"] == deputy.name_ru


def test_a_person_without_a_public_name_is_named_by_post_once(minutes):
    person = minutes.meeting.participants.get(is_presiding=True)
    person.name_kk = person.name_ru = ""
    person.save()

    data = minutes_as_data(minutes, language="kk")

    assert data["officers"][0]["text"] == person.title_kk
    assert data["signatures"][0]["name"] == person.title_kk


def test_one_who_left_early_was_present_and_the_hour_is_told(minutes):
    person = minutes.meeting.participants.filter(role="member", is_present=True).first()
    person.is_present = False
    person.save()
    AttendanceEvent.objects.create(
        participant=person, kind="left", at=NOON + 40 * MINUTE, by=UserFactory()
    )

    data = minutes_as_data(minutes, language="ru")

    assert data["present"]["text"] == "члены совета – 5 из 6"
    assert any("время ухода с заседания – 12:40" in line for line in data["present"]["list"])


def test_a_list_of_more_than_fifteen_becomes_an_annex():
    minutes = make_minutes(items=1, voting=18, present=17)

    data = minutes_as_data(minutes, language="ru")

    assert data["present"]["list"] == []
    assert data["present"]["text"] == "члены совета – 17 из 18 (список прилагается)"
    assert len(data["annex"]["rows"]) == 17
    assert data["annex"]["heading"] == "Приложение к протоколу от 12 марта 2026 года № 1"


def test_the_invited_are_listed_apart(minutes):
    invite(minutes, kk="Палата өкілі", ru="Представитель палаты")

    data = minutes_as_data(minutes, language="kk")

    assert data["invited"]["list"] == ["Палата өкілі – төрағаның орынбасары"]
    assert data["present"]["text"] == "кеңес мүшелері – 6 адамнан 5"


def test_points_are_numbered_alike_in_both_languages_with_executor_and_deadline(minutes):
    kk, ru = (minutes_as_data(minutes, language=language) for language in ("kk", "ru"))

    point_kk = kk["items"][1]["decision"]["points"][0]
    point_ru = ru["items"][1]["decision"]["points"][0]
    assert point_kk["number"] == point_ru["number"] == "2.1."
    assert point_kk["terms"] == [
        {"label": "Жауапты орындаушы", "text": "Алматы қаласының әкімдігі"},
        {
            "label": "Бірлесіп орындаушылар",
            "text": "Алматы облысының әкімдігі; Көлік министрлігі",
        },
        {"label": "Мерзімі", "text": "2026 жылғы 1 шілдеге дейін"},
    ]
    assert point_ru["terms"][2] == {"label": "Срок", "text": "до 1 июля 2026 года"}
    assert kk["items"][0]["decision"]["label"] == "ШЕШТІ"
    assert ru["items"][0]["decision"]["registered"] == (
        "Регистрационный номер решения: № 17/2026 (рекомендация)"
    )


def poll_of(minutes, **fields):
    """Set the counted vote of the first item; the database refuses to change a closed one."""
    decision = minutes.meeting.items.get(position=1).decision
    poll = decision.polls.get()
    for name, value in fields.items():
        setattr(poll, name, value)
    return poll


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"votes_for": 5, "abstained": 0}, "Решение принято единогласно."),
        ({"votes_for": 4, "abstained": 1}, "Решение принято большинством голосов."),
        ({"by_casting_vote": True}, "Решение принято решающим голосом председательствующего."),
        ({"adopted": False}, "Решение не принято."),
        ({"adopted": False, "by_casting_vote": True}, "решение не принято."),
    ],
)
def test_result_of_a_vote_is_told_in_words(minutes, fields, result):
    from councils.documents.minutes import _vote
    from councils.documents.terms import TERMS

    sentences = _vote(poll_of(minutes, **fields), TERMS["ru"])

    assert sentences[-1].endswith(result)


def test_votes_are_printed_with_present_and_total(minutes):
    votes = minutes_as_data(minutes, language="kk")["items"][0]["parts"][-1]

    assert votes["label"] == "ДАУЫС БЕРУ ҚОРЫТЫНДЫСЫ"
    assert votes["paragraphs"][0] == ("жақтап – 4, қарсы – 0, қалыс қалды – 1, дауыс бермеді – 0")
    assert "6 адамнан 5" in votes["paragraphs"][1]


@pytest.mark.parametrize(
    ("item_state", "decision_state", "notes"),
    [
        ("taken_off", "draft", ["Вопрос снят с повестки дня.", "Причина: просьба докладчика"]),
        ("considered", "deferred", ["Рассмотрение вопроса отложено.", "Причина: нужен расчёт"]),
        ("considered", "draft", ["Голосование по вопросу не проводилось."]),
        ("waiting", "draft", ["Вопрос не рассматривался."]),
    ],
)
def test_an_item_without_a_decision_says_why(item_state, decision_state, notes):
    minutes = make_minutes(items=1, decide=False)
    AgendaItem.objects.update(state=item_state, taken_off_reason="просьба докладчика")
    Decision.objects.update(state=decision_state, deferred_reason="нужен расчёт")

    item = minutes_as_data(minutes, language="ru")["items"][0]

    assert item["notes"] == notes
    assert item["decision"] is None


def test_short_form_keeps_names_and_decisions_and_drops_speeches(minutes):
    minutes.form = Minutes.Form.SHORT

    data = minutes_as_data(minutes, language="ru")

    heard, spoke = data["items"][0]["parts"][:2]
    assert data["doctype"] == "КРАТКИЙ ПРОТОКОЛ"
    assert heard["paragraphs"] == ["Омирузак У.У."]
    assert spoke["paragraphs"] == ["Хакимжан И.Н.", "Куанышбаева А.О."]
    assert len(data["items"][0]["decision"]["points"]) == 2


def test_both_languages_have_the_same_shape(minutes):
    from councils.documents.terms import TERMS

    def shape(value):
        if isinstance(value, dict):
            return {key: shape(part) for key, part in value.items()}
        return [shape(part) for part in value] if isinstance(value, list) else type(value)

    kk, ru = (minutes_as_data(minutes, language=language) for language in ("kk", "ru"))

    assert shape(kk) == shape(ru)
    assert TERMS["kk"].keys() == TERMS["ru"].keys()


def test_data_cost_the_same_queries_for_any_agenda(django_assert_num_queries, minutes):
    longer = make_minutes(items=12, voting=14, present=12)
    with django_assert_num_queries(9):
        minutes_as_data(Minutes.objects.select_related("meeting__body").get(pk=minutes.pk),
                        language="kk")  # fmt: skip

    with django_assert_num_queries(9):
        minutes_as_data(Minutes.objects.select_related("meeting__body").get(pk=longer.pk),
                        language="kk")  # fmt: skip


# The files ---------------------------------------------------------------------------------------
def test_store_minutes_makes_both_languages_in_both_formats_once(minutes):
    store_minutes(minutes, version=1)
    store_minutes(minutes, version=1)

    kinds = set(minutes.files.values_list("version", "language", "format"))
    assert kinds == {(1, "kk", "pdf"), (1, "kk", "docx"), (1, "ru", "pdf"), (1, "ru", "docx")}
    assert StoredFile.objects.count() == 4
    assert minutes.files.get(language="kk", format="pdf").stored.name == (
        "hattama-1-2026-v1-kk.pdf"
    )


def test_store_minutes_skips_a_version_that_was_overtaken(minutes):
    Minutes.objects.filter(pk=minutes.pk).update(version=2)

    store_minutes(minutes, version=1)  # read before the change
    minutes.refresh_from_db()
    store_minutes(minutes, version=1)  # read after it

    assert not MinutesFile.objects.exists()


def test_store_minutes_gives_the_same_bytes_when_it_starts_anew(minutes):
    again = make_minutes_files(minutes)
    first = make_minutes_files(minutes)

    assert first == again
    assert len(first) == 4


def make_minutes_files(minutes) -> dict[str, str]:
    """Render as if for the first time, and give the hashes."""
    from django.db import transaction

    with transaction.atomic():
        store_minutes(minutes, version=1)
        made = {f"{f.language}.{f.format}": f.stored.sha256 for f in minutes.files.all()}
        transaction.set_rollback(True)
    return made


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ["ХАТТАМА", "ТЫҢДАЛДЫ:", "СӨЗ СӨЙЛЕГЕНДЕР:", "ШЕШТІ:", "12,4 млрд ₸", "Һәкімжан"]),
        ("ru", ["ПРОТОКОЛ", "СЛУШАЛИ:", "ВЫСТУПИЛИ:", "РЕШИЛИ:", "12,4 млрд ₸", "Хакимжан"]),
    ],
)
def test_pdf_and_word_say_the_same(minutes, language, words):
    store_minutes(minutes, version=1)

    pdf = text_of(minutes.files.get(language=language, format="pdf").stored)
    word = words_of(minutes.files.get(language=language, format="docx").stored)
    heading = getattr(minutes, f"heading_{language}")
    assert [w for w in [*words, heading, "2.2."] if w not in pdf] == []
    assert [w for w in [*words, heading, "2.2."] if w not in word] == []


def test_pages_are_numbered_and_the_version_stands_on_each():
    minutes = make_minutes(items=6, speeches=6)
    store_minutes(minutes, version=1)

    with minutes.files.get(language="ru", format="pdf").stored.file.open() as file:
        pages = [_flat(page.extract_text()) for page in pypdf.PdfReader(file).pages]

    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in text
        assert "редакция 1" in text


def test_pdf_is_tagged_with_headings_in_order(minutes):
    store_minutes(minutes, version=1)

    with (
        minutes.files.get(language="kk", format="pdf").stored.file.open() as file,
        pikepdf.open(file) as pdf,
    ):
        kinds = [str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]

        assert kinds.count("/H1") == 1
        assert kinds.count("/H2") == 3  # the agenda and two items
        assert str(pdf.Root.Lang) == "kk"
        assert str(pdf.docinfo.CreationDate) == minutes.meeting.closed_at.astimezone(UTC).strftime(
            "D:%Y%m%d%H%M%SZ"
        )


def test_hostile_wording_is_shown_as_typed(minutes):
    typed = '#import "x" {{ 7*7 }} <b>&amp;</b> *қалың*'
    section = minutes.sections.order_by("pk").first()
    section.heard_kk = typed
    section.save()

    store_minutes(minutes, version=1)

    assert typed in text_of(minutes.files.get(language="kk", format="pdf").stored)
    assert typed in words_of(minutes.files.get(language="kk", format="docx").stored)


@pytest.mark.slow
def test_forty_pages_in_four_files_take_less_than_ten_seconds():
    from time import perf_counter

    minutes = make_minutes(items=36, speeches=9, points=4)
    started = perf_counter()

    store_minutes(minutes, version=1)

    assert perf_counter() - started < 10
    with minutes.files.get(language="kk", format="pdf").stored.file.open() as file:
        assert len(pypdf.PdfReader(file).pages) >= 40


# How far it is -----------------------------------------------------------------------------------
def test_rendering_waits_until_a_worker_takes_it(minutes):
    assert rendering_of(minutes).state == "waiting"

    order = order_of(minutes)

    rendering = rendering_of(minutes)
    assert (rendering.state, rendering.order) == ("waiting", order)
    assert rendering.is_under_way


def test_rendering_is_done_when_all_files_are_there(minutes, do_ordered_work):
    order_of(minutes)

    do_ordered_work()

    rendering = rendering_of(minutes)
    assert rendering.is_done
    assert [(f.language, f.format) for f in rendering.files] == [
        ("kk", "pdf"), ("kk", "docx"), ("ru", "pdf"), ("ru", "docx"),
    ]  # fmt: skip
    assert OutboxMessage.objects.get().state == "done"


def test_rendering_of_a_new_version_starts_again(minutes, do_ordered_work):
    order_of(minutes)
    do_ordered_work()

    minutes.version = 2
    minutes.save()

    assert rendering_of(minutes).state == "waiting"
    assert rendering_of(minutes).files == ()


def test_rendering_tells_what_failed_and_can_be_ordered_again(minutes, monkeypatch):
    order = order_of(minutes)
    monkeypatch.setattr("councils.documents.rendering.render_pdf", lambda *_a, **_k: 1 / 0)
    outbox.do(order.pk)

    assert rendering_of(minutes).state == "waiting"  # it will be tried again by itself
    assert "ZeroDivisionError" in rendering_of(minutes).error

    OutboxMessage.objects.update(state="failed")
    failed = rendering_of(minutes)
    assert failed.state == "failed"
    assert not failed.is_under_way

    monkeypatch.setattr("councils.documents.rendering.render_pdf", render_pdf)
    outbox.order_again(failed.order, at=NOON)
    outbox.do(order.pk)
    assert rendering_of(minutes).is_done


def test_rendering_names_the_characters_that_could_not_be_printed(minutes, do_ordered_work):
    section = minutes.sections.order_by("pk").first()
    section.spoke_ru = "Прекрасно 👍 会"
    section.save()
    order_of(minutes)

    do_ordered_work(at=NOON + timedelta(days=365))

    assert rendering_of(minutes).lost_characters == ("👍", "会")
    assert "👍 会" in rendering_of(minutes).message
    assert JournalEntry.objects.filter(event="minutes_characters_lost").count() == 1
