"""Letters of the negotiation: a version came, a suggestion was made or answered, an answer waits.

They name clauses and suggestions by number and lead to the page: the words are read there, by who
may read them. Internal notes are in none of them.
"""

from django.utils.functional import lazy

from agglo_portal.core.letters import send_letter
from agglo_portal.core.models import User

from ..models import Memorandum, Party, Round, Suggestion
from ..reports.reading import current_version, title_of


def send_version_news(round: Round, user: User) -> None:
    """Tell one of a party that a version came, and by which day to answer."""
    if _is_present(round):
        _about_round("version_news", round, user, name="version")


def send_round_reminder(round: Round, party: Party, user: User, *, day: str) -> None:
    """Remind politely of the answer; nothing once the round is over or another version came."""
    if _is_present(round):
        name = f"reminder.{party.pk}.{day}"
        _about_round("round_reminder", round, user, name=name, party=party)


def send_round_closed(round: Round, user: User, *, silent: list[Party]) -> None:
    """Tell the secretariat that the day of answers ended, and who was silent."""
    _about_round("round_closed", round, user, name="closed", silent=silent)


def send_suggestion_made(suggestion: Suggestion, user: User) -> None:
    """Tell the secretariat and the other parties of a suggestion; nothing once it was answered."""
    if suggestion.state == Suggestion.State.OPEN:
        _about_suggestion("suggestion_made", suggestion, user)


def send_suggestion_decided(suggestion: Suggestion, user: User) -> None:
    """Tell the party what became of its suggestion and why."""
    _about_suggestion("suggestion_decided", suggestion, user)


def _is_present(round: Round) -> bool:
    memorandum = round.version.memorandum
    return (
        memorandum.state == Memorandum.State.NEGOTIATION
        and memorandum.version_number == round.version.number
    )


def _about_round(kind: str, round: Round, user: User, *, name: str, **facts) -> None:
    memorandum = round.version.memorandum
    send_letter(
        f"memoranda/letters/{kind}.txt",
        user,
        name=f"{name}.{memorandum.uid}.v{round.version.number}.{user.pk}",
        page=memorandum.get_absolute_url,
        facts={
            "memorandum": memorandum,
            "title": _title(memorandum, round.version),
            "round": round,
            "version": round.version,
            **facts,
        },
    )


def _about_suggestion(kind: str, suggestion: Suggestion, user: User) -> None:
    memorandum = suggestion.memorandum
    sent = suggestion.round.version.clauses.filter(clause=suggestion.clause).first()
    send_letter(
        f"memoranda/letters/{kind}.txt",
        user,
        name=f"{kind}.{suggestion.uid}.{user.pk}",
        page=suggestion.clause.get_absolute_url,
        facts={
            "memorandum": memorandum,
            "title": _title(memorandum, current_version(memorandum)),
            "suggestion": suggestion,
            "number": sent.number if sent else "",
        },
    )


# In the language of the letter, which is known when it is written.
_title = lazy(title_of, str)
