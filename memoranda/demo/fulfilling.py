"""What follows the signatures in the demo: the register, promises with their reports, the end."""

from datetime import time

from agglo_portal.core.models import User
from councils.demo.clock import Clock, moment
from councils.demo.data import find, words
from councils.models import Organisation, Post

from ..models import Memorandum, Obligation
from ..rules.force import day_after
from ..services.force import expire_memorandum
from ..services.obligations import add_obligation
from ..services.progress import accept_progress, report_progress, return_progress
from ..services.register import register_memorandum
from . import negotiating

SOON_AFTER_MIDNIGHT = time(0, 5)


def register(memorandum: Memorandum, entry: dict, clock: Clock, *, by: User) -> None:
    """Enter the signed text in the register, write down what it promises, let it expire."""
    at = clock.desk_moment(entry["registered"])
    register_memorandum(memorandum, by=by, at=at)
    memorandum.refresh_from_db()
    for one in entry.get("obligation", []):
        _promise(memorandum, one, clock, by=by, at=at)
    if entry.get("expires"):
        expired_at = moment(day_after(memorandum.ends_on), SOON_AFTER_MIDNIGHT)
        expire_memorandum(memorandum, by=None, at=expired_at)


def _promise(memorandum: Memorandum, entry: dict, clock: Clock, *, by: User, at) -> None:
    fields = words(entry, "text", "completion", "financing") | {
        "executor": find(Organisation, entry["executor"]),
        "co_executors": [find(Organisation, key) for key in entry.get("co_executors", [])],
        "period": entry.get("period", Obligation.Period.ONCE),
        "due_on": clock.day(entry["due"]),
    }
    fields = {name: value for name, value in fields.items() if not name.endswith("_en")}
    if "clause" in entry:
        fields["clause"] = negotiating.clause_of(memorandum, entry["clause"])
    obligation = add_obligation(memorandum, fields=fields, by=by, at=at)
    for report in entry.get("report", []):
        _report(obligation, report, clock, by=by)


def _report(obligation: Obligation, entry: dict, clock: Clock, *, by: User) -> None:
    fields = words(entry, "text") | {
        "percent": entry.get("percent", 0),
        "is_final": entry.get("is_final", False),
    }
    post = Post.objects.get(organisation=obligation.executor, kind=Post.Kind.COORDINATOR)
    at = clock.desk_moment(entry["at"])
    progress = report_progress(obligation, fields=fields, by=post.official.user, at=at)
    if "accepted" in entry:
        accept_progress(progress, by=by, at=clock.desk_moment(entry["accepted"]))
    elif "returned" in entry:
        reason = entry["reason"]
        return_progress(progress, reason=reason, by=by, at=clock.desk_moment(entry["returned"]))
    obligation.refresh_from_db()
