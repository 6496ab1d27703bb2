"""The demo's calendar: written for one week, moved by whole weeks to the day it is loaded on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ..working_days import add_working_days, is_working_day, working_days_before

WRITTEN_FOR = date(2026, 11, 20)  # the day after the last meeting that the data know as held
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HALF_HOUR = 30 * MINUTE
LONGEST_HOLIDAYS, SLOT = 14, 4 * MINUTE  # together less than the hour from eight to nine
WORK_BEGINS, WORK_ENDS, USUAL_HOUR = time(8), time(17), time(10)


@dataclass(frozen=True)
class Clock:
    """Turns written days into days that have passed when the demo is loaded."""

    now: datetime
    shift: timedelta

    @classmethod
    def at(cls, now: datetime) -> "Clock":
        weeks = (timezone.localdate(now) - WRITTEN_FOR).days // 7
        return cls(now, timedelta(weeks=weeks))

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def day(self, written: date) -> date:
        return written + self.shift

    def moment(self, written: datetime) -> datetime:
        """A moment of a working day: one that falls on a holiday moves to the next working day."""
        day = self.day(written.date())
        while not is_working_day(day):
            day += DAY
        return moment(day, written.time())

    def desk_moment(self, written: datetime) -> datetime:
        """A moment of work at a desk. What falls on holidays is done on the next working day
        before nine, in the order in which it was written: earlier days first."""
        day = self.day(written.date())
        if is_working_day(day):
            return moment(day, written.time())
        moved = 0
        while not is_working_day(day):
            day += DAY
            moved += 1
        slot = (LONGEST_HOLIDAYS - moved) * SLOT
        hours = written.hour + written.minute / 60
        return moment(day, WORK_BEGINS) + slot + SLOT * hours / 24

    def lately(self) -> datetime:
        """The morning of the last working day before today."""
        return working_days_earlier(self.now, 1, USUAL_HOUR)

    def soon(self) -> datetime:
        """When a meeting could begin: the next half hour of this working day, or the next day."""
        local = timezone.localtime(self.now)
        if is_working_day(self.today) and local.time() < WORK_ENDS:
            begin = max(local, moment(self.today, WORK_BEGINS))
            past = timedelta(minutes=begin.minute % 30, seconds=begin.second)
            return begin.replace(microsecond=0) - past + HALF_HOUR
        return moment(add_working_days(self.today, 1), USUAL_HOUR)

    def in_weeks(self, weeks: int) -> datetime:
        return moment(add_working_days(self.today, weeks * 5), USUAL_HOUR)


def moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def working_days_earlier(begin: datetime, days: int, at: time) -> datetime:
    return moment(working_days_before(timezone.localdate(begin), days), at)


def working_days_later(begin: datetime, days: int, at: time) -> datetime:
    return moment(add_working_days(timezone.localdate(begin), days), at)
