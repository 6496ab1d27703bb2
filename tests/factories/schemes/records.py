"""One record each."""

import factory
from django.contrib.gis.geos import GEOSGeometry

from schemes.models import (
    Edition,
    Feature,
    Indicator,
    IndicatorValue,
    Layer,
    Measure,
    Phase,
    Plan,
    Scheme,
)

from ..core import NOON
from ..councils import AgglomerationFactory, AkimatFactory, BodyFactory
from ..councils.registries import Factory


def square(x: float = 76.9, y: float = 43.2, side: float = 0.1) -> GEOSGeometry:
    """An area of degrees, its south-western corner at x, y."""
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    ring = ", ".join(f"{east} {north}" for east, north in corners)
    return GEOSGeometry(f"SRID=4326;MULTIPOLYGON((({ring})))")


class SchemeFactory(Factory):
    class Meta:
        model = Scheme

    code = factory.Sequence(lambda n: f"scheme-{n}")
    agglomeration = factory.SubFactory(AgglomerationFactory)
    body = factory.SubFactory(BodyFactory)
    name_kk = "Аумақтық дамытудың өңіраралық схемасы"
    name_ru = "Межрегиональная схема территориального развития"
    horizon = 2030


class PhaseFactory(Factory):
    class Meta:
        model = Phase

    scheme = factory.SubFactory(SchemeFactory)
    code = factory.Sequence(lambda n: f"phase-{n}")
    position = factory.Sequence(lambda n: n)
    year = 2028
    name_kk = "бірінші кезек"
    name_ru = "первая очередь"


class EditionFactory(Factory):
    """A draft that is filled: objects may be drawn in it."""

    class Meta:
        model = Edition

    scheme = factory.SubFactory(SchemeFactory)
    code = factory.Sequence(lambda n: f"edition-{n}")
    year = 2026
    filled_at = NOON


class LayerFactory(Factory):
    class Meta:
        model = Layer

    scheme = factory.SubFactory(SchemeFactory)
    code = factory.Sequence(lambda n: f"layer_{n}")
    theme = Layer.Theme.TERRITORY
    geometry_type = Layer.GeometryType.POLYGON
    name_kk = factory.Sequence(lambda n: f"{n}-қабат")
    name_ru = factory.Sequence(lambda n: f"Слой {n}")
    legend_order = factory.Sequence(lambda n: n % 1000)


class FeatureFactory(Factory):
    """An area of a tenth of a degree; give `shape` for another, `edition` and `layer` together."""

    class Meta:
        model = Feature

    edition = factory.SubFactory(EditionFactory)
    layer = factory.LazyAttribute(lambda one: LayerFactory(scheme=one.edition.scheme))
    key = factory.Sequence(lambda n: f"К-{n}")
    name_kk = factory.Sequence(lambda n: f"{n}-нысан")
    name_ru = factory.Sequence(lambda n: f"Объект {n}")
    shape = factory.LazyFunction(square)
    changed_at = NOON


class PlanFactory(Factory):
    class Meta:
        model = Plan

    code = factory.Sequence(lambda n: f"plan-{n}")
    agglomeration = factory.SubFactory(AgglomerationFactory)
    body = factory.SubFactory(BodyFactory)
    kind = Plan.Kind.COMPREHENSIVE
    from_year = 2024
    to_year = 2028
    name_kk = "Агломерацияны дамытудың кешенді жоспары"
    name_ru = "Комплексный план развития агломерации"


class MeasureFactory(Factory):
    class Meta:
        model = Measure

    plan = factory.SubFactory(PlanFactory)
    direction = "road_transport"
    number = factory.Sequence(lambda n: str(n + 1))
    position = factory.Sequence(lambda n: n + 1)
    title_kk = "Көлік моделін әзірлеу"
    title_ru = "Разработать транспортную модель"
    executor = factory.SubFactory(AkimatFactory)
    ends_on = NOON.date().replace(month=12, day=31)


class IndicatorFactory(Factory):
    class Meta:
        model = Indicator

    agglomeration = factory.SubFactory(AgglomerationFactory)
    code = factory.Sequence(lambda n: f"indicator-{n}")
    direction = "social"
    name_kk = "Халық саны"
    name_ru = "Численность населения"
    unit_kk = "адам"
    unit_ru = "человек"


class IndicatorValueFactory(Factory):
    class Meta:
        model = IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    value = 2_347_924
    on = factory.Sequence(lambda n: NOON.date().replace(month=1, day=n % 28 + 1))
    extent_kk = "Алматы қаласы"
    extent_ru = "город Алматы"
    source_kk = "Ұлттық статистика бюросы"
    source_ru = "Бюро национальной статистики"
