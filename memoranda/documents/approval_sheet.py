"""The approval sheet of a party: which of its departments agreed to a version, when, with what."""

from django.utils import timezone

from ..models import ApprovalSheet, ApprovalStep
from . import parts
from .heads import day_of, local_day, plain_head
from .people import post_of
from .terms import TERMS

WIDTHS = [12, 34, 42, 26, 26, 38]


def approval_sheet_as_data(sheet: ApprovalSheet, *, language: str) -> dict:
    """Compose the sheet in the order of its stages; it is the party's own (permissions)."""
    terms, version = TERMS[language], sheet.version
    title = getattr(version, f"title_{language}")
    party = getattr(sheet.party.organisation, f"name_{language}")
    number = terms["version"].format(n=version.number)
    steps = sheet.steps.select_related("official", "substitute", "decided_by__official")
    rows = [_row(step, sheet, language) for step in steps.order_by("stage", "position", "pk")]
    columns = ("stage", "department", "official", "outcome", "decided", "remarks")
    return {
        "title": f"{terms['approval']}: {title} ({party})",
        "footer": f"{terms['approval']}. {party}",
        "version": number,
        "heads": [plain_head(terms["approval"], [], language)],
        "parts": [
            parts.facts(
                (terms["document"], f"{title}, {number}"),
                (terms["sent"], day_of(version.at, language)),
                (terms["party"], party),
                (terms["sheet_state"], terms[sheet.state]),
            ),
            parts.table([terms[name] for name in columns], WIDTHS, rows)
            if rows
            else parts.clause("", parts.plain(terms["no_steps"])),
        ],
        "is_wide": True,
    }


def _row(step: ApprovalStep, sheet: ApprovalSheet, language: str) -> list[dict]:
    terms = TERMS[language]
    decided = timezone.localtime(step.decided_at) if step.decided_at else None
    when = f"{day_of(decided, language)}, {decided:%H:%M}" if decided else ""
    return [
        parts.cell(str(step.stage)),
        parts.cell(getattr(step, f"department_{language}")),
        parts.cell(parts.plain(*_who(step, sheet, language))),
        parts.cell(terms[step.state]),
        parts.cell(when),
        parts.cell(parts.marked(step.remark)),
    ]


def _who(step: ApprovalStep, sheet: ApprovalSheet, language: str) -> list[str]:
    """Post and name of who decided, else of who is to decide; whom a substitute stood in for."""
    decided = getattr(step.decided_by, "official", None) if step.decided_by_id else None
    person = decided or step.official
    on = local_day(step.decided_at or sheet.version.at)
    lines = [
        post_of(person, sheet.party.organisation_id, language, on),
        getattr(person, f"name_{language}"),
    ]
    if person != step.official:
        absent = getattr(step.official, f"name_{language}")
        lines.append(TERMS[language]["substitute"].format(name=absent))
    return [line for line in lines if line]
