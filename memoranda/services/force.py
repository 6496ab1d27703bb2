"""From the register on: in force, suspended, resumed, expired, terminated (domain rule 28)."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.dates import official_date
from agglo_portal.core.files import store_upload
from agglo_portal.core.models import StoredFile, User
from agglo_portal.core.rules import MoveRefused, Refused, require_move

from ..models import ForceEvent, Memorandum, Party
from ..rules import force
from .locks import lock_memorandum

STATE = Memorandum.State
KIND = ForceEvent.Kind


class DayNotCome(Refused):
    """The clock, not a hand, brings into force and lets expire; never before the day."""

    code = "day_not_come"
    message = _("Its day has not come: {day}.")


class DayOutside(Refused):
    code = "day_outside_force"
    message = _("The day must lie between the entry into force and today.")


class WhyNeeded(Refused):
    """The public reads why, in both languages (domain rule 37)."""

    code = "change_of_force_reasons_needed"
    message = _("Say why, in Kazakh and in Russian.")


class NoticeIncomplete(Refused):
    code = "notice_incomplete"
    message = _("A notice needs the party that gave it and its day, not later than the end.")


class TerminationKnown(Refused):
    code = "termination_known"
    message = _("The end is recorded already: {day}.")


@transaction.atomic
def bring_into_force(memorandum: Memorandum, *, by: User | None, at: datetime) -> Memorandum:
    """Let a registered memorandum enter into force; `by` is None when the clock does it.

    Refuses before its day, and what is not registered.
    """
    memorandum = lock_memorandum(memorandum)
    if memorandum.state != STATE.REGISTERED:
        raise MoveRefused(
            current=memorandum.get_state_display(), wanted=Memorandum.State.IN_FORCE.label
        )
    if memorandum.in_force_on > timezone.localdate(at):
        raise DayNotCome(day=official_date(memorandum.in_force_on))
    _event(memorandum, KIND.IN_FORCE, memorandum.in_force_on, by=by, at=at)
    _move(memorandum, STATE.IN_FORCE, "memorandum_came_into_force", by=by, at=at,
          on=memorandum.in_force_on)  # fmt: skip
    return memorandum


@transaction.atomic
def suspend_memorandum(
    memorandum: Memorandum, *, on: date, reason_kk: str, reason_ru: str, by: User, at: datetime
) -> Memorandum:
    """Suspend what is in force from a day, and say why in both languages.

    Nobody is reminded of its obligations meanwhile; its act stays citable. Refuses other states, a
    day in the future or before the last change of force, and a missing reason.
    """
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, STATE.SUSPENDED)
    reasons = _reasons(reason_kk, reason_ru)
    _require_past(memorandum, on, at)
    _event(memorandum, KIND.SUSPENDED, on, by=by, at=at, **reasons)
    _move(memorandum, STATE.SUSPENDED, "memorandum_suspended", by=by, at=at, on=on, **reasons)
    return memorandum


@transaction.atomic
def resume_memorandum(
    memorandum: Memorandum, *, on: date, by: User, at: datetime, reason_kk: str = "",
    reason_ru: str = "",
) -> Memorandum:  # fmt: skip
    """Let a suspended memorandum be in force again from a day.

    Refuses what is not suspended, and a day in the future or before the suspension.
    """
    memorandum = lock_memorandum(memorandum)
    if memorandum.state != STATE.SUSPENDED:
        raise MoveRefused(
            current=memorandum.get_state_display(), wanted=Memorandum.State.IN_FORCE.label
        )
    _require_past(memorandum, on, at)
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    _event(memorandum, KIND.RESUMED, on, by=by, at=at, **reasons)
    _move(memorandum, STATE.IN_FORCE, "memorandum_resumed", by=by, at=at, on=on, **reasons)
    return memorandum


@transaction.atomic
def terminate_memorandum(
    memorandum: Memorandum, *, on: date, reason_kk: str, reason_ru: str, by: User, at: datetime,
    party: Party | None = None, noticed_on: date | None = None, upload=None,
) -> Memorandum:  # fmt: skip
    """End a registered memorandum: `on` is the first day on which it is no longer in force.

    By a party's notice: who gave it, when, and the letter. A day to come is recorded at once and
    the clock ends it then, so that the notice period runs in the open. Refuses what has ended or
    is to end already, a day before the last change of force, a notice without its day or its
    party, and a missing reason.
    """
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, STATE.TERMINATED)
    announced = termination_of(memorandum)
    if announced is not None:
        raise TerminationKnown(day=official_date(announced.on))
    facts = _reasons(reason_kk, reason_ru) | _notice(memorandum, party, noticed_on, on)
    if on < _last_change(memorandum):
        raise DayOutside
    letter = store_upload(upload, by=by, at=at) if upload is not None else None
    _event(memorandum, KIND.TERMINATED, on, by=by, at=at, letter=letter, **facts)
    if on <= timezone.localdate(at):
        return _terminate(memorandum, on, by=by, at=at)
    _record(memorandum, "memorandum_termination_announced", by=by, at=at, on=on)
    _tell(memorandum, "termination_announced", at=at)
    return memorandum


@transaction.atomic
def end_terminated(memorandum: Memorandum, *, by: User | None, at: datetime) -> Memorandum:
    """End a memorandum whose recorded day of termination has come (the clock)."""
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, STATE.TERMINATED)
    event = termination_of(memorandum)
    if event is None or event.on > timezone.localdate(at):
        raise DayNotCome(day=official_date(event.on) if event else "—")
    return _terminate(memorandum, event.on, by=by, at=at)


@transaction.atomic
def expire_memorandum(memorandum: Memorandum, *, by: User | None, at: datetime) -> Memorandum:
    """Let a memorandum expire the day after the last day of its term (the clock).

    Refuses what has no term or whose term still runs, and what is not in force or suspended.
    """
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, STATE.EXPIRED)
    if not force.is_over(memorandum.ends_on, timezone.localdate(at)):
        raise DayNotCome(day=official_date(memorandum.ends_on) if memorandum.ends_on else "—")
    on = force.day_after(memorandum.ends_on)
    _event(memorandum, KIND.EXPIRED, on, by=by, at=at)
    _end(memorandum, STATE.EXPIRED, "memorandum_expired", on, by=by, at=at)
    return memorandum


def termination_of(memorandum: Memorandum) -> ForceEvent | None:
    """Give the recorded termination, past or to come; nothing if there is none."""
    return memorandum.force_events.filter(kind=KIND.TERMINATED).first()


def _terminate(memorandum, on, *, by, at) -> Memorandum:
    _end(memorandum, STATE.TERMINATED, "memorandum_terminated", on, by=by, at=at)
    return memorandum


def _end(memorandum, state, event, on, *, by, at) -> None:
    """End it, and with it the act that a council's formation cites."""
    memorandum.ended_on = on
    if memorandum.act is not None:
        memorandum.act.in_force_to = on - timedelta(days=1)
        memorandum.act.save(update_fields=["in_force_to", "updated_at"])
    _move(memorandum, state, event, by=by, at=at, on=on)


