"""What the console and the member's page show of one sitting, in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .. import rules
from ..models import AgendaItem, AttendanceEvent, Meeting, Participant, Poll, Vote
from ..reports import Quorum

COUNTED = [Vote.Choice.FOR, Vote.Choice.AGAINST, Vote.Choice.ABSTAINED]


@dataclass
class Place:
    """A person at the table: there or not, since when, and his choice in the poll that is shown."""

    participant: Participant
    last: AttendanceEvent | None = None
    vote: Vote | None = None

    @property
    def mark_id(self) -> str:
        """The id of the button that marks him: it keeps the focus when the page renews itself."""
        return f"mark-{self.participant.pk}"


@dataclass
class Count:
    """A poll as it stands: votes of those present, and how it would end if it closed now."""

    poll: Poll
    tally: rules.Tally
    outcome: rules.Outcome
    waited_for: list[Place]
    given: list[Place]

    @property
    def is_open(self) -> bool:
        return self.poll.state == Poll.State.OPEN


@dataclass
class Board:
    """One sitting at one moment."""

    meeting: Meeting
    at: datetime
    items: list[AgendaItem]
    shown: AgendaItem | None
    places: list[Place]
    quorum: Quorum
    count: Count | None = None
    last_event: AttendanceEvent | None = None
    times: dict[int, datetime] = field(default_factory=dict)

    @property
    def current(self) -> AgendaItem | None:
        return next((item for item in self.items if item.state == "current"), None)

    @property
    def following(self) -> AgendaItem | None:
        """The next item in the queue, after the current one where there is one."""
        waiting = [item for item in self.items if item.state == "waiting"]
        after = self.current.position if self.current else 0
        return next((item for item in waiting if item.position > after), next(iter(waiting), None))

    @property
    def presiding(self) -> Participant | None:
        return next((p.participant for p in self.places if p.participant.is_presiding), None)

    @property
    def minutes_behind(self) -> int | None:
        """How far the sitting is from its plan: positive is late; None before it opens."""
        if not self.meeting.opened_at or not self.current:
            return None
        planned = sum(i.planned_minutes for i in self.items if i.state == "considered")
        spent = (self.at - self.meeting.opened_at) // timedelta(minutes=1)
        return spent - planned - min(self._spent_on_current(), self.current.planned_minutes)

    def _spent_on_current(self) -> int:
        started = self.current.started_at or self.at
        return max((self.at - started) // timedelta(minutes=1), 0)


def board_of(meeting: Meeting, *, at: datetime, shown_uid=None) -> Board:
    """Gather the sitting around the item that is shown: the chosen, the current or the next one."""
    items = list(_items_of(meeting))
    places, last_event = _places_of(meeting)
    voting = [place.participant for place in places if place.participant.is_voting]
    board = Board(
        meeting=meeting,
        at=at,
        items=items,
        shown=None,
        places=places,
        quorum=Quorum(
            present=sum(person.is_present for person in voting),
            total=len(voting),
            needed=meeting.body.quorum_needed(len(voting)),
        ),
        last_event=last_event,
        times=times_of(meeting, items),
    )
    chosen = next((item for item in items if str(item.uid) == str(shown_uid)), None)
    for item in items:
        poll = valid_poll(item)
        item.has_open_poll = poll is not None and poll.state == Poll.State.OPEN
    board.shown = chosen or board.current or board.following or (items[-1] if items else None)
    if board.shown:
        board.count = _count_of(board)
    return board


def times_of(meeting: Meeting, items: list[AgendaItem]) -> dict[int, datetime]:
    """When each item is planned to begin, by the minutes planned for those before it."""
    times, at = {}, meeting.starts_at
    for item in items:
        if at is None:
            break
        times[item.pk] = at
        if item.state != AgendaItem.State.TAKEN_OFF:
            at += timedelta(minutes=item.planned_minutes)
    return times


def valid_poll(item: AgendaItem) -> Poll | None:
    """The vote that counts on the item's draft, of those loaded with it: the one not annulled."""
    polls = item.decision.polls.all() if hasattr(item, "decision") else []
    return next((poll for poll in polls if poll.state != Poll.State.ANNULLED), None)


def _items_of(meeting: Meeting):
    points = "decision__points"
    return (
        meeting.items.select_related("decision", "rapporteur", "continues__meeting")
        .prefetch_related(
            "decision__polls",
            "materials__stored",
            points,
            f"{points}__executor",
            f"{points}__co_executors",
        )
        .order_by("position", "pk")
    )


def _places_of(meeting: Meeting) -> tuple[list[Place], AttendanceEvent | None]:
    people = meeting.participants.select_related("organisation").order_by("position", "pk")
    events = AttendanceEvent.objects.filter(participant__meeting=meeting).order_by("pk")
    last = {event.participant_id: event for event in events}
    places = [Place(participant=person, last=last.get(person.pk)) for person in people]
    newest = max(last.values(), key=lambda event: event.pk, default=None)
    if newest:  # the list has the person already; no query for each event
        newest.participant = next(p.participant for p in places if p.last is newest)
    return places, newest


def _count_of(board: Board) -> Count | None:
    """Count the poll on the shown item as closing it now would (domain rules 13 and 14)."""
    poll = valid_poll(board.shown)
    if poll is None:
        return None
    votes = {vote.participant_id: vote for vote in poll.votes.all()}
    for place in board.places:
        place.vote = votes.get(place.participant.pk)
    here = [p for p in board.places if p.participant.is_voting and p.participant.is_present]
    if poll.state == Poll.State.CLOSED:
        tally = rules.Tally(poll.votes_for, poll.against, poll.abstained, poll.did_not_vote)
        outcome = rules.Outcome(poll.adopted, poll.needed, poll.by_casting_vote)
        given = [place for place in board.places if place.vote]
        return Count(poll, tally, outcome, waited_for=[], given=given)
    choices = [place.vote.choice for place in here if place.vote]
    numbers = [choices.count(choice) for choice in COUNTED]
    tally = rules.Tally(*numbers, did_not_vote=len(here) - sum(numbers))
    chair = next((p.vote for p in here if p.participant.is_presiding and p.vote), None)
    outcome = rules.outcome(
        tally,
        total=board.quorum.total,
        majority_base=board.meeting.body.majority_base,
        tie_rule=board.meeting.body.tie_rule,
        chair_choice=chair.choice if chair else None,
    )
    return Count(
        poll,
        tally,
        outcome,
        waited_for=[place for place in here if place.vote is None],
        given=[place for place in here if place.vote],
    )
