"""Good hours, the overlap of two people's, and the verdict: against a look at every single minute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.zones.hours import (
    EVERY_DAY,
    HORIZON,
    NO,
    TEXT,
    YES,
    Hours,
    HoursError,
    Person,
    Slot,
    Week,
    Window,
    good,
    least_bad,
    may_i_call,
    when_both,
)
from tests.zones.people import DAY, HOUR, MINUTE, NOW, is_good_by_hand, person, scan, there, utc

pytestmark = pytest.mark.runtime

ODD = (
    "Europe/Berlin", "America/New_York", "America/Vancouver", "Australia/Lord_Howe", "Antarctica/Troll",
    "Africa/Casablanca", "Pacific/Apia", "Pacific/Chatham", "Asia/Kathmandu", "America/Nuuk", "UTC+05:30",
)  # fmt: skip
TURNS = [
    utc(day)
    for day in ("2011-12-30", "2026-02-15", "2026-03-08", "2026-03-29", "2026-04-05", "2026-09-20", "2026-10-25",
                "2026-11-01", "2027-03-28")
]  # fmt: skip
HOURS = st.builds(
    lambda a, b: (a, b), st.integers(0, 1439), st.integers(0, 1439)
).filter(lambda pair: pair[0] != pair[1] or pair == (0, 0)).map(lambda pair: Hours(*pair))  # fmt: skip
ZONES = st.sampled_from(ODD[:-1])
SLOTS = st.lists(st.builds(Slot, st.integers(0, EVERY_DAY), HOURS), min_size=1, max_size=2)
WEEKS = SLOTS.filter(lambda slots: any(slot.days for slot in slots)).map(lambda slots: Week(tuple(slots)))
PEOPLE = st.builds(Person.daily, ZONES, HOURS) | st.builds(Person, ZONES, WEEKS)
# Around clock changes, where it is hard; some at any time.
STARTS = st.sampled_from(TURNS) | st.integers(utc("2024-01-01") // DAY, utc("2030-01-01") // DAY).map(lambda n: n * DAY)
MINUTES = st.integers(-2 * 1440, 0).map(lambda n: n * MINUTE)


@given(PEOPLE, STARTS, MINUTES)
def test_one_persons_good_hours_are_those_of_every_minute(who: Person, start: int, before: int) -> None:
    start += before
    assert good((who,), start, start + 3 * DAY) == scan((who,), start, start + 3 * DAY)


@given(PEOPLE, PEOPLE, STARTS, MINUTES)
def test_the_overlap_is_that_of_every_minute(mine: Person, theirs: Person, start: int, before: int) -> None:
    start += before
    assert good((mine, theirs), start, start + 3 * DAY) == scan((mine, theirs), start, start + 3 * DAY)


@given(PEOPLE, STARTS, MINUTES, st.booleans())
def test_the_next_good_time_really_is_the_next(theirs: Person, start: int, before: int, text: bool) -> None:
    now = start + before
    found = may_i_call(theirs, text, now)
    assert (found.answer == NO) == (not is_good_by_hand((theirs,), now))
    if found.answer == NO and found.next:
        expected = next(at for at in range(now, now + HORIZON, MINUTE) if is_good_by_hand((theirs,), at))
        assert found.next.start == expected
    if found.answer != NO:
        assert found.answer == (TEXT if text else YES)
        until = found.until if found.until is not None else now + 2 * DAY
        assert all(is_good_by_hand((theirs,), at) for at in range(now, until, MINUTE))
        assert found.until is None or not is_good_by_hand((theirs,), found.until)


@given(PEOPLE, PEOPLE, STARTS)
def test_when_both_can_is_complete_and_in_order(mine: Person, theirs: Person, now: int) -> None:
    found = when_both(mine, theirs, now)
    assert list(found) == sorted(found)
    starts = [window.start for window in scan((mine, theirs), now, now + 2 * DAY)]
    assert [window.start for window in found if window.start < now + 2 * DAY] == starts


def test_anna_in_vancouver() -> None:
    """Text first, not after 21:30: at 9:40 UTC it is night there; at 9:00 there it is 17:00 in Berlin."""
    anna, me = person("America/Vancouver"), person("Europe/Berlin")
    found = may_i_call(anna, True, NOW)
    assert found.answer == NO
    assert found.next == Window(
        there("2026-11-21 09:00", "America/Vancouver"), there("2026-11-21 21:30", "America/Vancouver")
    )
    later = may_i_call(anna, True, there("2026-11-21 21:29", "America/Vancouver"))
    assert later.answer == TEXT and later.until == there("2026-11-21 21:30", "America/Vancouver")
    assert may_i_call(anna, False, there("2026-11-21 21:30", "America/Vancouver")).answer == NO
    assert when_both(me, anna, NOW) == tuple(
        Window(there(f"2026-11-{day} 17:00", "Europe/Berlin"), there(f"2026-11-{day} 21:30", "Europe/Berlin"))
        for day in (21, 22)
    )


def test_a_night_shift_goes_past_midnight() -> None:
    night = person("Europe/Berlin", "22:00", "06:00")
    assert may_i_call(night, False, there("2026-11-21 23:30", "Europe/Berlin")).answer == YES
    assert may_i_call(night, False, there("2026-11-22 05:59", "Europe/Berlin")).answer == YES
    assert may_i_call(night, False, there("2026-11-22 06:00", "Europe/Berlin")).answer == NO


def test_midnight_to_midnight_is_always() -> None:
    always = person("Europe/Berlin", "00:00", "00:00")
    found = may_i_call(always, False, NOW)
    assert (found.answer, found.until) == (YES, None)
    assert when_both(always, always, NOW) == (Window(NOW, NOW + HORIZON),)


def test_hours_that_never_meet_are_said_to() -> None:
    assert when_both(person("Europe/Berlin", "09:00", "10:00"), person("Europe/Berlin", "10:00", "11:00"), NOW) == ()


def test_hours_that_a_clock_change_swallows_come_the_day_after() -> None:
    """2:15 to 2:45 does not exist in Berlin on 28 March 2027."""
    brief = person("Europe/Berlin", "02:15", "02:45")
    found = may_i_call(brief, False, there("2027-03-27 12:00", "Europe/Berlin"))
    assert found.next and found.next.start == there("2027-03-29 02:15", "Europe/Berlin")
    found = may_i_call(brief, False, there("2026-10-25 00:00", "Europe/Berlin"))
    assert found.next and found.next.end - found.next.start == HOUR // 2, "it comes twice, each for half an hour"


def test_a_first_common_hour_after_two_days_is_found() -> None:
    """The hours meet only when one clock is set: from 28 March 2027 Berlin's morning is an hour earlier."""
    mine, theirs = person("Europe/Berlin", "06:00", "07:00"), person("Asia/Kolkata", "09:30", "10:30")
    assert not when_both(mine, theirs, utc("2027-03-10 00:00"))
    assert when_both(mine, theirs, utc("2027-03-24 00:00"))[0].start == there("2027-03-28 06:00", "Europe/Berlin")


