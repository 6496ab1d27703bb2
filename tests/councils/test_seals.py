"""What the database refuses, whoever asks: the services are not the only door to a table."""

import pytest
from django.db import DatabaseError, connection, transaction

from councils.models import (
    CoExecutor,
    Decision,
    DecisionPoint,
    Minutes,
    MinutesFile,
    MinutesSection,
    Poll,
    Signature,
    Vote,
)
from councils.services.meetings import publish_meeting
from councils.services.minutes import withdraw_minutes
from councils.services.polls import annul_poll, close_poll
from tests.factories.core import DAY, NOON
from tests.factories.councils import OrganisationFactory, make_meeting

from . import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(open_meeting, secretary):
    """Minutes with both signatures; the first decision has a point with a co-executor."""
    first, second = open_meeting.items.order_by("position")
    point = steps.add_point(first.decision)
    point.co_executors.add(OrganisationFactory())
    steps.adopt(first.decision, secretary)
    second.state = "considered"
    second.save()
    minutes = steps.close(open_meeting, secretary)
    steps.signed_by_all(minutes, secretary)
    return minutes


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def bulk(model, **fields):
    rows = list(model.objects.all())
    for row in rows:
        for name, value in fields.items():
            setattr(row, name, value)
    model.objects.bulk_update(rows, list(fields))


SEALED = [
    (Decision, "title_kk", "Басқа"),
    (Decision, "state", "rejected"),
    (Decision, "number", 99),
    (Decision, "force", "coordination"),
    (Decision, "sealed_at", None),
    (DecisionPoint, "text_ru", "Другое"),
    (DecisionPoint, "due_on", (NOON + 99 * DAY).date()),
    (Poll, "votes_for", 4),
    (Poll, "annulled_reason", "Басқа"),
    (Vote, "choice", "against"),
    (Minutes, "heading_kk", "Басқа"),
    (Minutes, "version", 7),
    (Minutes, "state", "draft"),
    (MinutesSection, "heard_kk", "Басқа"),
    (MinutesFile, "version", 7),
    (Signature, "state", "void"),
    (Signature, "sha256_kk", "0" * 64),
    (Signature, "decided_at", None),
]


@pytest.mark.parametrize(("model", "field", "value"), SEALED)
def test_nothing_signed_is_changed_by_any_way(signed, model, field, value):
    table, column = model._meta.db_table, model._meta.get_field(field).column
    before = list(model.objects.order_by("pk").values())

    refused(lambda: model.objects.update(**{field: value}))
    refused(lambda: bulk(model, **{field: value}))
    refused(lambda: sql(f'UPDATE "{table}" SET "{column}" = %s', value))
    one = model.objects.first()
    setattr(one, field, value)
    refused(one.save)

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "model",
    [
        Decision, DecisionPoint, CoExecutor, Poll, Vote, Minutes, MinutesSection, MinutesFile,
        Signature,
    ],
)  # fmt: skip
def test_nothing_signed_is_deleted_by_any_way(signed, model):
    count = model.objects.count()
    assert count > 0

    refused(lambda: sql(f'DELETE FROM "{model._meta.db_table}"'))
    refused(lambda: model.objects.all()._raw_delete("default"))

    assert model.objects.count() == count


def test_nothing_is_added_to_what_is_signed(signed, secretary):
    decision = Decision.objects.get(state="adopted")
    point = decision.points.get()

    refused(lambda: steps.add_point(decision, position=2))
    refused(lambda: point.co_executors.add(OrganisationFactory()))
    refused(lambda: point.co_executors.clear())
    refused(lambda: Poll.objects.create(decision=decision, opened_at=NOON, opened_by=secretary))
    refused(
        lambda: Signature.objects.create(
            minutes=signed,
            version=9,
            position=3,
            participant=signed.meeting.participants.first(),
        )
    )
    refused(
        lambda: MinutesSection.objects.create(
            minutes=signed, item=signed.meeting.items.order_by("position").last()
        )
    )


