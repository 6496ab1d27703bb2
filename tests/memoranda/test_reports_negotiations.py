"""Lists of negotiations and the desk: who has answered, what waits for whom; strangers see none."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from agglo_portal.core.models import User
from memoranda.desk import count_waiting, desk_todos
from memoranda.permissions import posts_of
from memoranda.reports.discussion import discussion_of
from memoranda.reports.matrix import matrix_of
from memoranda.reports.negotiations import negotiation_rows, negotiations_of
from memoranda.services.negotiation import (
    add_note,
    add_remark,
    answer_suggestion,
)
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.memoranda import make_memorandum, send

from .words import reword, say, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_memorandum(parties=3, clauses=5, state="negotiation")


def agree_everywhere(scene, *numbers):
    for number in numbers:
        for clause in scene.clauses:
            say(scene, clause, number)


def rows_for(user):
    user = User.objects.get(pk=user.pk)  # without what was kept on it before
    return negotiation_rows(negotiations_of(user), organisations=posts_of(user))


def todos_for(user):
    return desk_todos(User.objects.get(pk=user.pk), at=NOON)


def waiting_for(user):
    return count_waiting(User.objects.get(pk=user.pk))


# The list of negotiations ------------------------------------------------------------------------
def test_a_list_shows_who_has_answered_and_what_waits_for_me(scene):
    agree_everywhere(scene, 0)
    say(scene, scene.clauses[2], 1, "objects")
    suggest(scene, scene.clauses[3], 1, text_kk="Жаңа мәтін.")

    (row,) = rows_for(scene.people[2].staff)

    assert [str(dot.state) for dot in row.dots] == ["agreed", "objects", "not_received"]
    assert row.mine == scene.parties[2]
    assert (row.waiting_for_me, row.suggestions_for_me) == (len(scene.clauses), 1)
    assert (row.answered, row.open_suggestions, row.due_on) == (1, 1, scene.round.due_on)
    assert (row.counts["blocked"], row.total) == (1, len(scene.clauses))


def test_a_suggestion_that_was_answered_waits_no_more(scene):
    suggestion = suggest(scene, scene.clauses[3], 1, text_kk="Жаңа мәтін.")
    answer_suggestion(
        suggestion,
        party=scene.parties[0],
        supports=True,
        by=scene.people[0].coordinator,
        at=NOON,
    )

    assert rows_for(scene.people[0].staff)[0].suggestions_for_me == 0
    assert rows_for(scene.people[1].staff)[0].suggestions_for_me == 0
    assert rows_for(scene.people[2].staff)[0].suggestions_for_me == 1


def test_a_list_takes_the_same_queries_for_one_and_for_many(django_assert_num_queries):
    scenes = [make_memorandum(parties=3, clauses=5, state="negotiation") for _number in range(6)]
    for scene in scenes:
        say(scene, scene.clauses[2], 0)
        suggest(scene, scene.clauses[3], 1, text_kk="Жаңа мәтін.")
    memoranda = [scene.memorandum for scene in scenes]

    for some in (memoranda[:1], memoranda):
        with django_assert_num_queries(6):
            rows = negotiation_rows(some, organisations=[scenes[0].parties[2].organisation_id])
            assert [str(dot.party) for row in rows for dot in row.dots]


# The desk ----------------------------------------------------------------------------------------
def test_the_desk_asks_who_speaks_for_a_party_until_it_has_answered(scene):
    coordinator = scene.people[0].coordinator
    (todo,) = todos_for(coordinator)

    assert todo.due == scene.round.due_on
    assert str(scene.memorandum.uid) in todo.url
    assert waiting_for(coordinator) == 1
    agree_everywhere(scene, 0)
    assert todos_for(coordinator) == []
    assert waiting_for(coordinator) == 0


def test_the_desk_asks_nothing_of_who_only_reads(scene):
    assert todos_for(scene.people[0].staff) == []
    assert waiting_for(scene.people[0].staff) == 0


@pytest.mark.parametrize("stance", ["agrees", "comments", "objects", "withdrawn"])
def test_the_count_says_the_same_as_the_matrix(scene, stance):
    agree_everywhere(scene, 0)
    if stance != "agrees":
        say(scene, scene.clauses[2], 0, stance)
    assert waiting_for(scene.people[0].coordinator) == (stance == "withdrawn")

    suggest(scene, scene.clauses[2], 0, text_kk="Жаңа мәтін.")
    assert waiting_for(scene.people[0].coordinator) == 0

    reword(scene.clauses[2], text_kk="Мүлде басқа мәтін.")
    send(scene.memorandum, by=scene.secretary)
    scene.memorandum.refresh_from_db()
    owes = bool(matrix_of(scene.memorandum).parties[0].waiting)
    assert waiting_for(scene.people[0].coordinator) == owes == (stance == "objects")


def test_the_count_asks_no_word_that_is_not_heard_any_more(scene):
    scene.round.silence_is_consent = True
    scene.round.due_on = timezone.localdate() - DAY
    scene.round.save()

    assert waiting_for(scene.people[0].coordinator) == 0


def test_the_desk_asks_the_secretariat_to_decide_then_to_go_on(scene):
    assert todos_for(scene.secretary) == []
    agree_everywhere(scene, 0, 1, 2)
    assert "open the approval" in todos_for(scene.secretary)[0].why

    suggest(scene, scene.clauses[2], 0, text_kk="Жаңа мәтін.")
    assert "1 suggestion waits" in todos_for(scene.secretary)[0].why


def test_the_count_takes_few_queries_beside_the_posts(scene, django_assert_num_queries):
    user = User.objects.get(pk=scene.people[0].coordinator.pk)
    posts_of(user)

    with django_assert_num_queries(4):  # words, the official once, approvals, signatures
        count_waiting(user)


# Strangers ---------------------------------------------------------------------------------------
@pytest.fixture
def spoken(scene):
    """Remarks, suggestions and a note on one clause."""
    clause = scene.clauses[2]
    by = scene.people[0]
    suggest(scene, clause, 0, text_kk="Құпия ұсыныс.", reason_ru="Тайная причина")
    add_remark(clause, party=scene.parties[0], text="Құпия сөз", by=by.coordinator, at=NOON)
    add_note(clause, party=scene.parties[0], text="Құпия жазба", by=by.staff, at=NOON)
    return scene


def test_another_akimats_people_find_no_negotiation(spoken):
    other = make_memorandum(parties=2, state="negotiation")

    for user in (other.people[0].coordinator, other.secretary, UserFactory()):
        assert spoken.memorandum not in negotiations_of(user)
        assert spoken.memorandum not in [row.memorandum for row in rows_for(user)]
        assert str(spoken.memorandum.uid) not in str(todos_for(user))
    assert not negotiations_of(AnonymousUser()).exists()
    assert count_waiting(AnonymousUser()) == 0


def test_a_draft_that_was_not_sent_waits_for_no_party():
    scene = make_memorandum(parties=2, state="draft")

    assert rows_for(scene.people[0].coordinator) == []
    assert waiting_for(scene.people[0].coordinator) == 0


def test_the_other_parties_read_all_but_the_notes(spoken):
    clause = spoken.clauses[2]

    found = discussion_of(clause, party=spoken.parties[1])

    assert [one.text for one in found.remarks] == ["Құпия сөз"]
    assert [one.text_kk for one in found.suggestions] == ["Құпия ұсыныс."]
    assert found.notes == []
    own = discussion_of(clause, party=spoken.parties[0])
    assert [one.text for one in own.notes] == ["Құпия жазба"]


def test_a_discussion_takes_the_same_queries_for_any_length(spoken, django_assert_num_queries):
    clause = spoken.clauses[2]
    for number in range(3):
        suggestion = suggest(spoken, clause, number, text_kk=f"Мәтін {number}.")
        answer_suggestion(
            suggestion,
            party=spoken.parties[(number + 1) % 3],
            supports=True,
            by=spoken.secretary,
            at=NOON,
        )
        say(spoken, clause, number)

    with django_assert_num_queries(5):
        found = discussion_of(clause, party=spoken.parties[0])
        for one in found.suggestions:
            assert all(str(answer.party) and str(answer.by) for answer in one.last_answers)
        assert all(str(one.party) and str(one.by) for one in [*found.words, *found.remarks])
