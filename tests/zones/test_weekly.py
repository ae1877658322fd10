"""A weekly call through the year: every clock change is told once, with what it does to the call."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.zones import clocks
from helper.zones.clocks import NEVER, TWICE
from helper.zones.weekly import FOLLOWER, LEADER, WEEKS, Weekly, Year, year
from tests.zones.people import DAY, HOUR, NOW, there, utc

pytestmark = pytest.mark.runtime

ZONES = st.sampled_from(
    ["Europe/Berlin", "Europe/London", "America/New_York", "America/Vancouver", "Australia/Sydney",
     "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "America/Santiago", "Asia/Jerusalem", "UTC+05:30"]
)  # fmt: skip
CALLS = st.builds(Weekly, st.integers(0, 6), st.integers(0, 1439), ZONES, ZONES)
DAYS = st.integers(utc("2025-01-01") // HOUR, utc("2031-01-01") // HOUR).map(lambda hour: hour * HOUR)


def moves(found: Year) -> list[int]:
    return [step.moved for step in found.steps]


def test_berlin_and_new_york_are_an_hour_nearer_for_some_weeks() -> None:
    """Thursday at 19:00 in Berlin: New York springs forward two weeks earlier, and falls back a week later."""
    found = year(Weekly(3, 19 * 60, "Europe/Berlin", "America/New_York"), NOW)
    assert found.first == there("2026-11-26 19:00", "Europe/Berlin")
    assert [(who, step.moved) for step in found.steps for who, _ in step.changes] == [
        (FOLLOWER, 60), (LEADER, -60), (LEADER, 60), (FOLLOWER, -60),
    ]  # fmt: skip
    assert [clocks.local(step.at, "America/New_York").hour for step in found.steps] == [14, 13, 14, 13]
    assert [step.at for step in found.steps] == [
        there(f"{day} 19:00", "Europe/Berlin") for day in ("2027-03-18", "2027-04-01", "2027-11-04", "2027-11-11")
    ]
    assert found.steps[0].until == there("2027-03-25 19:00", "Europe/Berlin")
    assert found.steps[-1].until is None
    assert not found.oddities


def test_clocks_that_are_set_together_do_nothing_to_the_call() -> None:
    found = year(Weekly(3, 19 * 60, "Europe/Berlin", "Europe/Lisbon"), NOW)
    assert moves(found) == [0, 0] and all(len(step.changes) == 2 for step in found.steps)


def test_whose_clock_it_follows_decides_for_whom_it_moves() -> None:
    mine = year(Weekly(3, 19 * 60, "Europe/Berlin", "Asia/Kolkata"), NOW)
    theirs = year(Weekly(3, 19 * 60, "Asia/Kolkata", "Europe/Berlin"), NOW)
    assert moves(mine) == [-60, 60] and moves(theirs) == [60, -60]
    assert {who for step in mine.steps for who, _ in step.changes} == {LEADER}
    assert {who for step in theirs.steps for who, _ in step.changes} == {FOLLOWER}


def test_a_call_in_the_hour_that_is_left_out_or_comes_twice() -> None:
    found = year(Weekly(6, 2 * 60 + 30, "Europe/Berlin", "Asia/Kolkata"), NOW)
    assert [(odd.kind, odd.at) for odd in found.oddities] == [
        (NEVER, utc("2027-03-28 01:30")), (TWICE, utc("2027-10-31 00:30")),
    ]  # fmt: skip


def test_an_odd_day_says_nothing_of_the_others() -> None:
    """Midnight does not exist in Cairo on the Friday on which its clock is set: that call is at 1:00, and for
    Berlin at its usual hour; from the week after on it is an hour earlier there."""
    found = year(Weekly(4, 0, "Africa/Cairo", "Europe/Berlin"), utc("2026-11-21"))
    assert [odd.kind for odd in found.oddities] == [NEVER]
    steps = {step.at: step.moved for step in found.steps}
    assert steps[there("2027-04-02 00:00", "Africa/Cairo")] == 60, "Berlin is set in March"
    assert steps[there("2027-05-07 00:00", "Africa/Cairo")] == -60 and found.oddities[0].at not in steps


def test_a_call_later_today_is_the_first_and_one_that_is_over_is_not() -> None:
    call = Weekly(5, 11 * 60, "Europe/Berlin", "Asia/Kolkata")  # NOW is Saturday, 10:40 in Berlin
    assert year(call, NOW).first == there("2026-11-21 11:00", "Europe/Berlin")
    assert year(call, there("2026-11-21 11:00", "Europe/Berlin")).first == there("2026-11-28 11:00", "Europe/Berlin")


def shows(at: int, zone: str) -> datetime:
    key = clocks.clock(zone) if zone.startswith("UTC") else ZoneInfo(zone)
    return datetime.fromtimestamp(at // 1000, key)


@given(CALLS, DAYS)
def test_the_steps_tell_every_change_once_and_what_it_does(call: Weekly, day: int) -> None:
    found = year(call, day)
    first = shows(found.first, call.leader)
    assert day < found.first <= day + 8 * DAY and first.weekday() in (call.weekday, (call.weekday + 1) % 7)
    walls = [first.replace(tzinfo=None) + timedelta(weeks=week) for week in range(-1, WEEKS)]
    walls = [wall.replace(hour=call.minute // 60, minute=call.minute % 60) for wall in walls]
    there_is = [wall for wall in walls if clocks.instants(wall, call.leader)[0] != NEVER]
    calls = [clocks.instant(wall, call.leader) for wall in there_is]
    expected = [
        (who, it)
        for who, zone in ((LEADER, call.leader), (FOLLOWER, call.follower))
        for it in clocks.changes(zone, calls[0], calls[-1])
    ]
    told = [pair for step in found.steps for pair in step.changes]
    assert sorted(told, key=str) == sorted(expected, key=str)
    moved = {step.at: step.moved for step in found.steps}
    for before, after in pairwise(calls):
        shift = shows(after, call.follower).utcoffset(), shows(before, call.follower).utcoffset()
        weeks = round((after - before) / (7 * DAY))
        apart = (after - before - weeks * 7 * DAY) // 60_000 + int((shift[0] - shift[1]).total_seconds()) // 60  # type: ignore[operator]
        assert moved.get(after, 0) == apart
