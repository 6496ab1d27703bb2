"""From the draft to the public: submitted, returned, endorsed by the council, published."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move, require_nothing_missing
from councils.models import Act, Decision

from ...models import Edition
from ...reports.gates import missing_to_submit
from ..locks import lock_edition

State = Edition.State


class ReturnWithoutReason(Refused):
    code = "return_without_reason"
    message = _("Say why the edition goes back to the planners.")


class NothingEndorses(Refused):
    code = "nothing_endorses"
    message = _("Name the decision of the council, or the act, that endorses the edition.")


class DecisionOfAnotherBody(Refused):
    code = "decision_of_another_body"
    message = _("The decision is not of the body that keeps the scheme.")


class DecisionNotAdopted(Refused):
    code = "decision_not_adopted"
    message = _("The decision is not adopted and registered.")


class NotEndorsedYet(Refused):
    code = "edition_not_endorsed"
    message = _("The act is named when the edition is endorsed.")


@transaction.atomic
def submit_edition(edition: Edition, *, by: User, at: datetime) -> Edition:
    """Submit a draft to the council: from now on its objects stay as they are.

    Refuses what is no draft, and what missing_to_submit lists. Members are told.
    """
    edition = lock_edition(edition)
    require_move(edition, State.SUBMITTED)
    require_nothing_missing(missing_to_submit(edition, timezone.localdate(at)))
    edition.submitted_at = at
    _move(edition, State.SUBMITTED, "edition_submitted", "submitted_at", by=by, at=at)
    _tell(edition, "submitted", at=at)
    return edition


@transaction.atomic
def return_edition(edition: Edition, *, reason: str, by: User, at: datetime) -> Edition:
    """Give a submitted edition back to the planners, and say why. It is a draft again."""
    edition = lock_edition(edition)
    require_move(edition, State.DRAFT)
    if not reason.strip():
        raise ReturnWithoutReason
    edition.submitted_at = None
    _move(edition, State.DRAFT, "edition_returned", "submitted_at", by=by, at=at,
          reason=reason.strip())  # fmt: skip
    return edition


@transaction.atomic
def endorse_edition(
    edition: Edition, *, decision: Decision | None = None, act: Act | None = None, by: User,
    at: datetime,
) -> Edition:  # fmt: skip
    """Record what endorsed a submitted edition: a decision of its body, or an approving act.

    From now on the database keeps the edition as it is. Refuses when neither is named, a decision
    of another body, and one that is not adopted and registered.
    """
    edition = lock_edition(edition)
    require_move(edition, State.ENDORSED)
    if decision is None and act is None:
        raise NothingEndorses
    if decision is not None:
        decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if decision.body_id != edition.scheme.body_id:
            raise DecisionOfAnotherBody
        if decision.state != Decision.State.ADOPTED or decision.number is None:
            raise DecisionNotAdopted
    edition.decision, edition.act, edition.endorsed_at = decision, act, at
    _move(edition, State.ENDORSED, "edition_endorsed", "decision", "act", "endorsed_at",
          by=by, at=at, **_source(decision, act))  # fmt: skip
    return edition


@transaction.atomic
def publish_edition(edition: Edition, *, by: User, at: datetime) -> Edition:
    """Show an endorsed edition to everybody. Members are told. Refuses what is not endorsed."""
    edition = lock_edition(edition)
    require_move(edition, State.PUBLISHED)
    edition.published_at = at
    _move(edition, State.PUBLISHED, "edition_published", "published_at", by=by, at=at)
    _tell(edition, "published", at=at)
    outbox.order("prepare_tiles", key=f"tiles:{edition.uid}", at=at, edition=edition.pk)
    return edition


@transaction.atomic
def name_act(edition: Edition, *, act: Act, by: User, at: datetime) -> Edition:
    """Name the act that approved an edition after the council had endorsed it; nothing else of it
    changes. Refuses what is not endorsed."""
    edition = lock_edition(edition)
    if edition.state not in (State.ENDORSED, State.PUBLISHED):
        raise NotEndorsedYet
    edition.act = act
    edition.save(update_fields=["act", "updated_at"])
    journal.record("edition_act_named", edition, by=by, at=at, **_source(None, act))
    return edition


def _source(decision: Decision | None, act: Act | None) -> dict[str, str]:
    """Name what endorsed it in both languages, for the journal."""
    if decision is not None:
        title_ru = decision.title_ru or decision.title_kk
        cited = {"kk": (decision.title_kk, decision.label), "ru": (title_ru, decision.label)}
    else:
        cited = {
            "kk": (act.title_kk, act.number_kk and f"№ {act.number_kk}"),
            "ru": (act.title_ru, act.number_ru and f"№ {act.number_ru}"),
        }
    return {
        f"source_{one}": " ".join(part for part in words if part) for one, words in cited.items()
    }


def _move(edition: Edition, state: str, event: str, *names: str, by, at, **facts) -> None:
    before, edition.state = edition.state, state
    edition.save(update_fields=["state", *names, "updated_at"])
    journal.record(event, edition, by=by, at=at, from_state=before, to_state=state, **facts)


def _tell(edition: Edition, news: str, *, at: datetime) -> None:
    """A returned edition may be submitted again: each time is news of its own."""
    outbox.order(
        "tell_of_edition",
        key=f"edition-news:{edition.pk}:{news}:{at.timestamp():.0f}",
        at=at,
        edition=edition.pk,
        news=news,
    )
