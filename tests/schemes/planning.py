"""A plan in the hands of its secretariat, with an executor and two maslikhats."""

from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import translation

from agglo_portal.core.models import User
from councils.models import Act, Organisation, Post
from schemes.models import Measure, Plan
from schemes.services.measures import add_measure
from schemes.services.plans import approve_plan, create_plan, record_agreement, submit_plan
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.councils import (
    ActFactory,
    OfficialFactory,
    OrganisationFactory,
    PostFactory,
    TerritoryFactory,
)
from tests.factories.councils.registries import InclusionFactory
from tests.factories.schemes import SchemeScene
from tests.sessions import enter


@dataclass
class PlanScene:
    """`speaker` coordinates for `executor`; `secretary` leads; `maslikhats` must agree."""

    plan: Plan
    secretary: User
    speaker: User
    executor: Organisation
    maslikhats: list[Organisation]
    act: Act
    measure: Measure | None = None


def draft_scene(scene: SchemeScene, code: str = "plan") -> PlanScene:
    """A draft plan of 2024–2028 with one measure, of the agglomeration of the scene's scheme."""
    agglomeration = scene.scheme.agglomeration
    oblast = TerritoryFactory(kind="oblast")
    InclusionFactory(agglomeration=agglomeration, territory=TerritoryFactory(parent=oblast))
    maslikhats = [
        OrganisationFactory(kind=Organisation.Kind.MASLIKHAT, territory=territory)
        for territory in (agglomeration.centre, oblast)
    ]
    plan = create_plan(
        agglomeration,
        scene.scheme.body,
        fields={
            "code": code,
            "kind": "comprehensive",
            "from_year": 2024,
            "to_year": 2028,
            "name_kk": "Кешенді жоспар",
            "name_ru": "Комплексный план",
        },
        by=scene.secretary,
        at=NOON - 900 * DAY,
    )
    speaker = UserFactory(name="Үйлестіруші")
    official = OfficialFactory(user=speaker)
    PostFactory(official=official, organisation=scene.keeper, kind=Post.Kind.COORDINATOR)
    made = PlanScene(
        plan=plan,
        secretary=scene.secretary,
        speaker=speaker,
        executor=scene.keeper,
        maslikhats=maslikhats,
        act=ActFactory(kind=Act.Kind.GOVERNMENT_DECREE),
    )
    made.measure = add(made)
    return made


def approved_scene(scene: SchemeScene) -> PlanScene:
    """The plan as the Government approved it: its measure is to be carried out."""
    made = draft_scene(scene)
    agree(made)
    submit_plan(made.plan, by=made.secretary, at=NOON - 860 * DAY)
    approve_plan(made.plan, act=made.act, by=made.secretary, at=NOON - 850 * DAY)
    made.plan.refresh_from_db()
    made.measure.refresh_from_db()
    return made


def agree(made: PlanScene) -> None:
    for agreement in made.plan.agreements.all():
        at = NOON - 870 * DAY
        record_agreement(agreement, agreed_on=at.date(), by=made.secretary, at=at)


def measure_fields(made: PlanScene, **more) -> dict:
    return {
        "number": "",
        "direction": "road_transport",
        "title_kk": "Көлік моделін әзірлеу",
        "title_ru": "Разработать транспортную модель",
        "executor": made.executor,
        "ends_on": date(2027, 12, 31),
    } | more


def add(made: PlanScene, **more) -> Measure:
    fields = measure_fields(made, **more)
    return add_measure(made.plan, fields=fields, by=made.secretary, at=NOON - 880 * DAY)


SAID = {"percent": 40, "text_kk": "Жұмыс басталды", "text_ru": "Работа начата", "spent": 120}


def url(name, *args) -> str:
    """The Russian address of a page."""
    with translation.override("ru"):
        return reverse(f"schemes:{name}", args=args)


def as_user(user: User) -> Client:
    client = Client()
    enter(client, user)
    return client
