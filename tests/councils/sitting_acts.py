"""Every act on a meeting as the pages offer it: first the permission, then the service."""

from dataclasses import dataclass

from councils import permissions as may
from councils.models import AgendaItem, Decision, Meeting, Minutes, Poll, Signature
from councils.reports import quorum_of
from councils.services import agenda, attendance, decisions, meetings, minutes, polls

from . import steps


@dataclass
class Try:
    """What somebody tries: the act, and what was drawn for it."""

    name: str
    who: str
    item: int = 0
    person: int = 0
    choice: str = "for"


class Door:
    """The acts on one meeting for one person at one moment; each gives the service's answer, or
    None where the page would not offer it."""

    def __init__(self, meeting, user, at, attempt):
        self.meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
        self.user = user
        self.now = {"by": user, "at": at}
        self.try_ = attempt

    def __call__(self):
        return getattr(self, self.try_.name)()

    # What the act is about ------------------------------------------------------------------
    @property
    def item(self):
        items = list(self.meeting.items.select_related("meeting__body").order_by("position"))
        item = items[self.try_.item % len(items)]
        item.meeting = self.meeting
        return item

    @property
    def decision(self):
        return Decision.objects.select_related("item__meeting", "body").get(item=self.item)

    @property
    def poll(self):
        """The last poll of the meeting: the open one, if there is any."""
        rows = Poll.objects.select_related("decision__item__meeting", "decision__body")
        return rows.filter(decision__item__meeting=self.meeting).order_by("-pk").first()

    @property
    def participant(self):
        people = list(self.meeting.participants.select_related("official").order_by("pk"))
        return people[self.try_.person % len(people)] if people else None

    @property
    def minutes(self):
        return Minutes.objects.filter(meeting=self.meeting).first()

    def _about(self, record, can, act, *, of=None, **fields):
        if record is None or not can(self.user, of or record):
            return None
        return act(record, **fields, **self.now)

    # The meeting ----------------------------------------------------------------------------
    def convene(self):
        return self._about(self.meeting, may.can_convene_meeting, meetings.convene_meeting)

    def cancel(self):
        reason = {"reason_kk": "Себеп", "reason_ru": "Причина"}
        return self._about(self.meeting, may.can_cancel_meeting, meetings.cancel_meeting, **reason)

    def open(self):
        return self._about(self.meeting, may.can_open_meeting, meetings.open_meeting)

    def not_held(self):
        reason = {"reason_kk": "Себеп", "reason_ru": "Причина"}
        return self._about(self.meeting, may.can_mark_not_held, meetings.mark_not_held, **reason)

    def close(self):
        return self._about(self.meeting, may.can_close_meeting, meetings.close_meeting)

    def publish(self):
        return self._about(self.meeting, may.can_publish_meeting, meetings.publish_meeting)

    # The agenda and who is there ------------------------------------------------------------
    def start_item(self):
        return self._about(self.item, may.can_start_item, agenda.start_item)

    def finish_item(self):
        return self._about(self.item, may.can_finish_item, agenda.finish_item)

    def take_off_item(self):
        return self._about(
            self.item, may.can_take_off_item, agenda.take_off_item, reason="Дайын емес"
        )

    def arrive(self):
        return self._about(
            self.participant, may.can_mark_attendance, attendance.mark_arrived, of=self.meeting
        )

    def leave(self):
        return self._about(
            self.participant, may.can_mark_attendance, attendance.mark_left, of=self.meeting
        )

    def preside(self):
        return self._about(self.participant, may.can_preside, attendance.preside)

    # Decisions and votes --------------------------------------------------------------------
    def change_draft(self):
        points = [{"text_kk": "Берілсін", "text_ru": "Представить"}]
        if self.try_.choice != "for":  # half a draft: no Russian text
            points = [{"text_kk": "Берілсін"}]
        return self._about(
            self.decision, may.can_change_draft, decisions.change_draft, fields={}, points=points
        )

    def defer(self):
        return self._about(
            self.decision, may.can_defer_decision, decisions.defer_decision, reason="Толық емес"
        )

    def resume(self):
        return self._about(self.decision, may.can_defer_decision, decisions.resume_decision)

    def open_poll(self):
        return self._about(self.decision, may.can_open_poll, polls.open_poll)

    def cast_vote(self):
        return self._voice(polls.cast_vote, may.can_cast_vote)

    def enter_vote(self):
        return self._voice(polls.enter_vote, may.can_enter_vote)

    def _voice(self, act, can):
        poll, participant = self.poll, self.participant
        if poll is None or participant is None or not can(self.user, poll):
            return None
        return act(poll, participant, choice=self.try_.choice, **self.now)

    def close_poll(self):
        return self._about(self.poll, may.can_close_poll, polls.close_poll)

    def annul_poll(self):
        return self._about(self.poll, may.can_annul_poll, polls.annul_poll, reason="Қате")

    # Minutes --------------------------------------------------------------------------------
    def change_wording(self):
        record = self.minutes
        words = {"heading_ru": "Заседание" if self.try_.choice == "for" else ""}
        return self._about(
            record,
            may.can_change_minutes,
            minutes.change_wording,
            fields=words,
            sections={},
            version=record.version if record else 0,
        )

    def render(self):
        """The worker does what was ordered, for whoever waits."""
        record = self.minutes
        if record and not record.files.filter(version=record.version).exists():
            steps.store_documents(record)

    def prepare(self):
        return self._about(self.minutes, may.can_prepare_minutes, minutes.prepare_minutes)

    def send(self):
        return self._about(self.minutes, may.can_send_minutes, minutes.send_minutes)

    def sign(self):
        record = self.minutes
        if record is None or not may.can_sign_minutes(self.user, record):
            return None
        shown = record.files.filter(version=record.version, format="pdf").select_related("stored")
        hashes = {f"sha256_{one.language}": one.stored.sha256 for one in shown}
        return minutes.sign_minutes(record, **hashes, **self.now)

    def refuse(self):
        return self._about(
            self.minutes,
            may.can_refuse_signature,
            minutes.refuse_signature,
            reason="Дәл емес",
        )

    def withdraw(self):
        return self._about(
            self.minutes, may.can_withdraw_minutes, minutes.withdraw_minutes, reason="Қате"
        )

    def revise(self):
        return self._about(self.minutes, may.can_revise_minutes, minutes.revise_minutes)


