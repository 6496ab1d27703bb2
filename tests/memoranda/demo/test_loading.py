"""The demo of the memoranda: what it holds, and that loading again changes nothing."""

import time

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import JournalEntry, OutboxMessage
from councils.demo.data import uid
from memoranda.models import InternalNote, Memorandum, Obligation, PartySignature, Suggestion
from memoranda.reports.matrix import matrix_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(key):
    return Memorandum.objects.get(uid=uid(Memorandum, key))


def test_the_demo_holds_a_memorandum_in_each_of_the_states_to_be_shown():
    states = {
        key: text(key).state for key in ("agglomeration", "transport", "water", "air", "waste")
    }

    assert states == {
        "agglomeration": "in_force",
        "transport": "negotiation",
        "water": "signing",
        "air": "expired",
        "waste": "in_force",
    }
    assert {one.state for one in text("waste").amendments.all()} == {"in_force"}
    assert text("waste").amendments.count() == 2
    assert not Memorandum.objects.filter(is_demo=False).exists()


def test_the_negotiation_stands_in_its_second_round_with_all_kinds_of_words():
    memorandum = text("transport")

    matrix = matrix_of(memorandum)

    states = {str(cell.state) for row in matrix.rows for cell in row.cells}
    assert {"agreed", "objects", "comments", "suggests"} <= states
    assert (matrix.version.number, len(matrix.parties)) == (2, 3)
    found = set(Suggestion.objects.filter(memorandum=memorandum).values_list("state", flat=True))
    assert found == {"open", "accepted", "rejected", "merged"}
    assert InternalNote.objects.filter(clause__memorandum=memorandum).exists()


def test_one_signature_of_three_is_awaited():
    signatures = PartySignature.objects.filter(sheet__version__memorandum=text("water"))

    assert sorted(signatures.values_list("state", flat=True)) == ["signed", "signed", "waiting"]
    waiting = signatures.get(state="waiting")
    assert waiting.party.signatory.user == user_of("karasay")


def test_promises_stand_in_various_states():
    states = set(Obligation.objects.values_list("state", flat=True))

    assert {"done", "open", "reported", "returned"} <= states


def test_nothing_in_the_demo_happens_later_than_now():
    assert JournalEntry.objects.filter(at__gt=timezone.now()).count() == 0
    assert not Memorandum.objects.filter(updated_at__gt=timezone.now()).exists()


def test_load_demo_memoranda_again_changes_nothing_and_is_quick():
    models = apps.get_app_config("memoranda").get_models()
    before = {model: model._default_manager.count() for model in models}
    orders = OutboxMessage.objects.count()
    started = time.monotonic()

    call_command("load_demo_memoranda", verbosity=0)

    assert {model: model._default_manager.count() for model in before} == before
    assert OutboxMessage.objects.count() == orders
    assert time.monotonic() - started < 5
