"""What the schemes add to the pages of decisions and agenda items: a constant number of queries."""

from councils.models import AgendaItem, Decision
from councils.panels import Panel

from .permissions.links import can_link_decision
from .reports.links import concerned_by
from .reports.sketches import latest_edition, sketch_of


def places_of_decision(request, decision: Decision) -> Panel | None:
    """Places and measures that a decision concerns, on a small map; the secretariat adds more."""
    return _panel(request, decision, kind="decision")


def places_of_item(request, item: AgendaItem) -> Panel | None:
    """The same of an agenda item, with what its decision concerns."""
    return _panel(request, item, kind="item")


def _panel(request, about, *, kind: str) -> Panel | None:
    concerned = concerned_by(request.user, about, with_decision=kind == "item")
    can_link = can_link_decision(request.user, about)
    if not concerned and not can_link:
        return None
    features = [one.feature for one in concerned.places]
    sketch = None
    if features:
        edition = latest_edition(request.user, features[0].edition.scheme)
        sketch = sketch_of(edition, features)
    facts = {"kind": kind, "about": about, "concerned": concerned, "sketch": sketch}
    return Panel("schemes/_panel_places.html", facts | {"can_link": can_link})
