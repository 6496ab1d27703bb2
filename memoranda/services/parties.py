"""The parties: who they are, in which order, who coordinates and who signs for each."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from agglo_portal.core import journal
from agglo_portal.core.files import store_upload
from agglo_portal.core.models import User
from councils.models import Official, Organisation, Post
from councils.services.fields import changes, only

from ..models import Memorandum, Party
from ..reports.people import coordinators_of, heads_of
from .clauses import require_worded
from .locks import lock_memorandum, lock_party
from .refusals_drafting import NotOfParty, PartiesFrozen, PartySpoke, PartyTwice, TemplateOnly

SIGNING_FIELDS = {
    "signatory", "signatory_post_kk", "signatory_post_ru", "signatory_name_kk",
    "signatory_name_ru", "authority", "authority_kk", "authority_ru",
}  # fmt: skip
PARTY_FIELDS = {"coordinator", *SIGNING_FIELDS}
State = Memorandum.State
SIGNATORY_OPEN = (State.DRAFT, State.NEGOTIATION, State.APPROVAL)
COORDINATOR_CLOSED = (State.EXPIRED, State.TERMINATED, State.CANCELLED)


@transaction.atomic
def add_party(
    memorandum: Memorandum,
    organisation: Organisation,
    *,
    fields: dict | None = None,
    upload=None,
    by: User,
    at: datetime,
) -> Party:
    """Add an organisation as the last party; its head signs and its coordinator answers, unless
    `fields` say otherwise. `upload`: the document of authority.

    Refuses a template, a text that is not worked on any more, an organisation that is a party
    already, and people without a post in it.
    """
    memorandum = lock_memorandum(memorandum)
    if memorandum.is_template:
        raise TemplateOnly
    require_worded(memorandum)
    if memorandum.parties.filter(organisation=organisation).exists():
        raise PartyTwice(party=organisation)
    (party,) = seat_parties(memorandum, [organisation], day=timezone.localdate(at))
    _write(party, fields or {}, upload, by=by, at=at)
    journal.record("party_added", memorandum, by=by, at=at, **_named(party))
    return party


@transaction.atomic
def change_party(party: Party, *, fields: dict, upload=None, by: User, at: datetime) -> Party:
    """Change who coordinates and who signs for a party, by which authority.

    The signatory stands in the frozen documents: refused from their preparation on, the
    coordinator only when all is over. Refuses people without a post in the party (domain rule
    29). Nothing new is no act.
    """
    party = lock_party(party)
    state = party.memorandum.state
    changed = _write(party, fields, upload, by=by, at=at)
    if not changed:
        return party
    is_closed = state in COORDINATOR_CLOSED
    if is_closed or (state not in SIGNATORY_OPEN and set(changed) - {"coordinator"}):
        raise PartiesFrozen(state=party.memorandum.get_state_display())
    journal.record("party_changed", party.memorandum, by=by, at=at, fields=changed, **_named(party))
    return party


@transaction.atomic
def remove_party(party: Party, *, by: User, at: datetime) -> None:
    """Take a party out of a text that it has not read yet.

    Refuses a party that has read or spoken: its words stay; withdraw the text and draft another
    between the others.
    """
    party = lock_party(party)
    memorandum = party.memorandum
    require_worded(memorandum)
    said = ("receipts", "positions", "suggestions", "remarks", "notes", "approval_sheets")
    if any(getattr(party, name).exists() for name in said):
        raise PartySpoke(party=party)
    journal.record("party_removed", memorandum, by=by, at=at, **_named(party))
    position = party.position
    party.delete()
    memorandum.parties.filter(position__gt=position).update(position=F("position") - 1)


@transaction.atomic
def move_party(party: Party, *, to: int, by: User, at: datetime) -> Party:
    """Put a party at the place `to`, counted from 1: the order of naming and, where one is kept,
    of signing. Refuses from the preparation for signature on. Its own place is no act."""
    party = lock_party(party)
    memorandum = party.memorandum
    if memorandum.state not in SIGNATORY_OPEN:
        raise PartiesFrozen(state=memorandum.get_state_display())
    order = [one for one in memorandum.parties.in_order() if one.pk != party.pk]
    order.insert(min(max(to, 1), len(order) + 1) - 1, party)
    before = party.position
    moved = []
    for position, one in enumerate(order, start=1):
        if one.position != position:
            one.position = position
            moved.append(one)
    Party.objects.bulk_update(moved, ["position"])
    if party.position != before:
        facts = _named(party) | {"to_position": party.position}
        journal.record("party_moved", memorandum, by=by, at=at, **facts)
    return party


def seat_parties(
    memorandum: Memorandum, organisations: Sequence[Organisation], *, day: date
) -> list[Party]:
    """Add organisations after the parties that are there, each with its people of the day."""
    heads, coordinators = heads_of(organisations, day), coordinators_of(organisations, day)
    last = memorandum.parties.aggregate(last=Max("position"))["last"] or 0
    parties = []
    for position, organisation in enumerate(organisations, start=last + 1):
        party = Party(memorandum=memorandum, organisation=organisation, position=position)
        coordinator = coordinators.get(organisation.pk)
        party.coordinator = coordinator and coordinator.official
        _take_head(party, heads.get(organisation.pk))
        party.save()
        parties.append(party)
    return parties


def _take_head(party: Party, head: Post | None) -> None:
    if head is None:
        return
    party.signatory = head.official
    party.signatory_post_kk, party.signatory_post_ru = head.title_kk, head.title_ru
    party.signatory_name_kk = head.official.name_kk
    party.signatory_name_ru = head.official.name_ru


def _write(party: Party, fields: dict, upload, *, by: User, at: datetime) -> list[str]:
    """Write what differs and say what did; people must have a post in the party on the day."""
    changed = changes(party, only(PARTY_FIELDS, fields))
    day = timezone.localdate(at)
    for name in ("coordinator", "signatory"):
        if changed.get(name) is not None:
            _require_post(party, changed[name], day)
    for name, value in changed.items():
        setattr(party, name, value)
    names = sorted(changed)
    if upload is not None:
        party.authority_file = store_upload(upload, by=by, at=at)
        names.append("authority_file")
    if names:
        party.save(update_fields=[*names, "updated_at"])
    return names


def _require_post(party: Party, official: Official, day: date) -> None:
    held = Post.objects.valid_on(day).filter(
        official=official, organisation_id=party.organisation_id
    )
    if not held.exists():
        raise NotOfParty(person=official, party=party)


def _named(party: Party) -> dict[str, str]:
    return {"party_kk": party.organisation.name_kk, "party_ru": party.organisation.name_ru}
