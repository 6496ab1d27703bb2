"""How tests of pages come and what they read: in English, so that words can be asked for."""

import re
from html import unescape

from django.urls import reverse
from django.utils.translation import override

from agglo_portal.core.models import JournalEntry
from councils.models import AgendaItem, Minutes, MinutesSection
from tests.factories.core import NOON


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


def worded_minutes(meeting) -> Minutes:
    """Draft minutes of a closed meeting, whose first item is worded in both languages."""
    item = meeting.items.order_by("position").first()
    item.state = AgendaItem.State.CONSIDERED
    item.save()
    minutes = Minutes.objects.create(
        meeting=meeting,
        heading_kk="Комиссия отырысы",
        heading_ru="Заседание комиссии",
        due_on=NOON.date(),
    )
    MinutesSection.objects.create(
        minutes=minutes, item=item, heard_kk="Баяндама тыңдалды", heard_ru="Заслушан доклад"
    )
    return minutes


def offered(response) -> set[str]:
    """The names of the acts that the page offers."""
    text = response.content.decode()
    acts = ["open", "close", "start", "finish", "take-off", "arrive", "leave", "preside", "enter"]
    acts += ["annul", "defer", "resume", "not-held", "polls/open", "vote"]
    return {act for act in acts if f'/{act}/"' in text}
