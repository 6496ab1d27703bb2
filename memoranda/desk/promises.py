"""Obligations that the person's organisation reports on, and reports that wait for an answer."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agglo_portal.core.models import User
from councils.desk import Todo

from ..models import SPEAKERS, Memorandum, Obligation
from ..permissions import posts_of

SOON = timedelta(days=30)
STANDING = (Memorandum.State.IN_FORCE, Memorandum.State.SUSPENDED)


def todos_of_promises(user: User, *, at: datetime) -> list[Todo]:
    """Give what the person's organisation owes within a month, and the reports to be answered."""
    kept = Obligation.objects.filter(memorandum__state__in=STANDING).select_related(
        "memorandum", "executor"
    )
    return [*_to_report(kept, user, at), *_to_answer(kept, user)]


def _to_report(kept, user, at) -> list[Todo]:
    speaks = [organisation for organisation, kinds in posts_of(user).items() if kinds & SPEAKERS]
    if not speaks:
        return []
    soon = timezone.localdate(at) + SOON
    owed = kept.filter(
        Q(state=Obligation.State.OPEN, due_on__lte=soon) | Q(state=Obligation.State.RETURNED),
        executor__in=speaks,
    )
    return [
        Todo(
            kind=_("Obligation: %(label)s") % {"label": one.memorandum.label},
            icon="clipboard-check",
            title=one.text,
            why=_("The report was returned: correct it.")
            if one.state == Obligation.State.RETURNED
            else _("Executor: %(executor)s") % {"executor": one.executor.name},
            button=_("Report"),
            url=one.get_absolute_url(),
            due=one.due_on,
        )
        for one in owed.soonest_first()
    ]


def _to_answer(kept, user) -> list[Todo]:
    led = Memorandum.objects.led_by(user).values("pk")
    reported = kept.filter(state=Obligation.State.REPORTED, memorandum__in=led)
    return [
        Todo(
            kind=_("Report on an obligation: %(label)s") % {"label": one.memorandum.label},
            icon="clipboard-data",
            title=one.text,
            why=_("%(executor)s reported: accept it or return it.")
            % {"executor": one.executor.name},
            button=_("Answer"),
            url=one.get_absolute_url(),
            due=one.due_on,
        )
        for one in reported.soonest_first()
    ]
