"""Versions: what stands in the way of sending, and what is kept when it is sent."""

from datetime import timedelta

import pytest

from agglo_portal.core import journal
from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.rules import StillMissing
from councils.models import Post
from memoranda.models import ApprovalSheet, Clause, Memorandum, Round, VersionClause
from memoranda.reports.comparison import compare_versions
from memoranda.reports.gates import missing_to_send
from memoranda.reports.reading import current_version, hash_of, tree_of, version_rows
from memoranda.services.clauses import (
    add_clause,
    change_clause,
    confirm_pair,
    intend_difference,
    move_clause,
    remove_clause,
)
from memoranda.services.drafting import adopt_skeleton
from memoranda.services.refusals_drafting import TemplateOnly, TextFrozen
from memoranda.services.versions import send_version
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import MemorandumFactory, make_memorandum

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DUE = TODAY + timedelta(days=10)


@pytest.fixture
def scene(db):
    return make_memorandum(parties=3, clauses=6)


@pytest.fixture
def act(scene):
    return {"by": scene.secretary, "at": NOON}


def change(clause, act, **words):
    clause.refresh_from_db()
    change_clause(clause, words=words, base_revision=clause.revision, **act)


def missing(scene, **facts):
    return missing_to_send(Memorandum.objects.get(pk=scene.memorandum.pk), today=TODAY, **facts)


# Sending ------------------------------------------------------------------------------------------
def test_sending_keeps_the_text_word_for_word_and_opens_a_round(scene, act):
    round = send_version(scene.memorandum, due_on=DUE, note=" Бірінші ", **act)

    memorandum = Memorandum.objects.get(pk=scene.memorandum.pk)
    version = round.version
    assert (memorandum.state, memorandum.version_number) == ("negotiation", 1)
    assert (version.number, version.note, version.by) == (1, "Бірінші", scene.secretary)
    assert (round.due_on, round.silence_is_consent, round.closed_at) == (DUE, False, None)
    rows = version_rows(version)
    tree = tree_of(memorandum)
    assert [row.clause_id for row in rows] == [row.node.pk for row in tree]
    assert [row.number for row in rows] == ["", "1", "1.1", "1.2", "1.3", "1.4", "1.5", "2", "2.1"]
    assert [row.position for row in rows] == list(range(1, 10))
    assert all(row.words() == row.clause.words() for row in rows)
    assert all(row.text_hash == hash_of(row.clause) for row in rows)
    assert rows[2].parent == rows[1] and rows[1].parent is None
    assert current_version(memorandum) == version


def test_the_parties_are_told_by_ordered_letters_and_the_journal_knows(scene, act):
    round = send_version(scene.memorandum, due_on=DUE, silence_is_consent=True, **act)

    order = OutboxMessage.objects.get(kind="send_round_letters")
    assert (order.key, order.payload) == (f"round:{round.pk}", {"round": round.pk})
    entry = journal.entries_of(scene.memorandum).get()
    assert (entry.event, entry.from_state, entry.to_state) == (
        "version_sent",
        "draft",
        "negotiation",
    )
    assert entry.facts["version"] == 1 and entry.facts["silence_is_consent"] is True


def test_the_next_version_closes_the_round_before_and_leaves_its_version(scene, act):
    first = send_version(scene.memorandum, due_on=DUE, **act)
    change(
        scene.clauses[2],
        act,
        text_kk="Тараптар іс-шараны 2028 жылғы 1 шілдеге дейін орындайды.",
        text_ru="Стороны исполняют мероприятие до 1 июля 2028 года.",
    )

    second = send_version(scene.memorandum, due_on=DUE, by=scene.secretary, at=NOON + DAY)

    first.refresh_from_db()
    assert (first.closed_at, second.closed_at) == (NOON + DAY, None)
    assert [change.kind for change in compare_versions(first.version, second.version)].count(
        "changed"
    ) == 1
    old, new = VersionClause.objects.filter(clause=scene.clauses[2]).order_by("version__number")
    assert "2027" in old.text_kk and "2028" in new.text_kk
    assert old.text_hash != new.text_hash


def test_order_and_removal_alone_are_another_version_with_the_same_agreements(scene, act):
    first = send_version(scene.memorandum, due_on=DUE, **act)
    move_clause(scene.clauses[2], parent=scene.clauses[1], to=3, **act)
    remove_clause(scene.clauses[-1], **act)

    second = send_version(scene.memorandum, due_on=DUE, **act)

    kinds = [change.kind for change in compare_versions(first.version, second.version)]
    assert "moved" in kinds and kinds.count("removed") == 1
    hashes = VersionClause.objects.filter(clause=scene.clauses[2]).values_list("text_hash")
    assert len(set(hashes)) == 1


def test_a_template_and_a_frozen_text_are_not_sent(scene, act):
    template = MemorandumFactory(is_template=True)
    with pytest.raises(TemplateOnly):
        send_version(template, due_on=DUE, **act)
    frozen = make_memorandum(state="approval")
    with pytest.raises(TextFrozen):
        send_version(frozen.memorandum, due_on=DUE, **act)


def test_nothing_is_kept_of_what_was_refused(scene, act):
    scene.memorandum.parties.all().delete()

    with pytest.raises(StillMissing, match="at least two parties"):
        send_version(scene.memorandum, due_on=DUE, **act)

    assert not Round.objects.exists() and not OutboxMessage.objects.exists()


