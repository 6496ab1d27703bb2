"""Letters about the register, changes of force and promises."""

from agglo_portal.core.letters import send_letter
from agglo_portal.core.models import User

from ..models import ForceEvent, Memorandum, Obligation, Progress


def send_force_news(memorandum: Memorandum, user: User, *, news: str, edition: int) -> None:
    """Tell one of a party that the memorandum is registered, suspended, in force again, ended."""
    facts = {"memorandum": memorandum, "news": news, "event": _last_event(memorandum, news)}
    name = f"memorandum.{memorandum.uid}.{news}.{edition}.{user.pk}"
    send_letter(
        "memoranda/letters/force_news.txt",
        user,
        name=name,
        page=memorandum.get_absolute_url,
        facts=facts,
    )


def send_obligation_reminder(obligation: Obligation, user: User, *, number: int) -> None:
    """Remind one who speaks for the executor; nothing once a report waits or the work is done."""
    if obligation.state not in (Obligation.State.OPEN, Obligation.State.RETURNED):
        return
    name = f"obligation.{obligation.uid}.{number}.{user.pk}"
    facts = {"obligation": obligation, "memorandum": obligation.memorandum}
    send_letter(
        "memoranda/letters/obligation_reminder.txt",
        user,
        name=name,
        page=obligation.get_absolute_url,
        facts=facts,
    )


def send_progress_reported(progress: Progress, user: User) -> None:
    """Tell the secretariat that a report waits for its answer."""
    _about_progress("progress_reported", progress, user)


def send_progress_returned(progress: Progress, user: User) -> None:
    """Tell the one who reported that the report came back, and why."""
    _about_progress("progress_returned", progress, user)


def _about_progress(kind: str, progress: Progress, user: User) -> None:
    obligation = progress.obligation
    facts = {
        "progress": progress,
        "obligation": obligation,
        "memorandum": obligation.memorandum,
    }
    name = f"{kind}.{progress.uid}.{user.pk}"
    send_letter(
        f"memoranda/letters/{kind}.txt",
        user,
        name=name,
        page=obligation.get_absolute_url,
        facts=facts,
    )


def _last_event(memorandum: Memorandum, news: str) -> ForceEvent | None:
    kinds = {"in_force": "resumed", "termination_announced": "terminated"}
    events = memorandum.force_events.filter(kind=kinds.get(news, news))
    return events.select_related("party__organisation").order_by("-on", "-pk").first()
