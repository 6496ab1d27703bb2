"""The shipped texts: whole, in both languages, alike in both."""

import pytest

from memoranda.models import Memorandum
from memoranda.nodes import walk
from memoranda.rules import parity
from memoranda.rules.texts import normalise
from memoranda.services.clauses.places import PLACES
from memoranda.skeletons import KEYS, SIGNS, role_of, skeleton
from memoranda.variables import tokens_in, tokens_of
from memoranda.variables.values import LABELS, Value

PARTIES = [
    ("Алматы қаласының әкімдігі", "Акимат города Алматы"),
    ("Алматы облысының әкімдігі", "Акимат Алматинской области"),
]
FEWEST = {"memorandum": 35, "agreement": 45}


@pytest.fixture(params=KEYS)
def shipped(request):
    return skeleton(request.param)


def test_each_kind_has_its_skeleton():
    assert set(KEYS) == set(Memorandum.Kind.values)


def test_it_has_a_preamble_the_eleven_sections_in_order_and_a_plan(shipped):
    kinds = [node.kind for node in shipped.nodes]
    roles = [node.role for node in shipped.nodes if node.kind == "section"]

    assert kinds == ["preamble", *["section"] * 11, "annex"]
    assert roles == list(SIGNS)
    assert sum(1 for _node in walk(shipped.nodes)) >= FEWEST[shipped.key]


def test_nothing_differs_between_the_languages(shipped):
    found = {
        node.words["text_kk"][:60]: parity.differences(node.words, parties=PARTIES)
        for node in walk(shipped.nodes)
    }

    assert {text: ones for text, ones in found.items() if ones} == {}


def test_every_node_has_both_languages_in_the_stored_form(shipped):
    for node in walk(shipped.nodes):
        words = node.words
        assert bool(words["heading_kk"]) == bool(words["heading_ru"])
        assert bool(words["text_kk"]) == bool(words["text_ru"])
        assert any(words.values())
        assert all(normalise(text).strip() == text for text in words.values())


def test_nodes_stand_where_they_may(shipped):
    def places(nodes, parent=None):
        for node in nodes:
            assert parent in PLACES[node.kind]
            places(node.children, node.kind)

    places(shipped.nodes)


def test_both_languages_ask_for_the_same_values(shipped):
    for node in walk(shipped.nodes):
        words = node.words
        kk = tokens_in(words["heading_kk"], words["text_kk"])
        ru = tokens_in(words["heading_ru"], words["text_ru"])
        assert sorted(kk) == sorted(ru)


def test_every_token_is_known_and_named(shipped):
    known = set(LABELS)
    assert {name.removesuffix("_gen") for name in tokens_of(shipped.nodes)} <= known
    assert Value("party_2_gen").label == "Party, party 2, genitive"


def test_sections_are_known_by_their_headings(shipped):
    for node in shipped.nodes:
        if node.kind == "section":
            words = node.words
            assert role_of(words["heading_kk"], "") == node.role
            assert role_of("", words["heading_ru"]) == node.role
    assert role_of("Жалпы ережелер", "Общие положения") == ""


def test_an_agreement_requires_all_its_sections_and_a_memorandum_none():
    required = skeleton("agreement").required

    assert [section.role for section in required] == ["preamble", *SIGNS]
    assert all(section.heading("kk") and section.heading("ru") for section in required)
    assert skeleton("memorandum").required == ()


def test_an_unknown_skeleton_is_a_mistake():
    with pytest.raises(KeyError):
        skeleton("../secret")
