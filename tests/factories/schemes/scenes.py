"""A scheme in the hands of its secretariat, with keepers, editions and objects."""

from dataclasses import dataclass, field

from agglo_portal.core.models import User
from councils.models import Organisation, Post, Seat
from schemes.models import Edition, Feature, Layer, Phase, Scheme

from ..core import DAY, NOON, UserFactory
from ..councils import (
    ActFactory,
    AkimatFactory,
    BodyFactory,
    OfficialFactory,
    PostFactory,
    seat_of,
)
from .records import (
    EditionFactory,
    FeatureFactory,
    LayerFactory,
    PhaseFactory,
    SchemeFactory,
    square,
)


@dataclass
class SchemeScene:
    """`secretary` leads; `planner` has a post in `keeper`, which keeps `zones`; `member` sits in
    the body; `outsider` plans for another akimat. `published` is the edition of 2020, `draft`
    that of 2026: both hold the same object of `zones`, the draft one more."""

    scheme: Scheme
    secretary: User
    member: User
    planner: User
    outsider: User
    keeper: Organisation
    zones: Layer
    roads: Layer
    published: Edition
    draft: Edition
    phases: list[Phase]
    old: Feature
    now: Feature
    new: Feature
    extra: dict = field(default_factory=dict)


def publish(edition: Edition) -> Edition:
    """Put the edition in force as if an act had approved it, without the services."""
    edition.state = Edition.State.PUBLISHED
    edition.act = edition.act or ActFactory(kind="government_decree")
    edition.submitted_at = NOON - 30 * DAY
    edition.endorsed_at = NOON - 20 * DAY
    edition.published_at = NOON - 10 * DAY
    edition.save()
    return edition


def make_scheme(**fields) -> SchemeScene:
    """The whole scene; `fields` go to the scheme."""
    body = BodyFactory()
    secretary, member = UserFactory(name="Хатшы"), UserFactory(name="Мүше", language="ru")
    seat_of(body, secretary, role=Seat.Role.SECRETARY)
    seat_of(body, member)
    scheme = SchemeFactory(body=body, **fields)
    keeper = AkimatFactory()
    zones = LayerFactory(scheme=scheme, code="zoning", name_kk="Аймақтар", name_ru="Зоны")
    zones.keepers.add(keeper)
    roads = LayerFactory(
        scheme=scheme,
        code="transport",
        theme=Layer.Theme.TRANSPORT,
        geometry_type=Layer.GeometryType.LINE,
        name_kk="Көлік дәліздері",
        name_ru="Транспортные коридоры",
    )
    phases = [
        PhaseFactory(scheme=scheme, code="now", position=1, year=2026),
        PhaseFactory(scheme=scheme, code="first", position=2, year=2028),
    ]
    published = EditionFactory(scheme=scheme, code="2020", year=2020)
    old = FeatureFactory(edition=published, layer=zones, key="А-1", phase=phases[0])
    publish(published)
    draft = EditionFactory(scheme=scheme, code="2026", year=2026, based_on=published)
    now = FeatureFactory(
        edition=draft, layer=zones, key="А-1", lineage=old.lineage, name_kk=old.name_kk,
        name_ru=old.name_ru, phase=phases[0],
    )  # fmt: skip
    new = FeatureFactory(
        edition=draft, layer=zones, key="А-2", shape=square(77.1, 43.4), phase=phases[1]
    )
    return SchemeScene(
        scheme=scheme,
        secretary=secretary,
        member=member,
        planner=_person_of(keeper),
        outsider=_person_of(AkimatFactory()),
        keeper=keeper,
        zones=zones,
        roads=roads,
        published=published,
        draft=draft,
        phases=phases,
        old=old,
        now=now,
        new=new,
    )


def _person_of(organisation: Organisation) -> User:
    user = UserFactory(name="Жоспарлаушы")
    PostFactory(
        official=OfficialFactory(user=user), organisation=organisation, kind=Post.Kind.STAFF
    )
    return user
