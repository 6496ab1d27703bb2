"""The minutes as data: what they say in kk and ru (domain rules 8, 13, 19–24, 37, 40)."""

import pytest

from councils.documents import minutes_as_data
from councils.documents.minutes import _vote
from councils.documents.terms import TERMS
from councils.models import AgendaItem, AttendanceEvent, Body, Decision, Minutes

from ..factories.core import MINUTE, NOON, UserFactory
from ..factories.councils.minutes import invite, make_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes():
    return make_minutes(items=2, voting=6, present=5, speeches=2, points=2)


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
    def shape(value):
        if isinstance(value, dict):
            return {key: shape(part) for key, part in value.items()}
        return [shape(part) for part in value] if isinstance(value, list) else type(value)

    kk, ru = (minutes_as_data(minutes, language=language) for language in ("kk", "ru"))

    assert shape(kk) == shape(ru)
    assert TERMS["kk"].keys() == TERMS["ru"].keys()


@pytest.mark.slow
def test_data_cost_the_same_queries_for_any_agenda(django_assert_num_queries, minutes):
    longer = make_minutes(items=12, voting=14, present=12)
    with django_assert_num_queries(9):
        minutes_as_data(Minutes.objects.select_related("meeting__body").get(pk=minutes.pk),
                        language="kk")  # fmt: skip

    with django_assert_num_queries(9):
        minutes_as_data(Minutes.objects.select_related("meeting__body").get(pk=longer.pk),
                        language="kk")  # fmt: skip
