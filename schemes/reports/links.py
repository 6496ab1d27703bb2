"""Which decisions and agenda items concern a place or a measure, and the other way round.

Both directions ask a constant number of queries and give only what the person may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from agglo_portal.core.models import User
from councils.models import AgendaItem, Decision, Meeting

from ..models import DecisionLink, Edition, Feature, Measure, Plan, Scheme

MOST_FOUND = 20


@dataclass(frozen=True)
class Reference:
    """A decision or an agenda item that concerns something; pages show `about`."""

    link: DecisionLink
    about: Decision | AgendaItem

    @property
    def is_decision(self) -> bool:
        return isinstance(self.about, Decision)


@dataclass(frozen=True)
class Linked:
    """What a decision concerns, as this person may see it; `number` stands on the small map."""

    link: DecisionLink
    feature: Feature | None = None
    measure: Measure | None = None
    number: int = 0


@dataclass(frozen=True)
class Concerned:
    """All that a decision or an item concerns: places in order of their numbers, measures."""

    places: list[Linked] = field(default_factory=list)
    measures: list[Linked] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.places or self.measures)


def links_of_lineages(
    user: User, scheme: Scheme, lineages: Iterable[UUID]
) -> dict[UUID, list[Reference]]:
    """Give the decisions and items of each object, newest first; objects without any are out."""
    found: dict[UUID, list[Reference]] = {}
    for link in _visible_links(user).filter(scheme=scheme, lineage__in=list(lineages)):
        found.setdefault(link.lineage, []).append(Reference(link, link.decision or link.item))
    return found


def links_of_measures(user: User, measures: Iterable[Measure]) -> dict[int, list[Reference]]:
    """Give the decisions and items of each measure (by its pk), newest first."""
    found: dict[int, list[Reference]] = {}
    for link in _visible_links(user).filter(measure__in=list(measures)):
        found.setdefault(link.measure_id, []).append(Reference(link, link.decision or link.item))
    return found


def concerned_by(
    user: User, about: Decision | AgendaItem, *, with_decision: bool = False
) -> Concerned:
    """Give the places and measures that a decision or an item is linked with.

    `with_decision` adds to an item what its decision is linked with, if the person may read it.
    """
    rows = about.scheme_links.all()
    if with_decision:
        decisions = Decision.objects.visible_to(user).filter(item=about)
        rows = DecisionLink.objects.filter(Q(item=about) | Q(decision__in=decisions))
    links = list(rows.select_related("decision", "item").order_by("linked_at", "pk"))
    if not links:
        return Concerned()
    shown = shown_features(user, [link.lineage for link in links if link.lineage])
    measures = visible_measures(user).in_bulk([one.measure_id for one in links if one.measure_id])
    found = Concerned()
    for link in links:  # what both the item and its decision name is shown once
        if feature := shown.pop(link.lineage, None):
            found.places.append(Linked(link, feature=feature, number=len(found.places) + 1))
        elif measure := measures.pop(link.measure_id, None):
            found.measures.append(Linked(link, measure=measure))
    return found


def shown_features(user: User, lineages: Iterable[UUID]) -> dict[UUID, Feature]:
    """Give each object as it stands in the newest published edition, else in a visible draft."""
    wanted = list(lineages)
    if not wanted:
        return {}
    rows = newest_of_each(Feature.objects.visible_to(user).filter(lineage__in=wanted))
    return {one.lineage: one for one in rows.select_related("layer", "edition__scheme")}


def newest_of_each(features: QuerySet[Feature]) -> QuerySet[Feature]:
    """Keep one row of each lineage: of the newest published edition, else of the newest draft."""
    is_published = Case(When(edition__state=Edition.State.PUBLISHED, then=1), default=0)
    order = ("lineage", "-is_published", "-edition__year", "-pk")
    return (
        features.present()
        .annotate(is_published=is_published)
        .exclude(edition__state=Edition.State.DISCARDED)
        .order_by(*order)
        .distinct("lineage")
    )


def visible_measures(user: User) -> QuerySet[Measure]:
    """Give the measures of plans that the person may see, with their plan and executor."""
    rows = Measure.objects.filter(plan__in=Plan.objects.visible_to(user))
    return rows.select_related("plan", "executor")


def _visible_links(user: User) -> QuerySet[DecisionLink]:
    decisions = Decision.objects.visible_to(user)
    meetings = Meeting.objects.visible_to(user)
    return (
        DecisionLink.objects.filter(Q(decision__in=decisions) | Q(item__meeting__in=meetings))
        .select_related("decision__body", "decision__item__meeting", "item__meeting__body")
        .order_by("-decision__registered_at", "-linked_at", "-pk")
    )


@dataclass(frozen=True)
class Found:
    """What a search for something to link gave; `more` when there was too much to show."""

    features: list[Feature]
    measures: list[Measure]
    more: bool = False


def find_linkable(user: User, words: str, *, without: Concerned) -> Found:
    """Search objects by name or code and measures by number or title, without those linked."""
    taken = [one.link.lineage for one in without.places]
    seen = Feature.objects.visible_to(user).search(words).exclude(lineage__in=taken)
    newest = newest_of_each(seen).values("pk")
    rows = Feature.objects.filter(pk__in=newest).select_related("layer", "edition__scheme")
    features = list(rows.by_name()[: MOST_FOUND + 1])
    measures = visible_measures(user).exclude(pk__in=[one.measure.pk for one in without.measures])
    found = list(measures.search(words).in_order()[: MOST_FOUND + 1])
    more = len(features) > MOST_FOUND or len(found) > MOST_FOUND
    return Found(features[:MOST_FOUND], found[:MOST_FOUND], more)
