"""The hours in which somebody takes calls, and the stretches of time that are good for everybody.

Only intervals live here. An hour is a minute of the local day (0 to 1439); instants are UTC milliseconds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from helper.zones import clocks

DAY_MINUTES = 24 * 60


class HoursError(ValueError):
    """Hours that leave no time for a call."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From `earliest` up to, not including, `latest`. Past midnight where `latest` is the smaller one
    (22:00 to 6:00); midnight to midnight is the whole day. Raises HoursError where nothing is left."""

    earliest: int = 9 * 60
    latest: int = 21 * 60 + 30

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


class Stretch(NamedTuple):
    """From the instant `start` up to, not including, `end`."""

    start: int
    end: int


@lru_cache(maxsize=32)
def good(people: tuple[Person, ...], start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches between two instants that are good for everybody in `people`, in their order."""
    turns = {at for person in people for at in _turns(person, start, end) if start < at < end}
    edges = [start, *sorted(turns), end]
    found: list[Stretch] = []
    for begin, finish in itertools.pairwise(edges):
        if not all(is_good(person, begin) for person in people):
            continue
        if found and found[-1].end == begin:
            begin = found.pop().start
        found.append(Stretch(begin, finish))
    return tuple(found)


def is_good(person: Person, at: int) -> bool:
    """Whether the person's clock is in their hours at an instant."""
    wall = clocks.local(at, person.zone)
    return wall.hour * 60 + wall.minute in person.hours


def _turns(person: Person, start: int, end: int) -> Iterator[int]:
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
