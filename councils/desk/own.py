"""What waits for a person as a member or an executor: one query a kind of work."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agglo_portal.core.models import User

from ..models import Assignment, Meeting, Minutes, Participant, Poll, Post, Signature, Vote
from .things import Todo, meeting_name, to


def own_todos(user: User, *, at: datetime) -> list[Todo]:
    """Give the invitations to answer, the open votes, the minutes to sign, the assignments of the
    person's organisation."""
    return [*_invitations(user, at), *_votes(user, at), *_signatures(user), *_assignments(user)]


def count_waiting(user: User) -> int:
    """Count what waits for the person's own answer, vote and signature; one query (the menu)."""
    waiting = Participant.objects.filter(official__user=user).aggregate(
        answers=Count(
            "pk",
            filter=Q(
                response=Participant.Response.NONE,
                meeting__state=Meeting.State.CONVENED,
                meeting__starts_at__gte=timezone.now(),
            ),
        ),
        votes=Count(
            "pk", filter=Q(is_voting=True, is_present=True) & Q(Exists(_poll_without_me()))
        ),
        signatures=Count("pk", filter=Q(Exists(_signature_of_mine()))),
    )
    return sum(waiting.values())


def _poll_without_me():
    mine = Vote.objects.filter(poll=OuterRef("pk"), participant=OuterRef(OuterRef("pk")))
    polls = Poll.objects.filter(state=Poll.State.OPEN, decision__item__meeting=OuterRef("meeting"))
    return polls.exclude(Exists(mine))


def _signature_of_mine():
    return Signature.objects.filter(
        participant=OuterRef("pk"),
        state=Signature.State.WAITING,
        minutes__state=Minutes.State.SENT,
    )


def _invitations(user, at) -> list[Todo]:
    called = Participant.objects.filter(
        official__user=user,
        response=Participant.Response.NONE,
        meeting__state=Meeting.State.CONVENED,
        meeting__starts_at__gte=at,
    )
    return [
        Todo(
            kind=_("Invitation"),
            icon="calendar2-check",
            title=meeting_name(each.meeting),
            why=_("Say whether you will come: the quorum depends on it."),
            button=_("Answer"),
            url=f"{each.meeting.get_absolute_url()}#answer",
            due=each.meeting.starts_at,
        )
        for each in called.select_related("meeting__body")
    ]


def _votes(user, at) -> list[Todo]:
    places = Participant.objects.filter(official__user=user, is_voting=True, is_present=True)
    mine = Vote.objects.filter(poll=OuterRef("pk"), participant__official__user=user)
    polls = Poll.objects.filter(
        state=Poll.State.OPEN, decision__item__meeting__in=places.values("meeting")
    ).exclude(Exists(mine))
    return [
        Todo(
            kind=_("Vote"),
            icon="ui-checks",
            title=poll.decision.title,
            why=_("Voting is open now. You can change your choice until it is closed."),
            button=_("Vote"),
            url=to("meeting_sitting", poll.decision.item.meeting),
            due=at,
        )
        for poll in polls.select_related("decision__item__meeting")
    ]


def _signatures(user) -> list[Todo]:
    waiting = Signature.objects.filter(
        participant__official__user=user,
        state=Signature.State.WAITING,
        minutes__state=Minutes.State.SENT,
    )
    return [
        Todo(
            kind=_("Signature"),
            icon="pen",
            title=_("Minutes: %(meeting)s") % {"meeting": meeting_name(each.minutes.meeting)},
            why=_("Read the text in both languages; you sign exactly what is shown."),
            button=_("Sign"),
            url=to("minutes_detail", each.minutes.meeting),
            due=each.minutes.due_on,
        )
        for each in waiting.select_related("minutes__meeting__body")
    ]


def _assignments(user) -> list[Todo]:
    today = timezone.localdate()
    organisations = Post.objects.filter(official__user=user).valid_on(today)
    given = Assignment.objects.visible_to(user).in_progress()
    given = given.filter(executor__in=organisations.values("organisation"))
    return [
        Todo(
            kind=_("Assignment %(number)s") % {"number": each.point.decision.label},
            icon="clipboard-check",
            title=_in_legal_language(each.point),
            why=_("Executor: %(executor)s") % {"executor": each.executor.name},
            button=_("Open"),
            url=f"{each.point.decision.get_absolute_url()}#assignment-{each.uid}",
            due=each.due_on,
        )
        for each in given.select_related("executor", "point__decision").soonest_first()
    ]


def _in_legal_language(point) -> str:
    """The text of the page's language; in English the Kazakh one, which comes first."""
    return point.text_ru if get_language() == "ru" and point.text_ru else point.text_kk
