"""What waits for a person: read from the records, written nowhere.

Each thing has a deadline where the regulation or the law gives one, and one button that leads to
where it is done. Upper apps add their things in `AppConfig.ready()`: `desk.makers.append(f)`,
where `f(user, at=…)` gives a list of `Todo`.
"""

from collections.abc import Callable
from datetime import date, datetime

from agglo_portal.core.models import User

from ..permissions import bodies_led_by
from .own import count_waiting, own_todos
from .secretariat import secretariat_todos
from .side import awaited_by, next_meeting
from .things import Todo, grouped

__all__ = ["Todo", "awaited_by", "count_waiting", "grouped", "makers", "next_meeting", "todos_of"]

makers: list[Callable[..., list[Todo]]] = []


def todos_of(user: User, *, at: datetime) -> list[Todo]:
    """Give all that waits for the person, the most urgent first, what has no deadline last."""
    things = own_todos(user, at=at)
    led = bodies_led_by(user)
    if led:
        things += secretariat_todos(led, at=at)
    for make in makers:
        things += make(user, at=at)
    return sorted(things, key=lambda thing: (thing.due_on or date.max, thing.kind, thing.title))
