"""All that pages say of an object: where it stands, what was decided of it, what happens at it."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from agglo_portal.core.models import User

from .. import geo
from ..models import Discussion, EarlierFeature, Edition, Feature, Measure, PublicRemark
from .legends import said_values
from .links import Reference, links_of_lineages, visible_measures

SAID = ("name", "status", "phase", "responsible", "cost", "source")
MOST_EARLIER = 30


@dataclass(frozen=True)
class Standing:
    """The object in one edition, and what is other there than in the edition before it."""

    feature: Feature
    edition: Edition
    changes: list[str] = field(default_factory=list)
    is_first: bool = False


@dataclass(frozen=True)
class FeatureFacts:
    """What the card and the page of an object show; a constant number of queries."""

    feature: Feature
    attributes: list[tuple[str, str]]
    standings: list[Standing]
    references: list[Reference]
    measures: list[Measure]
    remark_count: int
    discussion: Discussion | None  # of this draft, while remarks are taken


def facts_of(user: User, feature: Feature) -> FeatureFacts:
    """Give all that is said of the object to this person."""
    scheme = feature.layer.scheme
    links = links_of_lineages(user, scheme, [feature.lineage])
    remarks = PublicRemark.objects.public().filter(
        lineage=feature.lineage, discussion__edition__scheme=scheme
    )
    discussion = Discussion.objects.open_on(timezone.localdate())
    return FeatureFacts(
        feature=feature,
        attributes=said_values(feature.layer, feature.attributes),
        standings=standings_of(user, feature),
        references=links.get(feature.lineage, []),
        measures=list(measures_at(user, feature)),
        remark_count=remarks.count(),
        discussion=discussion.filter(edition=feature.edition_id).first(),
    )


def measures_at(user: User, feature: Feature) -> QuerySet[Measure]:
    """Give the measures of plans that happen at the object."""
    rows = visible_measures(user).filter(
        places__lineage=feature.lineage, places__scheme=feature.layer.scheme_id
    )
    return rows.distinct().order_by("ends_on", "pk")


def standings_of(user: User, feature: Feature) -> list[Standing]:
    """Give the editions in which the object stands, oldest first, and how it changed."""
    rows = (
        Feature.objects.visible_to(user)
        .present()
        .filter(lineage=feature.lineage, edition__scheme=feature.layer.scheme_id)
        .exclude(edition__state=Edition.State.DISCARDED)
        .select_related("edition", "layer", "phase", "responsible")
        .order_by("edition__year", "edition_id")
    )
    found: list[Standing] = []
    before = None
    for one in rows:
        changes = changes_between(before, one) if before else []
        found.append(Standing(one, one.edition, changes, is_first=before is None))
        before = one
    return found


def changes_between(before: Feature, after: Feature) -> list[str]:
    """Name what differs: fields by their names, attributes by their codes, "shape"."""
    changed = [name for name in SAID if getattr(before, name) != getattr(after, name)]
    codes = before.attributes.keys() | after.attributes.keys()
    changed += sorted(
        code for code in codes if before.attributes.get(code) != after.attributes.get(code)
    )
    if not before.shape.equals_exact(after.shape, 1e-7):
        changed.append("shape")
    return changed


def earlier_of(feature: Feature) -> QuerySet[EarlierFeature]:
    """Give how the object stood before the changes made in its draft, the latest first."""
    rows = feature.earlier.select_related("phase", "responsible", "changed_by")
    return rows.defer("shape").order_by("-version", "-pk")[:MOST_EARLIER]


def measured(feature: Feature) -> tuple[str, float] | None:
    """Give ("length", metres) of a line, ("area", square metres) of an area, None of a point."""
    kind = feature.layer.geometry_type
    if kind == geo.LINE:
        return "length", feature.length_m
    return ("area", feature.area_m2) if kind == geo.POLYGON else None
