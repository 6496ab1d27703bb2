"""One letter: the template's first line is its subject, the rest its words.

A letter that had to be sent twice bears the same Message-ID: programs of mail show it once.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from agglo_portal.core.models import User
from councils.calendars import site_host


def send_letter(kind: str, user: User, *, name: str, path_of, facts: dict) -> None:
    """Send the letter `memoranda/letters/<kind>.txt` to this person; nothing to a closed account.

    `name` makes its Message-ID; the template knows `reader`, `address` (of the page of `path_of`)
    and the facts.
    """
    if not user.is_active:
        return
    language = user.language if user.language in dict(settings.LANGUAGES) else "kk"
    with translation.override(language):
        address = settings.SITE_URL + path_of.get_absolute_url()
        text = render_to_string(
            f"memoranda/letters/{kind}.txt", facts | {"reader": user, "address": address}
        )
    subject, _line, words = text.strip().partition("\n")
    EmailMultiAlternatives(
        subject,
        words.strip() + "\n",
        to=[user.email],
        headers={
            "Message-ID": f"<{name}@{site_host()}>",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
        },
    ).send()
