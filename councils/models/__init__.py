"""All models of the councils, so that callers write `from councils.models import Meeting`."""

from .agenda import AgendaItem, Material
from .bodies import Body, Seat
from .calendar import SpecialDay
from .decisions import Assignment, CoExecutor, Decision, DecisionPoint
from .meetings import AttendanceEvent, Meeting, Participant
from .minutes import Minutes, MinutesFile, MinutesSection, Signature
from .organisations import Official, Organisation, Post
from .polls import Poll, Vote
from .territories import Act, Agglomeration, Inclusion, Territory

__all__ = [
    "Act",
    "AgendaItem",
    "Agglomeration",
    "Assignment",
    "AttendanceEvent",
    "Body",
    "CoExecutor",
    "Decision",
    "DecisionPoint",
    "Inclusion",
    "Material",
    "Meeting",
    "Minutes",
    "MinutesFile",
    "MinutesSection",
    "Official",
    "Organisation",
    "Participant",
    "Poll",
    "Post",
    "Seat",
    "Signature",
    "SpecialDay",
    "Territory",
    "Vote",
]
