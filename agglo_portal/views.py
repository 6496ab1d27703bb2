"""The home page, made of the apps' own QuerySets."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.models import AgendaItem, Assignment, Decision, Meeting
from memoranda.models import Memorandum, Party
from schemes.reports.home import scheme_at_home

LATEST = 4
LATEST_MEMORANDA = 3


@login_not_required
@require_safe
def home(request):
    """What anyone may see first: decisions, meetings, the scheme, memoranda, assignments."""
    today = timezone.localdate()
    published = Decision.objects.published()
    context = {
        "today": today,
        "decisions": published.with_meeting().with_progress(today).newest_first()[:LATEST],
        "decision_count": published.count(),
        "next_meeting": _next_meeting(today),
        "last_meeting": _last_meeting(),
        "founding_meeting": Meeting.objects.public().exclude(source_kk="").order_by("year").first(),
        "memoranda": _memoranda(),
        "scheme": scheme_at_home(today),
        "execution": _execution(published, today),
    }
    return render(request, "core/home.html", context)


def _next_meeting(today):
    convened = Meeting.objects.public().filter(
        state__in=[Meeting.State.CONVENED, Meeting.State.OPEN], starts_at__date__gte=today
    )
    items = Count("items", filter=~Q(items__state=AgendaItem.State.TAKEN_OFF))
    return convened.with_body().annotate(item_count=items).soonest_first().first()


def _last_meeting():
    held = Meeting.objects.filter(state=Meeting.State.PUBLISHED, starts_at__isnull=False)
    return (
        held.with_body()
        .annotate(decision_count=Count("items__decision__number"))
        .order_by("-starts_at", "-pk")
        .first()
    )


def _memoranda():
    """Memoranda in force, the latest first; what changes one is told on its own page."""
    own_texts = Memorandum.objects.texts().filter(
        state=Memorandum.State.IN_FORCE, relation=Memorandum.Relation.ORIGINAL
    )
    parties = Party.objects.select_related("organisation").in_order()
    return own_texts.register_order().prefetch_related(
        Prefetch("parties", parties, to_attr="ordered_parties")
    )[:LATEST_MEMORANDA]


def _execution(published, today):
    """Count the public assignments: all, executed, in progress, overdue."""
    given = Assignment.objects.filter(point__decision__in=published)
    return given.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=Assignment.State.DONE)),
        overdue=Count("pk", filter=Q(pk__in=given.overdue(today))),
        in_progress=Count("pk", filter=Q(pk__in=given.in_progress()))
        - Count("pk", filter=Q(pk__in=given.overdue(today))),
    )
