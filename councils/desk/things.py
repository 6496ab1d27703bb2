"""A thing that waits, and the urgency by which things are parted."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Meeting


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, why, by when, and the button that leads there."""

    kind: str
    icon: str
    title: str
    why: str
    button: str
    url: str
    due: date | datetime | None = None

    @property
    def due_on(self) -> date | None:
        return timezone.localdate(self.due) if isinstance(self.due, datetime) else self.due

    @property
    def days_left(self) -> int | None:
        """Days to the deadline; below nought when it is past."""
        return (self.due_on - timezone.localdate()).days if self.due_on else None

    @property
    def days_late(self) -> int:
        return max(-(self.days_left or 0), 0)

    def is_at_an_hour(self) -> bool:
        return isinstance(self.due, datetime)


@dataclass
class Group:
    """Things of one urgency."""

    key: str
    label: str
    icon: str
    tone: str
    things: list[Todo] = field(default_factory=list)


def grouped(todos: list[Todo], *, today: date) -> list[Group]:
    """Part the things by urgency: overdue, today, this week (till Sunday), later."""
    groups = [
        Group("overdue", _("Overdue"), "exclamation-octagon-fill", "bad"),
        Group("today", _("Today"), "clock-fill", "warn"),
        Group("week", _("This week"), "calendar-week", "wait"),
        Group("later", _("Later"), "three-dots", "mute"),
    ]
    sunday = today + timedelta(days=6 - today.weekday())
    for todo in todos:
        due = todo.due_on
        if due is None or due > sunday:
            groups[3].things.append(todo)
        elif due < today:
            groups[0].things.append(todo)
        else:
            groups[1 if due == today else 2].things.append(todo)
    return groups


def meeting_name(meeting: Meeting) -> str:
    """Name a meeting in a list: its body and kind; the day stands beside it."""
    return f"{meeting.body.name}, {meeting.get_kind_display()}"


def to(name: str, record) -> str:
    """The address of a page of the councils for this record."""
    return reverse(f"councils:{name}", args=[record.uid])
