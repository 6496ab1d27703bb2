"""Territories, organisations, people, bodies: smallest valid records."""

import factory

from councils.models import (
    Act,
    Agglomeration,
    Body,
    Inclusion,
    Official,
    Organisation,
    Post,
    Seat,
    SpecialDay,
    Territory,
)

from ..core import DAY, NOON, UserFactory


class Factory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class TerritoryFactory(Factory):
    class Meta:
        model = Territory

    kind = Territory.Kind.RAYON
    name_kk = factory.Sequence(lambda n: f"{n}-аудан")
    name_ru = factory.Sequence(lambda n: f"Район {n}")


class ActFactory(Factory):
    class Meta:
        model = Act

    kind = Act.Kind.PM_ORDER
    title_kk = "Комиссия құру туралы"
    title_ru = "О создании комиссии"
    number_kk = "32-ө"
    number_ru = "32-р"
    adopted_on = (NOON - 400 * DAY).date()
    in_force_from = (NOON - 400 * DAY).date()


class AgglomerationFactory(Factory):
    class Meta:
        model = Agglomeration

    level = 1
    name_kk = factory.Sequence(lambda n: f"{n}-агломерация")
    name_ru = factory.Sequence(lambda n: f"Агломерация {n}")
    centre = factory.SubFactory(TerritoryFactory, kind=Territory.Kind.REPUBLICAN_CITY)


class InclusionFactory(Factory):
    class Meta:
        model = Inclusion

    agglomeration = factory.SubFactory(AgglomerationFactory)
    territory = factory.SubFactory(TerritoryFactory)


class OrganisationFactory(Factory):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.CENTRAL
    name_kk = factory.Sequence(lambda n: f"{n}-ұйым")
    name_ru = factory.Sequence(lambda n: f"Организация {n}")


class AkimatFactory(OrganisationFactory):
    kind = Organisation.Kind.AKIMAT
    territory = factory.SubFactory(TerritoryFactory)
    name_kk = factory.Sequence(lambda n: f"{n}-ауданның әкімдігі")
    name_ru = factory.Sequence(lambda n: f"Акимат района {n}")


class OfficialFactory(Factory):
    class Meta:
        model = Official

    user = factory.SubFactory(UserFactory)
    name_kk = factory.Sequence(lambda n: f"Лауазымды тұлға {n}")
    name_ru = factory.Sequence(lambda n: f"Должностное лицо {n}")


class PostFactory(Factory):
    class Meta:
        model = Post

    official = factory.SubFactory(OfficialFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind = Post.Kind.STAFF
    title_kk = "бас маман"
    title_ru = "главный специалист"


class BodyFactory(Factory):
    """A working commission without an agglomeration: no akimat is called into it."""

    class Meta:
        model = Body

    kind = Body.Kind.COMMISSION
    state = Body.State.ACTIVE
    activated_at = NOON - 365 * DAY
    formed_by = factory.SubFactory(ActFactory)
    name_kk = factory.Sequence(lambda n: f"{n}-комиссия")
    name_ru = factory.Sequence(lambda n: f"Комиссия {n}")
    city_kk = "Алматы қаласы"
    city_ru = "город Алматы"


class SeatFactory(Factory):
    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    official = factory.SubFactory(OfficialFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Seat.Role.MEMBER
    is_voting = factory.LazyAttribute(
        lambda seat: seat.role in (Seat.Role.CHAIR, Seat.Role.DEPUTY_CHAIR, Seat.Role.MEMBER)
    )
    position = factory.Sequence(lambda n: n)
    title_kk = "төрағаның орынбасары"
    title_ru = "заместитель председателя"


class SpecialDayFactory(Factory):
    class Meta:
        model = SpecialDay

    day = (NOON + 10 * DAY).date()
    name_kk = "Наурыз мейрамы"
    name_ru = "Наурыз мейрамы"
