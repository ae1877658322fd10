"""The hours in which somebody takes calls, and what follows: may I call now, and if not, when? When can we both?

An hour is a minute of the local day (0 to 1439); instants are UTC milliseconds. A window is a time without a gap that
is good for everybody.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from helper.zones import clocks
from helper.zones.clocks import DAY

DAY_MINUTES = 24 * 60
EARLIEST, LATEST = 9 * 60, 21 * 60 + 30
"""The hours of somebody of whom no others are known."""

YES, TEXT, NO = "yes", "text", "no"
HORIZON = 8 * DAY
"""How far to look for a good time. Hours come round every day; only a clock change can swallow them."""
PICTURE = 2 * DAY


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

    def __contains__(self, minute: int) -> bool:
        if self.over_midnight:
            return minute >= self.earliest or minute < self.latest
        return self.earliest <= minute < self.latest

    @property
    def over_midnight(self) -> bool:
        return self.latest <= self.earliest


class Person(NamedTuple):
    """Somebody who can be called: where, and in which hours."""

    zone: str
    hours: Hours


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
    return wall.hour * 60 + wall.minute in person.hours


def _edges(person: Person, start: int, end: int) -> Iterator[int]:
    """Every instant at which being in their hours may change: the hours themselves, on the days
    before and after too, and what clock changes jump over."""
    first = clocks.local(start, person.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    days = (clocks.local(end, person.zone) - first).days + 3
    for day in range(-1, days):
        midnight = first + timedelta(days=day)
        for minute in {person.hours.earliest, person.hours.latest}:
            yield from clocks.instants(_at(midnight, minute), person.zone)[1]
    yield from (change.at for change in clocks.changes(person.zone, start, end))


def _at(midnight: datetime, minute: int) -> datetime:
    return midnight + timedelta(minutes=minute)


@dataclass(frozen=True, slots=True)
class Verdict:
    """answer  YES, TEXT (text first) or NO
    until   when the good time that is now ends; None when it does not within the horizon, or is not now
    next    the next good window where it is not good now; None when there is none within the horizon
    mine    whether it is in my own hours too
    """

    answer: str
    until: int | None
    next: Window | None
    mine: bool


def may_i_call(mine: Person | None, theirs: Person, text_first: bool, now: int) -> Verdict:
    """The verdict at `now`. My own hours do not forbid a call; they are only told."""
    windows = good((theirs,), now, now + HORIZON)
    in_mine = mine is None or is_good(mine, now)
    if not windows or windows[0].start > now:
        return Verdict(NO, None, windows[0] if windows else None, in_mine)
    end = windows[0].end
    return Verdict(TEXT if text_first else YES, end if end < now + HORIZON else None, None, in_mine)


def when_both(mine: Person, theirs: Person, now: int) -> tuple[Window, ...]:
    """The windows of the next two days that are in the hours of both; where there is none, the first
    one within the horizon; empty when there is none there either."""
    windows = good((mine, theirs), now, now + HORIZON)
    return tuple(window for window in windows if window.start < now + PICTURE) or windows[:1]
