"""Two people at one text at the same moment: nothing is lost, nothing is sent twice."""

from functools import partial

import pytest

from agglo_portal.core.models import OutboxMessage
from agglo_portal.core.rules import StillMissing
from memoranda.models import Clause, ClauseRevision, Version
from memoranda.services.clauses import add_clause, change_clause, move_clause
from memoranda.services.refusals_drafting import ClauseChanged
from memoranda.services.versions import send_version
from tests.councils.threads import refusals, together
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import make_memorandum

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TEXT = "Тараптар жобаны қарайды және 30 күн ішінде келісілген шешім қабылдайды."


@pytest.fixture
def scene(db):
    return make_memorandum(parties=2, clauses=3)


@pytest.fixture
def clause(scene):
    words = {"text_kk": TEXT, "text_ru": "Стороны в течение 30 дней рассматривают проект."}
    return add_clause(
        scene.memorandum, kind="clause", after=scene.clauses[2], words=words,
        by=scene.secretary, at=NOON,
    )  # fmt: skip


def changing(clause, scene, text):
    words = {"text_kk": text}
    return partial(change_clause, clause, words=words, base_revision=1, by=scene.secretary, at=NOON)


def test_two_changes_of_one_clause_meet_in_it(scene, clause):
    results = together(
        changing(clause, scene, TEXT.replace("жобаны", "құжатты")),
        changing(clause, scene, TEXT.replace("30", "60")),
    )

    clause.refresh_from_db()
    assert clause.text_kk == TEXT.replace("жобаны", "құжатты").replace("30", "60")
    assert sorted(result.was_merged for result in results) == [False, True]
    assert clause.revision == ClauseRevision.objects.filter(clause=clause).count() == 3


def test_of_two_changes_of_the_same_words_one_is_refused_with_the_other(scene, clause):
    results = together(
        changing(clause, scene, TEXT.replace("30", "60")),
        changing(clause, scene, TEXT.replace("30", "90")),
    )

    (refused,) = refusals(results, ClauseChanged)
    clause.refresh_from_db()
    assert refused.theirs["text_kk"] == clause.text_kk
    assert {"60", "90"} <= set(refused.merged["text_kk"].text.replace("⟦", " ").replace(
        "⟧", " ").split())  # fmt: skip
    assert clause.revision == 2


def test_two_sends_at_once_make_one_version(scene):
    due_on = (NOON + 10 * DAY).date()
    send = partial(send_version, scene.memorandum, due_on=due_on, by=scene.secretary, at=NOON)

    results = together(*[send] * 4)

    assert len(refusals(results, StillMissing)) == 3
    assert Version.objects.count() == 1
    assert OutboxMessage.objects.filter(kind="send_round_letters").count() == 1


def test_a_change_and_a_send_at_once_keep_a_whole_version(scene, clause):
    due_on = (NOON + 10 * DAY).date()
    words = {"text_kk": "Жаңа мәтін.", "text_ru": "Новый текст."}

    together(
        partial(send_version, scene.memorandum, due_on=due_on, by=scene.secretary, at=NOON),
        partial(change_clause, clause, words=words, base_revision=1, by=scene.secretary, at=NOON),
    )

    sent = clause.in_versions.get().words()
    assert (sent["text_kk"], sent["text_ru"]) in [
        (words["text_kk"], words["text_ru"]),
        (clause.text_kk, clause.text_ru),
    ]


def test_clauses_added_and_moved_at_once_leave_no_gap_and_no_double(scene):
    section = scene.clauses[1]
    adds = [
        partial(
            add_clause, scene.memorandum, kind="clause", parent=section,
            words={"text_kk": f"{n}"}, by=scene.secretary, at=NOON,
        )
        for n in range(4)
    ]  # fmt: skip
    moves = [
        partial(move_clause, one, parent=section, to=3 - n, by=scene.secretary, at=NOON)
        for n, one in enumerate(scene.clauses[2:5])
    ]

    results = together(*adds, *moves)

    assert refusals(results, Exception) == []
    places = Clause.objects.filter(parent=section).order_by("position")
    assert list(places.values_list("position", flat=True)) == list(range(1, 8))
