"""What of approvals, signatures and promises waits for whom, on the desk and in the menu."""

import pytest
from django.utils import timezone

from agglo_portal.core.models import User
from memoranda.desk import count_waiting, desk_todos
from memoranda.models import Obligation
from memoranda.services.register import register_memorandum
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.memoranda import ObligationFactory, make_memorandum

from . import signing_steps as steps
from .life import signed_scene

pytestmark = pytest.mark.django_db


def kinds_for(user):
    todos = desk_todos(User.objects.get(pk=user.pk), at=timezone.now())
    return [str(todo.kind) for todo in todos]


def count_for(user):
    return count_waiting(User.objects.get(pk=user.pk))


def test_an_approval_waits_for_the_person_whose_turn_it_is():
    scene = steps.under_approval()
    first, second = scene.people[0].staff, scene.people[0].head
    step = steps.add(scene, user=first, stage=1)
    steps.add(scene, user=second, stage=2)

    assert (kinds_for(first), count_for(first)) == (["Approval"], 1)
    assert (kinds_for(second), count_for(second)) == ([], 0)
    steps.agree(step)
    assert (kinds_for(first), count_for(first)) == ([], 0)
    assert (kinds_for(second), count_for(second)) == (["Approval"], 1)


def test_an_approval_waits_for_the_substitute_only_while_the_first_is_absent():
    scene = steps.under_approval()
    substitute = scene.people[0].head
    step = steps.add(scene, substitute=substitute.official)
    assert count_for(substitute) == 0

    step.absent_till = timezone.localdate()
    step.save()

    assert count_for(substitute) == 1
    step.absent_till = timezone.localdate() - DAY
    step.save()
    assert count_for(substitute) == 0


def test_a_signature_waits_for_each_signatory_until_given():
    scene, hashes = steps.sent()
    first, second = (people.head for people in scene.people)
    assert (kinds_for(first), kinds_for(second)) == (["Signature"], ["Signature"])

    steps.sign(scene, 0, hashes)

    assert (count_for(first), count_for(second)) == (0, 1)
    assert kinds_for(UserFactory()) == []


def test_a_signature_waits_for_its_turn_where_the_parties_sign_in_order():
    scene, hashes = steps.sent(signs_in_order=True)

    assert [count_for(people.head) for people in scene.people] == [1, 0]
    steps.sign(scene, 0, hashes)
    assert [count_for(people.head) for people in scene.people] == [0, 1]


def test_the_secretariat_is_led_from_step_to_step():
    scene = steps.under_approval()
    assert kinds_for(scene.secretary) == []

    for number in range(2):
        steps.agree(steps.add(scene, number))
    assert kinds_for(scene.secretary) == ["Memorandum"]


def test_the_secretariat_registers_what_all_have_signed():
    scene = signed_scene()
    assert kinds_for(scene.secretary) == ["Memorandum"]

    register_memorandum(scene.memorandum, by=scene.secretary, at=NOON)
    assert kinds_for(scene.secretary) == []


def test_a_promise_waits_for_its_executor_a_month_before_its_day():
    scene = make_memorandum(parties=2, state="in_force")
    today = timezone.localdate()
    obligation = ObligationFactory(
        memorandum=scene.memorandum,
        executor=scene.parties[0].organisation,
        due_on=today + 31 * DAY,
    )
    executor, other = scene.people[0].coordinator, scene.people[1].coordinator
    assert kinds_for(executor) == []

    Obligation.objects.filter(pk=obligation.pk).update(due_on=today + 30 * DAY)

    assert kinds_for(executor) == ["Obligation: № 1/2026"]
    assert kinds_for(other) == kinds_for(scene.people[0].staff) == []


def test_a_report_waits_for_the_secretariats_answer():
    scene = make_memorandum(parties=2, state="in_force")
    ObligationFactory(
        memorandum=scene.memorandum, executor=scene.parties[0].organisation, state="reported"
    )

    assert kinds_for(scene.secretary) == ["Report on an obligation: № 1/2026"]
    assert kinds_for(scene.people[0].coordinator) == []


def test_the_desk_asks_as_much_for_many_things_as_for_one(django_assert_max_num_queries):
    scenes = [steps.under_approval() for _number in range(3)]
    for scene in scenes:
        steps.add(scene)
    user = User.objects.get(pk=scenes[0].people[0].staff.pk)

    with django_assert_max_num_queries(20):
        assert len(desk_todos(user, at=timezone.now())) == 1