def test_a_point_does_not_move_into_a_sealed_decision(signed, body):
    other = make_meeting(body, items=1).items.get().decision
    point = steps.add_point(other)

    refused(
        lambda: DecisionPoint.objects.filter(pk=point.pk).update(
            decision=Decision.objects.get(state="adopted"), position=9
        )
    )


def test_what_may_follow_the_signatures_still_can(signed, secretary):
    decision = Decision.objects.get(state="adopted")
    decision.title_en = "A translation for information"
    decision.save()

    publish_meeting(signed.meeting, by=secretary, at=NOON + DAY)

    decision.refresh_from_db()
    assert (decision.published_at, decision.title_en[:13]) == (NOON + DAY, "A translation")


def test_a_published_decision_stays_published(signed, secretary):
    publish_meeting(signed.meeting, by=secretary, at=NOON + DAY)

    refused(lambda: Decision.objects.filter(state="adopted").update(published_at=None))


def test_a_decision_is_not_published_before_it_is_sealed(open_meeting, secretary):
    steps.adopt(open_meeting.items.order_by("position").first().decision, secretary)
    steps.close(open_meeting, secretary)

    refused(lambda: Decision.objects.filter(state="adopted").update(published_at=NOON))


def test_a_registered_decision_is_never_deleted(open_meeting, secretary):
    steps.adopt(open_meeting.items.order_by("position").first().decision, secretary)
    steps.close(open_meeting, secretary)

    refused(lambda: sql("DELETE FROM councils_decision WHERE number IS NOT NULL"))


# Before signing ----------------------------------------------------------------------------------
def test_a_vote_changes_nothing_after_the_count(open_meeting, secretary):
    poll = steps.opened_poll(open_meeting, secretary)
    steps.vote(poll, "+++", secretary)
    close_poll(poll, by=secretary, at=NOON)
    silent = steps.present_voters(open_meeting)[4]

    refused(lambda: poll.votes.update(choice="against"))
    refused(lambda: poll.votes.all()._raw_delete("default"))
    refused(
        lambda: Vote.objects.create(
            poll=poll, participant=silent, choice="for", cast_at=NOON, cast_by=secretary
        )
    )
    assert poll.votes.filter(choice="for").count() == 3


def test_a_vote_does_not_move_into_a_counted_poll(open_meeting, secretary):
    poll = steps.opened_poll(open_meeting, secretary)
    close_poll(poll, by=secretary, at=NOON)
    annul_poll(poll, reason="Қате", by=secretary, at=NOON)
    repeated = steps.opened_poll(open_meeting, secretary)
    steps.vote(repeated, "+", secretary)

    refused(lambda: repeated.votes.update(poll=poll))


def test_a_counted_poll_is_only_annulled(open_meeting, secretary):
    poll = steps.opened_poll(open_meeting, secretary)
    close_poll(poll, by=secretary, at=NOON)

    refused(lambda: Poll.objects.update(votes_for=5, did_not_vote=0))
    refused(lambda: Poll.objects.update(state="annulled"))  # says no reason
    Poll.objects.update(state="annulled", annulled_reason="Қате")
    refused(lambda: Poll.objects.update(annulled_reason="Басқа"))


def test_a_signature_of_a_withdrawn_round_stays_void(open_meeting, secretary):
    open_meeting.items.update(state="considered")
    minutes = steps.close(open_meeting, secretary)
    steps.sent(minutes, secretary)
    withdraw_minutes(minutes, reason="Қате", by=secretary, at=NOON)

    refused(lambda: Signature.objects.update(state="waiting"))
    refused(lambda: Signature.objects.all()._raw_delete("default"))


def test_a_signature_names_its_bytes(open_meeting, secretary):
    open_meeting.items.update(state="considered")
    minutes = steps.close(open_meeting, secretary)
    steps.sent(minutes, secretary)

    refused(lambda: Signature.objects.update(state="signed", decided_at=NOON))
    refused(lambda: Signature.objects.update(state="refused", decided_at=NOON))
