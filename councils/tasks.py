"""Work that services order through the outbox: load, one call."""

from django.utils import timezone

from agglo_portal.core import outbox

from . import documents, letters
from .models import Meeting, Minutes, Participant, Signature


@outbox.handles("send_invitation")
def send_invitation(payload: dict) -> None:
    participant = Participant.objects.select_related("meeting__body").get(pk=payload["participant"])
    letters.send_invitation(participant, revision=payload["revision"])


@outbox.handles("send_cancellation")
def send_cancellation(payload: dict) -> None:
    participant = Participant.objects.select_related("meeting__body").get(pk=payload["participant"])
    letters.send_cancellation(participant, revision=payload["revision"])


@outbox.handles("send_signing_request")
def send_signing_request(payload: dict) -> None:
    signature = Signature.objects.select_related("minutes__meeting__body").get(
        pk=payload["signature"]
    )
    letters.send_signing_request(signature)


@outbox.handles("render_minutes")
def render_minutes(payload: dict) -> None:
    minutes = Minutes.objects.select_related("meeting__body").get(pk=payload["minutes"])
    documents.store_minutes(minutes, version=payload["version"])


@outbox.handles("tell_followers")
def tell_followers(payload: dict) -> None:
    """One letter, one promise: an address that refuses its letter holds up nobody else's."""
    meeting = Meeting.objects.get(pk=payload["meeting"])
    called = meeting.participants.filter(official__user__is_active=True)
    for participant in called.order_by("position", "pk"):
        key = f"publication:{participant.pk}"
        outbox.order("send_publication", key=key, at=timezone.now(), participant=participant.pk)


@outbox.handles("send_publication")
def send_publication(payload: dict) -> None:
    participants = Participant.objects.select_related("meeting__body", "official__user")
    letters.send_publication(participants.get(pk=payload["participant"]))
