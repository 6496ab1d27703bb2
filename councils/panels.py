"""What upper apps add to the pages of the councils: the lower app never names the upper.

An app that stands above fills the registry in its `AppConfig.ready()`:

    panels.add("decision_detail", memorandum_of_decision)

where the function takes the request and the record and gives a Panel, or None for nothing to show.
It answers for what this person may see, and asks the database a constant number of times.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PAGES = ("decision_detail", "item_detail", "meeting_detail", "body_detail")


@dataclass(frozen=True)
class Panel:
    """A part of a page: its template and what the template knows (under the name `panel`)."""

    template: str
    facts: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Any, Any], Panel | None]
_makers: dict[str, list[Maker]] = {page: [] for page in PAGES}


def add(page: str, maker: Maker) -> None:
    """Add a panel to a page; the same function is added once. An unknown page is a mistake."""
    if maker not in _makers[page]:
        _makers[page].append(maker)


def remove(page: str, maker: Maker) -> None:
    """Take a panel off a page again."""
    _makers[page].remove(maker)


def panels_of(page: str, request, record) -> list[Panel]:
    """Give what the upper apps show on this page of this record, in the order of their adding."""
    made = (maker(request, record) for maker in _makers[page])
    return [panel for panel in made if panel is not None]
