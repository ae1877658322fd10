"""A weekly call as a calendar file (RFC 5545), by the icalendar library.

icalendar is not there at start: load the package "calendar" first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta

from helper.zones import clocks, vtimezone
from helper.zones.weekly import Weekly, year

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
    import uuid

    import icalendar

    first = year(weekly, now).first
    start = clocks.aware(first, weekly.leader)
    if clocks.is_fixed(weekly.leader):  # such a clock is as good as UTC, which every calendar knows
        start = start.astimezone(UTC)
    event = icalendar.Event()
    event.add("uid", str(uuid.UUID(int=luck, version=4)))
    event.add("dtstamp", clocks.EPOCH + timedelta(milliseconds=now - now % 1000))
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=entry.minutes))
    event.add("rrule", {"freq": "weekly"})
    event.add("summary", entry.title)
    calendar = icalendar.Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    if not clocks.is_fixed(weekly.leader):
        calendar.add_component(vtimezone.component(weekly.leader, first))
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")
