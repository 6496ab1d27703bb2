"""The outbox: what is promised with an act is done once, whatever breaks on the way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from celery import current_app
from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from agglo_portal.core import outbox
from agglo_portal.core.models import Counter, OutboxMessage
from agglo_portal.core.numbers import next_number
from agglo_portal.core.periodic import sweep_outbox
from tests.factories.core import DAY, MINUTE, NOON

State = OutboxMessage.State


@pytest.fixture
def done(monkeypatch):
    """Payloads of the work of kind "note" that was done."""
    payloads = []
    monkeypatch.setitem(outbox.handlers, "note", payloads.append)
    return payloads


@pytest.fixture
def broken(monkeypatch):
    """Work of kind "broken" fails after having written into the database."""

    def fail(payload):
        next_number("broken")
        raise RuntimeError("no such letter box")

    monkeypatch.setitem(outbox.handlers, "broken", fail)


def order(kind="note", key="note:1", **payload):
    with transaction.atomic():
        return outbox.order(kind, key=key, at=NOON, **payload)


@pytest.mark.django_db(transaction=True)
def test_order_is_hurried_only_after_the_commit(hurried, done):
    with transaction.atomic():
        message = outbox.order("note", key="note:1", at=NOON, number=7)
        assert hurried == []

    assert hurried == [message.pk]
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_order_is_gone_with_the_act_that_failed(hurried):
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox.order("note", key="note:1", at=NOON)
        raise RuntimeError

    assert hurried == []
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_the_same_key_is_the_same_promise(done):
    first = order(number=1)
    second = order(number=2)

    outbox.do(first.pk)

    assert first.pk == second.pk
    assert done == [{"number": 1}]


@pytest.mark.django_db
def test_work_that_is_done_is_not_done_again(done):
    message = order(number=1)

    outbox.do(message.pk)
    outbox.do(message.pk)
    order(number=1)
    sweep_outbox()

    message.refresh_from_db()
    assert done == [{"number": 1}]
    assert (message.state, message.attempts) == (State.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_a_lost_broker_costs_only_the_wait_for_the_sweeper(monkeypatch, done):
    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(type(current_app._get_current_object()), "send_task", away)

    order(number=1)
    assert done == []
    sweep_outbox()

    assert done == [{"number": 1}]


@pytest.mark.django_db
def test_failed_work_keeps_its_reason_waits_and_leaves_nothing_behind(broken):
    message = order("broken", "broken:1")

    outbox.do(message.pk)

    message.refresh_from_db()
    assert message.state == State.WAITING
    assert message.error == "RuntimeError: no such letter box"
    assert message.due_at > timezone.now()
    assert not Counter.objects.filter(series="broken").exists()


@pytest.mark.django_db
def test_failed_work_is_not_tried_before_it_is_due(broken):
    message = order("broken", "broken:1")

    outbox.do(message.pk)
    outbox.do(message.pk)

    message.refresh_from_db()
    assert message.attempts == 1


@pytest.mark.django_db
def test_work_that_fails_each_time_is_given_up_and_can_be_ordered_again(broken, hurried):
    message = order("broken", "broken:1")
    for _attempt in range(len(outbox.RETRY_AFTER) + 1):
        OutboxMessage.objects.update(due_at=NOON)
        outbox.do(message.pk)
    message.refresh_from_db()
    assert message.state == State.FAILED

    outbox.order_again(message, at=NOON)

    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == (State.WAITING, 0, "")


@pytest.mark.django_db
def test_work_that_kills_its_worker_is_given_up_in_the_end(done):
    message = order()
    OutboxMessage.objects.update(attempts=len(outbox.RETRY_AFTER) + 1)

    outbox.do(message.pk)

    message.refresh_from_db()
    assert message.state == State.FAILED
    assert done == []


@pytest.mark.django_db
def test_work_of_an_unknown_kind_waits_for_the_release_that_knows_it():
    message = order("from_the_future", "future:1")

    outbox.do(message.pk)

    message.refresh_from_db()
    assert message.state == State.WAITING
    assert "from_the_future" in message.error


@pytest.mark.django_db
def test_oldest_due_is_none_when_all_is_done(done):
    assert outbox.oldest_due() is None
    late, later = order(key="a"), order(key="b")
    OutboxMessage.objects.filter(pk=later.pk).update(due_at=NOON + MINUTE)

    assert outbox.oldest_due() == NOON
    outbox.do(late.pk)
    assert outbox.oldest_due() == NOON + MINUTE


@pytest.mark.django_db
def test_due_gives_the_oldest_first_and_leaves_the_future_alone(done):
    second, first, later = order(key="2"), order(key="1"), order(key="3")
    OutboxMessage.objects.filter(pk=first.pk).update(due_at=NOON - MINUTE)
    OutboxMessage.objects.filter(pk=later.pk).update(due_at=NOON + DAY)

    assert outbox.due(at=NOON) == [first.pk, second.pk]


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_one_work_once(monkeypatch):
    started, may_end, times = Event(), Event(), []

    def slow(payload):
        times.append(payload)
        started.set()
        assert may_end.wait(10)

    monkeypatch.setitem(outbox.handlers, "slow", slow)
    message = order("slow", "slow:1")

    def work():
        try:
            outbox.do(message.pk)
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        first = workers.submit(work)
        assert started.wait(10)
        workers.submit(work).result(10)  # finds the row in the other's hands and goes
        may_end.set()
        first.result(10)

    message.refresh_from_db()
    assert (message.state, message.attempts, len(times)) == (State.DONE, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_whatever_the_broker_answers_the_act_is_done_and_goes_on(monkeypatch, done):
    def refuse(*_args, **_kwargs):
        raise RuntimeError("READONLY You can't write against a read only replica.")

    monkeypatch.setattr(type(current_app._get_current_object()), "send_task", refuse)

    message = order()

    assert OutboxMessage.objects.get(pk=message.pk).state == State.WAITING


@pytest.mark.django_db(transaction=True)
def test_a_lost_broker_holds_up_an_act_with_many_letters_only_once(monkeypatch):
    asked = []

    def time_out(_app, _name, kwargs, **_options):
        asked.append(kwargs["message_id"])
        raise OperationalError("Timeout reading from socket")

    monkeypatch.setattr(type(current_app._get_current_object()), "send_task", time_out)

    with transaction.atomic():
        messages = [outbox.order("note", key=f"note:{n}", at=NOON) for n in range(20)]

    assert asked == [messages[0].pk]
    assert len(outbox.due(at=NOON)) == 20  # the sweeper does them all
