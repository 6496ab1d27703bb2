"""Why an act on the working text, its parties or its sending is refused."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused

from ..rules.merging import Merged


class TitleMissing(Refused):
    """The state language comes first, in a draft too (domain rule 37)."""

    code = "memorandum_title_missing"
    message = _("Give the title in Kazakh.")


class TitleTooLong(Refused):
    code = "memorandum_title_too_long"
    message = _("The title or the place has more than {longest} characters.")


class TextFrozen(Refused):
    """What is being approved, signed or in force is changed only by another memorandum."""

    code = "text_frozen"
    message = _(
        "The text is frozen: the state is “{state}”. It is changed while it is drafted or "
        "negotiated."
    )


class ClauseChanged(Refused):
    """Somebody else changed the same words meanwhile; nothing of either text is lost.

    `theirs` holds the words as they are now, `revision` names them, `merged` gives for each of
    the four texts the merge (rules.merging.Merged), with both wordings between marks where they
    differ.
    """

    code = "clause_changed"
    message = _(
        "Somebody else changed the same words while you were writing. What you typed is not "
        "saved yet: compare both texts, then save again."
    )

    def __init__(self, *, theirs: dict[str, str], merged: dict[str, Merged], revision: int):
        self.theirs = theirs
        self.merged = merged
        self.revision = revision
        super().__init__()


class MarksLeft(Refused):
    code = "merge_marks_left"
    message = _(
        "The marks ⟦ ⟧ of two wordings still stand in the text: choose one and remove them."
    )


class WordsMissing(Refused):
    code = "clause_words_missing"
    message = _("A clause needs a heading or a text in Kazakh or in Russian.")


class WordsTooLong(Refused):
    code = "clause_words_too_long"
    message = _("A heading has at most {heading} characters, a text at most {text}.")


class ClauseRemoved(Refused):
    code = "clause_removed"
    message = _("The clause was removed: restore it first.")


class ClauseStands(Refused):
    code = "clause_stands"
    message = _("The clause stands in the text: there is nothing to restore.")


class ParentRemoved(Refused):
    code = "parent_removed"
    message = _("What the clause stood in was removed too: restore that first.")


class NoSuchWording(Refused):
    code = "no_such_wording"
    message = _("The clause never had this wording.")


class WrongPlace(Refused):
    """A section in a clause, a clause inside itself, a tree too deep."""

    code = "clause_wrong_place"
    message = _("The {kind} cannot stand in this place.")


class WrongTarget(Refused):
    """Only an amending memorandum changes clauses, and only of the text that it amends."""

    code = "wrong_target"
    message = _("A clause can change only a clause of the memorandum that this one amends.")


class DifferenceGone(Refused):
    code = "difference_gone"
    message = _("The texts do not differ in this any more: read them again.")


class NothingToImport(Refused):
    code = "nothing_to_import"
    message = _("The document has no text that could be taken over.")


class WrongTerm(Refused):
    code = "wrong_term"
    message = _("The term ends before it begins.")


class StartDayMissing(Refused):
    code = "start_day_missing"
    message = _("Name the day on which it enters into force.")


class CannotAmend(Refused):
    """What is not signed yet is changed itself; what ended is changed by nothing."""

    code = "cannot_amend"
    message = _("Only a registered memorandum of the same body can be changed or supplemented.")


class TemplateOnly(Refused):
    code = "template_stays_a_template"
    message = _("A template is not sent or withdrawn: draft a memorandum from it.")


class PartiesFrozen(Refused):
    code = "parties_frozen"
    message = _("The parties stand as they are: the state is “{state}”.")


class PartySpoke(Refused):
    """A word once given stays on the record (domain rule 52)."""

    code = "party_spoke"
    message = _("{party} has read the text or spoken on it: its words stay on the record.")


class PartyTwice(Refused):
    code = "party_twice"
    message = _("{party} is a party already.")


class NotOfParty(Refused):
    """Who answers or signs for a party has a post in it."""

    code = "not_of_party"
    message = _("{person} has no post in {party} today.")


class DraftTooLarge(Refused):
    code = "draft_too_large"
    message = _("The unsent text is too long to be kept.")
