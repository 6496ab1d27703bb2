"""Ordered work of the negotiation: load, one call. One letter, one promise: an address that
refuses its letter holds up nobody else's."""

from django.utils import timezone

from agglo_portal.core import outbox
from agglo_portal.core.models import User

from ..letters import negotiation as letters
from ..letters.readers import readers_of, secretariat_of
from ..models import Party, Round, Suggestion


@outbox.handles("send_round_letters")
def send_round_letters(payload: dict) -> None:
    round = _round(payload["round"])
    for party in round.version.memorandum.parties.in_order():
        _order_each("send_version_news", readers_of(party), round=round.pk)


@outbox.handles("send_version_news")
def send_version_news(payload: dict) -> None:
    letters.send_version_news(_round(payload["round"]), _user(payload))


@outbox.handles("remind_of_round")
def remind_of_round(payload: dict) -> None:
    readers = readers_of(Party.objects.get(pk=payload["party"]))
    _order_each("send_round_reminder", readers, **payload)


@outbox.handles("send_round_reminder")
def send_round_reminder(payload: dict) -> None:
    round = _round(payload["round"])
    party = Party.objects.select_related("organisation").get(pk=payload["party"])
    letters.send_round_reminder(round, party, _user(payload), day=payload["day"])


@outbox.handles("tell_of_closed_round")
def tell_of_closed_round(payload: dict) -> None:
    round = _round(payload["round"])
    _order_each("send_round_closed", secretariat_of(round.version.memorandum.body), **payload)


@outbox.handles("send_round_closed")
def send_round_closed(payload: dict) -> None:
    round = _round(payload["round"])
    parties = Party.objects.filter(pk__in=payload["silent"]).select_related("organisation")
    letters.send_round_closed(round, _user(payload), silent=list(parties.in_order()))


@outbox.handles("tell_of_suggestion")
def tell_of_suggestion(payload: dict) -> None:
    suggestion = _suggestion(payload["suggestion"])
    memorandum = suggestion.memorandum
    readers = secretariat_of(memorandum.body)
    for party in memorandum.parties.exclude(pk=suggestion.party_id).in_order():
        readers += readers_of(party)
    _order_each("send_suggestion_made", readers, **payload)


@outbox.handles("send_suggestion_made")
def send_suggestion_made(payload: dict) -> None:
    letters.send_suggestion_made(_suggestion(payload["suggestion"]), _user(payload))


@outbox.handles("tell_of_decided_suggestion")
def tell_of_decided_suggestion(payload: dict) -> None:
    suggestion = _suggestion(payload["suggestion"])
    _order_each("send_suggestion_decided", readers_of(suggestion.party), **payload)


@outbox.handles("send_suggestion_decided")
def send_suggestion_decided(payload: dict) -> None:
    letters.send_suggestion_decided(_suggestion(payload["suggestion"]), _user(payload))


def _order_each(kind: str, users: list[User], **facts) -> None:
    """Promise the letter to each of the people, once for what it is about."""
    about = ":".join(str(facts[name]) for name in sorted(facts) if name != "silent")
    for user in dict.fromkeys(users):
        key = f"{kind}:{about}:{user.pk}"
        outbox.order(kind, key=key, at=timezone.now(), user=user.pk, **facts)


def _user(payload: dict) -> User:
    return User.objects.get(pk=payload["user"])


def _round(pk: int) -> Round:
    return Round.objects.select_related("version__memorandum__body").get(pk=pk)


def _suggestion(pk: int) -> Suggestion:
    rows = Suggestion.objects.select_related(
        "memorandum__body",
        "clause__memorandum",
        "party__organisation",
        "round__version",
        "merged_into",
    )
    return rows.get(pk=pk)
