"""A decision or an agenda item is tied to an object of a scheme or to a measure of a plan."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused
from councils.models import AgendaItem, Decision

from ..models import DecisionLink, Feature, Measure

About = Decision | AgendaItem


class AlreadyLinked(Refused):
    code = "link_exists"
    message = _("This is linked already: {what}.")


class LinkGone(Refused):
    code = "link_is_gone"
    message = _("The link has been removed already.")


@transaction.atomic
def link_decision(about: About, *, to: Feature | Measure, by: User, at: datetime) -> DecisionLink:
    """Say that a decision or an agenda item concerns an object or a measure.

    The link names the object's lineage: it holds in all editions that have the object.
    """
    about = _lock(about)
    target = _target(to)
    link, is_new = DecisionLink.objects.get_or_create(
        **_about(about), **target, defaults={"linked_at": at, "linked_by": by}
    )
    if not is_new:
        raise AlreadyLinked(what=to)
    journal.record("decision_linked", about, by=by, at=at, **_names(to))
    return link


@transaction.atomic
def unlink_decision(link: DecisionLink, *, by: User, at: datetime) -> None:
    """Take a link back; what it linked stays."""
    rows = DecisionLink.objects.select_for_update(of=("self",))
    now = rows.select_related("decision", "item", "measure").filter(pk=link.pk).first()
    if now is None:
        raise LinkGone
    to = now.measure or Feature.objects.filter(lineage=now.lineage).order_by("-pk").first()
    journal.record(
        "decision_unlinked", now.decision or now.item, by=by, at=at, **(_names(to) if to else {})
    )
    now.delete()


def _lock(about: About) -> About:
    """Two who link the same thing at once wait for each other here."""
    return type(about).objects.select_for_update(of=("self",)).get(pk=about.pk)


def _about(about: About) -> dict:
    is_decision = isinstance(about, Decision)
    return {"decision": about if is_decision else None, "item": None if is_decision else about}


def _target(to: Feature | Measure) -> dict:
    if isinstance(to, Measure):
        return {"measure": to, "scheme": None, "lineage": None}
    return {"measure": None, "scheme": to.layer.scheme, "lineage": to.lineage}


def _names(to: Feature | Measure) -> dict:
    """The name in each language, for the journal."""
    if isinstance(to, Measure):
        return {
            f"what_{one}": f"№ {to.number} {getattr(to, f'title_{one}')}" for one in ("kk", "ru")
        }
    return {f"what_{one}": getattr(to, f"name_{one}") or to.key for one in ("kk", "ru")}
