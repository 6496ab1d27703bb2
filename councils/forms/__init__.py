"""What people type, checked and given back as domain values; services do the writing."""

from .agenda import ItemForm, MaterialForm, PlaceForm
from .answers import AnswerForm
from .decisions import DraftForm, ExecutedForm, Organisations, PointFormSet
from .meetings import MeetingForm
from .minutes import HashesForm, WordingForm
from .reasons import ReasonForm, ReasonsForm
from .votes import EnteredVoteForm, VoteForm

__all__ = [
    "AnswerForm",
    "DraftForm",
    "EnteredVoteForm",
    "ExecutedForm",
    "HashesForm",
    "ItemForm",
    "MaterialForm",
    "MeetingForm",
    "Organisations",
    "PlaceForm",
    "PointFormSet",
    "ReasonForm",
    "ReasonsForm",
    "VoteForm",
    "WordingForm",
]
