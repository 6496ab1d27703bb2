"""How far ordered documents are: waiting, being made, failed, ready; in words for the page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from .models import OutboxMessage


@dataclass(frozen=True)
class Rendering:
    """How far the rendering of one set of documents is; `message` is for the page.

    `order` is the ordered work, for `outbox.order_again` when the state is failed.
    """

    class State(StrEnum):
        WAITING = "waiting"
        RUNNING = "running"
        FAILED = "failed"
        DONE = "done"

    state: State
    message: str
    error: str = ""
    files: tuple[Any, ...] = ()
    order: OutboxMessage | None = None
    lost_characters: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_under_way(self) -> bool:
        """Whether the page should look again in a few seconds."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


def ready(files: tuple, order: OutboxMessage | None, lost: tuple[str, ...] = ()) -> Rendering:
    """All files are there; `lost` names the characters that they could not show."""
    message = gettext("The documents are ready.")
    if lost:
        text = gettext("The documents are ready, but these characters could not be printed: {list}")
        message = text.format(list=" ".join(lost))
    return Rendering(Rendering.State.DONE, message, "", files, order, lost)


def on_the_way(files: tuple, order: OutboxMessage | None) -> Rendering:
    """Some files are missing: say how far their ordered work is."""
    if order is None:
        message = gettext("The documents of this version have not been ordered yet.")
        return Rendering(Rendering.State.WAITING, message, "", files)
    if order.state == OutboxMessage.State.FAILED:
        message = gettext("The documents could not be made. Try again or tell the administrator.")
        return Rendering(Rendering.State.FAILED, message, order.error, files, order)
    if order.attempts and order.due_at <= timezone.now():
        message = gettext("The documents are being made.")
        return Rendering(Rendering.State.RUNNING, message, "", files, order)
    message = gettext("The documents wait for a free worker.")
    if order.error:
        message = gettext("Making the documents failed; it will be tried again by itself.")
    return Rendering(Rendering.State.WAITING, message, order.error, files, order)
