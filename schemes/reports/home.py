"""What the home page tells of the scheme: its newest edition drawn small, numbers, what is open."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q

from ..models import Discussion, Edition, Feature, Measure, Plan
from .sketches import Sketch, latest_edition, sketch_of


@dataclass(frozen=True)
class SchemeAtHome:
    """The block of the home page; as anyone sees it, whoever looks."""

    edition: Edition
    sketch: Sketch | None
    objects: int
    layers: int
    plan: Plan | None
    measures: int
    measures_done: int
    discussion: Discussion | None
    days_left: int


def scheme_at_home(today: date) -> SchemeAtHome | None:
    """Gather the block with a constant number of queries; None while nothing is published."""
    edition = latest_edition(AnonymousUser())
    if edition is None:
        return None
    counts = Feature.objects.of(edition).aggregate(
        objects=Count("pk"), layers=Count("layer", distinct=True)
    )
    plan = Plan.objects.filter(state=Plan.State.APPROVED).order_by("-from_year", "-pk").first()
    done = Q(state=Measure.State.DONE)
    measures = Measure.objects.filter(plan=plan)
    discussion = Discussion.objects.open_on(today).select_related("edition__scheme")
    opened = discussion.order_by("closes_on", "pk").first()
    return SchemeAtHome(
        edition=edition,
        sketch=sketch_of(edition),
        plan=plan,
        discussion=opened,
        days_left=(opened.closes_on - today).days if opened else 0,
        **counts,
        **measures.aggregate(measures=Count("pk"), measures_done=Count("pk", filter=done)),
    )
