"""The form's fields, read, and what they offer: hours, a certain moment, a weekly call, a message.

Each part is read for itself, so that a mistake in one does not take away the answer of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from helper.events import Fields, Range
from helper.zones import clocks
from helper.zones.alone import FORMATS, LANGUAGE, MOST_LANGUAGES
from helper.zones.calendar import Entry
from helper.zones.codec import LINKS
from helper.zones.guess import LONGEST
from helper.zones.hours import EARLIEST, EVERY_DAY, LATEST, Hours, HoursError, Slot

MINE, THEIRS = SIDES = ("mine", "theirs")
BACK, OWN = "back", "own"
SPEAKS = "own_speaks_"
BOTH, MOMENT, WEEKLY = ABOUT = ("both", "moment", "weekly")
FIRST_DAY, LAST_DAY = date(clocks.FIRST_YEAR, 1, 1), date(clocks.LAST_YEAR, 12, 31)
MAX_TITLE = 200
SOONER = 15
"""So many minutes before what is promised a calendar reminds of it."""
LENGTH = Range(1, 600, 30)
"""Minutes of a weekly call."""


def _hhmm(minute: int) -> str:
    """A minute of the day as a field has it: "21:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


FROM, UNTIL = _hhmm(EARLIEST), _hhmm(LATEST)

CHOICES: Mapping[str, Any] = MappingProxyType({
    "sides": SIDES, "about": ABOUT, "from": FROM, "until": UNTIL, "first_day": FIRST_DAY, "last_day": LAST_DAY,
    "longest_place": LONGEST, "longest_title": MAX_TITLE, "length": LENGTH, "links": LINKS, "formats": FORMATS,
    "speaks": SPEAKS,
})  # fmt: skip


class FormError(ValueError):
    """A part of the form that cannot be used; `key` names the text that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time and whose clock it is on."""

    wall: datetime
    side: str


class Back(NamedTuple):
    """A promise to ring back by a minute of the day, and whose clock it is on."""

    minute: int
    side: str


@dataclass(frozen=True, slots=True)
class Call:
    """A weekly call as it was agreed: weekday from 0 for Monday, minute of the day, whose clock."""

    weekday: int
    minute: int
    side: str
    entry: Entry


class Own(NamedTuple):
    """What somebody tells others of when they may be called, beside their place and hours: on which days those hold
    (as in hours.Slot), other hours on some days, and the rest of alone.Alone."""

    days: int = EVERY_DAY
    more: Slot | None = None
    text_first: bool = False
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """What the form says. Where a part is None, the text of its problem is named under its name."""

    mine: Hours | None = Hours()
    theirs: Hours | None = Hours()
    text_first: bool = False
    moment: Moment | None = None
    weekly: Call | None = None
    back: Back | None = None
    own: Own | None = Own()
    about: str = BOTH
    language: str = ""
    problems: tuple[tuple[str, str], ...] = ()

    def problem(self, part: str) -> str:
        return dict(self.problems).get(part, "")

    def hours(self, side: str) -> Hours | None:
        return self.mine if side == MINE else self.theirs


def read(fields: Fields) -> Setup:
    """What the fields say, with the problems of the parts that could not be read."""
    problems: list[tuple[str, str]] = []

    def part[T](name: str, read: T | None, key: str) -> T | None:
        if key:
            problems.append((name, key))
        return read

    return Setup(
        mine=part(MINE, *_hours(fields, MINE)),
        theirs=part(THEIRS, *_hours(fields, THEIRS)),
        text_first=bool(fields.get("text_first")),
        moment=part(MOMENT, *_moment(fields)),
        weekly=part(WEEKLY, *_weekly(fields)),
        back=part(BACK, *_back(fields)),
        own=part(OWN, *_own(fields)),
        about=fields["about"] if fields.get("about") in ABOUT else BOTH,
        language=fields.get("language", ""),
        problems=tuple(problems),
    )


def write_hours(side: str, hours: Hours) -> dict[str, str]:
    """The fields that show somebody's hours."""
    return {f"{side}_from": _hhmm(hours.earliest), f"{side}_until": _hhmm(hours.latest)}


def _hours(fields: Fields, side: str) -> tuple[Hours | None, str]:
    try:
        earliest = _minute(fields.get(f"{side}_from", FROM))
        return Hours(earliest, _minute(fields.get(f"{side}_until", UNTIL))), ""
    except FormError as error:
        return None, error.key
    except HoursError:
        return None, "problem.hours"


def _moment(fields: Fields) -> tuple[Moment | None, str]:
    """None, and no problem, while day or time are still empty."""
    day, time = fields.get("date", ""), fields.get("time", "")
    if not day or not time:
        return None, ""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return None, "problem.date"
    if not FIRST_DAY <= when <= LAST_DAY:
        return None, "problem.date"
    try:
        return Moment(_wall(when, _minute(time)), _side(fields.get("clock", MINE))), ""
    except FormError as error:
        return None, error.key


def _weekly(fields: Fields) -> tuple[Call | None, str]:
    """None, and no problem, while weekday or time are still empty."""
    weekday, time = fields.get("weekday", ""), fields.get("weekly_time", "")
    if weekday not in tuple("0123456") or not time:
        return None, ""
    length = LENGTH.read(fields.get("minutes", str(LENGTH.usual)))
    if length is None:
        return None, "problem.length"
    entry = Entry(" ".join(fields.get("title", "").split())[:MAX_TITLE], length)
    try:
        return Call(int(weekday), _minute(time), _side(fields.get("weekly_clock", MINE)), entry), ""
    except FormError as error:
        return None, error.key


def _back(fields: Fields) -> tuple[Back | None, str]:
    """None, and no problem, while the time is still empty."""
    time = fields.get("back_time", "")
    try:
        return (Back(_minute(time), _side(fields.get("back_clock", THEIRS))) if time else None), ""
    except FormError as error:
        return None, error.key


def _own(fields: Fields) -> tuple[Own | None, str]:
    days, others = (
        sum(1 << day for day in range(7) if fields.get(f"{name}_{day}")) for name in ("own_day", "own_other")
    )
    hours, problem = _hours(fields, OWN)
    if others and not hours:
        return None, problem
    languages = sorted(name.removeprefix(SPEAKS) for name in fields if name.startswith(SPEAKS) and fields.get(name))
    return Own(
        days,
        Slot(others, hours) if others and hours else None,
        bool(fields.get("own_text_first")),
        tuple(it for it in languages if LANGUAGE.fullmatch(it))[:MOST_LANGUAGES],
        tuple(it for it in FORMATS if fields.get(f"own_{it}")),
    ), ""


def _side(text: str) -> str:
    return THEIRS if text == THEIRS else MINE


def _minute(text: str) -> int:
    """The minute of the day in "21:30" (or "21:30:00"). Raises FormError."""
    hour, _, rest = text.partition(":")
    minute = rest[:2]
    if not all(part.isascii() and part.isdigit() and len(part) == 2 for part in (hour, minute)):
        raise FormError("problem.hour")
    if int(hour) > 23 or int(minute) > 59:
        raise FormError("problem.hour")
    return int(hour) * 60 + int(minute)


def _wall(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
