"""The nine requisites of minutes (domain rule 19), who signs, and what is still missing.

One list serves the page, which shows it, and the services, which refuse with it.
"""

from dataclasses import dataclass
from itertools import product

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from agglo_portal.core.dates import official_date

from .models import AttendanceEvent, Meeting, Minutes, MinutesFile, Participant, Seat

LANGUAGES = ("kk", "ru")


@dataclass(frozen=True)
class Requisite:
    """One requisite: what it is called, whether it is there, its value in the page's language,
    and the sentence that says what is missing."""

    key: str
    label: str
    is_there: bool
    value: str = ""
    missing: str = ""


def requisites_of(minutes: Minutes) -> list[Requisite]:
    """Give the nine requisites in their official order (Order No. 236 of 25.08.2023; listed after
    item 45 of the rules before it). An approval stamp is named as not required."""
    meeting = minutes.meeting
    return [
        _organisation(meeting),
        Requisite("document_type", gettext("Document type"), True, minutes.get_form_display()),
        _date(meeting),
        _number(meeting),
        _place(meeting),
        Requisite("approval", gettext("Approval stamp"), True, gettext("not required")),
        _heading(minutes),
        _text(minutes),
        _signatures(meeting),
    ]


def missing_to_prepare(minutes: Minutes) -> list[str]:
    """What stands between the draft and its signing, in words for the page."""
    return [one.missing for one in requisites_of(minutes) if not one.is_there]


def missing_to_send(minutes: Minutes) -> list[str]:
    """What stands between the prepared minutes and the signers: the files of this version, and a
    way for each signer to sign in the portal."""
    missing = []
    ready = set(minutes.files.filter(version=minutes.version).values_list("language", "format"))
    names = dict(settings.LANGUAGES)
    for language, kind in product(settings.DOCUMENT_LANGUAGES, MinutesFile.Format.values):
        if (language, kind) not in ready:
            text = gettext("The document is not ready: %(language)s, %(format)s.")
            missing.append(text % {"language": names[language], "format": kind.upper()})
    for signer in signers_of(minutes.meeting):
        if signer.official is None or signer.official.user_id is None:
            text = gettext("%(signer)s has no account in the portal and cannot sign.")
            missing.append(text % {"signer": signer})
    return missing


def signers_of(meeting: Meeting) -> list[Participant]:
    """Give who signs the minutes: who presided, then the secretary; at most two different people.

    Those who came go before those who did not; a secretariat without its secretary is stood in
    for by one of its staff who came.
    """
    rows = meeting.participants.select_related("official").prefetch_related("events")
    people = sorted(rows, key=lambda person: (not came(person), person.position, person.pk))
    presiding = _first(people, lambda person: person.is_presiding and came(person)) or _first(
        people, lambda person: person.role == Seat.Role.CHAIR and came(person)
    )
    presiding = presiding or _first(people, lambda person: person.is_presiding)
    others = [person for person in people if person is not presiding]
    secretary = _first(others, lambda person: _is(person, Seat.Role.SECRETARY) and came(person))
    secretary = secretary or _first(
        others, lambda person: _is(person, Seat.Role.SECRETARIAT) and came(person)
    )
    secretary = secretary or _first(others, lambda person: _is(person, Seat.Role.SECRETARY))
    return [person for person in (presiding, secretary) if person is not None]


def came(person: Participant) -> bool:
    """Whether the participant was there at any time, also if he left before the end."""
    arrived = AttendanceEvent.Kind.ARRIVED
    return person.is_present or any(event.kind == arrived for event in person.events.all())


def _first(people: list[Participant], fits) -> Participant | None:
    return next((person for person in people if fits(person)), None)


def _is(person: Participant, role: str) -> bool:
    return person.role == role


def _in_page_language(record, name: str) -> str:
    """A legal text of the record for display: in Russian on a Russian page, else in Kazakh."""
    language = "ru" if (get_language() or "kk").startswith("ru") else "kk"
    return getattr(record, f"{name}_{language}")


def _is_in_both(record, name: str) -> bool:
    return all(getattr(record, f"{name}_{language}").strip() for language in LANGUAGES)


def _is_in_one(record, name: str) -> bool:
    texts = [bool(getattr(record, f"{name}_{language}").strip()) for language in LANGUAGES]
    return any(texts) and not all(texts)


def _organisation(meeting: Meeting) -> Requisite:
    return Requisite(
        "organisation",
        gettext("Organisation"),
        _is_in_both(meeting.body, "name"),
        _in_page_language(meeting.body, "name"),
        gettext("The body is not named in both languages."),
    )


def _date(meeting: Meeting) -> Requisite:
    """The date is that of the meeting (domain rule 21)."""
    moment = meeting.opened_at or meeting.starts_at
    return Requisite(
        "date",
        gettext("Date"),
        moment is not None,
        official_date(moment) if moment else "",
        gettext("The day of the meeting is not known."),
    )


def _number(meeting: Meeting) -> Requisite:
    return Requisite(
        "number",
        gettext("Registration number"),
        bool(meeting.number),
        f"№ {meeting.number}" if meeting.number else "",
        gettext("The meeting has no number."),
    )


def _place(meeting: Meeting) -> Requisite:
    """The place of issue: the city of the body, or the place where the meeting was held."""
    source = (meeting.body, "city") if _is_in_both(meeting.body, "city") else (meeting, "place")
    return Requisite(
        "place",
        gettext("Place"),
        _is_in_both(*source),
        _in_page_language(*source),
        gettext("The place is not given in both languages."),
    )


def _heading(minutes: Minutes) -> Requisite:
    return Requisite(
        "heading",
        gettext("Heading"),
        _is_in_both(minutes, "heading"),
        _in_page_language(minutes, "heading"),
        gettext("Not in both languages: the heading."),
    )


def _text(minutes: Minutes) -> Requisite:
    """What was heard on each considered item, in both languages; other words in both or none."""
    missing = []
    for name, text in (
        ("opening", gettext("Not in both languages: the introductory part.")),
        ("closing", gettext("Not in both languages: the closing words.")),
    ):
        if _is_in_one(minutes, name):
            missing.append(text)
    sections = list(minutes.sections.select_related("item").order_by("item__position"))
    for section in sections:
        if not _is_in_both(section, "heard") or _is_in_one(section, "spoke"):
            text = gettext("Not in both languages: the text on item %(number)s.")
            missing.append(text % {"number": section.item.position})
    if not sections and not _is_in_both(minutes, "opening"):
        missing.append(gettext("The minutes have no text."))
    text = ngettext("%(count)s item considered", "%(count)s items considered", len(sections))
    return Requisite(
        "text", gettext("Text"), not missing, text % {"count": len(sections)}, " ".join(missing)
    )


def _signatures(meeting: Meeting) -> Requisite:
    signers = signers_of(meeting)
    return Requisite(
        "signatures",
        gettext("Signatures"),
        len(signers) == 2,
        "; ".join(str(signer) for signer in signers),
        gettext("Two must sign: the person who presided and the secretary."),
    )
