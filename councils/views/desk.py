"""Page: my desk – what waits for me, by deadline."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agglo_portal.core.models import JournalEntry

from ..desk import awaited_by, grouped, next_meeting, todos_of
from ..models import Seat

RECENTLY = timedelta(days=7)
SHOWN_DONE = 3


@never_cache
@require_safe
def desk(request):
    user, at = request.user, timezone.now()
    today = timezone.localdate(at)
    todos = todos_of(user, at=at)
    groups = grouped(todos, today=today)
    done = JournalEntry.objects.filter(by=user, at__gte=at - RECENTLY).select_related("by")
    seats = Seat.objects.of_user_today(user).select_related("body", "organisation")
    context = {
        "count": len(todos),
        "groups": groups,
        "first": next((group.things[0] for group in groups if group.things), None),
        "today": today,
        "next": next_meeting(user, at=at),
        "awaited": awaited_by(user),
        "done": done.order_by("-at", "-pk")[:SHOWN_DONE],
        "seats": seats.in_order(),
    }
    return render(request, "councils/desk.html", context)
