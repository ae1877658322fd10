"""The clock of a zone as calendar files carry it: a VTIMEZONE (RFC 5545, 3.6.5).

Calendar programs differ in what they read of one. So what goes on year after year is written as a yearly rule, which
all of them follow (Outlook reads nothing else); what happens once has a part of its own; and only what follows no rule,
as in Palestine, is a list, a date on each line, the first one too: Thunderbird reads no more than one of a line, and
passes over the start of a part that has a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from helper.zones import clocks
from helper.zones.clocks import DAY, Change

if TYPE_CHECKING:  # not there at start (calendar.py)
    import icalendar

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LEAST_YEARS = 8
"""What has happened in so many years on end, up to the last one known, is taken for a rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Once a year, in `month`, on a `weekday` (0 for Monday) within the seven days from `day` on; -7 stands for the
    last seven of the month."""

    month: int
    weekday: int
    day: int

    @property
    def recurrence(self) -> dict[str, object]:
        """The rule as an RRULE."""
        name = WEEKDAYS[self.weekday]
        if self.day == -7 or self.day % 7 == 1:
            which = -1 if self.day == -7 else self.day // 7 + 1
            return {"freq": "yearly", "bymonth": self.month, "byday": f"{which}{name}"}
        return {
            "freq": "yearly",
            "bymonth": self.month,
            "bymonthday": list(range(self.day, self.day + 7)),
            "byday": name,
        }


@dataclass(frozen=True, slots=True)
class Part:
    """A STANDARD or DAYLIGHT: the clock is set from one offset to another (seconds), at these local times of the
    clock as it goes before; and after the last of them by `rule` for ever, if there is one."""

    before: int
    after: int
    walls: tuple[datetime, ...]
    rule: Rule | None = None


def parts(zone: str, start: int) -> list[Part]:
    """What a calendar has to know of a zone's clock from the instant `start` on (UTC ms), in the order in which it
    begins: the first part says how the clock goes at the start."""
    end = clocks.instant(datetime(clocks.LAST_YEAR, 12, 31), "UTC")
    earlier = clocks.changes(zone, start - 366 * DAY, start)[-1:]
    kinds: dict[tuple[int, int], list[Change]] = {}
    for change in (*earlier, *clocks.changes(zone, start, end)):
        kinds.setdefault((change.before, change.after), []).append(change)
    offset = clocks.offset(start, zone)
    found = [] if earlier else [Part(offset, offset, (_wall(Change(0, offset, offset)),))]
    for (before, after), each in kinds.items():
        once, yearly, rule = _split(each)
        if rule:
            found += [Part(before, after, (wall,)) for wall in once]
            found.append(Part(before, after, (yearly,), rule))
        else:
            found.append(Part(before, after, tuple(_wall(change) for change in each)))
    return sorted(found, key=lambda part: part.walls[0])


def _wall(change: Change) -> datetime:
    """What the clock shows at the moment in which it is set, by the offset before."""
    return clocks.shown(change.at, change.before)


def _split(each: Sequence[Change]) -> tuple[list[datetime], datetime, Rule | None]:
    """The changes that come before a rule holds, the first one by the rule, and the rule; None if there is none."""
    walls = [_wall(change) for change in each]
    for number in range(len(walls) - LEAST_YEARS + 1):
        # Midnight may fall into the next month, as after a last Thursday in Egypt; the second before it does not.
        for early in (timedelta(), timedelta(seconds=1)):
            rest = [wall - early for wall in walls[number:]]
            years = [wall.year for wall in rest]
            if years == list(range(years[0], clocks.LAST_YEAR + 1)) and (rule := _rule(rest)):
                return walls[:number], rest[0], rule
    return walls, walls[0], None


def _rule(walls: Sequence[datetime]) -> Rule | None:
    """The rule that all of these follow; None if they follow none, or if several would do."""
    first = walls[0]
    if any((wall.month, wall.weekday(), wall.time()) != (first.month, first.weekday(), first.time()) for wall in walls):
        return None
    days = [wall.day for wall in walls]
    if all((wall + timedelta(days=7)).month != wall.month for wall in walls):
        return Rule(first.month, first.weekday(), -7)
    begin = min(days)
    if max(days) - begin > 6:
        return None
    usual = (begin - 1) // 7 * 7 + 1
    if max(days) <= usual + 6:
        return Rule(first.month, first.weekday(), usual)
    return Rule(first.month, first.weekday(), begin) if max(days) - begin == 6 else None


def component(zone: str, start: int) -> icalendar.Timezone:
    """The VTIMEZONE of a zone, from the instant `start` on."""
    import icalendar

    whole = icalendar.Timezone()
    whole.add("tzid", zone)
    for part in parts(zone, start):
        one: icalendar.Component = (
            icalendar.TimezoneDaylight() if part.after > part.before else icalendar.TimezoneStandard()
        )
        one.add("dtstart", part.walls[0])
        one.add("tzoffsetfrom", timedelta(seconds=part.before))
        one.add("tzoffsetto", timedelta(seconds=part.after))
        if part.rule:
            one.add("rrule", part.rule.recurrence)
        for wall in part.walls if len(part.walls) > 1 else ():
            one.add("rdate", wall)
        whole.add_component(one)
    return whole
