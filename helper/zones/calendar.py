"""A weekly call, or a promise to ring back, as a calendar file (RFC 5545), by the icalendar library.

icalendar is not there at start: load the package "calendar" first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from helper.zones import clocks, vtimezone
from helper.zones.weekly import Weekly, year

if TYPE_CHECKING:  # not there at start
    import icalendar

PACKAGE = "calendar"
FILE, TYPE = "call.ics", "text/calendar"
MAKER = "-//Steady Line//call helper//"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the calendar is to show: a title, and how many minutes the call takes."""

    title: str
    minutes: int


def write(weekly: Weekly, entry: Entry, now: int, luck: int) -> str:
    """The file: one weekly event that follows the leader's clock, with that zone's clock. `luck` (events.luck) gives
    it the name that RFC 7986 (5.3) asks for: no other event has it, and it says nothing."""
    first = year(weekly, now).first
    start = clocks.aware(first, weekly.leader)
    if clocks.is_fixed(weekly.leader):  # such a clock is as good as UTC, which every calendar knows
        return _file(start.astimezone(UTC), entry, now, luck, weekly=True)
    return _file(start, entry, now, luck, vtimezone.component(weekly.leader, first), weekly=True)


def write_once(at: int, entry: Entry, now: int, luck: int) -> str:
    """The file: one event that ends at the instant `at` (UTC ms), so that what is promised by then is seen before; a
    calendar reminds as it begins. It is in UTC, which needs no zone."""
    start = clocks.EPOCH + timedelta(milliseconds=at, minutes=-entry.minutes)
    return _file(start, entry, now, luck, reminds=True)


def _file(
    start: datetime,
    entry: Entry,
    now: int,
    luck: int,
    *parts: icalendar.Component,
    weekly: bool = False,
    reminds: bool = False,
) -> str:
    import uuid

    import icalendar

    event = icalendar.Event()
    event.add("uid", str(uuid.UUID(int=luck, version=4)))
    event.add("dtstamp", clocks.EPOCH + timedelta(milliseconds=now - now % 1000))
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=entry.minutes))
    if weekly:
        event.add("rrule", {"freq": "weekly"})
    event.add("summary", entry.title)
    if reminds:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta())
        event.add_component(alarm)
    calendar = icalendar.Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for component in (*parts, event):
        calendar.add_component(component)
    return str(calendar.to_ical(), "utf-8")
