"""What the page of minutes shows: facts beside words, documents, signatures, what comes next."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.forms import BoundField
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..documents import Rendering, rendering_of
from ..forms import WordingForm
from ..models import AgendaItem, Meeting, Minutes, MinutesFile, Poll, Signature
from ..permissions import (
    can_change_minutes,
    can_prepare_minutes,
    can_publish_meeting,
    can_render_minutes,
    can_revise_minutes,
    can_send_minutes,
    can_withdraw_minutes,
    signature_waiting_for,
)
from ..reports import missing_to_publish, quorum_of
from ..requisites import missing_to_send, requisites_of
from .finding import knows_drafts
from .parts import journal_of
from .steps import publication_due

State = Minutes.State
OFTEN, SELDOM = "2s", "10s"  # how often the page looks again: while documents are made, signed


@dataclass(frozen=True)
class Words:
    """One text in one language: as it stands, its field, and what somebody else saved meanwhile."""

    language: str
    text: str
    field: BoundField | None = None
    other: str = ""


@dataclass(frozen=True)
class Block:
    """A text of the minutes in both languages."""

    label: str
    kk: Words
    ru: Words

    @property
    def pair(self) -> list[Words]:
        return [self.kk, self.ru]

    @property
    def is_empty(self) -> bool:
        return not (self.kk.text or self.ru.text)


@dataclass(frozen=True)
class Matter:
    """An agenda item in the minutes: what is a fact, and what is worded."""

    item: AgendaItem
    poll: Poll | None
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Stage:
    """A step on the way of the minutes: done, now, bad or ahead."""

    label: str
    look: str
    detail: str = ""


def wording_form(minutes: Minutes, data=None) -> WordingForm:
    """The form of all words of the minutes, in the order of the agenda."""
    sections = minutes.sections.select_related("item").order_by("item__position")
    return WordingForm(data, instance=minutes, sections=list(sections))


def is_signer(user, minutes: Minutes) -> bool:
    """Whether this version was sent to this person, whatever he did with it since."""
    asked = minutes.signatures.filter(version=minutes.version)
    return asked.filter(participant__official__user=user).exists()


def record_of(user, minutes: Minutes, form: WordingForm | None = None) -> dict:
    """Gather the page; `form` comes with typed words that could not be saved."""
    meeting = minutes.meeting
    rendering = rendering_of(minutes)
    may_edit = minutes.state == State.DRAFT and can_change_minutes(user, minutes)
    typed = form
    if may_edit and form is None:
        form = wording_form(minutes)
    items = _items_of(meeting)
    signatures = list(_signatures_of(minutes))
    requisites = requisites_of(minutes)
    in_draft = minutes.state == State.DRAFT
    return {
        "minutes": minutes,
        "meeting": meeting,
        "form": form,
        "may_edit": may_edit,
        "is_kept": typed is not None,
        "blocks": [
            _block(minutes, form, "heading", _("Heading"), typed),
            _block(minutes, form, "opening", _("Introductory part"), typed),
        ],
        "closing": _block(minutes, form, "closing", _("Closing words"), typed),
        "matters": [_matter(item, form, typed) for item in items],
        "people": _people_of(meeting),
        "quorum": quorum_of(meeting),
        "rendering": rendering,
        "files": sorted(rendering.files, key=lambda file: (file.format == "docx", file.language)),
        "requisites": requisites,
        "missing": [one for one in requisites if not one.is_there] if in_draft else [],
        "missing_to_send": missing_to_send(minutes) if minutes.state == State.PREPARED else [],
        "stages": stages_of(minutes, signatures),
        "signatures": [one for one in signatures if one.version == minutes.version],
        "rounds": [one for one in signatures if one.version != minutes.version],
        "own_signature": signature_waiting_for(user, minutes),
        "every": _every(minutes, rendering),
        "entries": journal_of(minutes) if knows_drafts(user, minutes) else [],
        **_rights(user, minutes, rendering),
    }


def signing_page(request, minutes: Minutes) -> dict:
    """The documents that are signed, with the hashes that the signature names (domain rule 47)."""
    pdfs = minutes.files.filter(version=minutes.version, format=MinutesFile.Format.PDF)
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "pdfs": list(pdfs.select_related("stored").order_by("language")),
        "signatures": _signatures_of(minutes).filter(version=minutes.version),
        "own_signature": signature_waiting_for(request.user, minutes),
    }


def stages_of(minutes: Minutes, signatures: list[Signature]) -> list[Stage]:
    """The way of the minutes as steps, with the one they are at."""
    order = [State.DRAFT, State.PREPARED, State.SENT, State.COMPLETE]
    broken = minutes.state in (State.REFUSED, State.CANCELLED)
    at = order.index(State.SENT if broken else minutes.state)
    of_version = [one for one in signatures if one.version == minutes.version]
    signed = sum(one.state == Signature.State.SIGNED for one in of_version)
    labels = [_("Wording"), _("Prepared for signature"), _("Sent for signature"), _("Signed")]
    stages = []
    for number, label in enumerate(labels):
        look = "done" if number < at or minutes.state == State.COMPLETE else "ahead"
        stages.append(Stage(label, "now" if number == at and look != "done" else look))
    if broken:
        stages[at] = Stage(capfirst(minutes.get_state_display()), "bad")
    elif minutes.state == State.SENT:
        text = _("{signed} of {all} signed").format(signed=signed, all=len(of_version))
        stages[at] = Stage(labels[at], "now", text)
    is_out = minutes.meeting.state == Meeting.State.PUBLISHED
    published = "done" if is_out else "now" if minutes.state == State.COMPLETE else "ahead"
    return [*stages, Stage(capfirst(_("published")), published)]


def _rights(user, minutes: Minutes, rendering: Rendering) -> dict:
    meeting, state = minutes.meeting, minutes.state
    may_publish = meeting.state == Meeting.State.MINUTES_SIGNED and can_publish_meeting(
        user, meeting
    )
    revisable = (State.PREPARED, State.REFUSED, State.CANCELLED)
    return {
        "may_prepare": state == State.DRAFT and can_prepare_minutes(user, minutes),
        "may_send": state == State.PREPARED and can_send_minutes(user, minutes),
        "may_withdraw": state == State.SENT and can_withdraw_minutes(user, minutes),
        "may_revise": state in revisable and can_revise_minutes(user, minutes),
        "may_render": rendering.state == Rendering.State.FAILED
        and can_render_minutes(user, minutes),
        "may_publish": may_publish,
        "missing_to_publish": missing_to_publish(meeting) if may_publish else [],
        "publication_due": publication_due(timezone.localdate(minutes.completed_at))
        if may_publish
        else None,
    }


def _every(minutes: Minutes, rendering: Rendering) -> str:
    if rendering.is_under_way:
        return OFTEN
    return SELDOM if minutes.state == State.SENT else ""


def _block(record, form, name: str, label: str, typed) -> Block:
    return Block(label, *(_words(record, form, name, language, typed) for language in ("kk", "ru")))


def _words(record, form, name: str, language: str, typed) -> Words:
    stored = getattr(record, f"{name}_{language}")
    if form is None:
        return Words(language, stored)
    bound = form[f"{name}_{language}"]
    differs = typed is not None and _plain(bound.value()) != _plain(stored)
    return Words(language, stored, bound, other=stored if differs else "")


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _matter(item: AgendaItem, form: WordingForm | None, typed) -> Matter:
    poll = next(iter(item.decision.polls.all()), None) if hasattr(item, "decision") else None
    section = getattr(item, "section", None)
    if section is None:
        return Matter(item, poll)
    fields = form.section_of(item.pk) if form else None
    blocks = [
        _block(section, fields, "heard", _("Heard"), typed),
        _block(section, fields, "spoke", _("Spoke"), typed),
    ]
    return Matter(item, poll, blocks)


def _items_of(meeting: Meeting):
    closed = Poll.objects.filter(state=Poll.State.CLOSED).order_by("-pk")
    return (
        meeting.items.select_related("decision", "section", "rapporteur")
        .prefetch_related(
            Prefetch("decision__polls", closed),
            "decision__points__executor",
            "decision__points__co_executors",
        )
        .order_by("position", "pk")
    )


def _signatures_of(minutes: Minutes):
    rows = minutes.signatures.select_related("participant")
    return rows.order_by("-version", "position", "pk")


def _people_of(meeting: Meeting) -> dict:
    people = list(meeting.participants.order_by("position", "pk"))
    return {
        "presiding": next((one for one in people if one.is_presiding), None),
        "secretary": next((one for one in people if one.role == "secretary"), None),
    }
