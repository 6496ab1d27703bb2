"""What the page of a decision shows, in a constant number of queries."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..citations import cite
from ..history import moments_of_decision
from ..linked_data import decision_as_legislation
from ..models import (
    AgendaItem,
    Assignment,
    Decision,
    DecisionPoint,
    Meeting,
    Poll,
    Vote,
)
from ..panels import panels_of
from ..permissions import (
    can_change_draft,
    can_complete_assignment,
    can_defer_decision,
    is_member,
    is_secretariat,
)
from ..reports import participant_of
from .parts import journal_of, signed_minutes

CONSIDERED = (AgendaItem.State.CURRENT, AgendaItem.State.CONSIDERED)
BEFORE_ITS_END = (Meeting.State.DRAFT, Meeting.State.CONVENED, Meeting.State.OPEN)


class Row:
    """A point with what became of it: its number in the minutes, executors, deadline, state."""

    def __init__(self, decision: Decision, point: DecisionPoint, today):
        self.point = point
        self.number = f"{decision.item.position}.{point.position}"  # the same in kk and ru
        self.today = today

    @cached_property
    def assignment(self) -> Assignment | None:
        return getattr(self.point, "assignment", None)

    @property
    def is_overdue(self) -> bool:
        each = self.assignment
        return bool(
            each
            and each.state == Assignment.State.IN_PROGRESS
            and each.due_on
            and each.due_on < self.today
        )

    @property
    def days_left(self) -> int | None:
        """Days to the deadline of work in progress; None when there is none."""
        each = self.assignment
        if each is None or each.state != Assignment.State.IN_PROGRESS or each.due_on is None:
            return None
        return (each.due_on - self.today).days


def decision_page(request, decision: Decision) -> dict:
    """Give the template of decision_detail its facts, as this person may see them."""
    user, meeting = request.user, decision.item.meeting
    rows = [Row(decision, point, timezone.localdate()) for point in _points(decision)]
    assignments = [row.assignment for row in rows if row.assignment]
    knows_more = (
        user.is_superuser or is_member(user, decision.body) or bool(participant_of(user, meeting))
    )
    poll = _poll(decision)
    url = request.build_absolute_uri(decision.get_absolute_url())
    can_complete = bool(assignments) and can_complete_assignment(user, assignments[0])
    return {
        "decision": decision,
        "meeting": meeting,
        "rows": rows,
        "executed": [row for row in rows if row.assignment or row.point.executor],
        "poll": poll,
        "roll_call": _roll_call(poll) if poll else [],
        "verdict": _verdict(poll) if poll else "",
        "force_text": force_text(decision),
        "treatments": _treatments(user, decision),
        "knows_more": knows_more,
        "leads": is_secretariat(user, decision.body),
        "updated_at": max([decision.updated_at, *[each.updated_at for each in assignments]]),
        "moments": moments_of_decision(decision, assignments) if decision.published_at else [],
        "entries": journal_of(decision, *assignments) if knows_more else [],
        "can_change": _is_open_draft(decision) and can_change_draft(user, decision),
        "can_defer": _can_be_deferred(decision) and can_defer_decision(user, decision),
        "can_complete": can_complete,
        "missing_to_vote": decision.missing_to_vote() if _is_open_draft(decision) else [],
        "panels": panels_of("decision_detail", request, decision),
        "json_ld": decision_as_legislation(decision, url) if decision.published_at else "",
        "api_url": reverse("councils_api:decision-detail", args=[decision.uid]),
        **signed_minutes(user, meeting),
    }


def force_text(decision: Decision) -> str:
    """Say how far the decision binds (domain rule 4): a council recommends, an act binds."""
    if decision.force == Decision.Force.BINDING and decision.act:
        return _("Binding through: %(act)s") % {"act": cite(decision.act)}
    if decision.force == Decision.Force.COORDINATION:
        return _("Coordination decision: the bodies that took part agreed on common action.")
    return _("Recommendation: it becomes binding through acts of akimats or maslikhats.")


def _points(decision):
    points = decision.points.select_related("executor", "assignment__executor")
    return points.prefetch_related("co_executors").order_by("position")


def _poll(decision) -> Poll | None:
    votes = Vote.objects.counted().select_related("participant")
    votes = votes.order_by("participant__position", "pk")
    polls = decision.polls.filter(state=Poll.State.CLOSED)
    return polls.prefetch_related(Prefetch("votes", votes, to_attr="roll")).first()


def _roll_call(poll: Poll) -> list[tuple[str, list[Vote]]]:
    """Votes by choice, each with the posts of those who gave it."""
    groups = []
    for choice, label in Vote.Choice.choices:
        votes = [vote for vote in poll.roll if vote.choice == choice]
        if votes:
            groups.append((label, votes))
    return groups


def _verdict(poll: Poll) -> str:
    if not poll.adopted:
        return _("Not adopted")
    if poll.by_casting_vote:
        return _("Adopted: the chair's vote decided")
    if poll.votes_for == poll.present:
        return _("Adopted unanimously")
    return _("Adopted by majority")


def _treatments(user, decision) -> list[AgendaItem]:
    """Every treatment of the matter in the meetings this person may see, oldest first."""
    same = AgendaItem.objects.of_matter(decision.item)
    same = same.filter(meeting__in=Meeting.objects.visible_to(user)).select_related("meeting")
    visible = Prefetch("decision", Decision.objects.visible_to(user), to_attr="shown_decision")
    same = same.order_by("meeting__year", "meeting__starts_at", "pk").prefetch_related(visible)
    items = list(same)
    return items if len(items) > 1 else []


def _is_open_draft(decision) -> bool:
    is_draft = decision.state == Decision.State.DRAFT
    return is_draft and decision.item.meeting.state in BEFORE_ITS_END


def _can_be_deferred(decision) -> bool:
    item = decision.item
    is_draft = decision.state == Decision.State.DRAFT
    return is_draft and item.meeting.state == Meeting.State.OPEN and item.state in CONSIDERED
