"""What of a memorandum a person may read here: to parties only what was sent."""

from django.db.models import F, OuterRef, Prefetch, Subquery, Value
from django.http import Http404
from rest_framework.generics import get_object_or_404

from .. import permissions
from ..models import Clause, Memorandum, Party, Version, VersionClause
from ..reports.reading import snapshot_of, with_shown_titles


def memoranda_seen(user):
    """Memoranda that the person may see, each with the title that was sent and its parties.

    The working title of a text that was sent is the secretariat's own until it sends it.
    """
    visible = Memorandum.objects.visible_to(user)
    parties = Party.objects.in_order().select_related("organisation")
    amended = visible.filter(pk=OuterRef("amends")).order_by()
    return (
        with_shown_titles(visible)
        .select_related("body")
        .prefetch_related(Prefetch("parties", parties, to_attr="parties_in_order"))
        .annotate(amends_seen=Subquery(amended.values("uid")[:1]))
    )


def versions_seen(user, memorandum: Memorandum):
    """All versions for parties and secretariat; for others the one that was signed, without what
    the secretariat wrote to the parties with it."""
    versions = memorandum.versions.select_related("round").order_by("number")
    if permissions.can_negotiate(user, memorandum):
        return versions.annotate(shown_note=F("note"))
    signed = versions.filter(number=memorandum.version_number)
    return signed.annotate(shown_note=Value(""))


def version_seen(user, memorandum: Memorandum, number: int) -> Version:
    """One of these versions; another number is not found."""
    return get_object_or_404(versions_seen(user, memorandum), number=number)


def rows_of(version: Version) -> list[VersionClause]:
    """Give the clauses of a version with what their answer names; one query."""
    clauses = version.clauses.select_related("clause", "parent__clause", "target")
    return list(clauses.order_by("position"))


def add_text(memorandum: Memorandum) -> Memorandum:
    """Put the clauses to the memorandum: as sent last, or of a draft never sent."""
    version = memorandum.versions.filter(number=memorandum.version_number).first()
    memorandum.text_is = "sent" if version else "draft"
    memorandum.rows = rows_of(version) if version else _draft_rows(memorandum)
    return memorandum


def negotiated_or_404(user, memorandum: Memorandum) -> Memorandum:
    """Give the memorandum if the person is of a party or the secretariat."""
    if not permissions.can_negotiate(user, memorandum):
        raise Http404
    return memorandum


def _draft_rows(memorandum: Memorandum) -> list[VersionClause]:
    """Give the working text as rows of a version that is not sent; nothing is written."""
    made: dict[int, VersionClause] = {}
    for numbered, text_hash in snapshot_of(memorandum).rows:
        clause: Clause = numbered.node
        made[clause.pk] = VersionClause(
            clause=clause,
            parent=made.get(clause.parent_id),
            kind=clause.kind,
            role=clause.role,
            depth=numbered.depth,
            number=numbered.number,
            operation=clause.operation,
            target=clause.target,
            text_hash=text_hash,
            **clause.words(),
        )
    return list(made.values())
