"""One letter: the template's first line is its subject, the rest its words.

A letter that had to be sent twice bears the same Message-ID: programs of mail show it once.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from .models import User
from .site import site_host


def send_letter(
    template: str, user: User, *, name: str, page: Callable[[], str], facts: dict
) -> None:
    """Send a letter to this person; nothing to a closed account. The template knows `reader`."""
    if user.is_active:
        letter_to(user, template, name=name, page=page, facts=facts | {"reader": user}).send()


def letter_to(
    user: User, template: str, *, name: str, page: Callable[[], str], facts: dict
) -> EmailMultiAlternatives:
    """Make a letter to this person in their language."""
    return letter(
        template, to=user.email, language=user.language, name=name, page=page, facts=facts
    )


def letter(
    template: str, *, to: str, language: str, name: str, page: Callable[[], str], facts: dict
) -> EmailMultiAlternatives:
    """Make a letter to an address, also of one who has no account.

    `name` makes its Message-ID; the template knows the facts and `address`: what `page` gives in
    the reader's language.
    """
    language = known_language(language)
    subject, words = words_of(template, language=language, page=page, facts=facts)
    return EmailMultiAlternatives(
        subject,
        words,
        to=[to],
        headers={
            "Message-ID": f"<{name}@{site_host()}>",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
        },
    )


def words_of(
    template: str, *, language: str, page: Callable[[], str], facts: dict
) -> tuple[str, str]:
    """Give subject and text of a letter in the language."""
    with translation.override(language):
        text = render_to_string(template, facts | {"address": settings.SITE_URL + page()})
    subject, _line, words = text.strip().partition("\n")
    return subject, words.strip() + "\n"


def known_language(language: str) -> str:
    """Give the language if the portal speaks it, else the state language."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
