"""A weekly call through the year: which clock it follows, and what each clock change does to it.

Instants are UTC milliseconds; weekdays count from 0 for Monday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from helper.zones import clocks
from helper.zones.clocks import DAY, Change

WEEKS = 53
LEADER, FOLLOWER = "leader", "follower"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A call at the same minute of the same weekday on the leader's clock; the follower's clock shows
    what it shows."""

    weekday: int
    minute: int
    leader: str
    follower: str


@dataclass(frozen=True, slots=True)
class Step:
    """What happens between one usual call and the next, where a clock is set.

    changes  whose clock, and how
    at       the first call after that
    moved    minutes by which the follower's time of it differs from the call before; 0: the clock change does nothing
    until    the last call at which the follower's clock shows that time; None: no end within the year
    """

    changes: tuple[tuple[str, Change], ...]
    at: int
    moved: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Oddity:
    """A call whose local time the leader's clock does not show on that day, or shows twice. The call is
    then at the instant `at`; `kind` is clocks.NEVER or clocks.TWICE."""

    at: int
    kind: str


@dataclass(frozen=True, slots=True)
class Year:
    """A weekly call in the twelve months from now: its first instant, the steps, and the odd days."""

    first: int
    steps: tuple[Step, ...]
    oddities: tuple[Oddity, ...]


@lru_cache(maxsize=8)
def year(weekly: Weekly, day: int) -> Year:
    """The year of a weekly call from the instant `day` on."""
    walls = _walls(weekly, day)
    calls = [clocks.instant(wall, weekly.leader) for wall in walls]
    kinds = [clocks.instants(wall, weekly.leader)[0] for wall in walls]
    odd = (Oddity(at, kind) for at, kind in zip(calls[1:], kinds[1:], strict=True) if kind != clocks.ONCE)
    # A call at an hour that is left out is an hour off on that day alone: it says nothing of the others.
    usual = [at for at, kind in zip(calls, kinds, strict=True) if kind != clocks.NEVER]
    return Year(calls[1], _steps(weekly, usual), tuple(odd))


def _walls(weekly: Weekly, day: int) -> list[datetime]:
    """The leader's local times of the calls: the last one before `day`, and those of the year."""
    start = clocks.local(day, weekly.leader)
    days = (weekly.weekday - start.weekday()) % 7
    first = datetime(start.year, start.month, start.day) + timedelta(days=days, minutes=weekly.minute)
    if clocks.instant(first, weekly.leader) <= day:
        first += timedelta(weeks=1)
    return [first + timedelta(weeks=week) for week in range(-1, WEEKS)]


def _steps(weekly: Weekly, calls: list[int]) -> tuple[Step, ...]:
    start, end = calls[0], calls[-1]
    each = [(LEADER, it) for it in clocks.changes(weekly.leader, start, end)]
    each += [(FOLLOWER, it) for it in clocks.changes(weekly.follower, start, end)]
    each.sort(key=lambda pair: pair[1].at)
    shown = [clocks.local(at, weekly.follower) for at in calls]
    # Minutes of the follower's week, so that two calls compare whatever their dates are.
    marks = [wall.weekday() * 24 * 60 + wall.hour * 60 + wall.minute for wall in shown]
    steps: list[Step] = []
    for here in range(1, len(calls)):
        between = tuple(pair for pair in each if calls[here - 1] < pair[1].at <= calls[here])
        if between:
            moved = (marks[here] - marks[here - 1] + 3 * DAY // 60_000) % (7 * 24 * 60) - 3 * DAY // 60_000
            same = next((n for n in range(here, len(calls)) if marks[n] != marks[here]), None)
            until = calls[same - 1] if moved and same else None
            steps.append(Step(between, calls[here], moved, until))
    return tuple(steps)
