"""Variables: filled for these parties, declined where that is certain, editable where not."""

from datetime import date

import pytest

from councils.models import Post
from memoranda.nodes import Node
from memoranda.skeletons import skeleton
from memoranda.variables import fill, fill_nodes, fill_words, kazakh, russian, tokens_in
from memoranda.variables.values import Value, known_values, values_for
from tests.factories.councils import (
    AgglomerationFactory,
    AkimatFactory,
    BodyFactory,
    OfficialFactory,
    OrganisationFactory,
    PostFactory,
)

DAY = date(2026, 3, 12)


# Russian ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Акимат города Алматы", "Акимата города Алматы"),
        ("Акимат Алматинской области", "Акимата Алматинской области"),
        ("Алматинский областной маслихат", "Алматинского областного маслихата"),
        (
            "Министерство национальной экономики Республики Казахстан",
            "Министерства национальной экономики Республики Казахстан",
        ),
        (
            "Национальная палата предпринимателей Республики Казахстан «Атамекен»",
            "Национальной палаты предпринимателей Республики Казахстан «Атамекен»",
        ),
        (
            "Акционерное общество «Центр развития города Алматы»",
            "Акционерного общества «Центр развития города Алматы»",
        ),
        ("Первый заместитель акима города Алматы", "Первого заместителя акима города Алматы"),
        ("Алматинская агломерация", "Алматинской агломерации"),
        (
            "Координационный совет по развитию Алматинской агломерации",
            "Координационного совета по развитию Алматинской агломерации",
        ),
    ],
)
def test_the_head_of_a_russian_name_is_declined(name, genitive):
    assert russian.genitive(name) == (genitive, True)


@pytest.mark.parametrize("name", ["АО «КазНИИСА»", "«Атамекен»", "2-я больница", "", "И. о. акима"])
def test_a_russian_name_without_a_sure_head_stays(name):
    assert russian.genitive(name) == (name, False)


@pytest.mark.parametrize(
    ("name", "genitive", "is_sure"),
    [
        ("Ахметов А.Б.", "Ахметова А.Б.", True),
        ("А.Б. Ахметов", "А.Б. Ахметова", True),
        ("Ахметова А.Б.", "Ахметовой А.Б.", True),
        ("Қонаев Ж.", "Қонаев Ж.", False),
        ("Цой В.", "Цой В.", False),
        ("", "", False),
    ],
)
def test_a_persons_name_is_declined_only_when_it_is_known(name, genitive, is_sure):
    assert russian.person_genitive(name) == (genitive, is_sure)


def test_names_inside_a_russian_sentence_are_small_unless_they_are_proper():
    assert russian.joined(
        ["Акимат города Алматы", "Акимат Алматинской области", "Министерство финансов"]
    ) == ("Акимат города Алматы, акимат Алматинской области и Министерство финансов")
    assert russian.joined(["Акимат города Алматы"]) == "Акимат города Алматы"


# Kazakh -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Алматы қаласының әкімдігі", "Алматы қаласының әкімдігінің"),
        ("Алматы облыстық мәслихаты", "Алматы облыстық мәслихатының"),
        ("Ұлттық экономика министрлігі", "Ұлттық экономика министрлігінің"),
        ("«Орталық» акционерлік қоғамы", "«Орталық» акционерлік қоғамының"),
        ("Алматы агломерациясы", "Алматы агломерациясының"),
        ("Қалалық басқарма", "Қалалық басқарманың"),
        ("мектеп", "мектептің"),
        ("әкім", "әкімнің"),
        ("бөлім", "бөлімнің"),
        ("орган", "органның"),
        ("қор", "қордың"),
    ],
)
def test_a_kazakh_ending_follows_the_vowels(name, genitive):
    assert kazakh.genitive(name) == (genitive, True)


@pytest.mark.parametrize(
    "name", ["«ҚазҚСҒЗИ» АҚ", "«Атамекен»", "№ 5", "комитет (демо)", "коммуникация", ""]
)
def test_an_uncertain_kazakh_name_stays(name):
    assert kazakh.genitive(name) == (name, False)


def test_kazakh_names_are_joined():
    assert kazakh.joined(["А", "Ә", "Б"]) == "А, Ә және Б"


