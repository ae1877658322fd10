"""When a line answers: “24/7”, or “Mo-Fr 09:00-17:00; Sa,Su 10:00-14:00”, as OpenStreetMap writes it.

Days count from Monday, 0; times are minutes from midnight, and an end that is not after its start is on the next day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_MINUTES = 24 * 60
_DAY = "|".join(DAYS)
_DAY_SET = rf"(?:{_DAY})(?:-(?:{_DAY}))?(?:,(?:{_DAY})(?:-(?:{_DAY}))?)*"
_TIMES = r"\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*"
_RULE = re.compile(rf"({_DAY_SET}) ({_TIMES})")


@dataclass(frozen=True, slots=True)
class Span:
    """On each of `days`, from `start` to `end`."""

    days: tuple[int, ...]
    start: int
    end: int


ALWAYS = (Span(tuple(range(7)), 0, DAY_MINUTES),)


def parse(text: str) -> tuple[Span, ...]:
    """Raises ValueError for a text of another form."""
    if text == "24/7":
        return ALWAYS
    spans = []
    for rule in text.split("; "):
        found = _RULE.fullmatch(rule)
        if not found:
            raise ValueError(rule)
        days = tuple(sorted({day for part in found[1].split(",") for day in _days(part)}))
        for times in found[2].split(","):
            start, end = (_minutes(time) for time in times.split("-"))
            spans.append(Span(days, start, end))
    return tuple(spans)


def _days(part: str) -> range | list[int]:
    first, _, last = part.partition("-")
    start = DAYS.index(first)
    if not last:
        return [start]
    end = DAYS.index(last)
    return range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]


def _minutes(time: str) -> int:
    hour, minute = map(int, time.split(":"))
    if minute > 59 or hour * 60 + minute > DAY_MINUTES:
        raise ValueError(time)
    return hour * 60 + minute
