"""Which documents the page of files offers to whom, and how far each is."""

from dataclasses import dataclass, field

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from agglo_portal.core.renderings import Rendering

from ..documents.making import FileSet
from ..documents.ordering import CHANGING, files_of, last_made, state_of
from ..documents.text import AS_SENT, REGISTERED
from ..models import ApprovalSheet, Memorandum, MemorandumFile, SigningSheet, Version
from ..permissions import can_negotiate, can_order_report, can_read_approval
from ..reports.obligations import years_of
from ..reports.reading import current_version
from .heading import heading_of

Purpose = MemorandumFile.Purpose
NAMES = {
    Purpose.TEXT: gettext_lazy("Text"),
    Purpose.SIDE_BY_SIDE: gettext_lazy("Kazakh and Russian side by side"),
    Purpose.DISAGREEMENTS: gettext_lazy("Protocol of disagreements"),
    Purpose.APPROVAL_SHEET: gettext_lazy("Approval sheet"),
}
OFTEN = "3s"


@dataclass(frozen=True)
class Shown:
    """A set of documents on the page: its name, what there is, whether it can be ordered."""

    files: FileSet
    name: str
    rendering: Rendering
    former: list[MemorandumFile] = field(default_factory=list)
    may_order: bool = False

    @property
    def is_waited_for(self) -> bool:
        return self.rendering.is_under_way and self.rendering.order is not None


def find_version(memorandum: Memorandum, number: str) -> Version | None:
    """The version of this number, the last one without a number; None of a text never sent."""
    if not number:
        version = current_version(memorandum)
    else:
        is_number = number.isdecimal() and len(number) < 10
        versions = memorandum.versions.select_related("round")
        version = versions.filter(number=number).first() if is_number else None
        if version is None:
            raise Http404
    if version is not None:
        version.memorandum = memorandum
    return version


def page_of(request, memorandum: Memorandum, *, negotiates: bool) -> dict:
    """Give the page of files; to a reader of the register only the registered text."""
    number = request.GET.get("version", "") if negotiates else ""
    version = find_version(memorandum, number)
    sets = sets_of(request.user, version)
    head = heading_of(request.user, memorandum, tab="files") if negotiates else {}
    return {
        **head,
        "memorandum": memorandum,
        "layout": "base_work.html" if negotiates else "base.html",
        "negotiates": negotiates,
        "shown_version": version,
        "versions": list(memorandum.versions.order_by("-number")) if negotiates else [],
        "sets": sets,
        "signed": _signed(version),
        "every": OFTEN if any(one.is_waited_for for one in sets) else "",
    }


def sets_of(user, version: Version | None) -> list[Shown]:
    """Give the sets of a version that the person may read, each with how far it is."""
    if version is None:
        return []
    memorandum = version.memorandum
    is_registered = memorandum.is_public and version.number == memorandum.version_number
    edition = REGISTERED if is_registered else AS_SENT
    negotiates = can_negotiate(user, memorandum)
    wanted = []
    if negotiates or is_registered:
        wanted += [(purpose, edition, "") for purpose in (Purpose.TEXT, Purpose.SIDE_BY_SIDE)]
    if negotiates:
        wanted.append((Purpose.DISAGREEMENTS, "", ""))
    wanted += [(Purpose.APPROVAL_SHEET, *facts) for facts in _sheets(user, version)]
    return [_shown(version, *facts, may_order=negotiates) for facts in wanted]


def may_order(user, memorandum: Memorandum, purpose: str, edition: str) -> bool:
    """Whether the person may have these documents made; which ones there are is asked after."""
    if purpose == Purpose.REPORT:
        years = years_of(memorandum, timezone.localdate())
        return can_order_report(user, memorandum) and edition in map(str, years)
    return purpose in NAMES and can_negotiate(user, memorandum)


def _shown(version: Version, purpose, edition: str, about: str, *, may_order: bool) -> Shown:
    files = files_of(version.memorandum, purpose=purpose, version=version, edition=edition)
    rendering = state_of(files)
    former = last_made(files) if purpose in CHANGING and not rendering.is_done else []
    name = f"{NAMES[purpose]}: {about}" if about else str(NAMES[purpose])
    is_free = rendering.order is None or rendering.state == Rendering.State.FAILED
    return Shown(files, name, rendering, former, may_order and is_free and not rendering.is_done)


def _sheets(user, version: Version) -> list[tuple[str, str]]:
    """Approval sheets that the person may read: (the party's address, its name)."""
    sheets = ApprovalSheet.objects.filter(version=version).select_related("party__organisation")
    sheets = sheets.order_by("party__position")
    return [
        (str(sheet.party.uid), str(sheet.party))
        for sheet in sheets
        if can_read_approval(user, sheet)
    ]


def _signed(version: Version | None) -> SigningSheet | None:
    """The signing of this version with its frozen files, if all have signed."""
    if version is None:
        return None
    sheets = version.signing_sheets.filter(state=SigningSheet.State.COMPLETE)
    return sheets.select_related("file_kk", "file_ru").first()
