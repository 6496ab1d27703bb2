"""Smallest valid records of the councils, and a council or a meeting in any state.

`make_council(voting=6)` gives a working body with seats; `make_meeting(body, state="open",
present=5)` a meeting of it without passing through the services: what they do is tested apart.
"""

from ..core import DAY, MINUTE, NOON, StoredFileFactory, UserFactory
from .meetings import (
    AgendaItemFactory,
    AssignmentFactory,
    DecisionFactory,
    DecisionPointFactory,
    MaterialFactory,
    MeetingFactory,
    ParticipantFactory,
    PollFactory,
    VoteFactory,
)
from .registries import (
    ActFactory,
    AgglomerationFactory,
    AkimatFactory,
    BodyFactory,
    InclusionFactory,
    OfficialFactory,
    OrganisationFactory,
    PostFactory,
    SeatFactory,
    SpecialDayFactory,
    TerritoryFactory,
)
from .scenes import MinutesFactory, current_item, make_council, make_meeting, seat_of

__all__ = [
    "DAY",
    "MINUTE",
    "NOON",
    "ActFactory",
    "AgendaItemFactory",
    "AgglomerationFactory",
    "AkimatFactory",
    "AssignmentFactory",
    "BodyFactory",
    "DecisionFactory",
    "DecisionPointFactory",
    "InclusionFactory",
    "MaterialFactory",
    "MeetingFactory",
    "MinutesFactory",
    "OfficialFactory",
    "OrganisationFactory",
    "ParticipantFactory",
    "PollFactory",
    "PostFactory",
    "SeatFactory",
    "SpecialDayFactory",
    "StoredFileFactory",
    "TerritoryFactory",
    "UserFactory",
    "VoteFactory",
    "current_item",
    "make_council",
    "make_meeting",
    "seat_of",
]
