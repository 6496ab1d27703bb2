"""Who was at the meeting, in the words of the minutes."""

from django.utils import timezone

from ..models import AttendanceEvent, Meeting, Participant, Seat
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
    came = [person for person in people if _came(person)]
    voting = [person for person in came if person.is_voting]
    total = sum(person.is_voting for person in people)
    needed = meeting.body.quorum_needed(total)
    has_quorum = total > 0 and len(voting) >= needed
    in_annex = len(voting) > MOST_IN_TEXT
    count = terms[meeting.body.kind].format(present=len(voting), total=total)
    officers = _officers(came, terms)
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
            "list": [_line(person, language) for person in came if _is_invited(person)],
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


def clock(moment) -> str:
    """The time of day where the portal is at home."""
    return timezone.localtime(moment, timezone.get_default_timezone()).strftime("%H:%M")


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


def _came(person: Participant) -> bool:
    arrived = AttendanceEvent.Kind.ARRIVED
    return person.is_present or any(event.kind == arrived for event in _events(person))


def _is_invited(person: Participant) -> bool:
    working = (Seat.Role.SECRETARY, Seat.Role.SECRETARIAT)
    return not person.is_voting and not person.is_presiding and person.role not in working


def _officers(came: list[Participant], terms: dict) -> list[tuple[str, Participant]]:
    """Who presided (or the chair) and the secretary, each under the right word."""
    officers = []
    for person in came:
        if person.is_presiding or (person.role == Seat.Role.CHAIR and not officers):
            is_chair = person.role == Seat.Role.CHAIR
            officers.append((terms["chair" if is_chair else "presiding"], person))
            break
    for person in came:
        if person.role == Seat.Role.SECRETARY:
            officers.append((terms["secretary"], person))
            break
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
        "heading": terms["annex"].format(number=meeting.number),
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