# What is missing ----------------------------------------------------------------------------------
def test_nothing_is_missing_of_a_sound_draft(scene):
    assert missing(scene, due_on=DUE) == []


def test_each_party_needs_somebody_who_can_answer(scene):
    party = scene.parties[1]
    Post.objects.filter(organisation=party.organisation).exclude(kind="staff").delete()
    assert missing(scene) == [
        f"{party} has nobody who can answer: name a coordinator with an account."
    ]

    party.coordinator = scene.people[1].staff.official
    party.save()
    assert missing(scene) == []

    scene.people[1].staff.is_active = False
    scene.people[1].staff.save()
    assert len(missing(scene)) == 1


def test_titles_dates_and_terms_are_judged(scene):
    Memorandum.objects.filter(pk=scene.memorandum.pk).update(
        title_ru="", place_ru="", starts="named_day", ends_on=TODAY - timedelta(days=1)
    )

    assert missing(scene, due_on=TODAY - timedelta(days=1)) == [
        "Not in both languages: the title.",
        "Not in both languages: the place.",
        "The day of entry into force is not named.",
        "The term ends before it begins.",
        "The day by which the parties answer is past.",
    ]
    assert missing(scene, due_on=TODAY)[-1] != "The day by which the parties answer is past."


def test_languages_that_differ_are_named_by_the_clause(scene, act):
    first, second, third = scene.clauses[2:5]
    change(first, act, text_ru="")
    change(second, act, text_kk="Тараптар 2 іс-шараны 2029 жылғы 1 шілдеге дейін орындайды.")
    confirm_pair(second, **act)
    change(third, act, text_kk="Тараптар 3 іс-шараны 2027 жылғы 1 шілдеге дейін бірге орындайды.")

    found = missing(scene)

    assert [text.split(":")[0] for text in found] == ["Clause 1.1", "Clause 1.2", "Clause 1.3"]
    assert "there is no Russian text" in found[0]
    assert "dates or terms differ" in found[1]
    assert "lags behind" in found[2]


def test_a_difference_that_is_meant_blocks_no_more(scene, act):
    from memoranda.reports.parity import parity_of

    clause = scene.clauses[2]
    change(clause, act, text_kk="Тараптар 1 іс-шараны 2029 жылғы 1 шілдеге дейін орындайды.")
    confirm_pair(clause, **act)
    (found,) = parity_of(scene.memorandum)
    intend_difference(clause, key=found.difference.key, reason="Солай келісілді", **act)

    assert missing(scene) == []
    (marked,) = parity_of(scene.memorandum)
    assert not marked.is_blocking and marked.mark.reason == "Солай келісілді"


def test_tokens_left_unfilled_are_named(scene, act):
    change(scene.clauses[2], act, text_kk="{party_1} және {act}", text_ru="{party_1} и {act}")
    Memorandum.objects.filter(pk=scene.memorandum.pk).update(place_kk="{place}")

    assert missing(scene) == [
        "Title and place: not filled in yet: {place}.",
        "Clause 1.1: not filled in yet: {party_1}, {act}.",
    ]


def test_an_agreement_needs_the_sections_of_its_kind(scene, act):
    Memorandum.objects.filter(pk=scene.memorandum.pk).update(kind="agreement")

    found = [text for text in missing(scene) if "required section" in text]

    assert len(found) >= 7
    headings = {"heading_kk": "Қаржыландыру", "heading_ru": "Финансирование"}
    section = add_clause(scene.memorandum, kind="section", words=headings, **act)
    assert len([t for t in missing(scene) if "required section" in t]) == len(found)
    add_clause(
        scene.memorandum,
        kind="clause",
        parent=section,
        words={"text_kk": "Бюджет.", "text_ru": "Бюджет."},
        **act,
    )
    assert len([t for t in missing(scene) if "required section" in t]) == len(found) - 1


def test_a_text_without_clauses_is_none(scene):
    Clause.objects.filter(memorandum=scene.memorandum).update(removed_at=NOON)

    assert missing(scene) == ["There is no text."]


def test_an_unchanged_text_is_not_sent_again_unless_it_came_back(scene, act):
    round = send_version(scene.memorandum, due_on=DUE, **act)
    assert missing(scene) == ["Nothing was changed since version 1."]

    ApprovalSheet.objects.create(party=scene.parties[0], version=round.version, state="void")

    assert missing(scene) == []
    assert send_version(scene.memorandum, due_on=DUE, **act).version.number == 2


def test_what_is_missing_takes_as_many_queries_for_many_clauses(
    django_assert_max_num_queries, body
):
    long = make_memorandum(parties=3, clauses=40)
    memorandum = Memorandum.objects.get(pk=long.memorandum.pk)

    with django_assert_max_num_queries(9):
        assert missing_to_send(memorandum, today=TODAY) == []


def test_a_template_is_edited_and_never_sent(scene, act):
    template = adopt_skeleton(scene.memorandum.body, skeleton="memorandum", **act)

    clause = template.clauses.filter(kind="preamble").get()
    change(clause, act, text_kk="Кіріспе.", text_ru="Преамбула.")

    with pytest.raises(TemplateOnly):
        send_version(template, due_on=DUE, **act)
