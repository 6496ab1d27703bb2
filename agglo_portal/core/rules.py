"""How every rule says no, and how every state moves."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A rule of the domain says no. The message is for the person who asked."""

    code = "refused"
    message = _("This is not allowed.")

    def __init__(self, **facts):
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message).format(**self.facts)


class MoveRefused(Refused):
    """The record is not in a state from which this can be done."""

    code = "wrong_state"
    message = _(
        "This cannot be done now: the state is “{current}”, it does not lead to “{wanted}”."
    )


class StillMissing(Refused):
    """A gate with several conditions is closed; `missing` lists what still stands in the way."""

    code = "still_missing"
    message = _("This cannot be done yet. Still missing: {list}")

    def __init__(self, missing: list[str]):
        self.missing = missing
        super().__init__(list=" ".join(missing))


def require_move(record, state) -> None:
    """Refuse unless the record's MOVES lead from its state to the wanted one."""
    if state not in record.MOVES.get(record.state, ()):
        raise MoveRefused(current=record.get_state_display(), wanted=state.label)


def require_nothing_missing(missing: list[str]) -> None:
    """Refuse with the whole list of what is still missing, if anything is."""
    if missing:
        raise StillMissing(missing)
