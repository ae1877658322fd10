"""The hours in which somebody takes calls, and what follows: may I call now, and if not, when? When can we both?

An hour is a minute of the local day (0 to 1439); instants are UTC milliseconds. A window is a time without a gap that
is good for everybody.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from helper.zones import clocks
from helper.zones.clocks import DAY, MINUTE

DAY_MINUTES = 24 * 60
EVERY_DAY = 0b111_1111
EARLIEST, LATEST = 9 * 60, 21 * 60 + 30
"""The hours of somebody of whom no others are known."""

YES, TEXT, NO = "yes", "text", "no"
HORIZON = 8 * DAY
"""How far to look for a good time. Hours come round every week; only a clock change can swallow them."""
PICTURE = 2 * DAY
CALL = 30 * MINUTE
"""What is looked for where no hour is good for both: a start on a full or half hour, for a call of this length."""
MOST_BAD, APART, WORSE = 3, 3 * 60 * MINUTE, 60

type Part = tuple[int, int]
"""Minutes of a local day: from, and up to but not including."""


class HoursError(ValueError):
    """Hours that leave no time for a call."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From `earliest` up to, not including, `latest`. Past midnight where `latest` is the smaller one
    (22:00 to 6:00); midnight to midnight is the whole day. Raises HoursError where nothing is left."""

    earliest: int = EARLIEST
    latest: int = LATEST

    def __post_init__(self) -> None:
        if not 0 <= self.earliest < DAY_MINUTES or not 0 <= self.latest < DAY_MINUTES:
            raise HoursError("not an hour of the day")
        if self.earliest == self.latest != 0:
            raise HoursError("no hour left")

    @property
    def over_midnight(self) -> bool:
        return self.latest <= self.earliest

    @property
    def begun(self) -> Part:
        """What of them is on the day on which they begin."""
        return self.earliest, DAY_MINUTES if self.over_midnight else self.latest

    @property
    def rest(self) -> Part:
        """What of them is on the next day: nothing unless they go past midnight."""
        return 0, self.latest if self.over_midnight else 0


class Slot(NamedTuple):
    """Hours that begin on some days of the week: bit 0 of `days` stands for Monday."""

    days: int
    hours: Hours


@dataclass(frozen=True, slots=True)
class Week:
    """Hours that are not the same every day. Raises HoursError where no hour is left."""

    slots: tuple[Slot, ...]

    def __post_init__(self) -> None:
        if not any(slot.days for slot in self.slots) or not all(0 <= slot.days <= EVERY_DAY for slot in self.slots):
            raise HoursError("no day of the week")

    def parts(self, weekday: int) -> list[Part]:
        """What of the hours is on a weekday (0 for Monday), in no order; they may overlap."""
        begun = [slot.hours.begun for slot in self.slots if slot.days >> weekday & 1]
        rest = [slot.hours.rest for slot in self.slots if slot.days >> (weekday - 1) % 7 & 1]
        return [part for part in rest + begun if part[0] < part[1]]


class Person(NamedTuple):
    """Somebody who can be called: where, and in which hours."""

    zone: str
    week: Week

    @classmethod
    def daily(cls, zone: str, hours: Hours) -> Person:
        """Somebody with the same hours every day."""
        return cls(zone, Week((Slot(EVERY_DAY, hours),)))


class Window(NamedTuple):
    """From the instant `start` up to, not including, `end`."""

    start: int
    end: int


@lru_cache(maxsize=32)
def good(people: tuple[Person, ...], start: int, end: int) -> tuple[Window, ...]:
    """The windows between two instants of everybody in `people`, in their order."""
    inner = {at for person in people for at in _edges(person, start, end) if start < at < end}
    edges = [start, *sorted(inner), end]
    found: list[Window] = []
    for begin, finish in itertools.pairwise(edges):
        if not all(is_good(person, begin) for person in people):
            continue
        if found and found[-1].end == begin:
            begin = found.pop().start
        found.append(Window(begin, finish))
    return tuple(found)


def is_good(person: Person, at: int) -> bool:
    """Whether the person's clock is in their hours at an instant."""
    wall = clocks.local(at, person.zone)
    minute = wall.hour * 60 + wall.minute
    return any(start <= minute < end for start, end in person.week.parts(wall.weekday()))


def _edges(person: Person, start: int, end: int) -> Iterator[int]:
    """Every instant at which being in their hours may change: the hours themselves, on the days
    before and after too, and what clock changes jump over."""
    first = clocks.local(start, person.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    days = (clocks.local(end, person.zone) - first).days + 3
    minutes = {minute for slot in person.week.slots for minute in (slot.hours.earliest, slot.hours.latest)}
    for day in range(-1, days):
        midnight = first + timedelta(days=day)
        for minute in minutes:
            yield from clocks.instants(_at(midnight, minute), person.zone)[1]
    yield from (change.at for change in clocks.changes(person.zone, start, end))


def _at(midnight: datetime, minute: int) -> datetime:
    return midnight + timedelta(minutes=minute)


@dataclass(frozen=True, slots=True)
class Verdict:
    """answer  YES, TEXT (text first) or NO
    until   when the good time that is now ends; None when it does not within the horizon, or is not now
    next    the next good window where it is not good now; None when there is none within the horizon
    """

    answer: str
    until: int | None
    next: Window | None


def may_i_call(theirs: Person, text_first: bool, now: int) -> Verdict:
    """The verdict at `now`. My own hours are not asked about: whoever wants to call now is awake."""
    windows = good((theirs,), now, now + HORIZON)
    if not windows or windows[0].start > now:
        return Verdict(NO, None, windows[0] if windows else None)
    end = windows[0].end
    return Verdict(TEXT if text_first else YES, end if end < now + HORIZON else None, None)


def when_both(mine: Person, theirs: Person, now: int) -> tuple[Window, ...]:
    """The windows of the next two days that are in the hours of both; where there is none, the first
    one within the horizon; empty when there is none there either."""
    windows = good((mine, theirs), now, now + HORIZON)
    return tuple(window for window in windows if window.start < now + PICTURE) or windows[:1]


class Bad(NamedTuple):
    """A call that begins at the instant `at`, and how many minutes it is outside the hours of either: until they begin,
    or from their end to its own."""

    at: int
    mine: int
    theirs: int


@lru_cache(maxsize=8)
def least_bad(mine: Person, theirs: Person, now: int) -> tuple[Bad, ...]:
    """For two whose hours do not meet: the times within the horizon at which neither has to go far beyond theirs, the
    nearest to their hours first chosen, in order. `now` is UTC ms."""
    own, others = (good((person,), now - DAY, now + HORIZON + DAY) for person in (mine, theirs))
    if not own or not others:
        return ()
    first = -(-now // CALL) * CALL
    every = [Bad(at, _outside(at, own), _outside(at, others)) for at in range(first, now + HORIZON, CALL)]
    every.sort(key=lambda it: (max(it.mine, it.theirs), it.mine + it.theirs, it.at))
    found: list[Bad] = []
    for each in every:
        near = any(abs(each.at - other.at) < APART for other in found)
        if not near and max(each.mine, each.theirs) <= max(every[0].mine, every[0].theirs) + WORSE:
            found.append(each)
        if len(found) == MOST_BAD:
            break
    return tuple(sorted(found))


def _outside(at: int, windows: Sequence[Window]) -> int:
    return min(max(window.start - at, at + CALL - window.end, 0) for window in windows) // MINUTE
