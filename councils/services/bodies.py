"""A body begins and ends its work."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move, require_nothing_missing

from ..models import Body, Meeting


class MeetingsUnfinished(Refused):
    """A body cannot end while a meeting is announced, in session or without signed minutes."""

    code = "meetings_unfinished"
    message = _("The body still has unfinished meetings: {count}.")


UNFINISHED = [Meeting.State.CONVENED, Meeting.State.OPEN, Meeting.State.CLOSED]


@transaction.atomic
def activate_body(body: Body, *, by: User, at: datetime) -> Body:
    """Let a formed body begin its work; give the body.

    Refuses a body that is not being formed, and one that still misses something: its act, the
    agreement and joint decision of a local council (domain rule 2; Law No. 181-VII art. 12), an
    akimat of the management model (founding article), a chair or a secretary.
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    require_move(body, Body.State.ACTIVE)
    require_nothing_missing(body.missing_to_activate(timezone.localdate(at)))

    body.state = Body.State.ACTIVE
    body.activated_at = at
    body.save(update_fields=["state", "activated_at", "updated_at"])
    journal.record(
        "body_activated",
        body,
        by=by,
        at=at,
        from_state=Body.State.DRAFT,
        to_state=Body.State.ACTIVE,
    )
    return body


@transaction.atomic
def dissolve_body(body: Body, *, by: User, at: datetime) -> Body:
    """End the work of an active body; give the body. Its meetings and decisions stay.

    Refuses while a meeting of it is convened, open, or closed without signed minutes.
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    require_move(body, Body.State.DISSOLVED)
    unfinished = body.meetings.filter(state__in=UNFINISHED).count()
    if unfinished:
        raise MeetingsUnfinished(count=unfinished)

    body.state = Body.State.DISSOLVED
    body.dissolved_at = at
    body.save(update_fields=["state", "dissolved_at", "updated_at"])
    journal.record(
        "body_dissolved",
        body,
        by=by,
        at=at,
        from_state=Body.State.ACTIVE,
        to_state=Body.State.DISSOLVED,
    )
    return body
