"""What anyone may read of a memorandum's way: its public dates, told from the record itself."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.history import Moment

from .models import ForceEvent, Memorandum

EVENTS = {
    ForceEvent.Kind.IN_FORCE: _("Entered into force"),
    ForceEvent.Kind.SUSPENDED: _("Suspended"),
    ForceEvent.Kind.RESUMED: _("In force again"),
    ForceEvent.Kind.EXPIRED: _("Its term ran out"),
    ForceEvent.Kind.TERMINATED: _("Terminated"),
}


def moments_of_memorandum(
    memorandum: Memorandum, events: Iterable[ForceEvent], changes: Iterable[Memorandum] = ()
) -> list[Moment]:
    """Give the public dates of a registered memorandum and of its changes, newest first."""
    signed, registered = memorandum.signed_at, memorandum.registered_at
    moments = [Moment(timezone.localdate(signed), _("Signed by all parties"))]
    moments.append(Moment(timezone.localdate(registered), _("Entered in the register")))
    moments += [Moment(event.on, EVENTS[event.kind], event.reason) for event in events]
    text = _("Changed by {label}")
    moments += [
        Moment(each.in_force_on, str(text).format(label=each.label))
        for each in changes
        if each.relation == Memorandum.Relation.AMENDMENT
    ]
    return sorted(moments, key=lambda moment: moment.on)[::-1]  # of one day the last stands first
