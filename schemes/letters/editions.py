"""Letters to the members of the body: an edition waits for their decision, or is published."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from agglo_portal.core.models import User
from councils.calendars import site_host

from ..models import Edition


def send_edition_news(edition: Edition, user: User, *, news: str) -> None:
    """Tell a member, in their language; nothing to a closed account, or if the state moved on."""
    if not user.is_active or edition.state != news:
        return
    language = user.language if user.language in dict(settings.LANGUAGES) else "kk"
    with translation.override(language):
        address = settings.SITE_URL + edition.get_absolute_url()
        facts = {"edition": edition, "news": news, "reader": user, "address": address}
        text = render_to_string("schemes/letters/edition_news.txt", facts)
    subject, _line, words = text.strip().partition("\n")
    name = f"edition.{edition.uid}.{news}.{edition.revision}.{user.pk}"
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
