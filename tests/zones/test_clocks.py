"""A place's clock, by named cases that real places gave us."""

from __future__ import annotations

from datetime import datetime

import pytest

from helper.zones import clocks
from helper.zones.clocks import NEVER, ONCE, TWICE
from tests.zones.people import DAY, utc

pytestmark = pytest.mark.runtime

NAMED = [
    # Half an hour of summer time.
    ("Australia/Lord_Howe", "2026-04-04 14:59", "2026-04-05 01:59", 11 * 60),
    ("Australia/Lord_Howe", "2026-04-04 15:00", "2026-04-05 01:30", 10 * 60 + 30),
    # Two hours of it, in the Antarctic.
    ("Antarctica/Troll", "2026-03-29 00:59", "2026-03-29 00:59", 0),
    ("Antarctica/Troll", "2026-03-29 01:00", "2026-03-29 03:00", 120),
    # A day that never was.
    ("Pacific/Apia", "2011-12-30 09:59", "2011-12-29 23:59", -10 * 60),
    ("Pacific/Apia", "2011-12-30 10:00", "2011-12-31 00:00", 14 * 60),
    # The earliest clock, and those with odd minutes.
    ("Pacific/Kiritimati", "2026-11-21 12:00", "2026-11-22 02:00", 14 * 60),
    ("Asia/Kathmandu", "2026-11-21 12:00", "2026-11-21 17:45", 5 * 60 + 45),
    ("Pacific/Chatham", "2026-07-01 12:00", "2026-07-02 00:45", 12 * 60 + 45),
    ("Pacific/Chatham", "2026-11-21 12:00", "2026-11-22 01:45", 13 * 60 + 45),
    # Back for Ramadan, and for good since September 2026.
    ("Africa/Casablanca", "2026-02-15 01:59", "2026-02-15 02:59", 60),
    ("Africa/Casablanca", "2026-02-15 02:00", "2026-02-15 02:00", 0),
    ("Africa/Casablanca", "2026-09-20 00:59", "2026-09-20 01:59", 60),
    ("Africa/Casablanca", "2026-11-21 12:00", "2026-11-21 12:00", 0),
    # Standard time in summer, by its law.
    ("Europe/Dublin", "2026-07-01 12:00", "2026-07-01 13:00", 60),
    ("Europe/Dublin", "2026-12-01 12:00", "2026-12-01 12:00", 0),
    # Set the day before Europe's Sunday.
    ("America/Nuuk", "2026-10-25 00:59", "2026-10-24 23:59", -60),
    ("America/Nuuk", "2026-10-25 01:00", "2026-10-24 23:00", -120),
    # Those that gave up changing their clocks.
    ("America/Mexico_City", "2022-07-01 12:00", "2022-07-01 07:00", -5 * 60),
    ("America/Mexico_City", "2026-07-01 12:00", "2026-07-01 06:00", -6 * 60),
    ("Asia/Almaty", "2024-02-29 17:59", "2024-02-29 23:59", 6 * 60),
    ("Asia/Almaty", "2024-02-29 18:00", "2024-02-29 23:00", 5 * 60),
    ("America/Asuncion", "2026-07-01 12:00", "2026-07-01 09:00", -3 * 60),
    ("America/Vancouver", "2026-03-08 09:59", "2026-03-08 01:59", -8 * 60),
    ("America/Vancouver", "2026-12-01 12:00", "2026-12-01 05:00", -7 * 60),
    ("America/Edmonton", "2026-12-01 12:00", "2026-12-01 06:00", -6 * 60),
    ("America/Winnipeg", "2026-12-01 12:00", "2026-12-01 07:00", -5 * 60),
    ("America/Havana", "2026-03-08 04:59", "2026-03-07 23:59", -5 * 60),
    ("America/Havana", "2026-12-01 12:00", "2026-12-01 08:00", -4 * 60),
    # No zone at all.
    ("UTC+05:30", "2026-11-21 12:00", "2026-11-21 17:30", 5 * 60 + 30),
    ("UTC-03:30", "2026-11-21 12:00", "2026-11-21 08:30", -3 * 60 - 30),
]


