"""How tests of pages come and what they read: in English, so that words can be asked for."""

import re
from html import unescape

from django.urls import reverse
from django.utils.translation import override

from agglo_portal.core.models import JournalEntry


def at(name: str, *args, query: str = "") -> str:
    """The English address of a page of the councils."""
    with override("en"):
        return reverse(f"councils:{name}", args=args) + query


def words(response) -> str:
    """What a person reads on the page, in one line."""
    text = response.content.decode()
    text = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def said(refusal) -> str:
    """A refusal in the words of these pages."""
    with override("en"):
        return str(refusal)


def happened(event: str) -> int:
    """How often the journal says so."""
    return JournalEntry.objects.filter(event=event).count()


def get(client, name: str, *args, query: str = "", **headers):
    return client.get(at(name, *args, query=query), headers=headers or None)


def post(client, name: str, *args, data=None, follow=True):
    return client.post(at(name, *args), data or {}, follow=follow)