# Tokens -------------------------------------------------------------------------------------------
def test_tokens_are_filled_by_language_and_the_unknown_stay():
    values = {"place": {"kk": "Алматы қаласы", "ru": "город Алматы"}, "act": {"kk": " "}}
    words = {"text_kk": "{place} {act} {х} {Place}", "text_ru": "{place} {act}"}

    assert fill_words(words, values) == {
        "text_kk": "Алматы қаласы {act} {х} {Place}",
        "text_ru": "город Алматы {act}",
    }
    assert tokens_in(words["text_kk"]) == ["place", "act"]


def test_a_value_is_not_filled_again():
    values = {"party_1": {"kk": "{party_2}", "ru": "x"}, "party_2": {"kk": "y", "ru": "y"}}

    assert fill("{party_1}", values, "kk") == "{party_2}"


def test_a_clause_of_each_party_stands_once_for_every_party():
    inner = Node("subclause", {"text_kk": "{akim}", "text_ru": "{place}"})
    node = Node("clause", {"text_kk": "{party_gen} {party_1}"}, children=(inner,))

    made = fill_nodes([node], {"party_2_gen": {"kk": "Б-ның"}}, 2)

    assert [one.words["text_kk"] for one in made] == ["{party_1_gen} {party_1}", "Б-ның {party_1}"]
    assert [one.children[0].words["text_kk"] for one in made] == ["{akim_1}", "{akim_2}"]
    assert fill_nodes([node], {}, 0) == (node,)


# Values -------------------------------------------------------------------------------------------
@pytest.fixture
def body(db):
    return BodyFactory(
        city_kk="Алматы қаласы",
        city_ru="город Алматы",
        agglomeration=AgglomerationFactory(name_kk="Алматы агломерациясы", name_ru="Алматинская"),
    )


@pytest.fixture
def akimat(db):
    made = AkimatFactory(name_kk="Іле ауданының әкімдігі", name_ru="Акимат Илийского района")
    PostFactory(
        official=OfficialFactory(name_kk="Б. Ахметов", name_ru="Б. Ахметов"),
        organisation=made,
        kind=Post.Kind.HEAD,
        title_kk="Іле ауданының әкімі",
        title_ru="Аким Илийского района",
    )
    return made


def test_only_what_the_text_asks_is_asked_in_reading_order(body, akimat, rf):
    other = OrganisationFactory(name_kk="«Атамекен»", name_ru="«Атамекен»")

    values = values_for(skeleton("memorandum").nodes, body=body, parties=[akimat, other], day=DAY)

    assert [one.name for one in values] == [
        "parties", "agglomeration", "party_1", "party_2", "body", "start", "term",
        "requisites_1", "requisites_2",
    ]  # fmt: skip
    by_name = {one.name: one for one in values}
    assert by_name["requisites_1"] == Value("requisites_1")
    assert by_name["parties"].kk == "Іле ауданының әкімдігі және «Атамекен»"


def test_the_head_is_named_with_post_and_genitive(body, akimat):
    known = known_values(body=body, parties=[akimat], day=DAY)

    assert known["signatory_1"].words == {
        "kk": "Іле ауданының әкімі Б. Ахметов",
        "ru": "аким Илийского района Б. Ахметов",
    }
    assert known["signatory_1_gen"].ru == "акима Илийского района Б. Ахметова"
    assert known["party_1_gen"].unsure == ()
    assert "местном государственном управлении" in known["authority_1"].ru


def test_what_cannot_be_declined_is_marked(body):
    other = OrganisationFactory(name_kk="«Атамекен»", name_ru="АО «Атамекен»")

    known = known_values(body=body, parties=[other], day=DAY)

    assert known["party_1_gen"].unsure == ("kk", "ru")
    assert known["parties_gen"].unsure == ("kk", "ru")
    assert "signatory_1" not in known


def test_term_and_start_follow_the_dates(body):
    fields = {"starts": "named_day", "starts_on": date(2027, 1, 1), "ends_on": date(2029, 12, 31)}

    known = known_values(body=body, parties=[], fields=fields, day=DAY)

    assert known["start"].words == {
        "kk": "2027 жылғы 1 қаңтардан бастап",
        "ru": "с 1 января 2027 года",
    }
    assert known["term"].kk == "2029 жылғы 31 желтоқсанға дейін (қоса алғанда) қолданылады"
    assert known_values(body=body, parties=[], day=DAY)["term"].ru == "действует бессрочно"
