"""What may be done now at the table, and what stands in its way: the console and the seat."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.utils.translation import get_language, gettext

from ..forms.votes import CHOICES
from ..models import AgendaItem, Decision, Meeting, Participant, Poll
from ..permissions import (
    can_annul_poll,
    can_attach_material,
    can_cast_vote,
    can_change_draft,
    can_close_meeting,
    can_defer_decision,
    can_enter_vote,
    can_mark_attendance,
    can_mark_not_held,
    can_open_meeting,
    can_open_poll,
    can_start_item,
)
from ..reports import Quorum
from .boards import Board

BEGINNING = (Meeting.State.CONVENED, Meeting.State.OPEN)
WITH_MINUTES = (Meeting.State.CLOSED, Meeting.State.MINUTES_SIGNED, Meeting.State.PUBLISHED)


def console_of(user, board: Board) -> dict:
    """Give the console's page what it shows: the board, the rights, the next step."""
    meeting, item = board.meeting, board.shown
    in_session = meeting.state == Meeting.State.OPEN
    decision = item.decision if item else None
    conducts = bool(decision) and in_session and can_open_poll(user, decision)
    missing = _missing_to_vote(board) if decision and in_session else []
    voting = [place for place in board.places if place.participant.is_voting]
    return {
        "board": board,
        "news": news_of(board),
        "meeting": meeting,
        "item": item,
        "decision": decision,
        "count": board.count,
        "missing": missing,
        "missing_text": decision.missing_to_vote() if decision else [],
        "has_minutes": meeting.state in WITH_MINUTES,
        "next_act": _next_act(board, missing),
        "voting": voting,
        "others": [place for place in board.places if not place.participant.is_voting],
        "in_session": in_session,
        "choices": CHOICES,
        "rule_of_quorum": rule_of_quorum(meeting.body, board.quorum),
        "rule_of_vote": rule_of_vote(meeting.body),
        "can_open": meeting.state == Meeting.State.CONVENED and can_open_meeting(user, meeting),
        "can_close": in_session and can_close_meeting(user, meeting),
        "can_say_not_held": _may_be_not_held(board) and can_mark_not_held(user, meeting),
        "can_mark": meeting.state in BEGINNING and can_mark_attendance(user, meeting),
        "can_conduct": conducts,
        "can_annul": conducts and bool(board.count) and can_annul_poll(user, board.count.poll),
        "can_defer": conducts and can_defer_decision(user, decision),
        "can_enter": conducts and bool(board.count) and can_enter_vote(user, board.count.poll),
        "can_start": in_session and bool(item) and can_start_item(user, item),
        "can_write": bool(decision) and _is_draft(board) and can_change_draft(user, decision),
        "can_attach": bool(item) and meeting.state in BEGINNING and can_attach_material(user, item),
    }


def seat_at(request, board: Board, participant: Participant | None) -> dict:
    """Give the member's page what it shows: the board, his place, his voice."""
    user, count = request.user, board.count
    place = next((p for p in board.places if participant and p.participant == participant), None)
    is_voting = place is not None and place.participant.is_voting
    poll = count.poll if count else None
    is_open = poll is not None and poll.state == Poll.State.OPEN
    language = "ru" if get_language() == "ru" else "kk"
    return {
        "board": board,
        "news": news_of(board),
        "meeting": board.meeting,
        "item": board.shown,
        "decision": board.shown.decision if board.shown else None,
        "count": count,
        "place": place,
        "is_voting": is_voting,
        "poll_is_open": is_open,
        "can_vote": is_open and is_voting and place.participant.is_present
        and can_cast_vote(user, poll),
        "must_confirm": is_voting and not did_recently_reauthenticate(request),
        "choices": CHOICES,
        "own": language,
        "other": "kk" if language == "ru" else "ru",
        "rule_of_quorum": rule_of_quorum(board.meeting.body, board.quorum),
        "in_session": board.meeting.state == Meeting.State.OPEN,
    }  # fmt: skip


