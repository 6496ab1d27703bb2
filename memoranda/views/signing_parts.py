"""What the page of signing shows: the frozen files, who has signed, what comes next."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agglo_portal.core import renderings
from agglo_portal.core.models import OutboxMessage, StoredFile
from agglo_portal.core.renderings import Rendering

from ..models import Memorandum, PartySignature, SigningSheet
from ..permissions import (
    can_prepare_signing,
    can_register_memorandum,
    can_send_for_signing,
    can_withdraw_signing,
)
from ..reports.attempts import last_signing, waits_for_an_earlier_one
from ..reports.gates_life import missing_to_register
from ..reports.gates_signing import (
    freezing_key,
    missing_to_prepare_signing,
    missing_to_send_for_signing,
)
from .heading import heading_of

State, SheetState, Signed = Memorandum.State, SigningSheet.State, PartySignature.State
OFTEN, SELDOM = "2s", "10s"  # how often the page looks again: while files are made, signed
FORCE = (State.IN_FORCE, State.SUSPENDED, State.EXPIRED, State.TERMINATED)


@dataclass(frozen=True)
class Frozen:
    """A frozen file in one language, at its own address."""

    language: str
    stored: StoredFile
    url: str


@dataclass(frozen=True)
class Mark:
    """A step on the way of the text: done, now, bad or ahead."""

    label: str
    look: str
    detail: str = ""


def signing_page(user, memorandum: Memorandum) -> dict:
    """Gather the page; without an attempt it says what is still missing for one."""
    sheet = last_signing(memorandum)
    signatures = list(_signatures(sheet)) if sheet else []
    own = own_signature(user, signatures)
    rendering = _rendering(sheet) if sheet else None
    under_way = sheet is not None and sheet.state in (SheetState.PREPARED, SheetState.SENT)
    files = frozen_files(sheet) if sheet else []
    may_send = memorandum.state == State.PREPARED and can_send_for_signing(user, memorandum)
    may_prepare = memorandum.state == State.APPROVAL and can_prepare_signing(user, memorandum)
    may_register = memorandum.state == State.SIGNED and can_register_memorandum(user, memorandum)
    return {
        **heading_of(user, memorandum, tab="signing"),
        "sheet": sheet,
        "under_way": under_way,
        "files": files,
        "is_frozen": len(files) == 2,
        "rendering": rendering,
        "signatures": signatures,
        "own_signature": own,
        "waits_for": _before(own),
        "marks": marks_of(memorandum, sheet, signatures),
        "former": _former(memorandum, sheet),
        "may_prepare": may_prepare,
        "missing_to_prepare": missing_to_prepare_signing(memorandum) if may_prepare else [],
        "may_send": may_send,
        "missing_to_send": missing_to_send_for_signing(memorandum) if may_send else [],
        "may_register": may_register,
        "missing_to_register": missing_to_register(memorandum) if may_register else [],
        "may_withdraw": under_way and can_withdraw_signing(user, memorandum),
        "may_freeze": rendering is not None
        and rendering.state == Rendering.State.FAILED
        and can_send_for_signing(user, memorandum),
        "every": _every(sheet, rendering),
    }


def own_signature(user, signatures: list[PartySignature]) -> PartySignature | None:
    """Give the signature that waits for this very person, of a text that is out for signature."""
    for one in signatures:
        signatory = one.party.signatory
        is_out = one.sheet.state == SheetState.SENT and one.state == Signed.WAITING
        if is_out and signatory is not None and signatory.user_id == user.pk:
            return one
    return None


def frozen_files(sheet: SigningSheet) -> list[Frozen]:
    """Give the frozen files, Kazakh first; none while they are being made."""
    return [
        Frozen(language, stored, reverse("memoranda:frozen_download", args=[sheet.uid, language]))
        for language, stored in (("kk", sheet.file_kk), ("ru", sheet.file_ru))
        if stored is not None
    ]


def marks_of(memorandum: Memorandum, sheet, signatures: list[PartySignature]) -> list[Mark]:
    """The way of the text from its approval to its force, with the place where it is."""
    labels = [
        _("Approved by the parties"),
        _("Frozen for signature"),
        _("Sent for signature"),
        _("Signed by all"),
        pgettext("step", "Registered"),
    ]
    at = {
        State.APPROVAL: 0, State.PREPARED: 1, State.SIGNING: 2, State.SIGNED: 4,
        State.REGISTERED: 5, **dict.fromkeys(FORCE, 5),
    }.get(memorandum.state, 0)  # fmt: skip
    marks = []
    for number, label in enumerate(labels):
        look = "done" if number < at else "now" if number == at else "ahead"
        marks.append(Mark(label, look))
    if memorandum.state == State.SIGNING:
        signed = sum(one.state == Signed.SIGNED for one in signatures)
        text = _("{signed} of {all} signed").format(signed=signed, all=len(signatures))
        marks[2] = Mark(labels[2], "now", text)
    if sheet is not None and sheet.state in (SheetState.REFUSED, SheetState.CANCELLED):
        marks = [Mark(label, "ahead") for label in labels]
        marks[2] = Mark(capfirst(sheet.get_state_display()), "bad")
    return marks


def _signatures(sheet: SigningSheet):
    rows = sheet.signatures.select_related(
        "party__organisation", "party__signatory", "sheet__version__memorandum"
    )
    return rows.order_by("position", "pk")


def _before(own: PartySignature | None):
    """The party that has to sign before this one, where the parties sign in order."""
    if own is None or not waits_for_an_earlier_one(own):
        return None
    waiting = own.sheet.signatures.filter(state=Signed.WAITING)
    return waiting.select_related("party__organisation").order_by("position").first().party


def _former(memorandum: Memorandum, sheet: SigningSheet | None) -> list[SigningSheet]:
    """The attempts before: refused or withdrawn, with their void signatures, on the record."""
    sheets = SigningSheet.objects.filter(version__memorandum=memorandum)
    if sheet is not None:
        sheets = sheets.exclude(pk=sheet.pk)
    signatures = PartySignature.objects.select_related("party__organisation")
    sheets = sheets.select_related("version", "file_kk", "file_ru")
    return list(
        sheets.prefetch_related(
            Prefetch("signatures", signatures.order_by("position", "pk"))
        ).order_by("-pk")
    )


def _rendering(sheet: SigningSheet) -> Rendering | None:
    if sheet.state != SheetState.PREPARED or (sheet.file_kk_id and sheet.file_ru_id):
        return None
    order = OutboxMessage.objects.filter(key=freezing_key(sheet)).first()
    return renderings.on_the_way((), order)


def _every(sheet: SigningSheet | None, rendering: Rendering | None) -> str:
    if rendering is not None and rendering.is_under_way:
        return OFTEN
    return SELDOM if sheet is not None and sheet.state == SheetState.SENT else ""