def _move(memorandum, state, event, *, by, at, on, **facts) -> None:
    before, memorandum.state = memorandum.state, state
    memorandum.save(update_fields=["state", "ended_on", "updated_at"])
    _record(memorandum, event, by=by, at=at, on=on, from_state=before, to_state=state, **facts)
    if event != "memorandum_came_into_force":  # registration has told of it
        _tell(memorandum, state, at=at)


def _record(memorandum, event, *, by, at, on, **facts) -> None:
    """Every change of force has its sentence in journal_sentences/life.py."""
    days = {f"on_{code}": official_date(on, language=code) for code, _name in settings.LANGUAGES}
    journal.record(event, memorandum, by=by, at=at, **days, **facts)


def _tell(memorandum, news: str, *, at: datetime) -> None:
    edition = memorandum.force_events.count()
    outbox.order(
        "tell_of_force",
        key=f"memorandum-force:{memorandum.pk}:{news}:{edition}",
        at=at,
        memorandum=memorandum.pk,
        news=str(news),
        edition=edition,
    )


def _event(memorandum, kind, on, *, by, at, letter: StoredFile | None = None, **facts) -> None:
    ForceEvent.objects.create(
        memorandum=memorandum, kind=kind, on=on, letter=letter, by=by, at=at, **facts
    )


def _reasons(reason_kk: str, reason_ru: str) -> dict[str, str]:
    reasons = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if not all(reasons.values()):
        raise WhyNeeded
    return reasons


def _notice(memorandum, party: Party | None, noticed_on: date | None, on: date) -> dict:
    if party is None and noticed_on is None:
        return {}
    is_own = party is not None and party.memorandum_id == memorandum.pk
    if not is_own or noticed_on is None or noticed_on > on:
        raise NoticeIncomplete
    return {"party": party, "noticed_on": noticed_on}


def _last_change(memorandum) -> date:
    """The day of the last change of force; before the first, the day it was signed."""
    events = memorandum.force_events.exclude(kind=KIND.TERMINATED)
    last = events.order_by("-on").values_list("on", flat=True).first()
    return last or timezone.localdate(memorandum.signed_at)


def _require_past(memorandum, on: date, at: datetime) -> None:
    if not _last_change(memorandum) <= on <= timezone.localdate(at):
        raise DayOutside
