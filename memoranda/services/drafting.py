"""A memorandum begins: from a skeleton, a template, an earlier text or an empty page."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_move
from councils.models import Body, Organisation
from councils.services.agenda import ReasonNeeded
from councils.services.fields import changes, only

from ..models import Memorandum, Round, SigningSheet
from ..reports.attempts import signing_under_way
from ..rules.texts import normalise
from ..variables import fill, fill_nodes
from ..variables.values import known_values
from .attempts import end_signing, void_approvals
from .clauses import plant
from .locks import lock_memorandum
from .parties import seat_parties
from .refusals_drafting import (
    CannotAmend,
    StartDayMissing,
    TemplateOnly,
    TextFrozen,
    TitleMissing,
    TitleTooLong,
    WrongTerm,
)
from .sources import TITLES, fields_of_source, nodes_of_source
from .templates import adopt_skeleton, keep_as_template

__all__ = [
    "adopt_skeleton",
    "cancel_memorandum",
    "change_memorandum",
    "draft_memorandum",
    "keep_as_template",
]
ALWAYS = {"title_en", "called_for_by", "considered_in"}  # what is said about it, not by it
FIELDS = {
    *TITLES, *ALWAYS, "signs_in_order", "starts", "starts_on", "ends_on",
}  # fmt: skip
FIRST_FIELDS = {*FIELDS, "kind", "relation", "amends"}


@transaction.atomic
def draft_memorandum(
    body: Body,
    *,
    fields: dict,
    source: str | Memorandum | None = None,
    parties: Sequence[Organisation] = (),
    values: dict[str, dict[str, str]] | None = None,
    by: User,
    at: datetime,
) -> Memorandum:
    """Begin a memorandum of the body between these organisations; give the draft.

    `source`: the key of a shipped skeleton, a template, an earlier text, or nothing. `values` of
    its tokens, {"party_1": {"kk": …, "ru": …}}, go before what the program knows; a token
    without a value stands until it is filled, and cannot be sent. Each party gets its head as
    signatory and its coordinator. Refuses a text without a Kazakh title, a term that ends before
    it begins, and amendments of what is not registered or is another body's.
    """
    fields = only(FIRST_FIELDS, fields)
    parties = list(dict.fromkeys(parties))
    considered_in = fields.pop("considered_in", [])
    day = timezone.localdate(at)
    known = known_values(body=body, parties=parties, fields=fields, day=day)
    filled = {name: value.words for name, value in known.items()} | (values or {})
    memorandum = Memorandum(body=body, **fields_of_source(source) | fields)
    for name in TITLES:
        text = fill(getattr(memorandum, name), filled, name[-2:])
        setattr(memorandum, name, _line(text))
    memorandum.place_kk = memorandum.place_kk or body.city_kk
    memorandum.place_ru = memorandum.place_ru or body.city_ru
    _require_sound(memorandum)

    memorandum.save()
    memorandum.considered_in.set(considered_in)
    seat_parties(memorandum, parties, day=day)
    nodes = fill_nodes(nodes_of_source(source), filled, len(parties))
    clauses = plant(memorandum, nodes, by=by, at=at)
    journal.record(
        "memorandum_drafted",
        memorandum,
        by=by,
        at=at,
        to_state=memorandum.state,
        title_kk=memorandum.title_kk,
        clauses=clauses,
        parties=len(parties),
    )
    return memorandum


@transaction.atomic
def change_memorandum(
    memorandum: Memorandum, *, fields: dict, by: User, at: datetime
) -> Memorandum:
    """Change title, place, term, start, order of signing, the decision and items it comes from.

    While the text is worked on; afterwards only what is said about it: the English title, the
    decision, the agenda items. Nothing new is no act.
    """
    memorandum = lock_memorandum(memorandum)
    fields = only(FIELDS, fields)
    items = fields.pop("considered_in", None)
    fields |= {name: _line(fields[name]) for name in TITLES if name in fields}
    changed = changes(memorandum, fields)
    has_items = items is not None and {one.pk for one in items} != set(
        memorandum.considered_in.values_list("pk", flat=True)
    )
    if not changed and not has_items:
        return memorandum
    if not memorandum.is_worded and set(changed) - ALWAYS:
        raise TextFrozen(state=memorandum.get_state_display())
    for name, value in changed.items():
        setattr(memorandum, name, value)
    _require_sound(memorandum)

    memorandum.save(update_fields=[*changed, "updated_at"])
    if has_items:
        memorandum.considered_in.set(items)
    names = sorted([*changed, *(["considered_in"] if has_items else [])])
    journal.record("memorandum_changed", memorandum, by=by, at=at, fields=names)
    return memorandum


@transaction.atomic
def cancel_memorandum(memorandum: Memorandum, *, reason: str, by: User, at: datetime) -> Memorandum:
    """Withdraw a text that is not signed by all, and say why; it stays on the record.

    Its round ends, approvals and signatures under way are void. Refuses a template, what is
    signed, and no reason.
    """
    memorandum = lock_memorandum(memorandum)
    if memorandum.is_template:
        raise TemplateOnly
    before = memorandum.state
    require_move(memorandum, Memorandum.State.CANCELLED)
    if not reason.strip():
        raise ReasonNeeded
    Round.objects.filter(version__memorandum=memorandum, closed_at=None).update(closed_at=at)
    void_approvals(memorandum)
    sheet = signing_under_way(memorandum)
    if sheet is not None:
        end_signing(sheet, SigningSheet.State.CANCELLED, reason=reason.strip(), at=at)
    memorandum.state = Memorandum.State.CANCELLED
    memorandum.cancelled_reason = reason.strip()
    memorandum.save(update_fields=["state", "cancelled_reason", "updated_at"])
    journal.record(
        "memorandum_cancelled",
        memorandum,
        by=by,
        at=at,
        from_state=before,
        to_state=memorandum.state,
        reason=memorandum.cancelled_reason,
    )
    return memorandum


def _line(text: str) -> str:
    return " ".join(normalise(text or "").split())


def _require_sound(memorandum: Memorandum) -> None:
    if not memorandum.title_kk:
        raise TitleMissing
    for name in TITLES:
        longest = Memorandum._meta.get_field(name).max_length
        if len(getattr(memorandum, name)) > longest:
            raise TitleTooLong(longest=longest)
    is_named = memorandum.starts == Memorandum.Start.NAMED_DAY
    is_draft = memorandum.state == Memorandum.State.DRAFT
    if is_named and memorandum.starts_on is None and not is_draft:
        raise StartDayMissing
    if memorandum.ends_on and memorandum.starts_on and memorandum.ends_on < memorandum.starts_on:
        raise WrongTerm
    is_own = memorandum.relation == Memorandum.Relation.ORIGINAL
    changed = memorandum.amends
    if is_own != (changed is None):
        raise CannotAmend
    if changed and (changed.body_id != memorandum.body_id or not _can_be_amended(changed)):
        raise CannotAmend


def _can_be_amended(memorandum: Memorandum) -> bool:
    State = Memorandum.State
    return memorandum.state in (State.REGISTERED, State.IN_FORCE, State.SUSPENDED)
