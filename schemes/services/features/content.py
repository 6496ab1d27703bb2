"""What is said of an object, as a person or a program gives it, and whether it fits the layer."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import get_language

from councils.models import Organisation

from ...models import Described, Edition, Feature, Layer, Phase
from ...rules.attributes import check_values
from ...rules.problems import Problem
from .refusals import ContentRefused

LONGEST = {
    name: Described._meta.get_field(name).max_length
    for name in ("key", "name_kk", "name_ru", "name_en", "source")
}
LARGEST_COST = Decimal(10) ** 16


@dataclass(frozen=True)
class Content:
    """Everything of an object but its shape. `attributes` may hold what was typed."""

    key: str = ""
    name_kk: str = ""
    name_ru: str = ""
    name_en: str = ""
    attributes: dict = field(default_factory=dict)
    phase: Phase | None = None
    status: str = Described.Status.EXISTING
    responsible: Organisation | None = None
    cost: Decimal | None = None
    source: str = ""

    @classmethod
    def of(cls, record: Described) -> "Content":
        """What is said of an object now, or was said of it in an earlier state."""
        return cls(**{name: getattr(record, name) for name in cls.__dataclass_fields__})

    def but(self, **changes) -> "Content":
        return replace(self, **changes)

    def write_to(self, feature: Feature) -> list[str]:
        """Set it on the object and give the names of the fields that became other."""
        changed = []
        for name in self.__dataclass_fields__:
            if getattr(feature, name) != getattr(self, name):
                setattr(feature, name, getattr(self, name))
                changed.append(name)
        return changed


def fitting(
    content: Content, edition: Edition, layer: Layer, *, present: QuerySet[Feature]
) -> Content:
    """Give the content with its attributes as the layer keeps them, or refuse with every problem.

    `present` are the other objects of the layer in the draft: a code is given once.
    """
    values, problems = check_values(layer.attributes, content.attributes)
    content = content.but(
        attributes=values,
        **{name: getattr(content, name).replace("\x00", "").strip() for name in LONGEST},
    )
    for name, most in LONGEST.items():
        if len(getattr(content, name)) > most:
            problems.append(Problem(name, "text_too_long", {"most": most}))
    problems += code_problems(content.key, present)
    if content.phase and content.phase.scheme_id != edition.scheme_id:
        problems.append(Problem("phase", "phase_of_another_scheme"))
    if content.status not in Described.Status.values:
        problems.append(Problem("status", "unknown_status"))
    if content.cost is not None and not 0 <= content.cost < LARGEST_COST:
        problems.append(Problem("cost", "cost_out_of_bounds"))
    if problems:
        raise ContentRefused(problems, layer.labels((get_language() or "kk")[:2]))
    return content


def code_problems(key: str, present: QuerySet[Feature]) -> list[Problem]:
    """Give the problem if another object of the layer has this code already."""
    holder = present.filter(key=key).first() if key else None
    if holder is None:
        return []
    return [Problem("key", "object_code_taken", {"key": key, "name": str(holder)})]
