"""The course of an edition: begun, filled, submitted, endorsed, published."""

from .beginning import (
    BaseNotEndorsed,
    EditionCodeTaken,
    EditionIsDiscarded,
    EditionOlderThanItsBase,
    begin_edition,
    change_edition,
    discard_edition,
)
from .course import (
    DecisionNotAdopted,
    DecisionOfAnotherBody,
    NotEndorsedYet,
    NothingEndorses,
    ReturnWithoutReason,
    endorse_edition,
    name_act,
    publish_edition,
    return_edition,
    submit_edition,
)

__all__ = [
    "BaseNotEndorsed",
    "DecisionNotAdopted",
    "DecisionOfAnotherBody",
    "EditionCodeTaken",
    "EditionIsDiscarded",
    "EditionOlderThanItsBase",
    "NotEndorsedYet",
    "NothingEndorses",
    "ReturnWithoutReason",
    "begin_edition",
    "change_edition",
    "discard_edition",
    "endorse_edition",
    "name_act",
    "publish_edition",
    "return_edition",
    "submit_edition",
]
