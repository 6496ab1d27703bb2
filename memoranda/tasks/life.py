"""Ordered work about the register and the promises: load, one call."""

from django.utils import timezone

from agglo_portal.core import outbox
from agglo_portal.core.models import User
from councils.models import Post
from councils.readers import SPEAKING, accounts_of, secretariat_accounts

from ..letters import life as letters
from ..models import Memorandum, Obligation, Progress


@outbox.handles("tell_of_force")
def tell_of_force(payload: dict) -> None:
    """One letter, one promise: an address that refuses its letter holds up nobody else's."""
    memorandum = Memorandum.objects.get(pk=payload["memorandum"])
    officials = [
        official
        for party in memorandum.parties.select_related("coordinator", "signatory").in_order()
        for official in (party.coordinator, party.signatory)
        if official is not None and official.user_id is not None
    ]
    for user_id in dict.fromkeys(official.user_id for official in officials):
        key = f"force-news:{memorandum.pk}:{payload['news']}:{payload['edition']}:{user_id}"
        outbox.order(
            "send_force_news",
            key=key,
            at=timezone.now(),
            memorandum=memorandum.pk,
            user=user_id,
            news=payload["news"],
            edition=payload["edition"],
        )


@outbox.handles("send_force_news")
def send_force_news(payload: dict) -> None:
    memorandum = Memorandum.objects.select_related("body").get(pk=payload["memorandum"])
    user = User.objects.get(pk=payload["user"])
    news = {name: payload[name] for name in ("news", "edition")}
    letters.send_force_news(memorandum, user, **news)


@outbox.handles("tell_of_obligation")
def tell_of_obligation(payload: dict) -> None:
    """Remind everybody who speaks for the executor."""
    obligation = _obligation(payload["obligation"])
    posts = Post.objects.filter(organisation=obligation.executor, kind__in=SPEAKING)
    for user_id in accounts_of(posts):
        outbox.order(
            "send_obligation_reminder",
            key=f"obligation-reminder:{obligation.pk}:{payload['number']}:{user_id}",
            at=timezone.now(),
            obligation=obligation.pk,
            number=payload["number"],
            user=user_id,
        )


@outbox.handles("send_obligation_reminder")
def send_obligation_reminder(payload: dict) -> None:
    user = User.objects.get(pk=payload["user"])
    obligation = _obligation(payload["obligation"])
    letters.send_obligation_reminder(obligation, user, number=payload["number"])


@outbox.handles("tell_of_progress")
def tell_of_progress(payload: dict) -> None:
    """Tell the secretariat of the body that a report waits."""
    progress = Progress.objects.select_related("obligation__memorandum").get(pk=payload["progress"])
    for user_id in secretariat_accounts(progress.obligation.memorandum.body_id):
        outbox.order(
            "send_progress_reported",
            key=f"progress-reported:{progress.pk}:{user_id}",
            at=timezone.now(),
            progress=progress.pk,
            user=user_id,
        )


@outbox.handles("send_progress_reported")
def send_progress_reported(payload: dict) -> None:
    letters.send_progress_reported(
        _progress(payload["progress"]), User.objects.get(pk=payload["user"])
    )


@outbox.handles("send_progress_returned")
def send_progress_returned(payload: dict) -> None:
    progress = _progress(payload["progress"])
    letters.send_progress_returned(progress, progress.by)


def _obligation(pk: int) -> Obligation:
    return Obligation.objects.select_related("memorandum", "executor").get(pk=pk)


def _progress(pk: int) -> Progress:
    rows = Progress.objects.select_related("obligation__memorandum", "obligation__executor", "by")
    return rows.get(pk=pk)
