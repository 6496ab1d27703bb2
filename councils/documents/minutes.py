"""The minutes as data: one shape for the PDF and the DOCX, in one language at a time.

The templates carry no words: labels, dates and numbers come from here, so that both renderings
and both languages say the same (domain rules 19–24, 37, 40).
"""

import re
from datetime import date

from django.db.models import Prefetch

from agglo_portal.core.dates import Form, official_date

from ..models import AgendaItem, Decision, DecisionPoint, Meeting, Minutes, Poll
from .attendance import attendance_as_data, clock, day_of
from .terms import TERMS

SPEAKER_ENDS = re.compile(r"\s[–—-]\s|:\s")


def minutes_as_data(minutes: Minutes, *, language: str) -> dict:
    """Compose the minutes in Kazakh or Russian from the facts of the meeting and the wording.

    Heading: the date is that of the meeting, the number its ordinal (domain rule 21). The full
    form gives speeches, the short one names and topics; decisions are whole in both (rule 20).
    """
    terms = TERMS[language]
    meeting = minutes.meeting
    body = getattr(meeting.body, f"name_{language}")
    cited = {"day": day_of(meeting, language, Form.OF), "number": meeting.number}
    items = [_item(item, minutes, language) for item in _items(minutes)]
    return {
        "organisation": body,
        "doctype": terms[minutes.form],
        "title": terms["title"].format(body=body, **cited),
        "date": day_of(meeting, language),
        "number": f"№ {meeting.number}",
        "city": getattr(meeting.body, f"city_{language}") or getattr(meeting, f"place_{language}"),
        "heading": getattr(minutes, f"heading_{language}") or terms[meeting.kind],
        "facts": _facts(meeting, language),
        **attendance_as_data(meeting, language=language),
        "opening": _paragraphs(getattr(minutes, f"opening_{language}")),
        "agenda": {
            "label": terms["agenda"],
            "list": [{"title": i["title"], "rapporteur": i["rapporteur"]} for i in items],
        },
        "items": items,
        "closing": _paragraphs(getattr(minutes, f"closing_{language}")),
        "footer": terms["footer"].format(**cited),
        "version": terms["version"].format(version=minutes.version),
    }


def _facts(meeting: Meeting, language: str) -> list[dict]:
    """Place and hours."""
    terms = TERMS[language]
    place = [getattr(meeting, f"place_{language}"), terms[meeting.format]]
    hours = [clock(moment) for moment in (meeting.opened_at, meeting.closed_at) if moment]
    facts = [(terms["place"], ", ".join(filter(None, place))), (terms["time"], "–".join(hours))]
    return [{"label": label, "text": text} for label, text in facts if text]


def _items(minutes: Minutes) -> list[AgendaItem]:
    """The agenda with all that the minutes say about it, in a constant number of queries."""
    points = DecisionPoint.objects.select_related("executor").prefetch_related("co_executors")
    polls = Poll.objects.filter(state=Poll.State.CLOSED)
    return list(
        minutes.meeting.items.select_related("decision__act", "section", "rapporteur")
        .prefetch_related(
            Prefetch("decision__points", points.order_by("position")),
            Prefetch("decision__polls", polls.order_by("pk")),
        )
        .order_by("position")
    )


def _item(item: AgendaItem, minutes: Minutes, language: str) -> dict:
    terms = TERMS[language]
    decision = getattr(item, "decision", None)
    taken_off = item.state == AgendaItem.State.TAKEN_OFF
    is_adopted = bool(decision) and decision.state == Decision.State.ADOPTED and not taken_off
    return {
        "number": str(item.position),
        "title": getattr(item, f"title_{language}"),
        "rapporteur": _rapporteur(item, language),
        "parts": [] if taken_off else _parts(item, decision, minutes, language),
        "notes": _notes(item, decision, terms),
        "decision": _decision(item, decision, language) if is_adopted else None,
    }


def _rapporteur(item: AgendaItem, language: str) -> str:
    named = getattr(item, f"rapporteur_{language}")
    if not named and item.rapporteur:
        named = getattr(item.rapporteur, f"name_{language}")
    return f"{TERMS[language]['rapporteur']}: {named}" if named else ""


