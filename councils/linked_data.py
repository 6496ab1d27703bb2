"""What search engines read on a page: schema.org as JSON-LD, a data block that nothing executes."""

import json

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from .models import Decision, Meeting

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
EVENT_STATUS = {
    Meeting.State.CANCELLED: "EventCancelled",
    Meeting.State.NOT_HELD: "EventCancelled",
}


def decision_as_legislation(decision: Decision, url: str) -> SafeString:
    """A published decision as schema.org Legislation; what is not known is left out."""
    starts_at = decision.item.meeting.starts_at
    return _block(
        {
            "@type": "Legislation",
            "url": url,
            "name": decision.title,
            "legislationIdentifier": decision.label,
            "legislationType": decision.get_force_display(),
            "legislationDate": timezone.localdate(starts_at).isoformat() if starts_at else "",
            "datePublished": decision.published_at.isoformat() if decision.published_at else "",
            "dateModified": decision.updated_at.isoformat(),
            "legislationPassedBy": {
                "@type": "GovernmentOrganization",
                "name": decision.body.name,
            },
            "inLanguage": ["kk", "ru"],
        }
    )


def meeting_as_event(meeting: Meeting, url: str) -> SafeString:
    """An announced meeting as schema.org Event; empty for one without a day."""
    if meeting.starts_at is None:
        return SafeString("")
    status = EVENT_STATUS.get(meeting.state, "EventScheduled")
    return _block(
        {
            "@type": "Event",
            "url": url,
            "name": f"{meeting.body.name}: {meeting.get_kind_display()}",
            "startDate": meeting.starts_at.isoformat(),
            "eventStatus": f"https://schema.org/{status}",
            "location": {"@type": "Place", "name": meeting.place} if meeting.place else "",
            "organizer": {"@type": "GovernmentOrganization", "name": meeting.body.name},
        }
    )


def _block(facts: dict) -> SafeString:
    known = {name: value for name, value in facts.items() if value}
    text = json.dumps({"@context": "https://schema.org", **known}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  cannot close its own element
