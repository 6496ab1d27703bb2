"""What becomes of suggestions: accepted by merging, rejected, merged with another."""

import pytest

from agglo_portal.core.models import JournalEntry
from councils.services.agenda import ReasonNeeded
from memoranda.models import Clause, ClauseRevision, Suggestion
from memoranda.services.negotiation import (
    NotMergeable,
    NotNegotiated,
    SuggestionConflicts,
    accept_suggestion,
    merge_suggestion,
    reject_suggestion,
)
from memoranda.services.refusals_drafting import ClauseRemoved
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum, send

from .words import reword, suggest

pytestmark = pytest.mark.django_db
BASE = {
    "text_kk": "Тараптар жолды 30 күнде жөндейді және есеп береді.",
    "text_ru": "Стороны чинят дорогу за 30 дней и отчитываются.",
}


@pytest.fixture
def scene():
    scene = make_memorandum(parties=3, clauses=5, state="draft")
    reword(scene.clauses[2], **BASE)
    scene.version = send(scene.memorandum, by=scene.secretary)
    scene.round = scene.version.round
    return scene


@pytest.fixture
def clause(scene):
    return scene.clauses[2]


def accept(scene, suggestion, **fields):
    return accept_suggestion(suggestion, by=scene.secretary, at=NOON + DAY, **fields)


def texts(clause):
    clause.refresh_from_db()
    return clause.text_kk, clause.text_ru


# Accepting ---------------------------------------------------------------------------------------
def test_accept_suggestion_writes_the_working_text_and_no_version(scene, clause):
    suggestion = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней.")

    accept(scene, suggestion, reason="Жоспарға сай")

    clause.refresh_from_db()
    assert clause.text_ru == "Стороны чинят дорогу за 45 дней."
    assert (clause.text_kk, clause.lagging) == (BASE["text_kk"], "kk")
    revision = ClauseRevision.objects.get(suggestion=suggestion)
    assert (revision.clause, revision.revision, revision.reason) == (clause, 3, "Жоспарға сай")
    assert (revision.by, revision.words()) == (scene.secretary, clause.words())
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == ("accepted", scene.secretary)
    assert scene.version.clauses.get(clause=clause).text_ru == BASE["text_ru"]
    events = JournalEntry.objects.values_list("event", flat=True).order_by("pk")
    assert list(events) == ["suggestion_made", "suggestion_accepted"]


def test_accept_suggestion_in_both_languages_leaves_none_lagging(scene, clause):
    accept(scene, suggest(scene, clause, 0, text_kk="Жаңа мәтін.", text_ru="Новый текст."))

    clause.refresh_from_db()
    assert clause.lagging == ""


def test_accept_suggestion_merges_with_what_was_accepted_before(scene, clause):
    days = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней и отчитываются.")
    quarter = suggest(
        scene, clause, 1, text_ru="Стороны чинят дорогу за 30 дней и отчитываются ежеквартально."
    )

    accept(scene, days)
    accept(scene, quarter)

    assert texts(clause)[1] == "Стороны чинят дорогу за 45 дней и отчитываются ежеквартально."


def test_accept_suggestion_refuses_a_conflict_with_both_texts(scene, clause):
    first = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней и отчитываются.")
    second = suggest(scene, clause, 1, text_ru="Стороны чинят дорогу за 60 дней и отчитываются.")
    accept(scene, first)

    with pytest.raises(SuggestionConflicts) as refused:
        accept(scene, second)

    assert "45 дней" in refused.value.current["text_ru"]
    assert "60 дней" in refused.value.suggested["text_ru"]
    merged = refused.value.merged["text_ru"]
    assert merged.conflicts
    assert "45" in merged.text
    assert "60" in merged.text
    second.refresh_from_db()
    assert second.state == "open"
    assert "45 дней" in texts(clause)[1]


def test_accept_suggestion_takes_the_wording_that_a_person_chose(scene, clause):
    first = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней и отчитываются.")
    second = suggest(scene, clause, 1, text_ru="Стороны чинят дорогу за 60 дней и отчитываются.")
    accept(scene, first)
    with pytest.raises(SuggestionConflicts) as refused:
        accept(scene, second)

    chosen = {"text_ru": "Стороны чинят дорогу за 50 дней и отчитываются."}
    accept(scene, second, words=chosen, base_revision=refused.value.revision)

    assert texts(clause) == (BASE["text_kk"], chosen["text_ru"])


def test_accept_suggestion_with_chosen_words_loses_nothing_written_meanwhile(scene, clause):
    suggestion = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней.")
    seen = Clause.objects.get(pk=clause.pk).revision
    reword(clause, text_kk="Тараптар жолды 30 күнде жөндейді және есеп береді, жариялайды.")
    reword(clause, text_ru="Стороны чинят дорогу за 90 дней и отчитываются.")

    with pytest.raises(SuggestionConflicts):
        accept(
            scene,
            suggestion,
            words={"text_ru": "Стороны чинят дорогу за 50 дней и отчитываются."},
            base_revision=seen,
        )
    accept(
        scene,
        suggestion,
        words={"text_ru": BASE["text_ru"]},
        base_revision=seen,
    )

    kk, ru = texts(clause)
    assert kk.endswith("жариялайды.")
    assert "90 дней" in ru


