"""What the memoranda add to the pages of decisions and meetings: a constant number of queries."""

from django.db.models import Prefetch

from councils.models import AgendaItem, Decision, Meeting
from councils.panels import Panel

from .models import Memorandum, Party
from .reports.reading import with_shown_titles

PARTIES = Prefetch(
    "parties", Party.objects.select_related("organisation").in_order(), to_attr="ordered_parties"
)


def memoranda_of_decision(request, decision: Decision) -> Panel | None:
    """The memoranda that a decision called for, as far as this person may see them."""
    called_for = Memorandum.objects.visible_to(request.user).filter(called_for_by=decision)
    rows = list(with_shown_titles(called_for).prefetch_related(PARTIES).register_order())
    return Panel("memoranda/_panel_decision.html", {"memoranda": rows}) if rows else None


def memoranda_of_meeting(request, meeting: Meeting) -> Panel | None:
    """The memoranda that the items of a meeting considered, each with the numbers of the items."""
    items = AgendaItem.objects.filter(meeting=meeting)
    seen = Memorandum.objects.visible_to(request.user).filter(
        pk__in=Memorandum.considered_in.through.objects.filter(agendaitem__meeting=meeting).values(
            "memorandum"
        )
    )
    of_meeting = Prefetch("considered_in", items.order_by("position"), to_attr="items_here")
    rows = list(with_shown_titles(seen).prefetch_related(PARTIES, of_meeting).register_order())
    return Panel("memoranda/_panel_meeting.html", {"memoranda": rows}) if rows else None
