"""The secretariat reads what people wrote: publishes, refuses with a reason, answers officially."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move

from ..models import PublicRemark, SchemeFile
from .files import delete_with_bytes

State = PublicRemark.State


class ReasonMissing(Refused):
    code = "remark_reason_missing"
    message = _("Say why the remark is not published: its author reads the reason.")


class AnswerMissing(Refused):
    code = "remark_answer_missing"
    message = _("An answer needs its outcome and both texts, Kazakh and Russian.")


@transaction.atomic
def publish_remark(remark: PublicRemark, *, by: User, at: datetime) -> PublicRemark:
    """Show the remark to everybody; also one that was refused by mistake."""
    remark = _lock(remark)
    require_move(remark, State.PUBLISHED)
    before = remark.state
    remark.state = State.PUBLISHED
    remark.rejected_reason = ""
    _moderate(remark, by, at)
    journal.record(
        "remark_published", remark, by=by, at=at, from_state=before, to_state=remark.state,
        number=remark.number,
    )  # fmt: skip
    _order_letter(remark, "published", at)
    return remark


@transaction.atomic
def reject_remark(remark: PublicRemark, *, reason: str, by: User, at: datetime) -> PublicRemark:
    """Refuse to publish, or take off the page what was published; the author reads why."""
    remark = _lock(remark)
    require_move(remark, State.REJECTED)
    if not reason.strip():
        raise ReasonMissing
    before = remark.state
    remark.state = State.REJECTED
    remark.rejected_reason = reason.strip()
    _moderate(remark, by, at)
    journal.record(
        "remark_rejected", remark, by=by, at=at, from_state=before, to_state=remark.state,
        number=remark.number, reason=remark.rejected_reason,
    )  # fmt: skip
    if before == State.PUBLISHED:
        # Reports made before hold the words that are now taken off.
        _delete_reports(remark.discussion.edition_id)
    _order_letter(remark, "rejected", at)
    return remark


@transaction.atomic
def answer_remark(
    remark: PublicRemark,
    *,
    outcome: str,
    answer_kk: str,
    answer_ru: str,
    by: User,
    at: datetime,
) -> PublicRemark:
    """Answer officially, in both languages; the author gets the answer by mail."""
    remark = _lock(remark)
    require_move(remark, State.ANSWERED)
    if outcome not in PublicRemark.Outcome.values or not answer_kk.strip() or not answer_ru.strip():
        raise AnswerMissing
    remark.state = State.ANSWERED
    remark.outcome = outcome
    remark.answer_kk, remark.answer_ru = answer_kk.strip(), answer_ru.strip()
    remark.answered_at, remark.answered_by = at, by
    remark.save()
    journal.record(
        "remark_answered", remark, by=by, at=at, from_state=State.PUBLISHED,
        to_state=remark.state, number=remark.number, outcome=outcome,
    )  # fmt: skip
    _order_letter(remark, "answered", at)
    return remark


def _lock(remark: PublicRemark) -> PublicRemark:
    """Two moderators at once: the second finds what the first has done."""
    return PublicRemark.objects.select_for_update(of=("self",)).get(pk=remark.pk)


def _moderate(remark: PublicRemark, by: User, at: datetime) -> None:
    remark.moderated_at, remark.moderated_by = at, by
    remark.save(
        update_fields=["state", "rejected_reason", "moderated_at", "moderated_by", "updated_at"]
    )


def _delete_reports(edition_id: int) -> None:
    rows = SchemeFile.objects.filter(edition=edition_id, purpose=SchemeFile.Purpose.REMARKS)
    for file in rows.select_for_update(of=("self",)).select_related("file").order_by("pk"):
        delete_with_bytes(file)


def _order_letter(remark: PublicRemark, kind: str, at: datetime) -> None:
    key = f"remark.{remark.uid}.{kind}.{at.timestamp():.0f}"
    outbox.order("send_remark_letter", key=key, at=at, remark=remark.pk, letter=kind)
