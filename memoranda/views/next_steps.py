"""What waits for this person on this memorandum, since when, and the one button that comes next."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agglo_portal.core.dates import Form, official_date, short_date

from ..models import Memorandum, Suggestion
from ..reports.gates import missing_to_open_approval
from ..reports.matrix import Matrix, Standing
from ..reports.reading import label_of, snapshot_of
from ..rules.matrix import RowState
from .suggested import open_suggestions, suggestion_url, suggestion_words, suggestions_for

State = Memorandum.State
SHOWN_LINKS = 8


@dataclass(frozen=True)
class Step:
    """What comes next: in words, with links to what it is about, and its button."""

    title: str
    text: str = ""
    tone: str = "wait"
    links: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""
    url: str = ""
    icon: str = "arrow-right"
    more: list[tuple[str, str]] = field(default_factory=list)


def next_step(memorandum: Memorandum, head: dict, *, today: date) -> Step | None:
    """Say what this person does next; `head` is that of the page (heading_of)."""
    if memorandum.state == State.CANCELLED:
        return Step(_("The memorandum is withdrawn"), memorandum.cancelled_reason, tone="bad")
    if head["is_lead"]:
        step = _of_secretariat(memorandum, head["matrix"], today)
        if step:
            return step
    standing = standing_of(head["matrix"], head["party"])
    if standing and memorandum.state == State.NEGOTIATION:
        return _of_party(memorandum, head["matrix"], standing, head["speaks"], today)
    if head["party"] or head["is_lead"]:
        return _later(memorandum)
    return None


def standing_of(matrix: Matrix, party) -> Standing | None:
    """Give where the party stands in the round."""
    if party is None:
        return None
    return next((one for one in matrix.parties if one.party.pk == party.pk), None)


# The secretariat --------------------------------------------------------------------------------
def _of_secretariat(memorandum: Memorandum, matrix: Matrix, today: date) -> Step | None:
    if memorandum.state == State.DRAFT:
        return Step(
            _("The text has not been sent to the parties"),
            _("Nobody but the secretariat sees it."),
            "info",
            label=_("Go on writing"),
            url=_to("draft_detail", memorandum),
            icon="pencil",
            more=[(_("Send to the parties"), _to("version_send", memorandum))],
        )
    if memorandum.state != State.NEGOTIATION:
        return None
    open_ones = list(open_suggestions(memorandum))
    changed = count_changed(memorandum, matrix)
    if open_ones:
        return _decide(memorandum, open_ones, changed)
    if changed:
        return _send(memorandum, _changed_words(changed))
    if matrix.version and matrix.version.approval_sheets.exists():
        text = _("Version %(number)s came back: send the text to the parties again")
        return _send(memorandum, text % {"number": matrix.version.number})
    if matrix.is_agreed:
        return Step(
            _("All parties agree to the whole text"),
            _("It can go to approval inside each party."),
            "ok",
            label=_("Go to approval"),
            url=_to("approval_detail", memorandum),
            icon="check2-all",
            more=[(line, "") for line in missing_to_open_approval(memorandum)],
        )
    return _wait_for_parties(memorandum, matrix, today)


def _decide(memorandum, open_ones, changed: int) -> Step:
    first = open_ones[0]
    count = len(open_ones)
    title = ngettext(
        "%(count)s suggestion waits for your decision",
        "%(count)s suggestions wait for your decision",
        count,
    ) % {"count": count}
    more = []
    if changed:
        more = [(_changed_words(changed), _to("version_send", memorandum))]
    return Step(
        title,
        _("The oldest since %(day)s.") % {"day": short_date(open_ones[0].at)},
        links=[(suggestion_words(one), suggestion_url(memorandum, one)) for one in open_ones],
        label=_("Decide on suggestion № %(number)s") % {"number": first.number},
        url=suggestion_url(memorandum, first),
        more=more,
    )


def _send(memorandum, title: str) -> Step:
    number = memorandum.version_number + 1
    return Step(
        title,
        _("The parties see the present version until you send the next."),
        "info",
        label=_("Send version %(number)s") % {"number": number},
        url=_to("version_send", memorandum),
        icon="send",
        more=[(_("Working text"), _to("draft_detail", memorandum))],
    )


def _wait_for_parties(memorandum, matrix: Matrix, today: date) -> Step:
    waiting = matrix.waiting_parties
    names = ", ".join(str(one.party) for one in waiting)
    if not waiting:
        return Step(
            _("All parties have answered, but not all agree"),
            _("Change the working text, or talk it over in the discussion of the clause."),
            "bad",
            label=_("See what blocks"),
            url=_to("matrix_detail", memorandum),
        )
    return Step(
        _("The parties are answering"),
        " ".join([_("Awaited: %(names)s.") % {"names": names}, *_due_words(matrix, today)]),
        label=_("Who agrees to what"),
        url=_to("matrix_detail", memorandum),
    )


# A party ----------------------------------------------------------------------------------------
def _of_party(memorandum, matrix: Matrix, standing: Standing, speaks: bool, today: date) -> Step:
    if standing.has_answered:
        asked = list(suggestions_for(memorandum, standing.party)) if speaks else []
        return _answered(memorandum, matrix, asked)
    count = len(standing.waiting)
    title = ngettext(
        "%(count)s clause waits for your answer", "%(count)s clauses wait for your answer", count
    ) % {"count": count}
    words = [_since_words(matrix, standing, today), *_due_words(matrix, today)]
    if not speaks:
        words.append(
            _("Only its head, deputies and coordinator speak for your party; you may leave notes.")
        )
    late = today > matrix.round.due_on
    first = standing.waiting[0]
    return Step(
        title,
        " ".join(words),
        "bad" if late else "wait",
        links=[
            (one.number or label_of(one.kind, ""), _clause(memorandum, one.clause))
            for one in standing.waiting[:SHOWN_LINKS]
        ],
        label=_("Read %(clause)s") % {"clause": label_of(first.kind, first.number)}
        if not speaks
        else _("Answer: %(clause)s") % {"clause": label_of(first.kind, first.number)},
        url=_clause(memorandum, first.clause),
        more=[(_("All at once"), _to("matrix_detail", memorandum))] if speaks else [],
    )


def _answered(memorandum, matrix: Matrix, asked: list[Suggestion]) -> Step:
    if asked:
        return _asked(memorandum, asked)
    blocking = [row for row in matrix.rows if row.state != RowState.READY]
    if not blocking:
        return Step(
            _("Your party has answered, and all agree"),
            _("The secretariat sends the text to approval inside each party."),
            "ok",
        )
    return Step(
        _("Your party has answered on every clause"),
        _("Not yet agreed by all:"),
        "ok",
        links=[
            (label_of(row.clause.kind, row.clause.number), _clause(memorandum, row.clause.clause))
            for row in blocking[:SHOWN_LINKS]
        ],
        more=[(_("Who agrees to what"), f"{_to('matrix_detail', memorandum)}?show=open")],
    )


def _asked(memorandum, asked: list[Suggestion]) -> Step:
    """The party has answered, but others have suggested what it has not spoken of."""
    count = len(asked)
    text = ngettext(
        "%(count)s suggestion of another party waits for what you think of it.",
        "%(count)s suggestions of other parties wait for what you think of them.",
        count,
    ) % {"count": count}
    return Step(
        _("Your party has answered on every clause"),
        text,
        links=[(suggestion_words(one), suggestion_url(memorandum, one)) for one in asked],
        label=_("Read"),
        url=suggestion_url(memorandum, asked[0]),
    )


def _later(memorandum) -> Step | None:
    """After the negotiation: where the work goes on."""
    pages = {
        State.APPROVAL: (
            _("The text is being approved inside each party"), "approval_detail", _("Approval"),
        ),
        State.PREPARED: (_("The text is frozen for signature"), "signing_detail", _("Signing")),
        State.SIGNING: (_("The memorandum is being signed"), "signing_detail", _("Signing")),
        State.SIGNED: (_("All parties have signed"), "signing_detail", _("Signatures")),
    }  # fmt: skip
    if memorandum.state not in pages:
        return None
    title, page, label = pages[memorandum.state]
    return Step(title, label=label, url=_to(page, memorandum))


# Words ------------------------------------------------------------------------------------------
def count_changed(memorandum: Memorandum, matrix: Matrix) -> int:
    """Count clauses of the working text whose words or place the parties have not seen yet."""
    sent = {(row.clause.clause_id, row.clause.number): row.clause.text_hash for row in matrix.rows}
    now = {(row.node.pk, row.number): text_hash for row, text_hash in snapshot_of(memorandum).rows}
    return len({key[0] for key, _hash in sent.items() ^ now.items()})


def _changed_words(count: int) -> str:
    return ngettext(
        "%(count)s clause of the working text has changed since the version was sent",
        "%(count)s clauses of the working text have changed since the version was sent",
        count,
    ) % {"count": count}


def _since_words(matrix: Matrix, standing: Standing, today: date) -> str:
    days = standing.days_waited(today)
    facts = {"number": matrix.version.number, "day": short_date(matrix.version.at), "days": days}
    if days < 1:
        return _("Version %(number)s came today.") % facts
    return (
        ngettext(
            "Version %(number)s came on %(day)s, %(days)s day ago.",
            "Version %(number)s came on %(day)s, %(days)s days ago.",
            days,
        )
        % facts
    )


def _due_words(matrix: Matrix, today: date) -> list[str]:
    """By when answers are awaited, or were; and what silence means."""
    round = matrix.round
    if today > round.due_on:
        was = _("Answers were awaited by %(day)s.") % {"day": short_date(round.due_on)}
        if round.silence_is_consent:
            return [was, _("Silence was taken for consent.")]
        return [was, _("A late answer is heard, and shown as late.")]
    day = official_date(round.due_on, form=Form.UNTIL)
    words = [_("Answers are awaited %(until)s, to the end of the day.") % {"until": day}]
    if round.silence_is_consent:
        words.append(_("After that day silence is taken for consent."))
    return words


def _clause(memorandum, clause) -> str:
    return reverse("memoranda:clause_detail", args=[memorandum.uid, clause.uid])


def _to(name: str, memorandum) -> str:
    return reverse(f"memoranda:{name}", args=[memorandum.uid])
