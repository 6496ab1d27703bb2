"""Approval and signing in the demo: departments agree, the text is frozen, the akims sign it."""

from datetime import datetime

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import OutboxMessage, User
from councils.demo.clock import MINUTE, Clock
from councils.demo.data import find
from councils.models import Official, Post

from ..documents.frozen import store_frozen
from ..models import ApprovalStep, Memorandum, SigningSheet
from ..reports.attempts import approval_sheets, signing_under_way
from ..services.approval import add_step, decide_step, open_approval
from ..services.signing import prepare_signing, send_for_signing, sign_memorandum


def approve(memorandum: Memorandum, entry: dict, clock: Clock, *, by: User) -> None:
    """Open the sheets; each named department gives its word at its time."""
    opened = clock.desk_moment(entry["opened"])
    open_approval(memorandum, by=by, at=opened)
    memorandum.refresh_from_db()
    sheets = {sheet.party.organisation_id: sheet for sheet in approval_sheets(memorandum)}
    steps = []
    for one in entry["step"]:
        official = find(Official, one["official"])
        post = official.posts.get(kind=Post.Kind.STAFF)
        sheet = sheets[post.organisation_id]
        department = {f"department_{lang}": one[f"department_{lang}"] for lang in ("kk", "ru")}
        fields = {"stage": one.get("stage", 1), "official": official, **department}
        coordinator = sheet.party.coordinator.user
        step = add_step(sheet, fields=fields, by=coordinator, at=opened)
        steps.append((step, one))
    for step, one in steps:
        decide_step(
            step,
            outcome=one.get("outcome", ApprovalStep.State.AGREED),
            remark=one.get("remark", ""),
            by=step.official.user,
            at=clock.desk_moment(one["at"]),
        )
    memorandum.refresh_from_db()


def sign(memorandum: Memorandum, entry: dict, clock: Clock, *, by: User) -> None:
    """Freeze the text, send it, and let those sign who have signed by now."""
    prepare_signing(memorandum, by=by, at=clock.desk_moment(entry["prepared"]))
    sheet = signing_under_way(memorandum)
    _freeze(sheet, at=clock.desk_moment(entry["prepared"]) + MINUTE / 12)
    memorandum.refresh_from_db()
    send_for_signing(memorandum, by=by, at=clock.desk_moment(entry["sent"]))
    sheet.refresh_from_db()
    hashes = {"sha256_kk": sheet.file_kk.sha256, "sha256_ru": sheet.file_ru.sha256}
    for one in entry.get("by", []):
        user = user_of(one["who"])
        sign_memorandum(memorandum, **hashes, by=user, at=clock.desk_moment(one["at"]))
    memorandum.refresh_from_db()


def _freeze(sheet: SigningSheet, *, at: datetime) -> None:
    """Make the ordered files at once, as of that time, and mark the order as done."""
    store_frozen(sheet, at=at)
    orders = OutboxMessage.objects.filter(kind="freeze_memorandum", payload__sheet=sheet.pk)
    orders.update(state=OutboxMessage.State.DONE, done_at=at)