def news_of(board: Board) -> str:
    """Say in one sentence what is going on, for those who hear the page instead of seeing it."""
    if board.meeting.state != Meeting.State.OPEN:
        return str(board.meeting.get_state_display())
    if not board.current:
        return gettext("No item is being considered.")
    facts = {"number": board.current.position, "title": board.current.title}
    if board.count is None or board.shown != board.current:
        return gettext("Item {number} is being considered: {title}").format(**facts)
    if board.count.is_open:
        return gettext("Voting is open on item {number}.").format(**facts)
    if board.count.outcome.adopted:
        return gettext("Voting on item {number} is closed: adopted.").format(**facts)
    return gettext("Voting on item {number} is closed: rejected.").format(**facts)


def rule_of_quorum(body, quorum: Quorum) -> str:
    """Say the rule that the quorum follows, with its numbers (domain rule 11)."""
    rule = gettext(
        "At least {numerator}/{denominator} of all voting members: "
        "{total} × {numerator}/{denominator}, rounded up = {needed}."
    ).format(
        numerator=body.quorum_numerator,
        denominator=body.quorum_denominator,
        total=quorum.total,
        needed=quorum.needed,
    )
    return _with_article(body.regulation_article_quorum, rule)


def rule_of_vote(body) -> str:
    """Say the rule by which a vote is judged (domain rule 14)."""
    if body.majority_base == body.MajorityBase.PRESENT:
        rule = gettext("More than half of the voting members present must be for.")
    else:
        rule = gettext("More than half of all voting members must be for.")
    if body.tie_rule == body.TieRule.CHAIR:
        rule += " " + gettext("If votes are equal, the presiding member's vote decides.")
    return _with_article(body.regulation_article_vote, rule)


def _with_article(article: str, rule: str) -> str:
    if not article:
        return rule
    return gettext("Regulation, {article}: {rule}").format(article=article, rule=rule)


def _may_be_not_held(board: Board) -> bool:
    """Only a sitting that decided nothing can still be recorded as not held (domain rule 12)."""
    decided = any(item.decision.state != Decision.State.DRAFT for item in board.items)
    return board.meeting.state in BEGINNING and not decided


def _is_draft(board: Board) -> bool:
    has_no_poll = board.count is None or board.count.poll.state != Poll.State.OPEN
    return board.shown.decision.state == Decision.State.DRAFT and has_no_poll


def _missing_to_vote(board: Board) -> list[str]:
    """What stands between the shown item and its vote, in words; empty when it can begin."""
    missing = []
    if board.shown.state != AgendaItem.State.CURRENT:
        missing.append(gettext("The item is not being considered."))
    if not board.quorum.has_quorum:
        text = gettext("No quorum: {present} present, {needed} needed, {lacking} lacking.")
        missing.append(
            text.format(
                present=board.quorum.present,
                needed=board.quorum.needed,
                lacking=board.quorum.lacking,
            )
        )
    if not (board.presiding and board.presiding.is_present):
        missing.append(gettext("Who presides is away: say who presides now."))
    return missing + board.shown.decision.missing_to_vote()


def _next_act(board: Board, missing: list[str]) -> str:
    """Name the one step that leads on, so that the page has one main button."""
    if board.meeting.state == Meeting.State.CONVENED:
        return "open_meeting"
    if board.meeting.state != Meeting.State.OPEN:
        return ""
    item = board.shown
    if item is None:
        return "close_meeting"
    if item.state != AgendaItem.State.CURRENT:
        if board.current:
            return ""
        return "start_item" if item.state == AgendaItem.State.WAITING else "close_meeting"
    if board.count and board.count.poll.state == Poll.State.OPEN:
        return "close_poll" if board.quorum.has_quorum else ""
    if item.decision.state == Decision.State.DRAFT:
        return "" if missing else "open_poll"
    return "next_item" if board.following else "finish_item"
