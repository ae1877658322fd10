"""A place's clock: its local time at an instant, the instants of a local time, and its changes.

The arithmetic is zoneinfo's. A clock is named by a zone: an IANA id
("America/Vancouver") or a fixed offset from UTC ("UTC+05:30"). Instants are UTC milliseconds; local
times are naive datetimes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND, MINUTE, DAY = 1_000, 60_000, 86_400_000
FIRST_YEAR, LAST_YEAR = 1970, 2037
"""The years for which the zone files name every change; before and after, they only extrapolate."""

_KNOWN = range(0, (LAST_YEAR + 1 - FIRST_YEAR) * 365 * DAY, 14 * DAY)
"""Instants from FIRST_YEAR on, close enough that no clock change is missed."""

ONCE, NEVER, TWICE = "once", "never", "twice"
FIXED = re.compile(r"UTC([+-])(\d\d):([0-5]\d)")
HIDDEN = re.compile(r"(?:Etc/)?(?:UTC|UCT|GMT(?:[+-]?0)?|Greenwich|Universal|Zulu|Unknown)")
MOST_BEHIND, MOST_AHEAD = -12 * 60, 14 * 60


class ZoneError(ValueError):
    """There is no such zone."""


@dataclass(frozen=True, slots=True)
class Change:
    """A clock is set: at the instant `at` its offset from UTC goes from `before` to `after` (seconds)."""

    at: int
    before: int
    after: int

    @property
    def minutes(self) -> int:
        """By how much the clock is set forward; negative for back."""
        return (self.after - self.before) // 60


@cache
def clock(zone: str) -> tzinfo:
    """The clock of a zone. Raises ZoneError."""
    fixed = FIXED.fullmatch(zone)
    if fixed:
        minutes = int(fixed[1] + "1") * (int(fixed[2]) * 60 + int(fixed[3]))
        if not MOST_BEHIND <= minutes <= MOST_AHEAD:
            raise ZoneError(zone)
        return timezone(timedelta(minutes=minutes))
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ZoneError(zone) from error


def fixed(minutes: int) -> str:
    """The name of the clock that is always so many minutes ahead of UTC."""
    sign, size = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"UTC{sign}{size // 60:02}:{size % 60:02}"


def is_fixed(zone: str) -> bool:
    return FIXED.fullmatch(zone) is not None


def is_hidden(device: str) -> bool:
    """Whether the zone that a device is set to says nothing: browsers that protect their users say UTC, wherever they
    are."""
    return HIDDEN.fullmatch(device) is not None


@lru_cache(maxsize=32)
def same(zone: str, other: str) -> bool:
    """Whether two zones are one under two names (Asia/Calcutta, Asia/Kolkata), or keep the same time and always have in
    the years that are known. False for what is no zone."""
    try:
        return zone == other or all(offset(at, zone) == offset(at, other) for at in _KNOWN)
    except ZoneError:
        return False


def aware(at: int, zone: str) -> datetime:
    return (EPOCH + timedelta(milliseconds=at)).astimezone(clock(zone))


def local(at: int, zone: str) -> datetime:
    """What the clock shows at an instant."""
    return aware(at, zone).replace(tzinfo=None, fold=0)


def shown(at: int, offset: int) -> datetime:
    """What a clock shows at an instant whose offset from UTC is so many seconds."""
    return (EPOCH + timedelta(milliseconds=at, seconds=offset)).replace(tzinfo=None)


def offset(at: int, zone: str) -> int:
    """Seconds by which the clock is ahead of UTC at an instant."""
    return int((aware(at, zone).utcoffset() or timedelta()).total_seconds())


def instant(wall: datetime, zone: str, fold: int = 0) -> int:
    """The instant at which the clock shows `wall`; where it does so twice, `fold` chooses the first (0)
    or the second (1). Where it never does: counted with the offset before (0) or after (1) the change,
    as RFC 5545 does with 0."""
    there = wall.replace(tzinfo=clock(zone), fold=fold)
    return (there - EPOCH) // timedelta(milliseconds=1)


def instants(wall: datetime, zone: str) -> tuple[str, tuple[int, ...]]:
    """How often the clock shows `wall` (ONCE, NEVER or TWICE), and the instants that can be meant by it."""
    first, second = instant(wall, zone, 0), instant(wall, zone, 1)
    if first == second:
        return ONCE, (first,)
    return (TWICE if first < second else NEVER), (min(first, second), max(first, second))


@lru_cache(maxsize=32)
def changes(zone: str, start: int, end: int) -> tuple[Change, ...]:
    """The times at which the clock is set, after `start` and up to `end`. Two that undo each other within
    a day would go unseen; no zone has had such since 1970."""
    if is_fixed(zone):
        return ()
    found = []
    before, known = start, offset(start, zone)
    while before < end:
        after = min(before + DAY, end)
        if offset(after, zone) != known:
            after = _first_with_other_offset(zone, before, after, known)
            found.append(Change(after, known, offset(after, zone)))
            known = found[-1].after
        before = after
    return tuple(found)


def _first_with_other_offset(zone: str, before: int, after: int, known: int) -> int:
    while after - before > SECOND:
        middle = (before + after) // (2 * SECOND) * SECOND
        middle = middle if middle > before else before + SECOND
        before, after = (middle, after) if offset(middle, zone) == known else (before, middle)
    return after - after % SECOND