@pytest.mark.parametrize(("zone", "at", "shown", "minutes"), NAMED)
def test_named_cases(zone: str, at: str, shown: str, minutes: int) -> None:
    assert clocks.local(utc(at), zone) == datetime.fromisoformat(shown)
    assert clocks.offset(utc(at), zone) == minutes * 60


WALLS = [
    ("Europe/Berlin", "2027-03-28 02:30", NEVER, ["2027-03-28 00:30", "2027-03-28 01:30"]),
    ("Europe/Berlin", "2026-10-25 02:30", TWICE, ["2026-10-25 00:30", "2026-10-25 01:30"]),
    ("Europe/Berlin", "2026-10-25 03:00", ONCE, ["2026-10-25 02:00"]),
    ("Australia/Lord_Howe", "2026-10-04 02:15", NEVER, ["2026-10-03 15:15", "2026-10-03 15:45"]),
    ("Australia/Lord_Howe", "2026-04-05 01:45", TWICE, ["2026-04-04 14:45", "2026-04-04 15:15"]),
    ("Pacific/Apia", "2011-12-30 12:00", NEVER, ["2011-12-29 22:00", "2011-12-30 22:00"]),
    ("UTC+02:00", "2027-03-28 02:30", ONCE, ["2027-03-28 00:30"]),
]


@pytest.mark.parametrize(("zone", "wall", "kind", "meant"), WALLS)
def test_local_times_that_exist_never_once_or_twice(zone: str, wall: str, kind: str, meant: list[str]) -> None:
    assert clocks.instants(datetime.fromisoformat(wall), zone) == (kind, tuple(utc(at) for at in meant))


def test_a_time_that_never_was_is_counted_with_the_offset_before() -> None:
    """As RFC 5545 has it, and so as calendars do."""
    meant = clocks.instant(datetime(2027, 3, 28, 2, 30), "Europe/Berlin")
    assert clocks.local(meant, "Europe/Berlin") == datetime(2027, 3, 28, 3, 30)


def test_changes_say_when_and_by_how_much() -> None:
    found = clocks.changes("Australia/Lord_Howe", utc("2026-01-01"), utc("2027-01-01"))
    assert [(it.at, it.minutes) for it in found] == [(utc("2026-04-04 15:00"), -30), (utc("2026-10-03 15:30"), 30)]
    assert clocks.changes("UTC+02:00", 0, 10_000 * DAY) == ()
    assert clocks.changes("Asia/Kathmandu", utc("2026-01-01"), utc("2037-01-01")) == ()


@pytest.mark.parametrize(
    "zone",
    ["", "Nowhere/Atall", "../../etc/passwd", "/etc/passwd", "Europe", "Europe/", "UTC+15:00", "UTC-12:30", "UTC+2",
     "UTC+02:60", "Europe/Berlin\0", "x" * 500, "europe/berlin\n", "."],
)  # fmt: skip
def test_what_is_no_zone_is_told_from_one(zone: str) -> None:
    with pytest.raises(clocks.ZoneError):
        clocks.clock(zone)


@pytest.mark.parametrize(("minutes", "name"), [(0, "UTC+00:00"), (330, "UTC+05:30"), (-210, "UTC-03:30")])
def test_a_fixed_clock_has_a_name_that_is_read_back(minutes: int, name: str) -> None:
    assert clocks.fixed(minutes) == name and clocks.is_fixed(name)
    assert clocks.offset(0, name) == minutes * 60


@pytest.mark.parametrize(
    ("one", "other"),
    [("Asia/Kolkata", "Asia/Colombo"), ("Europe/Berlin", "Europe/Paris"), ("America/Phoenix", "America/Denver"),
     ("Europe/London", "Africa/Abidjan"), ("Nowhere/Atall", "Europe/Paris"), ("", "UTC")],
)  # fmt: skip
def test_zones_that_once_kept_another_time_are_not_the_same(one: str, other: str) -> None:
    assert not clocks.same(one, other) and not clocks.same(other, one)
