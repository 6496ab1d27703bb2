"""One letter: the template's first line is its subject, the rest its words.

A letter that had to be sent twice bears the same Message-ID: programs of mail show it once.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from agglo_portal.core.models import User
from councils.calendars import site_host


def send_letter(kind: str, user: User, *, name: str, page: Callable[[], str], facts: dict) -> None:
    """Send `schemes/letters/<kind>.txt` to this person; nothing to a closed account.

    `name` makes its Message-ID; the template knows `reader`, `address` (what `page` gives in the
    reader's language) and the facts.
    """
    if user.is_active:
        known = facts | {"reader": user}
        post(kind, to=user.email, language=user.language, name=name, page=page, facts=known)


def post(
    kind: str, *, to: str, language: str, name: str, page: Callable[[], str], facts: dict
) -> None:
    """Send a letter to an address, also of one who has no account."""
    language = language if language in dict(settings.LANGUAGES) else "kk"
    with translation.override(language):
        known = facts | {"address": settings.SITE_URL + page()}
        text = render_to_string(f"schemes/letters/{kind}.txt", known)
    subject, _line, words = text.strip().partition("\n")
    EmailMultiAlternatives(
        subject,
        words.strip() + "\n",
        to=[to],
        headers={
            "Message-ID": f"<{name}@{site_host()}>",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
        },
    ).send()
