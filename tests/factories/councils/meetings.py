"""Meetings and what belongs to them: smallest valid records."""

import factory

from councils.models import (
    AgendaItem,
    Assignment,
    Decision,
    DecisionPoint,
    Material,
    Meeting,
    Participant,
    Poll,
    Vote,
)

from ..core import DAY, NOON, StoredFileFactory, UserFactory
from .registries import BodyFactory, Factory, OrganisationFactory, SeatFactory


class MeetingFactory(Factory):
    """A draft of a meeting; other states come from make_meeting()."""

    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    starts_at = NOON + 7 * DAY
    year = factory.LazyAttribute(lambda meeting: meeting.starts_at.year)
    place_kk = "Үлкен зал"
    place_ru = "Большой зал"


class ParticipantFactory(Factory):
    class Meta:
        model = Participant

    meeting = factory.SubFactory(MeetingFactory)
    seat = factory.SubFactory(SeatFactory, body=factory.SelfAttribute("..meeting.body"))
    official = factory.SelfAttribute("seat.official")
    organisation = factory.SelfAttribute("seat.organisation")
    role = factory.SelfAttribute("seat.role")
    is_voting = factory.SelfAttribute("seat.is_voting")
    position = factory.SelfAttribute("seat.position")
    name_kk = factory.SelfAttribute("official.name_kk")
    name_ru = factory.SelfAttribute("official.name_ru")
    title_kk = factory.SelfAttribute("seat.title_kk")
    title_ru = factory.SelfAttribute("seat.title_ru")


class AgendaItemFactory(Factory):
    """A matter on the agenda; its draft decision comes with DecisionFactory or make_meeting()."""

    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.LazyAttribute(lambda item: item.meeting.items.count() + 1)
    title_kk = factory.Sequence(lambda n: f"{n}-мәселе туралы")
    title_ru = factory.Sequence(lambda n: f"О вопросе {n}")


class MaterialFactory(Factory):
    class Meta:
        model = Material

    item = factory.SubFactory(AgendaItemFactory)
    language = "kk"
    title = "Анықтама"
    stored = factory.SubFactory(StoredFileFactory)


class DecisionFactory(Factory):
    """The draft decision of an item, written in both languages."""

    class Meta:
        model = Decision

    item = factory.SubFactory(AgendaItemFactory)
    body = factory.SelfAttribute("item.meeting.body")
    title_kk = factory.SelfAttribute("item.title_kk")
    title_ru = factory.SelfAttribute("item.title_ru")
    preamble_kk = "Ақпарат назарға алынсын."
    preamble_ru = "Принять информацию к сведению."


class DecisionPointFactory(Factory):
    class Meta:
        model = DecisionPoint

    decision = factory.SubFactory(DecisionFactory)
    position = factory.LazyAttribute(lambda point: point.decision.points.count() + 1)
    text_kk = "Ұсыныстар енгізілсін"
    text_ru = "Внести предложения"


class AssignmentFactory(Factory):
    class Meta:
        model = Assignment

    point = factory.SubFactory(DecisionPointFactory)
    executor = factory.SubFactory(OrganisationFactory)


class PollFactory(Factory):
    """An open vote on a draft decision."""

    class Meta:
        model = Poll

    decision = factory.SubFactory(DecisionFactory)
    opened_at = NOON
    opened_by = factory.SubFactory(UserFactory)


class VoteFactory(Factory):
    class Meta:
        model = Vote

    poll = factory.SubFactory(PollFactory)
    participant = factory.SubFactory(ParticipantFactory)
    choice = Vote.Choice.FOR
    cast_at = NOON
    cast_by = factory.SubFactory(UserFactory)
