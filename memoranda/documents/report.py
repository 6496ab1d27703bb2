"""The implementation report of a year: what was promised and what became of it."""

from ..models import Memorandum, Progress
from ..reports.obligations import ReportRow, report_of
from . import parts
from .heads import day_of, plain_head
from .people import signature_blocks
from .terms import TERMS

WIDTHS = [8, 44, 32, 22, 28, 31, 24, 42]
COLUMNS = (
    "number", "measure", "executor", "due", "completion", "financing", "outcome_of", "fulfilment",
)  # fmt: skip


def report_as_data(memorandum: Memorandum, *, year: int, language: str) -> dict:
    """Compose the yearly report in Kazakh or Russian (Law No. 181-VII art. 10; domain rules 27
    and 30); before the year ends it says by which day."""
    terms = TERMS[language]
    report = report_of(memorandum, year)
    title = getattr(memorandum, f"title_{language}")
    of_year = terms["report_of"].format(year=year)
    about = f"«{title}» {memorandum.label}".strip()
    as_of = "" if report.is_whole_year else day_of(report.until, language)
    rows = [_row(number, row, language) for number, row in enumerate(report.rows, start=1)]
    sums = terms["total"].format(total=len(rows), percent=report.percent, **report.counts)
    return {
        "title": f"{terms['report']} {of_year}: {title} {memorandum.label}".strip(),
        "footer": f"{terms['report']} {of_year}",
        "version": memorandum.label,
        "sheet": f"{terms['report_short']} {year}",
        "notes": [line for line in (as_of and f"{terms['as_of']}: {as_of}", sums) if line],
        "heads": [plain_head(terms["report"], [about, of_year], language)],
        "parts": [
            parts.facts(
                (terms["signed_on"], _signed_on(memorandum, language)),
                (terms["as_of"], as_of),
                (terms["sums"], sums if rows else terms["no_obligations"]),
            ),
            parts.table([terms[name] for name in COLUMNS], WIDTHS, rows),
            parts.signatures(signature_blocks(memorandum, language=language, on=report.until)),
        ],
        "is_wide": True,
    }


def _signed_on(memorandum: Memorandum, language: str) -> str:
    return day_of(memorandum.signed_at, language) if memorandum.signed_at else ""


def _row(number: int, row: ReportRow, language: str) -> list[dict]:
    terms, obligation = TERMS[language], row.obligation
    clause = row.label(language)
    measure = getattr(obligation, f"text_{language}")
    return [
        parts.cell(str(number)),
        parts.cell(parts.plain(measure, clause and f"({clause})")),
        parts.cell(parts.plain(*_executors(obligation, language))),
        parts.cell(parts.plain(*_due(obligation, language))),
        parts.cell(getattr(obligation, f"completion_{language}")),
        parts.cell(getattr(obligation, f"financing_{language}")),
        parts.cell(parts.plain(terms[row.standing], terms["percent"].format(percent=row.percent))),
        parts.cell([block for one in row.reports for block in _done(one, language)]),
    ]


def _executors(obligation, language: str) -> list[str]:
    name = f"name_{language}"
    others = sorted(obligation.co_executors.all(), key=lambda one: one.pk)
    names = "; ".join(getattr(one, name) for one in others)
    joint = TERMS[language]["with"].format(names=names) if names else ""
    return [getattr(obligation.executor, name), joint]


def _due(obligation, language: str) -> list[str]:
    day = day_of(obligation.due_on, language) if obligation.due_on else ""
    return [day, TERMS[language][obligation.period]]


def _done(progress: Progress, language: str) -> list[dict]:
    """What an accepted report says, when it was sent, and the name of its evidence."""
    other = {"kk": "ru", "ru": "kk"}[language]
    text = getattr(progress, f"text_{language}") or getattr(progress, f"text_{other}")
    evidence = progress.evidence
    named = TERMS[language]["evidence"].format(name=evidence.name) if evidence else ""
    return parts.plain(f"{day_of(progress.at, language)}. {text}", named)
