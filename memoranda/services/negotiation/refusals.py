"""Why a word in a negotiation is refused."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused


class NotNegotiated(Refused):
    """The text was not sent, or is past its negotiation."""

    code = "not_negotiated"
    message = _("The memorandum is not under negotiation.")


class RoundOver(Refused):
    """Silence was taken for consent when the day ended: words come again with the next version."""

    code = "round_over"
    message = _(
        "The day by which the parties answered is over, and silence was taken for consent. "
        "You may still agree; for other words wait for the next version."
    )


class RoundGoesOn(Refused):
    """A day-term ends with its day (domain rule 56)."""

    code = "round_goes_on"
    message = _("The parties may still answer: the day of the round is not over.")


class NotAParty(Refused):
    """The organisation is not a party to this memorandum."""

    code = "not_a_party"
    message = _("Your organisation is not a party to this memorandum.")


class NotInVersion(Refused):
    """Parties speak on what was sent to them."""

    code = "not_in_version"
    message = _("The clause does not stand in the present version.")


class TextChanged(Refused):
    """A word is on the words that were read, not on what came in their place."""

    code = "text_changed"
    message = _("The text changed after you opened it. Read the present version and say again.")


class NothingSaid(Refused):
    """There is no word of the party that it could take back."""

    code = "nothing_said"
    message = _("Your party has said nothing on this clause that could be taken back.")


class NothingSuggested(Refused):
    """A suggestion that changes nothing is none."""

    code = "nothing_suggested"
    message = _("The suggestion is the same as the present text.")


class OwnSuggestion(Refused):
    """The others say what they think of a suggestion, not the party that made it."""

    code = "own_suggestion"
    message = _("It is your own party's suggestion.")


class NotMergeable(Refused):
    """Only two wordings of one clause become one."""

    code = "not_mergeable"
    message = _("Only suggestions of one kind to one clause are merged; a removal is not.")


class SuggestionConflicts(Refused):
    """The same words were changed meanwhile: a person chooses, nobody's text is overwritten.

    `current` is the working text and `suggested` what was to come, each the four texts of a
    clause; `merged` gives for each of them the merge (rules.merging.Merged), with both wordings
    between marks where they differ. `revision` is that of the working text: give it back as
    `base_revision` with the chosen words.
    """

    code = "suggestion_conflicts"
    message = _("The same words of the clause were changed meanwhile. Choose the wording.")

    def __init__(self, *, current: dict, suggested: dict, merged: dict, revision: int):
        self.current, self.suggested, self.merged = current, suggested, merged
        self.revision = revision
        super().__init__(current=current, suggested=suggested, merged=merged, revision=revision)


class OfAnotherClause(Refused):
    """A thread belongs to one clause."""

    code = "of_another_clause"
    message = _("The suggestion is about another clause.")


class NoWords(Refused):
    """An empty contribution."""

    code = "no_words"
    message = _("Write a text.")


class NobodyOwes(Refused):
    """All parties have answered."""

    code = "nobody_owes"
    message = _("All parties have answered.")


class TooSoon(Refused):
    """A party is reminded at most once a day."""

    code = "reminded_too_soon"
    message = _("Those who have not answered were already reminded today.")
