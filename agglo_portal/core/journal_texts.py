"""The journal in words: each app says here how its events read."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from .models import JournalEntry

texts: dict[str, Promise | str] = {}


def register(more: dict[str, Promise | str]) -> None:
    """Add sentences: event → lazy text, which may name facts of the entry as {placeholders}.

    Called by an app's AppConfig.ready(). Two sentences for one event are a mistake.
    """
    twice = texts.keys() & more.keys()
    if twice:
        raise ValueError(f"Said twice: {', '.join(sorted(twice))}")
    texts.update(more)


class _Facts(dict):
    """A fact kept per language ("name_kk") is read by its name alone ("name"). A fact that the
    entry does not have reads as a dash: an old entry must stay readable."""

    def __missing__(self, name):
        for language in ((get_language() or "kk")[:2], "kk", "ru"):
            if self.get(f"{name}_{language}"):
                return self[f"{name}_{language}"]
        return "—"


def sentence_of(entry: JournalEntry) -> str:
    """Say what happened, in the language of the page."""
    text = texts.get(entry.event)
    if text is None:
        return entry.event.replace("_", " ")
    return str(text).format_map(_Facts(entry.facts))


def actor_of(entry: JournalEntry) -> str:
    """Say who did it; the clock has no name."""
    return str(entry.by) if entry.by else gettext("The portal")