@pytest.mark.parametrize(("earliest", "latest"), [(540, 540), (1439, 1439), (-1, 60), (60, 1440), (1440, 0)])
def test_hours_that_leave_nothing_or_are_none_are_refused(earliest: int, latest: int) -> None:
    with pytest.raises(HoursError):
        Hours(earliest, latest)


def test_days_off_and_other_hours_at_the_weekend() -> None:
    """Monday to Friday from 9 to 17, Saturday nights; no calls on Sunday but for the end of that night."""
    who = Person("Europe/Berlin", Week((Slot(0b001_1111, Hours(540, 1020)), Slot(0b010_0000, Hours(1320, 120)))))
    for when, answer in (
        ("2026-11-20 16:59", YES), ("2026-11-21 10:00", NO), ("2026-11-21 22:00", YES), ("2026-11-22 01:59", YES),
        ("2026-11-22 02:00", NO), ("2026-11-22 23:00", NO), ("2026-11-23 09:00", YES),
    ):  # fmt: skip
        assert may_i_call(who, False, there(when, who.zone)).answer == answer, when
    found = may_i_call(who, False, there("2026-11-22 12:00", who.zone))
    assert found.next and found.next.start == there("2026-11-23 09:00", who.zone)


def test_a_day_that_a_zone_leaves_out_has_no_hours() -> None:
    """Samoa had no 30 December 2011, a Friday."""
    fridays = Person("Pacific/Apia", Week((Slot(0b001_0000, Hours(540, 600)),)))
    found = may_i_call(fridays, False, there("2011-12-29 12:00", "Pacific/Apia"))
    assert found.next is None or found.next.start == there("2012-01-06 09:00", "Pacific/Apia")


@pytest.mark.parametrize("slots", [(), (Slot(0, Hours()),), (Slot(EVERY_DAY + 1, Hours()),), (Slot(-1, Hours()),)])
def test_a_week_without_a_day_is_refused(slots: tuple[Slot, ...]) -> None:
    with pytest.raises(HoursError):
        Week(slots)


def test_the_least_bad_times_meet_in_the_middle() -> None:
    """Berlin takes calls until 12, New York from 8, which is 14 there: half past 12 is as far from one as the other."""
    mine, theirs = person("Europe/Berlin", "09:00", "12:00"), person("America/New_York", "08:00", "21:30")
    assert when_both(mine, theirs, NOW) == ()
    found = least_bad(mine, theirs, NOW)
    assert [(it.mine, it.theirs) for it in found] == [(60, 90)] * 3
    assert [it.at for it in found] == [there(f"2026-11-{day} 12:30", "Europe/Berlin") for day in (21, 22, 23)]


@given(PEOPLE, PEOPLE, STARTS)
def test_the_least_bad_times_are_bad_by_just_that_much_and_none_is_better(
    mine: Person, theirs: Person, now: int
) -> None:
    if when_both(mine, theirs, now):
        return
    found = least_bad(mine, theirs, now)
    assert list(found) == sorted(found) and len({it.at for it in found}) == len(found) <= 3
    for it in found:
        assert now <= it.at < now + HORIZON and (it.mine or it.theirs)
        for who, minutes in ((mine, it.mine), (theirs, it.theirs)):
            if minutes == 0:
                assert all(is_good_by_hand((who,), at) for at in range(it.at, it.at + HOUR // 2, MINUTE))
            else:
                assert not all(is_good_by_hand((who,), at) for at in range(it.at, it.at + HOUR // 2, MINUTE))
