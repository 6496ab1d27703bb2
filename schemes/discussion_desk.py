"""What of the discussions waits for the secretariat: moderation, answers."""

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agglo_portal.core.models import User
from councils.desk import Todo
from councils.permissions import bodies_led_by

from .models import Discussion, PublicRemark

State = PublicRemark.State


def desk_todos(user: User, *, at: datetime) -> list[Todo]:
    """Give what waits in each discussion that the person leads; one query."""
    led = bodies_led_by(user)
    if not led:
        return []
    rows = (
        Discussion.objects.announced()
        .filter(edition__scheme__body__in=led)
        .select_related("edition__scheme")
        .annotate(
            waiting=Count("remarks", filter=Q(remarks__state=State.CONFIRMED)),
            unanswered=Count("remarks", filter=Q(remarks__state=State.PUBLISHED)),
        )
        .filter(Q(waiting__gt=0) | Q(unanswered__gt=0))
        .order_by("closes_on", "pk")
    )
    return [todo for discussion in rows for todo in _todos(discussion)]


def _todos(discussion: Discussion) -> list[Todo]:
    queue = reverse("schemes:remark_list", args=[discussion.uid])
    waiting, unanswered = discussion.waiting, discussion.unanswered
    todos = []
    if waiting:
        why = ngettext(
            "%(count)s remark waits for moderation.",
            "%(count)s remarks wait for moderation.",
            waiting,
        )
        todos.append(_todo(discussion, why % {"count": waiting}, _("Read them"), queue))
    if unanswered:
        why = ngettext(
            "%(count)s remark waits for an answer.",
            "%(count)s remarks wait for an answer.",
            unanswered,
        )
        address = f"{queue}?queue=published"
        todos.append(_todo(discussion, why % {"count": unanswered}, _("Answer"), address))
    return todos


def _todo(discussion: Discussion, why: str, button: str, url: str) -> Todo:
    edition = discussion.edition
    return Todo(
        kind=_("Public discussion"),
        icon="chat-left-text",
        title=f"{edition.scheme.name}, {edition.code}",
        why=why,
        button=button,
        url=url,
        due=discussion.closes_on,
    )
