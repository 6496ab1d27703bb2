"""Pages: votes – opened, cast, entered from paper, closed, annulled. All are acts by POST."""

from functools import partial

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agglo_portal.core.pages import act

from ..forms import EnteredVoteForm, ReasonForm, VoteForm
from ..models import AgendaItem
from ..permissions import (
    can_annul_poll,
    can_cast_vote,
    can_close_poll,
    can_enter_vote,
    can_open_poll,
)
from ..reports import participant_of
from ..services.polls import annul_poll, cast_vote, close_poll, enter_vote, open_poll
from .finding import find_decision, find_poll


@require_POST
def poll_open(request, uid):
    decision = find_decision(request, uid)
    if not can_open_poll(request.user, decision):
        raise PermissionDenied
    open_it = partial(open_poll, decision, by=request.user, at=timezone.now())
    return act(request, open_it, "", _console(decision))


@require_POST
@reauthentication_required
def poll_vote(request, uid):
    """A member's own vote; asks for the password again if that was long ago, and then goes on."""
    poll = find_poll(request, uid)
    if not can_cast_vote(request.user, poll):
        raise PermissionDenied
    meeting = poll.decision.item.meeting
    form = VoteForm(request.POST)
    if not form.is_valid():
        raise Http404
    vote = partial(
        cast_vote,
        poll,
        participant_of(request.user, meeting),
        choice=form.cleaned_data["choice"],
        by=request.user,
        at=timezone.now(),
    )
    back = reverse("councils:meeting_sitting", args=[meeting.uid])
    return act(request, vote, _("Your vote is counted."), f"{back}#vote")


@require_POST
def poll_enter(request, uid):
    """A vote given on paper, entered by the secretary."""
    poll = find_poll(request, uid)
    if not can_enter_vote(request.user, poll):
        raise PermissionDenied
    form = EnteredVoteForm(request.POST, people=poll.decision.item.meeting.participants.all())
    if not form.is_valid():
        raise Http404
    enter = partial(enter_vote, poll, **form.cleaned_data, by=request.user, at=timezone.now())
    return act(request, enter, "", _console(poll.decision))


@require_POST
def poll_close(request, uid):
    poll = find_poll(request, uid)
    if not can_close_poll(request.user, poll):
        raise PermissionDenied
    close = partial(close_poll, poll, by=request.user, at=timezone.now())
    return act(request, close, _("Voting is closed."), _console(poll.decision))


@require_POST
def poll_annul(request, uid):
    poll = find_poll(request, uid)
    if not can_annul_poll(request.user, poll):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    annul = partial(annul_poll, poll, reason=reason, by=request.user, at=timezone.now())
    return act(request, annul, _("The vote is annulled."), _console(poll.decision))


def _console(decision) -> str:
    """Back to the console, at the item that was voted on."""
    item = decision.item
    chosen = "" if item.state == AgendaItem.State.CURRENT else f"?item={item.uid}"
    return f"{reverse('councils:meeting_console', args=[item.meeting.uid])}{chosen}#vote"
