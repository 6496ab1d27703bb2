"""What the public page of a registered memorandum shows, in a constant number of queries."""

from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agglo_portal.core.dates import official_date
from councils.views.parts import journal_of

from ..documents.text import REGISTERED
from ..history import moments_of_memorandum
from ..models import (
    Memorandum,
    Obligation,
    Party,
    PartySignature,
    SigningSheet,
    VersionClause,
)
from ..permissions import can_negotiate, leads
from ..reports.consolidation import changes_of
from ..reports.obligations import counts_of, is_overdue, years_of
from .leads import leads_of
from .life_steps import steps_of_force
from .text_rows import rows_of_version

TEXTS = {"kk": ["kk"], "ru": ["ru"], "both": ["kk", "ru"]}
SHOWN_PROMISES = 5


def public_page(request, memorandum: Memorandum) -> dict:
    """Give the template of the public page its facts, as this person may see them."""
    user, today = request.user, timezone.localdate()
    memorandum = _with_links(memorandum)
    version = memorandum.versions.filter(number=memorandum.version_number).first()
    clauses = _clauses(version)
    rows = rows_of_version(clauses)
    sheet = _signing(memorandum)
    events = list(
        memorandum.force_events.select_related("party__organisation").order_by("on", "pk")
    )
    changes = list(
        Memorandum.objects.public().filter(amends=memorandum).order_by("in_force_on", "pk")
    )
    knows_more = can_negotiate(user, memorandum)
    chosen = request.GET.get("text")
    chosen = chosen if chosen in TEXTS else text_of_language()
    return {
        "memorandum": memorandum,
        "version": version,
        "signed_on": {
            each: official_date(memorandum.signed_at, language=each) for each in TEXTS["both"]
        },
        "rows": rows,
        "sections": [row for row in rows if row.depth == 0],
        "leads": leads_of(clauses),
        "chosen": chosen,
        "shown": TEXTS[chosen],
        "texts": texts_to_choose(),
        "sheet": sheet,
        "frozen": frozen_of(sheet),
        "has_other_files": memorandum.files.filter(edition=REGISTERED).exists(),
        "parties": _parties(memorandum, sheet),
        "changes": changes,
        "applied": changes_of(memorandum, today) if changes else [],
        "announced": next((e for e in events if e.kind == "terminated" and e.on > today), None),
        "has_notice": any(event.letter_id for event in events),
        "last_event": events[-1] if events else None,
        "counts": counts_of(memorandum.obligations.all(), today),
        "promises": _promises(memorandum, today),
        "years": years_of(memorandum, today) if memorandum.is_agreement else [],
        "moments": moments_of_memorandum(memorandum, events, changes),
        "knows_more": knows_more,
        "entries": journal_of(memorandum) if knows_more else [],
        "steps": steps_of_force(memorandum) if leads(user, memorandum) else [],
    }


def text_of_language() -> str:
    """Which text a reader gets who has not chosen: that of the page, or both to a third one."""
    language = (get_language() or "kk")[:2]
    return language if language in TEXTS else "both"


def texts_to_choose() -> list[tuple[str, str, str]]:
    """The switch of the texts: value, its language, word."""
    return [("kk", "kk", "Қазақша"), ("ru", "ru", "На русском"), ("both", "", _("Side by side"))]


def frozen_of(sheet: SigningSheet | None) -> list[tuple[str, object]]:
    """The signed files by language, that of the page first."""
    if sheet is None:
        return []
    files = [("kk", sheet.file_kk), ("ru", sheet.file_ru)]
    return sorted(files, key=lambda file: file[0] != get_language())


def _with_links(memorandum: Memorandum) -> Memorandum:
    rows = Memorandum.objects.select_related("body", "amends", "called_for_by", "act")
    return rows.get(pk=memorandum.pk)


def _clauses(version) -> list[VersionClause]:
    if version is None:
        return []
    return list(version.clauses.select_related("clause", "target").order_by("position"))


def _signing(memorandum: Memorandum) -> SigningSheet | None:
    sheets = SigningSheet.objects.filter(
        version__memorandum=memorandum,
        version__number=F("version__memorandum__version_number"),
        state=SigningSheet.State.COMPLETE,
    )
    return sheets.select_related("file_kk", "file_ru").first()


def _parties(memorandum: Memorandum, sheet: SigningSheet | None) -> list[Party]:
    """The parties in order, each with its signature, if there is one."""
    given = PartySignature.objects.filter(sheet=sheet, state=PartySignature.State.SIGNED)
    parties = memorandum.parties.select_related("organisation", "signatory").in_order()
    return list(parties.prefetch_related(Prefetch("signatures", given, to_attr="given")))


def _promises(memorandum: Memorandum, today) -> list[Obligation]:
    """The nearest promises that are under way, each with whether it is late."""
    rows = memorandum.obligations.open().select_related("executor").soonest_first()
    promises = list(rows[:SHOWN_PROMISES])
    for promise in promises:
        promise.memorandum = memorandum
        promise.is_late = is_overdue(promise, today)
    return promises
