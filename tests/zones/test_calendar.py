"""The calendar file, read back by other libraries: vobject for the file, dateutil for zone and rule."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helper.zones.calendar import Entry, write
from helper.zones.weekly import Weekly
from tests.conftest import IN_PYODIDE
from tests.zones.people import NOW, there

ENTRY = Entry("Call", 45)
LUCK = 2**127 + 1
CASES = [
    Weekly(3, 19 * 60, "Europe/Berlin", "America/New_York"),
    Weekly(6, 2 * 60 + 30, "America/New_York", "Europe/Berlin"),
    Weekly(0, 0, "Australia/Lord_Howe", "Europe/Berlin"),
    Weekly(2, 23 * 60 + 59, "Europe/Dublin", "Asia/Kolkata"),
    Weekly(4, 8 * 60, "Asia/Kathmandu", "Europe/Berlin"),
    Weekly(4, 8 * 60, "Africa/Casablanca", "Europe/Berlin"),
    Weekly(4, 8 * 60, "America/Vancouver", "Europe/Berlin"),
]


@pytest.mark.runtime
def test_a_file_is_made() -> None:
    text = write(CASES[0], ENTRY, NOW, LUCK)
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert "DTSTART;TZID=Europe/Berlin:20261126T190000" in text and "RRULE:FREQ=WEEKLY" in text


@pytest.mark.runtime
def test_nothing_telling_is_in_it() -> None:
    """No other place, no other person's hours: only the leader's zone, the time, and the title."""
    text = write(CASES[0], ENTRY, NOW, LUCK)
    assert "New_York" not in text and "ATTENDEE" not in text and "DESCRIPTION" not in text and "LOCATION" not in text
    names = {line.split(":")[0].split(";")[0] for line in text.split("BEGIN:VEVENT")[1].split("\r\n") if line}
    assert names == {"SUMMARY", "DTSTART", "DURATION", "DTSTAMP", "UID", "RRULE", "END"}


@pytest.mark.runtime
def test_the_same_call_has_the_same_file_but_for_its_name() -> None:
    once, again = ({*write(CASES[0], ENTRY, NOW, luck).split("\r\n")} for luck in (LUCK, LUCK + 1))
    assert {line.split(":")[0] for line in once ^ again} == {"UID"}
    assert write(CASES[0], ENTRY, NOW, LUCK) == write(CASES[0], ENTRY, NOW, LUCK), "there is no chance in here"


@pytest.mark.skipif(IN_PYODIDE, reason="the other libraries are not there")
@pytest.mark.parametrize("call", CASES, ids=lambda call: call.leader)
def test_another_library_finds_each_call_where_the_leaders_clock_has_it(call: Weekly) -> None:
    import vobject
    from dateutil.rrule import rrulestr
    from dateutil.tz import tzical

    text = write(call, ENTRY, NOW, LUCK)
    event = vobject.readOne(text).vevent
    assert (event.summary.value, event.duration.value) == ("Call", timedelta(minutes=45))
    zone = tzical(io.StringIO(text)).get(call.leader)
    start = event.dtstart.value.replace(tzinfo=None)
    assert (start.weekday(), start.hour * 60 + start.minute) == (call.weekday, call.minute)
    rule = rrulestr(event.rrule.value, dtstart=start)
    calls = [next_one for next_one, _ in zip(rule, range(500), strict=False)]
    assert calls[1] - calls[0] == timedelta(weeks=1)
    for wall in calls:
        real = wall.replace(tzinfo=ZoneInfo(call.leader))
        if real.astimezone(UTC).astimezone(ZoneInfo(call.leader)).replace(tzinfo=None) != wall:
            continue  # that hour is left out on that day; libraries differ, RFC 5545 does not
        if real.utcoffset() != real.replace(fold=1).utcoffset():
            continue
        assert wall.replace(tzinfo=zone).utcoffset() == real.utcoffset(), wall


@pytest.mark.skipif(IN_PYODIDE, reason="the other library is not there")
def test_a_call_by_a_fixed_offset_is_written_in_utc() -> None:
    import vobject

    event = vobject.readOne(write(Weekly(3, 19 * 60, "UTC+05:30", "Europe/Berlin"), ENTRY, NOW, LUCK)).vevent
    assert event.dtstart.value == datetime(2026, 11, 26, 13, 30, tzinfo=UTC)


@pytest.mark.skipif(IN_PYODIDE, reason="the other library is not there")
@pytest.mark.parametrize("title", ["Ruf an; 19:00, \\ „bei mir“\nEND:VEVENT", "x" * 200, "😀" * 60])
def test_any_title_stays_a_title(title: str) -> None:
    import vobject

    calendar = vobject.readOne(write(CASES[0], Entry(title, 30), NOW, LUCK))
    assert len(calendar.vevent_list) == 1 and calendar.vevent.summary.value == title
    assert calendar.vevent.dtstart.value.timestamp() * 1000 == there("2026-11-26 19:00", "Europe/Berlin")
