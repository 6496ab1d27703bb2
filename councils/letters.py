"""Letters to those who were called, each in its reader's language."""

from email.mime.nonmultipart import MIMENonMultipart

from django.conf import settings
from django.utils import translation

from agglo_portal.core.letters import known_language, letter_to, words_of
from agglo_portal.core.models import User

from .calendars import meeting_as_ics
from .models import Meeting, Participant, Signature


def send_invitation(participant: Participant, *, revision: int) -> None:
    """Invite a participant, or tell him of the new time and place, with an entry for his calendar.

    Sends nothing if a newer revision overtook this one or the meeting is over: its own letter
    follows or is not needed.
    """
    meeting = participant.meeting
    awaited = meeting.state in (Meeting.State.CONVENED, Meeting.State.OPEN)
    if awaited and meeting.revision == revision:
        _send_with_calendar("invitation", participant, method="REQUEST")


def send_cancellation(participant: Participant, *, revision: int) -> None:
    """Tell a participant that the meeting is called off; his calendar removes the entry."""
    if participant.meeting.revision == revision:
        _send_with_calendar("cancellation", participant, method="CANCEL")


def send_signing_request(signature: Signature) -> None:
    """Ask a signer for his signature on the sent version; nothing if it no longer waits."""
    user = _reader(signature.participant)
    if user is None or signature.state != Signature.State.WAITING:
        return
    minutes = signature.minutes
    facts = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "participant": signature.participant,
    }
    name = f"signing.{minutes.uid}.v{signature.version}.{signature.participant_id}"
    template = "councils/letters/signing_request.txt"
    letter_to(user, template, name=name, page=minutes.get_absolute_url, facts=facts).send()


def send_publication(participant: Participant) -> None:
    """Tell one who was called that the minutes and decisions are published."""
    user = _reader(participant)
    if user is None:
        return
    meeting = participant.meeting
    facts = {"meeting": meeting, "participant": participant}
    name = f"publication.{meeting.uid}.{participant.pk}"
    template = "councils/letters/publication.txt"
    letter_to(user, template, name=name, page=meeting.get_absolute_url, facts=facts).send()


def invitation_text(meeting: Meeting, *, language: str | None = None) -> str:
    """Give the words of the invitation as the members will read them, without a name."""
    language = language or translation.get_language() or settings.LANGUAGE_CODE
    _subject, words = words_of(
        "councils/letters/invitation.txt",
        language=language[:2],
        page=meeting.get_absolute_url,
        facts=_facts_of(meeting),
    )
    return words


def _send_with_calendar(kind: str, participant: Participant, *, method: str) -> None:
    user = _reader(participant)
    if user is None:
        return
    meeting = participant.meeting
    name = f"{kind}.{meeting.uid}.{participant.pk}.r{meeting.revision}"
    facts = _facts_of(meeting) | {"participant": participant}
    template = f"councils/letters/{kind}.txt"
    letter = letter_to(user, template, name=name, page=meeting.get_absolute_url, facts=facts)
    calendar = meeting_as_ics(
        meeting, language=known_language(user.language), method=method, participant=participant
    )
    letter.attach_alternative(calendar.decode(), f"text/calendar; method={method}")
    attached = MIMENonMultipart("text", "calendar", charset="utf-8", method=method)
    attached.add_header("Content-Disposition", "attachment", filename="meeting.ics")
    attached.set_payload(calendar.decode(), "utf-8")
    letter.attach(attached)
    letter.send()


def _facts_of(meeting: Meeting) -> dict:
    return {"meeting": meeting, "items": list(meeting.items.order_by("position"))}


def _reader(participant: Participant) -> User | None:
    """The participant's active account, if he has one: without it there is no address."""
    user = participant.official.user if participant.official else None
    return user if user and user.is_active else None
