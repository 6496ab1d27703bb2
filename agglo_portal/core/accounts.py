"""How accounts behave: made by an administrator, entered by e-mail, some with a second factor."""

from collections.abc import Callable
from datetime import datetime

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from . import journal, outbox
from .models import User

# Who needs a second factor: apps add their rule in ready(); truth means yes, one query at most.
two_factor_rules: list[Callable[[User], object]] = []


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by himself: an account belongs to an official."""

    def is_open_for_signup(self, request):
        return False

    def send_password_reset_mail(self, user, email, context):
        """Order the letter; its secret link is made only when it is sent, and is kept nowhere."""
        order_password_link(user, at=timezone.now())


def lacks_second_factor(user: User) -> bool:
    """Whether the person must set up a second factor before going on."""
    if not settings.SECRETARIAT_TWO_FACTOR_REQUIRED:
        return False
    needs = user.is_staff or any(rule(user) for rule in two_factor_rules)
    return needs and not is_mfa_enabled(user)


@transaction.atomic
def open_account(user: User, *, by: User, at: datetime) -> User:
    """Keep a new account and promise its owner the letter with which he sets the password."""
    user.email = User.objects.normalize_email(user.email).lower()
    user.set_unusable_password()
    user.save()
    journal.record("account_opened", user, by=by, at=at)
    order_password_link(user, at=at)
    return user


@transaction.atomic
def change_account(user: User, *, changed: list[str], by: User, at: datetime) -> User:
    """Keep what an administrator changed; the fields are named in the journal, not their values."""
    user.email = User.objects.normalize_email(user.email).lower()
    user.save(update_fields=changed or None)
    journal.record("account_changed", user, by=by, at=at, fields=", ".join(changed))
    return user


def order_password_link(user: User, *, at: datetime) -> None:
    """Promise a letter with a link to set a password: asked for, or to a new account.

    One letter a minute is enough for one account, however often it is asked for.
    """
    key = f"password-link:{user.uid}:{at:%Y-%m-%dT%H:%M}"
    outbox.order("send_password_link", key=key, at=at, user=user.pk)


@outbox.handles("send_password_link")
def send_password_link(payload: dict) -> None:
    """Write to the person in his language of letters; a link lives for PASSWORD_RESET_TIMEOUT."""
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None:
        return
    key = default_token_generator.make_token(user)
    with translation.override(user.language):
        address = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
        )
        words = {"user": user, "link": settings.SITE_URL + address, "site": settings.SITE_URL}
        subject = render_to_string("account/email/password_link_subject.txt", words)
        text = render_to_string("account/email/password_link_message.txt", words)
    send_mail(" ".join(subject.split()), text, None, [user.email])
