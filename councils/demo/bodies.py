"""Bodies of the demo with their officials, posts and seats; activated by the service itself."""

from django.utils import timezone

from agglo_portal.core.demo import user_of

from ..models import Act, Agglomeration, Body, Official, Organisation, Post, Seat
from ..services.bodies import activate_body
from .clock import Clock
from .data import find, keep, read_all, words

PLAIN = (
    "kind",
    "tie_rule",
    "majority_base",
    "regulation_article_quorum",
    "regulation_article_vote",
)
MARK = "(демо)"
MARKS = {"kk": MARK, "ru": MARK, "en": "(demo)"}


def load(clock: Clock) -> None:
    """Make bodies and seats; activate those that the data say are active.

    A body without that line stays being formed: it lacks an akimat of the management model.
    """
    for source in read_all("bodies").values():
        entry = source["body"]
        body = keep(
            Body,
            entry["key"],
            agglomeration=find(Agglomeration, entry["agglomeration"]),
            formed_by=find(Act, entry["formed_by"]),
            working_body=find(Organisation, entry["working_body"]),
            **{name: entry[name] for name in PLAIN if name in entry},
            **words(entry, "name", "place", "city"),
        )
        begins = clock.moment(entry["activated"]) if "activated" in entry else None
        for position, seat in enumerate(source["seat"], start=1):
            official = _keep_official(seat, clock)
            first_day = timezone.localdate(begins) if begins else body.formed_by.adopted_on
            _keep_seat(body, official, seat, position, first_day, clock)
        for post in source.get("post", []):
            _keep_official(post, clock)
        if begins and body.state == Body.State.DRAFT:
            activate_body(body, by=user_of(entry["activated_by"]), at=begins)


def _keep_official(entry: dict, clock: Clock) -> Official:
    """A person named by post alone, «(демо)»; the post itself stands beside."""
    account = entry.get("account")
    official = keep(
        Official,
        entry["official"],
        user=user_of(account) if account else None,
        **_marked("name", entry),
    )
    if "post" in entry:
        Post.objects.get_or_create(
            official=official,
            organisation=find(Organisation, entry["organisation"]),
            kind=entry["post"],
            defaults=_term(entry, clock) | words(entry, "title"),
        )
    return official


def _keep_seat(body, official, entry: dict, position: int, first_day, clock: Clock) -> None:
    term = {"starts_on": first_day} | _term(entry, clock)
    Seat.objects.get_or_create(
        body=body,
        official=official,
        defaults={
            "organisation": find(Organisation, entry["organisation"]),
            "role": entry.get("role", Seat.Role.MEMBER),
            "is_voting": entry.get("votes", True),
            "position": position,
            **_marked("title", entry),
            **term,
        },
    )


def _marked(field: str, entry: dict) -> dict:
    """The post with its mark, as name of the person and title of the seat alike: shown once."""
    return {f"{field}_{lang}": f"{entry[f'title_{lang}']} {mark}" for lang, mark in MARKS.items()}


def _term(entry: dict, clock: Clock) -> dict:
    dates = {name: entry.get(name) for name in ("starts_on", "ends_on")}
    return {name: clock.day(day) for name, day in dates.items() if day}