ACTS = sorted(
    name
    for name, value in vars(Door).items()
    if callable(value) and not name.startswith("_") and not isinstance(value, property)
)

LIKELY = {
    Meeting.State.CONVENED: ["arrive", "arrive", "leave", "preside", "open", "cancel", "not_held"],
    Meeting.State.OPEN: [
        "cast_vote", "cast_vote", "cast_vote", "enter_vote", "enter_vote", "open_poll",
        "close_poll", "close_poll", "close_poll", "annul_poll", "leave", "leave", "leave",
        "leave", "arrive", "preside",
        "change_draft", "change_draft", "start_item", "finish_item", "take_off_item", "defer",
        "resume", "close", "not_held",
    ],
    Meeting.State.CLOSED: [
        "sign", "sign", "sign", "refuse", "withdraw", "revise", "change_wording", "render",
        "prepare", "send", "close_poll", "annul_poll", "change_draft", "publish",
    ],
}  # fmt: skip


def next_act(meeting: Meeting) -> tuple[str, dict]:
    """The act that brings an orderly meeting one step further, and on what it is."""
    people = list(meeting.participants.order_by("pk"))
    if meeting.state == Meeting.State.DRAFT:
        return "convene", {}
    if meeting.state == Meeting.State.CONVENED:
        absent = [
            n for n, one in enumerate(people) if not one.is_present and one.role != "observer"
        ]
        return ("arrive", {"person": absent[0]}) if absent else ("open", {})
    if meeting.state == Meeting.State.OPEN:
        return _next_in_session(meeting, people)
    if meeting.state == Meeting.State.CLOSED:
        return _next_of_minutes(Minutes.objects.get(meeting=meeting))
    return "publish", {}


def _next_in_session(meeting, people) -> tuple[str, dict]:
    if not quorum_of(meeting).has_quorum:
        absent = [n for n, one in enumerate(people) if one.is_voting and not one.is_present]
        return "arrive", {"person": absent[0]}
    for number, item in enumerate(meeting.items.order_by("position")):
        about = {"item": number}
        if item.state == AgendaItem.State.WAITING:
            return "start_item", about
        if item.state != AgendaItem.State.CURRENT:
            continue
        if item.decision.state != Decision.State.DRAFT:
            return "finish_item", about
        poll = item.decision.polls.filter(state=Poll.State.OPEN).first()
        if poll is None:
            whole = not item.decision.missing_to_vote()
            return ("open_poll", about) if whole else ("change_draft", about | {"choice": "for"})
        silent = [
            n
            for n, one in enumerate(people)
            if one.is_voting and one.is_present and not poll.votes.filter(participant=one).exists()
        ]
        return ("enter_vote", about | {"person": silent[0]}) if silent else ("close_poll", about)
    return "close", {}


def _next_of_minutes(record: Minutes) -> tuple[str, dict]:
    if record.state == Minutes.State.DRAFT:
        return ("prepare", {}) if record.heading_ru else ("change_wording", {"choice": "for"})
    if record.state == Minutes.State.PREPARED:
        is_ready = record.files.filter(version=record.version).exists()
        return ("send" if is_ready else "render"), {}
    return ("sign" if record.state == Minutes.State.SENT else "revise"), {}


def next_signer(meeting: Meeting):
    """Whose signature is awaited, if the minutes are out."""
    waiting = Signature.objects.filter(
        minutes__meeting=meeting, state=Signature.State.WAITING
    ).select_related("participant__official__user")
    first = waiting.order_by("position").first()
    return first and first.participant.official.user