def test_accept_suggestion_adds_a_clause_after_the_one_it_was_made_to(scene, clause):
    suggestion = suggest(
        scene, clause, 0, kind="addition", text_kk="Жаңа тармақ.", text_ru="Новый пункт."
    )

    accept(scene, suggestion)

    added = Clause.objects.get(text_ru="Новый пункт.")
    order = list(scene.memorandum.clauses.kept().filter(parent=clause.parent).order_by("position"))
    assert order.index(added) == order.index(clause) + 1
    assert added.revisions.get().suggestion == suggestion
    assert texts(clause) == tuple(BASE.values())


def test_accept_suggestion_adds_a_subclause_into_its_clause(scene, clause):
    accept(
        scene,
        suggest(scene, clause, 0, kind="addition", new_kind="subclause", text_kk="Тармақша."),
    )

    assert Clause.objects.get(text_kk="Тармақша.").parent == clause


def test_accept_suggestion_removes_the_clause_which_can_be_restored(scene, clause):
    accept(scene, suggest(scene, clause, 0, kind="removal"))

    clause.refresh_from_db()
    assert clause.removed_at == NOON + DAY
    assert texts(clause) == tuple(BASE.values())


def test_accept_suggestion_refuses_a_clause_that_was_removed_meanwhile(scene, clause):
    change = suggest(scene, clause, 1, text_kk="Жаңа мәтін.")
    accept(scene, suggest(scene, clause, 0, kind="removal"))

    with pytest.raises(ClauseRemoved):
        accept(scene, change)
    reject_suggestion(change, reason="Тармақ алынды", by=scene.secretary, at=NOON)


def test_accept_suggestion_refuses_a_text_under_approval(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")
    scene.memorandum.refresh_from_db()
    scene.memorandum.state = "approval"
    scene.memorandum.save()

    with pytest.raises(NotNegotiated):
        accept(scene, suggestion)


# Rejecting and merging ---------------------------------------------------------------------------
def test_reject_suggestion_says_why_and_leaves_the_text(scene, clause):
    suggestion = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")

    with pytest.raises(ReasonNeeded):
        reject_suggestion(suggestion, reason=" ", by=scene.secretary, at=NOON)
    reject_suggestion(suggestion, reason="Қаржы жоқ", by=scene.secretary, at=NOON)

    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decision_reason) == ("rejected", "Қаржы жоқ")
    assert texts(clause) == tuple(BASE.values())


def test_merge_suggestion_decides_both_with_the_words_of_both(scene, clause):
    days = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней и отчитываются.")
    quarter = suggest(
        scene, clause, 1, text_ru="Стороны чинят дорогу за 30 дней и отчитываются ежеквартально."
    )

    merge_suggestion(quarter, into=days, by=scene.secretary, at=NOON)

    days.refresh_from_db()
    quarter.refresh_from_db()
    assert (days.state, quarter.state, quarter.merged_into) == ("accepted", "merged", days)
    assert texts(clause)[1] == "Стороны чинят дорогу за 45 дней и отчитываются ежеквартально."
    assert clause.revisions.filter(suggestion=days).count() == 1


def test_merge_suggestion_of_one_conflict_takes_the_chosen_words(scene, clause):
    first = suggest(scene, clause, 0, text_ru="Стороны чинят дорогу за 45 дней и отчитываются.")
    second = suggest(scene, clause, 1, text_ru="Стороны чинят дорогу за 60 дней и отчитываются.")

    with pytest.raises(SuggestionConflicts) as refused:
        merge_suggestion(second, into=first, by=scene.secretary, at=NOON)
    merge_suggestion(
        second,
        into=first,
        words={"text_ru": "Стороны чинят дорогу за 50 дней и отчитываются."},
        base_revision=refused.value.revision,
        by=scene.secretary,
        at=NOON,
    )

    assert "50 дней" in texts(clause)[1]


def test_merge_suggestion_of_two_new_clauses_makes_one(scene, clause):
    kazakh = suggest(scene, clause, 0, kind="addition", text_kk="Жаңа тармақ.")
    russian = suggest(scene, clause, 1, kind="addition", text_ru="Новый пункт.")

    merge_suggestion(russian, into=kazakh, by=scene.secretary, at=NOON)

    added = Clause.objects.get(text_kk="Жаңа тармақ.")
    assert added.text_ru == "Новый пункт."


def test_merge_suggestion_refuses_what_is_not_alike(scene, clause):
    change = suggest(scene, clause, 0, text_kk="Жаңа мәтін.")
    elsewhere = suggest(scene, scene.clauses[3], 1, text_kk="Басқа мәтін.")
    removal = suggest(scene, clause, 2, kind="removal")

    for other in (change, elsewhere, removal):
        with pytest.raises(NotMergeable):
            merge_suggestion(change, into=other, by=scene.secretary, at=NOON)
    assert not Suggestion.objects.exclude(state="open").exists()
