"""The calendar file in other programs: each call until 2037 is where zoneinfo has it, for every kind of clock."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache

import pytest

from helper.zones import clocks
from helper.zones.calendar import Entry, write
from helper.zones.weekly import Weekly, year
from tests.conftest import IN_PYODIDE
from tests.zones.people import NOW
from tests.zones.readers import READERS, UNTIL

pytestmark = pytest.mark.skipif(IN_PYODIDE, reason="the other programs are not there")

RULED = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Chisinau", "America/New_York", "America/Vancouver",
    "America/Edmonton", "America/St_Johns", "America/Santiago", "America/Havana", "America/Nuuk", "Asia/Jerusalem",
    "Asia/Beirut", "Africa/Cairo", "Atlantic/Azores", "Australia/Lord_Howe", "Australia/Sydney", "Australia/Adelaide",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Norfolk", "Antarctica/Troll",
)  # fmt: skip
STILL = (
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "America/Phoenix", "America/Sao_Paulo", "Africa/Lagos",
    "Pacific/Kiritimati", "America/Whitehorse", "Europe/Istanbul", "Pacific/Apia", "UTC+05:30", "UTC-03:00",
)  # fmt: skip
LISTED = ("Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron")
NIGHT = 2 * 60 + 30
TIMES = (NIGHT, 23 * 60 + 59)
NO_LISTS = re.compile(r"^RDATE.*\r\n", re.MULTILINE)


def calls(zones: tuple[str, ...]) -> list[Weekly]:
    return [
        Weekly((number + turn) % 7, minute, zone, "Europe/Berlin")
        for number, zone in enumerate(zones)
        for turn, minute in enumerate(TIMES)
    ]


@cache
def file(call: Weekly) -> str:
    return write(call, Entry("Call", 30), NOW, luck=1)


@cache
def wanted(call: Weekly) -> list[tuple[int, ...]]:
    """The instants that each call may have: two where the local time is shown twice or never."""
    wall = clocks.local(year(call, NOW).first, call.leader)
    found = []
    while wall < datetime(UNTIL.year, UNTIL.month, UNTIL.day):
        found.append(clocks.instants(wall, call.leader)[1])
        wall += timedelta(weeks=1)
    return found


def compare(texts: list[str], each: list[Weekly], reader: str) -> None:
    for call, starts in zip(each, READERS[reader](texts), strict=True):
        if reader == "libical" and call.minute == NIGHT:
            continue  # of an hour that is left out it asks the machine's own data, and is an hour late the week after
        right = wanted(call)
        assert abs(len(starts) - len(right)) <= 1, (call, len(starts), len(right))
        for start, may in zip(starts, right, strict=False):
            assert start in may, (call, datetime.fromtimestamp(start / 1000, clocks.EPOCH.tzinfo))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("zones", [RULED, STILL, LISTED], ids=["ruled", "still", "listed"])
def test_each_call_is_where_the_leaders_clock_has_it(zone_files: None, zones: tuple[str, ...], reader: str) -> None:
    each = calls(zones)
    compare([file(call) for call in each], each, reader)


@pytest.mark.parametrize("reader", READERS)
def test_lists_can_be_done_without_where_a_rule_goes_on(zone_files: None, reader: str) -> None:
    """Outlook does not read RDATE in the clock of a zone."""
    each = calls(RULED + STILL)
    compare([NO_LISTS.sub("", file(call)) for call in each], each, reader)
