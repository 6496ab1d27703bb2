import pytest

from councils.models import Body, Meeting
from councils.phrases import genitive_kk, genitive_ru, heading


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Алматы агломерациясының үйлестіру кеңесі", "Алматы агломерациясының үйлестіру кеңесінің"),
        ("Ведомствоаралық комиссия", "Ведомствоаралық комиссияның"),
        ("Көлік жөніндегі жұмыс тобы", "Көлік жөніндегі жұмыс тобының"),
        ("Агломерация кеңесі", "Агломерация кеңесінің"),
        ("Даму комитеті", "Даму комитетінің"),
        ("Жергілікті кеңес", "Жергілікті кеңестің"),
        ("Үйлестіру штаб", "Үйлестіру штабтың"),
        ("Қала", "Қаланың"),
        ("Өзен", "Өзеннің"),
        ("Ауыл", "Ауылдың"),
        ("Кеңес (демо)", None),
        ("«Алматы»", None),
        ("АҚ", None),
        ("", None),
    ],
)
def test_a_kazakh_name_takes_the_genitive_of_its_last_sound(name, genitive):
    assert genitive_kk(name) == genitive


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        (
            "Координационный совет Алматинской агломерации",
            "Координационного совета Алматинской агломерации",
        ),
        (
            "Межведомственная комиссия по вопросам агломерации",
            "Межведомственной комиссии по вопросам агломерации",
        ),
        ("Рабочая группа по транспорту", "Рабочей группы по транспорту"),
        ("Местный совет", "Местного совета"),
        ("Городской штаб", "Городского штаба"),
        ("Общий комитет", "Общего комитета"),
        ("Совет по управлению", "Совета по управлению"),
        ("Шымкентский совет", "Шымкентского совета"),
        ("Бюро агломерации", None),
        ("", None),
    ],
)
def test_a_russian_name_takes_the_genitive_of_its_head(name, genitive):
    assert genitive_ru(name) == genitive


@pytest.mark.parametrize(
    ("kind", "kk", "ru"),
    [
        ("regular", "Кеңестің отырысы", "заседание Совета"),
        ("extraordinary", "Кеңестің кезектен тыс отырысы", "внеочередное заседание Совета"),
        ("field", "Кеңестің көшпелі отырысы", "выездное заседание Совета"),
        ("working", "Кеңестің жұмыс отырысы", "рабочее заседание Совета"),
    ],
)
def test_the_heading_names_the_kind_of_the_sitting(kind, kk, ru):
    meeting = Meeting(kind=kind, body=Body(name_kk="Кеңес", name_ru="Совет"))

    assert (heading(meeting, "kk"), heading(meeting, "ru")) == (kk, ru)


def test_a_name_that_is_not_safely_inflected_stands_beside_the_sitting():
    meeting = Meeting(body=Body(name_kk="Кеңес (демо)", name_ru="Бюро агломерации"))

    assert heading(meeting, "kk") == "Кеңес (демо): отырыс"
    assert heading(meeting, "ru") == "Бюро агломерации: заседание"
