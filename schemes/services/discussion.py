"""The days of a public discussion: planned, announced, extended by the secretariat."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused

from ..models import Discussion, Edition
from .locks import NotYetFilled, lock_edition

DISCUSSED = (Edition.State.DRAFT, Edition.State.SUBMITTED)


class NotDiscussed(Refused):
    code = "edition_is_not_discussed"
    message = _("Only a draft, or what was submitted to the council, is discussed.")


class DiscussionPlanned(Refused):
    code = "discussion_is_planned"
    message = _("The edition already has a discussion.")


class DayIsPast(Refused):
    code = "discussion_day_is_past"
    message = _("A discussion cannot begin in the past: the first day is today or later.")


class EndsBeforeItBegins(Refused):
    code = "discussion_ends_before_it_begins"
    message = _("The last day is before the first.")


class AlreadyAnnounced(Refused):
    code = "discussion_is_announced"
    message = _("The discussion has been announced: its days can only be extended.")


class NotAnnounced(Refused):
    code = "discussion_is_not_announced"
    message = _("The discussion has not been announced yet.")


class NotLater(Refused):
    code = "discussion_does_not_end_later"
    message = _("The new last day must be later than {day} and not in the past.")


@transaction.atomic
def plan_discussion(
    edition: Edition, *, opens_on: date, closes_on: date, intro: dict, by: User, at: datetime
) -> Discussion:
    """Plan the days of a discussion; the public sees nothing of it until it is announced.

    `intro` is {"kk": …, "ru": …, "en": …}. Both days belong to the term (domain rule 56).
    """
    edition = lock_edition(edition)
    _require_discussed(edition)
    if Discussion.objects.filter(edition=edition).exists():
        raise DiscussionPlanned
    _require_days(opens_on, closes_on, at)
    discussion = Discussion.objects.create(
        edition=edition, opens_on=opens_on, closes_on=closes_on, **_columns(intro)
    )
    journal.record("discussion_planned", discussion, by=by, at=at, **_days(discussion))
    return discussion


@transaction.atomic
def change_discussion(
    discussion: Discussion,
    *,
    opens_on: date,
    closes_on: date,
    intro: dict,
    by: User,
    at: datetime,
) -> Discussion:
    """Change the days and the words of a discussion that is not announced yet."""
    discussion = _lock(discussion)
    if discussion.announced_at is not None:
        raise AlreadyAnnounced
    _require_days(opens_on, closes_on, at)
    discussion.opens_on, discussion.closes_on = opens_on, closes_on
    for column, text in _columns(intro).items():
        setattr(discussion, column, text)
    discussion.save()
    journal.record("discussion_changed", discussion, by=by, at=at, **_days(discussion))
    return discussion


@transaction.atomic
def announce_discussion(discussion: Discussion, *, by: User, at: datetime) -> Discussion:
    """Show the draft and its discussion to everybody; there is no way back."""
    discussion = _lock(discussion)
    if discussion.announced_at is not None:
        raise AlreadyAnnounced
    _require_discussed(discussion.edition)
    _require_days(discussion.opens_on, discussion.closes_on, at)
    discussion.announced_at = at
    discussion.save(update_fields=["announced_at", "updated_at"])
    journal.record("discussion_announced", discussion, by=by, at=at, **_days(discussion))
    return discussion


@transaction.atomic
def extend_discussion(
    discussion: Discussion, *, closes_on: date, by: User, at: datetime
) -> Discussion:
    """Give people more days, also when the last day is over; never fewer."""
    discussion = _lock(discussion)
    if discussion.announced_at is None:
        raise NotAnnounced
    _require_discussed(discussion.edition)
    if closes_on <= discussion.closes_on or closes_on < timezone.localdate(at):
        raise NotLater(day=f"{discussion.closes_on:%d.%m.%Y}")
    discussion.closes_on = closes_on
    discussion.save(update_fields=["closes_on", "updated_at"])
    journal.record("discussion_extended", discussion, by=by, at=at, **_days(discussion))
    return discussion


def _lock(discussion: Discussion) -> Discussion:
    """The edition first, as everywhere; then the discussion."""
    edition = lock_edition(discussion.edition_id)
    now = Discussion.objects.select_for_update(of=("self",)).get(pk=discussion.pk)
    now.edition = edition
    return now


def _require_discussed(edition: Edition) -> None:
    if edition.state not in DISCUSSED:
        raise NotDiscussed
    if edition.filled_at is None:
        raise NotYetFilled


def _require_days(opens_on: date, closes_on: date, at: datetime) -> None:
    if closes_on < opens_on:
        raise EndsBeforeItBegins
    if opens_on < timezone.localdate(at):
        raise DayIsPast


def _columns(intro: dict) -> dict:
    return {f"intro_{language}": intro.get(language, "") for language in ("kk", "ru", "en")}


def _days(discussion: Discussion) -> dict:
    return {
        "opens": f"{discussion.opens_on:%d.%m.%Y}",
        "closes": f"{discussion.closes_on:%d.%m.%Y}",
    }
