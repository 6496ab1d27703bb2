"""Templates of a secretariat, and texts taken over from a document."""

import pytest

from councils.models import Post
from memoranda.reports.reading import tree_of
from memoranda.services.clauses import change_clause, import_clauses
from memoranda.services.drafting import (
    adopt_skeleton,
    draft_memorandum,
    keep_as_template,
)
from memoranda.services.refusals_drafting import (
    NothingToImport,
    TitleMissing,
)
from tests.factories.core import DAY, NOON
from tests.factories.councils import (
    AgglomerationFactory,
    AkimatFactory,
    BodyFactory,
    OfficialFactory,
    PostFactory,
    UserFactory,
)

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


# Templates ----------------------------------------------------------------------------------------
def test_a_skeleton_is_adopted_edited_and_drafted_from(council, akimats, act):
    template = adopt_skeleton(council, skeleton="memorandum", title_kk="Біздің үлгі", **act)
    assert template.is_template and template.title_kk == "Біздің үлгі"
    preamble = template.clauses.get(kind="preamble")
    words = {"text_kk": "{parties} келісті.", "text_ru": "{parties} договорились."}
    change_clause(preamble, words=words, base_revision=1, **act)

    memorandum = drafted(council, akimats[:2], act, source=template)

    assert not memorandum.is_template
    assert tree_of(memorandum)[0].node.text_ru == (
        "Акимат города Алматы и акимат Алматинской области договорились."
    )


def test_a_text_kept_as_a_template_forgets_its_parties(council, akimats, act):
    memorandum = drafted(council, akimats[:2], act)

    template = keep_as_template(memorandum, title_kk="Үлгі", title_ru="Образец", **act)

    texts = "".join(text for row in tree_of(template) for text in row.node.words().values())
    assert "Акимат города Алматы" not in texts and "Алматы облысының әкімдігі" not in texts
    assert "{parties}" in texts and "{party_2}" in texts
    again = drafted(council, akimats[:2], act, source=template)
    before = [row.node.words() for row in tree_of(memorandum)]
    assert [row.node.words() for row in tree_of(again)] == before
    with pytest.raises(TitleMissing):
        keep_as_template(memorandum, title_kk=" ", title_ru="", **act)


# Import -------------------------------------------------------------------------------------------
def test_imported_nodes_take_the_place_of_the_text_or_follow_it(council, akimats, act):
    memorandum = drafted(council, akimats, act)
    nodes = memorandum_nodes()
    before = memorandum.clauses.kept().count()

    assert import_clauses(memorandum, nodes=nodes, replace=False, **act) == 2
    assert memorandum.clauses.kept().count() == before + 2
    import_clauses(memorandum, nodes=nodes, replace=True, **act)

    rows = tree_of(memorandum)
    assert [(row.number, row.node.role) for row in rows] == [("1", "financing"), ("1.1", "")]
    assert memorandum.clauses.count() == before + 4
    with pytest.raises(NothingToImport):
        import_clauses(memorandum, nodes=[], replace=True, **act)


def memorandum_nodes():
    from memoranda.nodes import Node

    inner = Node("clause", {"text_kk": "Мәтін", "text_ru": "Текст"})
    return [
        Node(
            "section",
            {"heading_kk": "Қаржыландыру", "heading_ru": "Финансирование"},
            children=(inner,),
        )
    ]
