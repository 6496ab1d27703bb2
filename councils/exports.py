"""Open data: the register of decisions as a table for spreadsheets and programs."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agglo_portal.core.spreadsheets import CHUNK, heading_line, line

from .models import DecisionPoint, Poll


def decisions_as_csv(decisions, address: str, language: str) -> Iterator[str]:
    """Give the rows of the register, a heading first; `address` is that of the site.

    One row a decision, texts in both languages; points, executors and deadlines joined by line.
    The language is named: the rows are made while they are sent, when the request is over.
    """
    points = DecisionPoint.objects.select_related("executor", "assignment").order_by("position")
    polls = Poll.objects.filter(state=Poll.State.CLOSED)
    rows = decisions.prefetch_related(
        Prefetch("points", points, to_attr="ordered_points"),
        Prefetch("polls", polls, to_attr="closed_polls"),
    )
    with translation.override(language):
        heading = heading_line(_heading())
    yield heading
    for decision in rows.iterator(chunk_size=CHUNK):
        with translation.override(language):
            text = line(_row(decision, address))
        yield text


def _heading() -> list[str]:
    return [
        _("Number"), _("Year"), _("Body (kk)"), _("Body (ru)"), _("Meeting"), _("Day of meeting"),
        _("Title (kk)"), _("Title (ru)"), _("Text (kk)"), _("Text (ru)"), _("Legal force"),
        _("Result"), _("For"), _("Against"), _("Abstained"), _("Executors"), _("Deadlines"),
        _("Execution"), _("Registered"), _("Published"), _("Updated"), _("Address"), "id",
    ]  # fmt: skip


def _row(decision, address: str) -> list:
    meeting = decision.item.meeting
    poll = next(iter(decision.closed_polls), None)
    points = decision.ordered_points
    with_executor = [point for point in points if point.executor]
    return [
        decision.number,
        decision.year,
        decision.body.name_kk,
        decision.body.name_ru,
        meeting.number,
        _day(meeting.starts_at),
        decision.title_kk,
        decision.title_ru,
        "\n".join([decision.preamble_kk, *[point.text_kk for point in points]]).strip(),
        "\n".join([decision.preamble_ru, *[point.text_ru for point in points]]).strip(),
        decision.get_force_display(),
        decision.get_state_display(),
        poll.votes_for if poll else "",
        poll.against if poll else "",
        poll.abstained if poll else "",
        "\n".join(point.executor.name for point in with_executor),
        "\n".join(point.due_on.isoformat() if point.due_on else "" for point in with_executor),
        "\n".join(_execution(point) for point in with_executor),
        _day(decision.registered_at),
        _day(decision.published_at),
        _day(decision.updated_at),
        address + decision.get_absolute_url(),
        decision.uid,
    ]


def _execution(point: DecisionPoint) -> str:
    assignment = getattr(point, "assignment", None)
    return assignment.get_state_display() if assignment else ""


def _day(moment) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
