"""A memorandum begins, is kept as a template, changes its facts, is withdrawn."""

from datetime import date

import pytest

from agglo_portal.core import journal
from councils.models import Post
from memoranda.models import ClauseRevision, Memorandum
from memoranda.reports.gates import missing_to_send
from memoranda.reports.reading import tree_of
from memoranda.services.drafting import (
    change_memorandum,
    draft_memorandum,
)
from memoranda.services.refusals_drafting import (
    CannotAmend,
    StartDayMissing,
    TextFrozen,
    TitleMissing,
    TitleTooLong,
    WrongTerm,
)
from memoranda.services.versions import send_version
from tests.factories.core import DAY, NOON
from tests.factories.councils import (
    AgendaItemFactory,
    AgglomerationFactory,
    AkimatFactory,
    BodyFactory,
    OfficialFactory,
    PostFactory,
    UserFactory,
)
from tests.factories.memoranda import MemorandumFactory, make_memorandum, people_of

pytestmark = pytest.mark.django_db
DUE = (NOON + 10 * DAY).date()


@pytest.fixture
def act(secretary):
    return {"by": secretary, "at": NOON}


@pytest.fixture
def council(db):
    return BodyFactory(
        name_kk="Үйлестіру кеңесі",
        name_ru="Координационный совет",
        city_kk="Алматы қаласы",
        city_ru="город Алматы",
        agglomeration=AgglomerationFactory(
            name_kk="Алматы агломерациясы", name_ru="Алматинская агломерация"
        ),
    )


def akimat(kk, ru, post_kk, post_ru, bin=""):
    made = AkimatFactory(name_kk=kk, name_ru=ru, bin=bin)
    head = OfficialFactory(user=UserFactory(), name_kk="Ә. Әлиев", name_ru="А. Алиев")
    PostFactory(
        official=head, organisation=made, kind=Post.Kind.HEAD, title_kk=post_kk, title_ru=post_ru
    )
    return made


@pytest.fixture
def akimats(db):
    return [
        akimat(
            "Алматы қаласының әкімдігі",
            "Акимат города Алматы",
            "Алматы қаласының әкімі",
            "Аким города Алматы",
            "940140000385",
        ),
        akimat(
            "Алматы облысының әкімдігі",
            "Акимат Алматинской области",
            "Алматы облысының әкімі",
            "Аким Алматинской области",
        ),
        akimat(
            "Қонаев қаласының әкімдігі",
            "Акимат города Конаева",
            "Қонаев қаласының әкімі",
            "Аким города Конаева",
        ),
    ]


REQUISITES = {
    f"requisites_{number}": {"kk": f"Мекенжай {number}", "ru": f"Адрес {number}"}
    for number in (1, 2, 3)
}


def drafted(council, akimats, act, source="memorandum", values=REQUISITES, **fields):
    return draft_memorandum(
        council, fields=fields, source=source, parties=akimats, values=values, **act
    )


# Drafting -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", Memorandum.Kind.values)
def test_a_skeleton_becomes_a_whole_text_that_can_be_sent(kind, council, akimats, act):
    memorandum = drafted(council, akimats, act, source=kind)

    assert (memorandum.kind, memorandum.state) == (kind, "draft")
    assert missing_to_send(memorandum, due_on=DUE, today=NOON.date()) == []
    send_version(memorandum, due_on=DUE, **act)


def test_the_names_of_the_parties_stand_in_the_text_and_each_has_its_clause(council, akimats, act):
    memorandum = drafted(council, akimats, act, ends_on=date(2029, 12, 31))

    rows = tree_of(memorandum)
    preamble = rows[0].node
    assert preamble.text_kk.startswith(
        "Бұдан әрі бірлесіп «Тараптар», ал жеке-жеке «Тарап» деп аталатын Алматы қаласының "
        "әкімдігі, Алматы облысының әкімдігі және Қонаев қаласының әкімдігі, "
    )
    assert preamble.text_ru.startswith(
        "Акимат города Алматы, акимат Алматинской области и акимат города Конаева, далее "
    )
    requisites = [row.node for row in rows if row.number.startswith("11.")]
    assert [node.heading_ru for node in requisites] == [one.name_ru for one in akimats]
    term = next(row.node for row in rows if row.number == "8.1")
    assert term.text_kk == (
        "Осы Меморандум Тараптардың соңғысы қол қойған күннен бастап күшіне енеді және 2029 "
        "жылғы 31 желтоқсанға дейін (қоса алғанда) қолданылады."
    )
    assert "действует до 31 декабря 2029 года включительно" in term.text_ru


def test_the_draft_keeps_each_first_wording_its_parties_and_their_people(council, akimats, act):
    memorandum = drafted(council, akimats, act)

    count = memorandum.clauses.count()
    assert ClauseRevision.objects.filter(clause__memorandum=memorandum).count() == count
    parties = list(memorandum.parties.in_order())
    assert [party.organisation for party in parties] == akimats
    assert parties[0].signatory_post_ru == "Аким города Алматы"
    assert parties[0].signatory_name_kk == "Ә. Әлиев"
    assert (memorandum.place_kk, memorandum.place_ru) == ("Алматы қаласы", "город Алматы")
    entry = journal.entries_of(memorandum).get()
    assert (entry.event, entry.facts["clauses"], entry.facts["parties"]) == (
        "memorandum_drafted",
        count,
        3,
    )


