"""What the agenda builder and the page of an item show, as far as each may see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ..models import AgendaItem, Decision, Meeting
from ..permissions import (
    can_attach_material,
    can_change_agenda,
    can_change_draft,
    can_convene_meeting,
    is_chair,
    is_member,
    is_secretariat,
    leads,
)
from ..reports import participant_of
from ..working_days import working_days_before
from .boards import times_of
from .parts import journal_of

EARLIER_SHOWN = 12
BEFORE_ITS_END = (Meeting.State.DRAFT, Meeting.State.CONVENED, Meeting.State.OPEN)


@dataclass(frozen=True)
class Draft:
    """How much of a decision's text is there in one language."""

    language: str
    is_there: bool
    is_begun: bool


@dataclass(frozen=True)
class Row:
    """An item in the builder: when it begins, its papers by language, how far its draft is."""

    item: AgendaItem
    begins: datetime | None
    ends: datetime | None
    papers: dict[str, int]
    drafts: list[Draft]


def agenda_of(user, meeting: Meeting) -> dict:
    """Gather the agenda with a constant number of queries."""
    items = list(
        meeting.items.select_related("decision", "rapporteur", "continues__meeting")
        .prefetch_related("decision__points", "materials__stored")
        .order_by("position", "pk")
    )
    times = times_of(meeting, items)
    planned = sum(i.planned_minutes for i in items if i.state != AgendaItem.State.TAKEN_OFF)
    day = meeting.starts_at
    is_frozen = meeting.is_agenda_frozen()
    return {
        "meeting": meeting,
        "rows": [_row(item, times.get(item.pk)) for item in items],
        "planned": planned,
        "ends": day + timedelta(minutes=planned) if day else None,
        "papers_due": working_days_before(timezone.localdate(day), meeting.body.materials_days)
        if day
        else None,
        "is_frozen": is_frozen,
        "may_write": can_change_agenda(user, meeting) and not is_frozen,
        "may_attach": bool(items)
        and can_attach_material(user, items[0])
        and meeting.state in BEFORE_ITS_END,
        "may_convene": can_convene_meeting(user, meeting) and not is_frozen,
        "may_lead": leads(user, meeting),
    }


def item_page(user, item: AgendaItem) -> dict:
    """The page of one item: the public reads what is published, the body all of it."""
    meeting, decision = item.meeting, getattr(item, "decision", None)
    knows_more = _knows_more(user, meeting)
    is_published = meeting.state == Meeting.State.PUBLISHED
    shown = decision if knows_more or (decision and decision.published_at) else None
    papers = item.materials.select_related("stored").order_by("language", "pk")
    if not knows_more:
        papers = papers.filter(is_public=True) if is_published else papers.none()
    before_end = meeting.state in BEFORE_ITS_END
    is_draft = bool(shown) and before_end and shown.state == Decision.State.DRAFT
    return {
        "item": item,
        "meeting": meeting,
        "decision": shown,
        "missing_text": shown.missing_to_vote() if shown else [],
        "papers": list(papers),
        "knows_more": knows_more,
        "earlier": _earlier(user, item),
        "later": list(
            item.continued_by.filter(meeting__in=Meeting.objects.visible_to(user))
            .select_related("meeting")
            .order_by("meeting__starts_at", "pk")
        ),
        "entries": journal_of(item, decision) if knows_more else [],
        "may_change": can_change_agenda(user, meeting) and not meeting.is_agenda_frozen(),
        "may_attach": before_end and can_attach_material(user, item),
        "can_write": is_draft and can_change_draft(user, decision),
    }


def draft_of(decision: Decision, language: str) -> Draft:
    """Judge the text of one language from the points loaded with the decision."""
    texts = [getattr(point, f"text_{language}") for point in decision.points.all()]
    preamble = getattr(decision, f"preamble_{language}")
    is_there = all(texts) and bool(texts or preamble)
    return Draft(language, is_there, is_begun=any(texts) or bool(preamble))


def _row(item: AgendaItem, begins: datetime | None) -> Row:
    papers: dict[str, int] = {}
    for material in item.materials.all():
        papers[material.language] = papers.get(material.language, 0) + 1
    return Row(
        item=item,
        begins=begins,
        ends=begins + timedelta(minutes=item.planned_minutes) if begins else None,
        papers=papers,
        drafts=[draft_of(item.decision, language) for language in ("kk", "ru")],
    )


def _knows_more(user, meeting: Meeting) -> bool:
    """Whether drafts and papers are this person's to see: before convening its head's alone."""
    if user.is_superuser or is_secretariat(user, meeting.body) or is_chair(user, meeting.body):
        return True
    if meeting.state == Meeting.State.DRAFT:
        return False
    return is_member(user, meeting.body) or participant_of(user, meeting) is not None


def _earlier(user, item: AgendaItem) -> list[AgendaItem]:
    """The chain back: what this item continues, and what that continued, as far as visible."""
    chain: list[AgendaItem] = []
    visible = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    while item.continues_id and len(chain) < EARLIER_SHOWN:
        rows = visible.select_related("meeting", "decision")
        item = rows.filter(pk=item.continues_id).first()
        if item is None:
            break
        chain.append(item)
    return chain
