"""Who was at the meeting, in the words of the minutes."""

from datetime import datetime

from django.utils import timezone

from agglo_portal.core.dates import Form, official_date

from ..models import AttendanceEvent, Meeting, Participant, Seat
from ..requisites import came, signers_of
from .terms import TERMS

MOST_IN_TEXT = 15  # a longer list becomes an annex (practice; domain 3.1)
ROLES = list(Seat.Role.values)


def attendance_as_data(meeting: Meeting, *, language: str) -> dict:
    """Give chair, secretary, those present out of the total, the invited, quorum, signatures.

    Names and posts are those of the day of the meeting (domain rule 8). Counted are voting
    members who came, also if they left before the end (domain rules 11, 22).
    """
    terms = TERMS[language]
    people = _people(meeting)
    there = [person for person in people if came(person)]
    voting = [person for person in there if person.is_voting]
    total = sum(person.is_voting for person in people)
    needed = meeting.body.quorum_needed(total)
    has_quorum = total > 0 and len(voting) >= needed
    in_annex = len(voting) > MOST_IN_TEXT
    count = terms[meeting.body.kind].format(present=len(voting), total=total)
    officers = _officers(meeting, terms)
    return {
        "officers": [
            {"label": label, "text": _line(person, language)} for label, person in officers
        ],
        "present": {
            "label": terms["present"],
            "text": f"{count} ({terms['list_attached']})" if in_annex else count,
            "list": [] if in_annex else [_line(person, language) for person in voting],
        },
        "invited": {
            "label": terms["invited"],
            "list": [_line(person, language) for person in there if _is_invited(person)],
        },
        "quorum": " ".join(
            [
                terms["quorum_needed"].format(needed=needed),
                terms["quorum"] if has_quorum else terms["no_quorum"],
            ]
        ),
        "signatures": [
            {"label": label, "sign": terms["signature"], "name": _name(person, language)}
            for label, person in officers
        ],
        "annex": _annex(meeting, voting, language) if in_annex else None,
    }


def clock(moment: datetime) -> str:
    """The time of day where the portal is at home."""
    return _at_home(moment).strftime("%H:%M")


def day_of(meeting: Meeting, language: str, form: Form = Form.PLAIN) -> str:
    """The day of the meeting as acts write it; the year alone where the day is not known."""
    moment = meeting.opened_at or meeting.starts_at
    if moment is None:
        year = "of_year" if form == Form.OF else "year"
        return TERMS[language][year].format(year=meeting.year)
    return official_date(_at_home(moment).date(), form=form, language=language)


def _at_home(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


def _people(meeting: Meeting) -> list[Participant]:
    """Those called: who presided first, then by role and by their place in the list."""
    people = meeting.participants.prefetch_related("events")
    return sorted(
        people,
        key=lambda person: (
            not person.is_presiding,
            ROLES.index(person.role) if person.role else len(ROLES),
            person.position,
            person.pk,
        ),
    )


def _events(person: Participant) -> list[AttendanceEvent]:
    return sorted(person.events.all(), key=lambda event: event.pk)


def _is_invited(person: Participant) -> bool:
    working = (Seat.Role.SECRETARY, Seat.Role.SECRETARIAT)
    return not person.is_voting and not person.is_presiding and person.role not in working


def _officers(meeting: Meeting, terms: dict) -> list[tuple[str, Participant]]:
    """Who signs, each under the right word: the chair or who presided instead, the secretary."""
    officers = []
    for person in signers_of(meeting):
        if person.role == Seat.Role.CHAIR:
            word = "chair"
        else:
            word = "presiding" if person.is_presiding else "secretary"
        officers.append((terms[word], person))
    return officers


def _name(person: Participant, language: str) -> str:
    """The name, or the post alone where no name is known."""
    return getattr(person, f"name_{language}") or getattr(person, f"title_{language}")


def _post(person: Participant, language: str) -> str:
    """The post on that day; empty where it already stands for the name."""
    post = getattr(person, f"title_{language}")
    return "" if post == _name(person, language) else post


def _left(person: Participant, language: str) -> str:
    """When somebody who was not there at the end had left."""
    events = _events(person)
    if person.is_present or not events or events[-1].kind != AttendanceEvent.Kind.LEFT:
        return ""
    return TERMS[language]["left_at"].format(time=clock(events[-1].at))


def _line(person: Participant, language: str) -> str:
    left = _left(person, language)
    line = " – ".join(filter(None, [_name(person, language), _post(person, language)]))
    return f"{line} ({left})" if left else line


def _annex(meeting: Meeting, voting: list[Participant], language: str) -> dict:
    """The list of those present, where it is too long for the text."""
    terms = TERMS[language]
    return {
        "heading": terms["annex"].format(
            day=day_of(meeting, language, Form.OF), number=meeting.number
        ),
        "title": terms["annex_title"],
        "columns": [terms["column_number"], terms["column_name"], terms["column_post"]],
        "rows": [
            [
                str(place),
                _name(person, language),
                "; ".join(filter(None, [_post(person, language), _left(person, language)])),
            ]
            for place, person in enumerate(voting, start=1)
        ],
    }
