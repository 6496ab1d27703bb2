"""Steps of a sitting that several tests take: through the services, on small records."""

import hashlib
from itertools import product

from django.core.files.base import ContentFile

from agglo_portal.core.models import StoredFile, User
from councils.models import (
    AgendaItem,
    AttendanceEvent,
    Decision,
    Meeting,
    Minutes,
    MinutesFile,
    Poll,
    Vote,
)
from councils.services import decisions, minutes, polls
from tests.factories.core import DAY, MINUTE, NOON, UserFactory
from tests.factories.councils import (
    DecisionPointFactory,
    OrganisationFactory,
    current_item,
)

CLOSING = NOON + 90 * MINUTE
VOICES = {"+": Vote.Choice.FOR, "-": Vote.Choice.AGAINST, "0": Vote.Choice.ABSTAINED, " ": None}


def first_decision(meeting: Meeting) -> Decision:
    """The draft decision of the first item, which is being considered now."""
    return current_item(meeting).decision


def present_voters(meeting: Meeting) -> list:
    return list(meeting.participants.filter(is_voting=True, is_present=True).order_by("position"))


def opened_poll(meeting: Meeting, by: User) -> Poll:
    return polls.open_poll(first_decision(meeting), by=by, at=NOON)


def vote(poll: Poll, voices: str, by: User) -> None:
    """Enter voices of those present in their order: "++-0 " is two for, one against, one
    abstained, one silent."""
    for participant, voice in zip(present_voters(poll.decision.item.meeting), voices, strict=False):
        if VOICES[voice]:
            polls.enter_vote(poll, participant, choice=VOICES[voice], by=by, at=NOON)


def adopt(decision: Decision, by: User) -> Poll:
    """Decide by all voices of those present, with the item considered in between."""
    item = decision.item
    item.state = AgendaItem.State.CURRENT
    item.save()
    poll = polls.open_poll(decision, by=by, at=NOON)
    vote(poll, "+" * 20, by)
    poll = polls.close_poll(poll, by=by, at=NOON)
    item.state = AgendaItem.State.CONSIDERED
    item.save()
    return poll


def add_point(decision: Decision, **fields):
    """A point with an executor and a deadline."""
    fields = {"executor": OrganisationFactory(), "due_on": (NOON + 30 * DAY).date()} | fields
    return DecisionPointFactory(decision=decision, **fields)


def close(meeting: Meeting, by: User) -> Minutes:
    """Close the meeting by hand, as close_meeting() does: number, register, compose."""
    Meeting.objects.filter(pk=meeting.pk).update(state="closed", closed_at=CLOSING, number="3")
    meeting.refresh_from_db()
    decisions.register_decisions(meeting, by=by, at=CLOSING)
    return minutes.compose_minutes(meeting, by=by, at=CLOSING)


def store_documents(minutes_: Minutes) -> dict[str, str]:
    """Keep small files as the documents of this version; give the hashes that signers see."""
    hashes = {}
    for language, kind in product(("kk", "ru"), MinutesFile.Format.values):
        data = f"{minutes_.uid} {minutes_.version} {language} {kind}".encode()
        sha256 = hashlib.sha256(data).hexdigest()
        name = f"minutes.{kind}"
        stored = StoredFile.objects.create(
            name=name,
            extension=f".{kind}",
            media_type="application/octet-stream",
            size=len(data),
            sha256=sha256,
            file=ContentFile(data, name=name),
            stored_at=NOON,
        )
        MinutesFile.objects.create(
            minutes=minutes_,
            version=minutes_.version,
            language=language,
            format=kind,
            stored=stored,
        )
        if kind == MinutesFile.Format.PDF:
            hashes[f"sha256_{language}"] = sha256
    return hashes


def sent(minutes_: Minutes, by: User) -> dict[str, str]:
    """Bring draft minutes to their signers; give the hashes that they see."""
    minutes.prepare_minutes(minutes_, by=by, at=CLOSING)
    minutes_.refresh_from_db()
    hashes = store_documents(minutes_)
    minutes.send_minutes(minutes_, by=by, at=CLOSING)
    minutes_.refresh_from_db()
    return hashes


def signed_by_all(minutes_: Minutes, by: User) -> None:
    """Bring draft minutes through both signatures."""
    hashes = sent(minutes_, by)
    for signature in minutes_.signatures.select_related("participant__official__user"):
        minutes.sign_minutes(minutes_, **hashes, by=signature.participant.official.user, at=CLOSING)
    minutes_.refresh_from_db()


def leave(participant, by: User | None = None) -> None:
    participant.is_present = False
    participant.save()
    AttendanceEvent.objects.create(
        participant=participant, kind="left", at=NOON, by=by or UserFactory()
    )