def _parts(item, decision, minutes: Minutes, language: str) -> list[dict]:
    """Heard, spoke, and how the vote went; what there was not is left out."""
    terms = TERMS[language]
    section = getattr(item, "section", None)
    heard = _paragraphs(getattr(section, f"heard_{language}", ""))
    spoke = _paragraphs(getattr(section, f"spoke_{language}", ""))
    if minutes.form == Minutes.Form.SHORT:
        heard = [_speaker(text) for text in heard]
        spoke = [_speaker(text) for text in spoke]
    polls = list(decision.polls.all()) if decision else []
    parts = [
        (terms["heard"], heard),
        (terms["spoke"], spoke),
        (terms["vote"], _vote(polls[-1], terms) if polls else []),
    ]
    return [{"label": label, "paragraphs": texts} for label, texts in parts if texts]


def _speaker(text: str) -> str:
    """The name before the dash: “who – what” is how the secretary words it; else the whole."""
    return SPEAKER_ENDS.split(text, maxsplit=1)[0]


def _vote(poll: Poll, terms: dict) -> list[str]:
    """Votes, of how many, and what came of it (domain rules 13, 14, 22)."""
    counted = ("votes_for", "against", "abstained", "did_not_vote", "total", "present", "needed")
    numbers = {name: getattr(poll, name) for name in counted}
    result = "adopted" if poll.adopted else "rejected"
    if poll.by_casting_vote:
        result += "_by_casting_vote"
    elif poll.adopted and poll.votes_for == poll.present:
        result += "_unanimously"
    return [terms["votes"].format(**numbers), terms["voted"].format(**numbers), terms[result]]


def _notes(item: AgendaItem, decision: Decision | None, terms: dict) -> list[str]:
    """What became of an item on which nothing was put to the vote."""
    if item.state == AgendaItem.State.TAKEN_OFF:
        return [terms["taken_off"], *_reason(item.taken_off_reason, terms)]
    if decision and decision.state == Decision.State.DEFERRED:
        return [terms["deferred"], *_reason(decision.deferred_reason, terms)]
    if item.state == AgendaItem.State.WAITING:
        return [terms["not_considered"]]
    if decision is None or decision.state == Decision.State.DRAFT:
        return [terms["no_vote"]]
    return []


def _reason(reason: str, terms: dict) -> list[str]:
    return [terms["reason"].format(reason=reason)] if reason else []


def _decision(item: AgendaItem, decision: Decision, language: str) -> dict:
    """The adopted text: opening words and points, or the title where there are none."""
    terms = TERMS[language]
    points = [_point(item, point, language) for point in decision.points.all()]
    words = _paragraphs(getattr(decision, f"preamble_{language}"))
    if not points and not words:
        words = _paragraphs(getattr(decision, f"title_{language}"))
    return {
        "label": terms["decided"],
        "preamble": words,
        "points": points,
        "registered": _registered(decision, language),
    }


def _registered(decision: Decision, language: str) -> str:
    """Number in the register and legal force: advice unless an act binds (domain rule 4)."""
    if decision.number is None:
        return ""
    force = TERMS[language][decision.force]
    if decision.act:
        act = decision.act
        title, number = getattr(act, f"title_{language}"), getattr(act, f"number_{language}")
        force += f": {title}" + (f" № {number}" if number else "")
    return TERMS[language]["decision"].format(
        number=decision.number, year=decision.year, force=force
    )


def _point(item: AgendaItem, point: DecisionPoint, language: str) -> dict:
    """One point: number, text, executor, co-executors, deadline (domain rule 24)."""
    terms = TERMS[language]
    name = f"name_{language}"
    others = "; ".join(getattr(o, name) for o in sorted(point.co_executors.all(), key=_pk))
    lines = [
        (terms["executor"], getattr(point.executor, name) if point.executor else ""),
        (terms["co_executors"], others),
        (terms["due"], _until(point.due_on, language)),
    ]
    return {
        "number": f"{item.position}.{point.position}.",
        "paragraphs": _paragraphs(getattr(point, f"text_{language}")),
        "terms": [{"label": label, "text": text} for label, text in lines if text],
    }


def _until(day: date | None, language: str) -> str:
    return official_date(day, form=Form.UNTIL, language=language) if day else ""


def _pk(record) -> int:
    return record.pk


def _paragraphs(text: str) -> list[str]:
    """Lines as typed, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
