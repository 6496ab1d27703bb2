"""The demo loads once and again, refuses production, sends no mail."""

import io
import re

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import JournalEntry, OutboxMessage, User
from councils.demo.data import find
from councils.models import (
    Body,
    Meeting,
    Official,
    Territory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _rows() -> dict[str, int]:
    tables = [model for label in ("core", "councils") for model in _models(label)]
    return {model._meta.label: model._default_manager.count() for model in tables}


def _models(label):
    return apps.get_app_config(label).get_models()


def test_load_demo_again_changes_nothing():
    before, last_change = _rows(), JournalEntry.objects.latest("pk").pk
    touched = {m: m.objects.latest("updated_at").updated_at for m in (Meeting, Body, Territory)}

    call_command("load_demo", verbosity=0)

    assert _rows() == before
    assert JournalEntry.objects.latest("pk").pk == last_change
    assert touched == {m: m.objects.latest("updated_at").updated_at for m in touched}


def test_load_demo_leaves_alone_what_people_changed():
    Official.objects.filter(pk=find(Official, "konaev-akim").pk).update(name_ru="Другое имя")
    User.objects.filter(email="city@demo.example").update(language="ru")

    call_command("load_demo", verbosity=0)

    assert find(Official, "konaev-akim").name_ru == "Другое имя"
    assert user_of("city").language == "ru"


@pytest.mark.parametrize("command", ["load_demo", "load_demo_councils", "demo_accounts"])
def test_the_demo_refuses_production(command, settings):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="not for production"):
        call_command(command)


def test_demo_accounts_prints_a_line_for_each_account():
    output = io.StringIO()

    call_command("demo_accounts", stdout=output)

    lines = output.getvalue().strip().splitlines()
    assert len(lines) == User.objects.filter(is_demo=True).count() == 20
    assert all(re.match(r"[a-z-]+@demo\.example +\S{10,}  \S", line) for line in lines)


def test_demo_sends_no_mail_and_orders_only_documents():
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING)

    assert mail.outbox == []
    assert set(waiting.values_list("kind", flat=True)) <= {
        "render_minutes",
        "make_memorandum_files",
        "prepare_tiles",
    }