def test_edited_values_go_before_what_the_program_knows(council, akimats, act):
    values = {"parties": {"kk": "Екі әкімдік", "ru": "Два акимата"}}

    memorandum = drafted(council, akimats[:2], act, values=values)

    assert "аталатын Екі әкімдік," in tree_of(memorandum)[0].node.text_kk
    missing = missing_to_send(memorandum, today=NOON.date())
    assert missing == ["Clause 11.2: not filled in yet: {requisites_2}."]


def test_an_empty_page_needs_a_title(council, akimats, act):
    with pytest.raises(TitleMissing):
        drafted(council, akimats, act, source=None)

    with pytest.raises(TitleTooLong):
        drafted(council, akimats, act, source=None, title_kk="а" * 501)

    made = drafted(council, akimats, act, source=None, title_kk="  Жаңа\nмәтін ")
    assert (made.title_kk, made.clauses.count()) == ("Жаңа мәтін", 0)


def test_an_earlier_text_is_copied_and_stays(council, akimats, act):
    earlier = drafted(council, akimats, act)
    words = [row.node.words() for row in tree_of(earlier)]

    copy = drafted(council, akimats, act, source=earlier)

    assert [row.node.words() for row in tree_of(copy)] == words
    assert {row.node.uid for row in tree_of(copy)}.isdisjoint(
        row.node.uid for row in tree_of(earlier)
    )
    assert copy.title_kk == earlier.title_kk


def test_a_term_that_ends_before_it_begins_is_refused(council, akimats, act):
    with pytest.raises(WrongTerm):
        drafted(
            council,
            akimats,
            act,
            starts="named_day",
            starts_on=date(2027, 1, 1),
            ends_on=date(2026, 12, 31),
        )


def test_an_amendment_names_what_it_changes(council, akimats, act):
    amended = MemorandumFactory(body=council)
    for fields in [
        {"relation": "amendment"},
        {"relation": "amendment", "amends": amended},
        {"amends": amended},
    ]:
        with pytest.raises(CannotAmend):
            drafted(council, akimats, act, source=None, title_kk="Өзгерістер", **fields)

    in_force = make_memorandum(state="in_force", body=council).memorandum
    made = drafted(
        council,
        akimats,
        act,
        source=None,
        title_kk="Өзгерістер",
        relation="amendment",
        amends=in_force,
    )
    assert made.amends == in_force


def test_an_organisation_named_twice_is_one_party(council, akimats, act):
    made = drafted(council, [akimats[0], *akimats[:2]], act)

    assert [party.organisation for party in made.parties.in_order()] == akimats[:2]


def test_a_field_that_the_act_does_not_take_is_a_mistake(council, akimats, act):
    with pytest.raises(TypeError):
        drafted(council, akimats, act, number=7)


# Changing -----------------------------------------------------------------------------------------
def test_facts_are_changed_while_the_text_is_worked_on(council, act):
    memorandum = MemorandumFactory(body=council)
    item = AgendaItemFactory()

    changed = change_memorandum(
        memorandum,
        fields={"title_ru": "Другой", "ends_on": date(2029, 1, 1), "considered_in": [item]},
        **act,
    )

    assert (changed.title_ru, list(changed.considered_in.all())) == ("Другой", [item])
    entry = journal.entries_of(memorandum).get()
    assert entry.facts["fields"] == ["considered_in", "ends_on", "title_ru"]
    change_memorandum(memorandum, fields={"title_ru": " Другой ", "considered_in": [item]}, **act)
    assert journal.entries_of(memorandum).count() == 1


def test_afterwards_only_what_is_said_about_it(act):
    memorandum = make_memorandum(state="in_force").memorandum

    assert change_memorandum(memorandum, fields={"title_en": "Joint"}, **act).title_en == "Joint"

    with pytest.raises(TextFrozen):
        change_memorandum(memorandum, fields={"title_ru": "Другой"}, **act)
    with pytest.raises(TextFrozen):
        change_memorandum(memorandum, fields={"ends_on": date(2030, 1, 1)}, **act)


def test_a_sent_text_keeps_a_title_and_a_named_day(act):
    memorandum = make_memorandum(state="negotiation").memorandum

    with pytest.raises(TitleMissing):
        change_memorandum(memorandum, fields={"title_kk": " "}, **act)
    with pytest.raises(StartDayMissing):
        change_memorandum(memorandum, fields={"starts": "named_day"}, **act)


def test_people_are_of_the_day(council, act):
    organisation = AkimatFactory()
    people = people_of(organisation)
    Post.objects.filter(official=people.head.official).update(ends_on=(NOON - DAY).date())

    memorandum = drafted(council, [organisation], act, source=None, title_kk="Мәтін")

    party = memorandum.parties.get()
    assert party.signatory is None
    assert party.coordinator == people.coordinator.official
