"""What may be done with an edition now, what stands in the way, and what comes next."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from councils.views.steps import Step

from ..models import Discussion, Edition
from ..permissions.editions import can_change_edition
from ..permissions.leading import can_work_on
from ..reports.gates import missing_to_submit

State = Edition.State


def steps_of_edition(user, edition: Edition, today) -> list[Step]:
    """Give what this person may do with the edition now, the next step first."""
    if can_change_edition(user, edition):
        return [*_course(edition, today), *_work(edition), *_changes(edition)]
    if edition.is_draft and can_work_on(user, edition):
        return _work(edition, is_main=True)
    return []


def _course(edition: Edition, today):
    if edition.state == State.DRAFT:
        yield Step(_("Submit to the council"), _to("edition_submit", edition), "send",
                   is_main=True, missing=missing_to_submit(edition, today))  # fmt: skip
    elif edition.state == State.SUBMITTED:
        yield Step(_("Record the endorsement"), _to("edition_endorse", edition), "check2-circle",
                   is_main=True)  # fmt: skip
        yield Step(_("Return to the planners"), _to("edition_return", edition), "arrow-left")
    elif edition.state == State.ENDORSED:
        yield Step(_("Publish"), _to("edition_publish", edition), "megaphone", is_main=True)


def _work(edition: Edition, is_main=False) -> list[Step]:
    """Drawing, files and talk: pages of a draft whose objects are all there."""
    if not edition.is_draft or edition.filled_at is None:
        return []
    pages = [
        (_("Draw on the map"), "draft_map", "pencil"),
        (_("Bring a file in"), "import_create", "file-earmark-arrow-up"),
        (_("Warnings"), "warning_list", "exclamation-triangle"),
    ]
    steps = []
    for label, name, icon in pages:
        address = _known(name, edition)
        if address:
            steps.append(Step(label, address, icon, is_main=is_main and not steps))
    return steps


def _changes(edition: Edition):
    if edition.state == State.DRAFT and not Discussion.objects.filter(edition=edition).exists():
        address = _known("discussion_create", edition)
        if address:
            yield Step(_("Put up for public discussion"), address, "chat-left-text")
    if edition.state in (State.ENDORSED, State.PUBLISHED):
        yield Step(_("Name the act"), _to("edition_act", edition), "journal-text")
    if edition.state != State.DISCARDED:
        yield Step(_("Say what it changes"), _to("edition_change", edition), "card-text")
    if edition.state == State.DRAFT:
        yield Step(_("Discard the draft"), _to("edition_discard", edition), "x-circle")


def _to(name: str, edition: Edition) -> str:
    return reverse(f"schemes:{name}", args=[edition.scheme.code, edition.code])


def _known(name: str, edition: Edition) -> str:
    try:
        return _to(name, edition)
    except NoReverseMatch:
        return ""
