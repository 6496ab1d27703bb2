"""Confirming oneself before a vote or a signature: what was begun goes on by itself."""

import pytest
from allauth.account.decorators import reauthentication_required
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from agglo_portal import urls
from tests.factories.core import PASSWORD
from tests.second_factor import SECRET, code_of
from tests.sessions import enter

pytestmark = pytest.mark.django_db
votes = []


@login_required
@require_POST
@reauthentication_required
def vote_like(request, uid):
    votes.append((str(request.user), uid, request.POST["choice"]))
    return HttpResponse("counted")


urlpatterns = [path("kk/votes/<int:uid>/", vote_like), *urls.urlpatterns]


@pytest.fixture
def voting(settings):
    settings.ROOT_URLCONF = __name__
    votes.clear()


def test_a_vote_asks_for_the_password_and_is_then_carried_out(client, voting, member):
    client.force_login(member)

    asked = client.post("/kk/votes/7/", {"choice": "for"})
    assert votes == []
    assert asked.headers["Location"].startswith("/kk/accounts/reauthenticate/?next=")
    answer = client.post(asked.headers["Location"], {"password": PASSWORD})

    assert answer.text == "counted"
    assert votes == [(str(member), 7, "for")]


def test_a_wrong_password_carries_nothing_out(client, voting, member):
    client.force_login(member)
    asked = client.post("/kk/votes/7/", {"choice": "for"})

    client.post(asked.headers["Location"], {"password": "wrong"})

    assert votes == []


def test_soon_after_confirming_nothing_is_asked_again(client, voting, member):
    enter(client, member)

    client.post("/kk/votes/7/", {"choice": "against"})

    assert votes == [(str(member), 7, "against")]


def test_a_vote_begun_by_one_person_is_not_carried_out_by_another(client, voting, member, chair):
    client.force_login(member)
    asked = client.post("/kk/votes/7/", {"choice": "for"})
    client.post("/kk/accounts/logout/")

    client.force_login(chair)
    client.post(asked.headers["Location"], {"password": PASSWORD})

    assert votes == []


def test_who_has_a_second_factor_may_confirm_with_it(client, voting, member):
    TOTP.activate(member, SECRET)
    client.force_login(member)
    asked = client.post("/kk/votes/7/", {"choice": "for"})
    address = asked.headers["Location"].replace("reauthenticate", "second-factor/reauthenticate", 1)

    client.post(address, {"code": code_of()})

    assert votes == [(str(member), 7, "for")]
