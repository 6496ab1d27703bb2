"""Why a vote is refused."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class NoQuorum(Refused):
    """Without a quorum nothing is put to the vote and nothing is counted (domain rule 12)."""

    code = "no_quorum"
    message = _("No quorum: {present} members are present, {needed} are needed.")


class ItemNotConsidered(Refused):
    """A decision is taken on the item that is being considered."""

    code = "item_not_considered"
    message = _("The item is not being considered now.")


class NobodyPresides(Refused):
    """A vote is conducted, and a tie decided, by the person who presides."""

    code = "nobody_presides"
    message = _("The person who presides is not present: name who presides.")


class PollClosed(Refused):
    """The voice came after the closing: it was not taken."""

    code = "poll_closed"
    message = _("The voting is closed. This vote was not taken.")


class NoVotingRight(Refused):
    """Only voting members called to this meeting have a voice."""

    code = "no_voting_right"
    message = _("This person has no vote in this meeting.")


class NotPresent(Refused):
    """Only those who are present vote (domain rule 13)."""

    code = "not_present"
    message = _("Only members who are present vote.")


class NotYourVote(Refused):
    """A voice is given by its member; for another person the secretary enters it."""

    code = "not_your_vote"
    message = _("You can vote only for yourself.")


class OwnVoteStands(Refused):
    """What a member gave on his own device, only he changes."""

    code = "own_vote_stands"
    message = _("The member voted on his own device; only he can change this vote.")


class UnknownChoice(Refused):
    """The choices are for, against, abstained (domain rule 13)."""

    code = "unknown_choice"
    message = _("Choose for, against or abstained.")
