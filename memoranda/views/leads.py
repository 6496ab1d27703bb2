"""What a clause of an amending text does to another text, in words above its own words."""

from ..documents.leads import lead_sentence
from ..models import VersionClause

LANGUAGES = ("kk", "ru")


def leads_of(clauses) -> dict[int, dict[str, str]]:
    """Give the lead sentences of these clauses (of a version or of the working text) by their id,
    in both languages; one query where there are any.

    The changed clause is named as it is numbered in the newest version of its text.
    """
    changing = [one for one in clauses if one.operation]
    if not changing:
        return {}
    wanted = {one.target_id for one in changing}
    known = VersionClause.objects.filter(clause__in=wanted).order_by("version__number")
    targets = {row.clause_id: row for row in known}
    return {
        one.pk: {
            language: _lead(one, targets.get(one.target_id), language) for language in LANGUAGES
        }
        for one in changing
    }


def _lead(clause, target: VersionClause | None, language: str) -> str:
    return lead_sentence(
        clause.operation,
        kind=target.kind if target else clause.target.kind,
        number=target.number if target else "",
        new_kind=clause.kind,
        language=language,
    )
