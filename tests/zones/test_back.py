"""A promise to ring back: by when, in both times, and as an entry for the calendar."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.texts import Texts
from helper.zones.calendar import Entry, write_once
from tests.conftest import IN_PYODIDE
from tests.zones.people import DAY, MINUTE, NOW, Played, there
from tests.zones.test_hours import STARTS, ZONES

pytestmark = pytest.mark.runtime

BERLIN, VANCOUVER = "Europe/Berlin", "America/Vancouver"


def promised(time: str = "18:00", now: int = NOW, theirs: str = VANCOUVER, **fields: str) -> Played:
    return Played(now=now).opened().chosen(theirs).typed(back_time=time, **fields)


def test_the_message_has_both_times_and_theirs_comes_first(texts: Texts) -> None:
    """Ten in the evening of the 20th there: 18:00 is that of the next day, and the day after that in Berlin."""
    text = str(promised(now=there("2026-11-20 22:00", VANCOUVER), language=texts.locale.language).view(texts)["back"])
    locale = texts.locale
    theirs, mine = datetime(2026, 11, 21, 18), datetime(2026, 11, 22, 2)
    for wall in (theirs, mine):
        assert locale.time(wall) in text and locale.day(wall) in text
    assert text.index(locale.time(theirs)) < text.index(locale.time(mine))


def test_by_my_own_clock_and_by_one_that_is_the_same(texts: Texts) -> None:
    played = promised("18:00", back_clock="mine")
    assert played.model.promised(NOW) == there("2026-11-21 18:00", BERLIN)
    same = promised("18:00", theirs="Europe/Paris", language=texts.locale.language)
    assert str(same.view(texts)["back"]).count(texts.locale.time(datetime(2026, 11, 21, 18))) == 1


def test_it_is_written_in_the_others_language(texts: Texts) -> None:
    other = {"en": "de", "de": "en"}[texts.locale.language]
    shown, own = promised(language=other).view(texts), promised(language=texts.locale.language).view(texts)
    assert shown["back_in"] == other and shown["back"] != own["back"]


def test_what_is_missing_or_wrong_is_said(texts: Texts) -> None:
    assert promised("").view(texts)["back"] == "" == promised("").view(texts)["back_need"]
    assert promised("25:00").view(texts)["back_need"] == texts.say("zones.problem.hour")
    assert Played().opened().typed(back_time="18:00").view(texts)["back_need"] == texts.say("zones.message.need_places")
    late = texts.say("zones.moment.not_theirs")
    assert promised("22:00").view(texts)["back_fits"] == late and not promised("21:30").view(texts)["back_fits"]


@given(ZONES, STARTS, st.integers(0, 1439), st.integers(0, 1439))
def test_it_is_the_next_time_at_which_that_clock_shows_it(zone: str, start: int, later: int, minute: int) -> None:
    now = start + later * MINUTE
    at = promised(f"{minute // 60:02}:{minute % 60:02}", now, zone).model.promised(now)  # type: ignore[union-attr]
    assert at is not None and now < at <= now + 2 * DAY
    shown = datetime.fromtimestamp(at // 1000, ZoneInfo(zone))
    if shown.hour * 60 + shown.minute == minute:
        for earlier in range(now + MINUTE, at, MINUTE):
            wall = datetime.fromtimestamp(earlier // 1000, ZoneInfo(zone))
            assert (wall.hour, wall.minute) != (shown.hour, shown.minute)
    else:
        around = [datetime.fromtimestamp(at // 1000 + hours * 3600, ZoneInfo(zone)).utcoffset() for hours in (-26, 26)]
        assert around[0] != around[1], "only where a clock is set is it another time"


def test_the_entry_reminds_before_and_names_nobody(texts: Texts) -> None:
    played = promised(title="Anna").send("file", about="back", title="Call back")
    load = played.did("load")
    assert load and load["packages"] == ["calendar"]
    assert played.view(texts)["back_file"] and not played.view(texts)["file"], "said where it was asked for"
    file: Any = played.send("loaded", packages=["calendar"]).did("download")
    text = str(file["text"])
    end = datetime.fromtimestamp((played.model.promised(NOW) or 0) // 1000, UTC)  # type: ignore[union-attr]
    assert f"DTSTART:{end - timedelta(minutes=15):%Y%m%dT%H%M%SZ}" in text and "DURATION:PT15M" in text
    assert "BEGIN:VALARM" in text and "RRULE" not in text and "VTIMEZONE" not in text
    assert re.findall("SUMMARY:(.*)\r", text) == ["Call back"]
    assert "Anna" not in text and "Vancouver" not in text
    shown = played.send("saving", outcome="started").view(texts)
    assert shown["back_file_written"] and not shown["file_written"]
    assert not played.typed(back_time="19:00").view(texts)["back_file_written"], "that would be another file"


def test_a_promise_for_in_a_moment_begins_now() -> None:
    played = promised("18:00", there("2026-11-21 17:55", VANCOUVER)).send("loaded", packages=["calendar"])
    file: Any = played.send("file", about="back", title="x").did("download")
    assert "DURATION:PT5M" in file["text"]


@pytest.mark.parametrize("about", ["back", 7, None, ["back"]])
def test_without_a_promise_there_is_no_file(about: object) -> None:
    assert not Played().opened().chosen(VANCOUVER).send("file", about=about).effects


@pytest.mark.skipif(IN_PYODIDE, reason="the other library is not there")
@pytest.mark.parametrize("title", ["Call back", "Ruf an; 19:00, \\ „bei mir“\nEND:VEVENT"])
def test_another_library_reads_the_entry(title: str) -> None:
    import vobject

    at = there("2026-10-25 02:30", BERLIN, fold=1)
    event = vobject.readOne(write_once(at, Entry(title, 15), NOW, 2**127)).vevent
    assert event.summary.value == title and event.valarm.action.value == "DISPLAY"
    assert (event.dtstart.value + event.duration.value).timestamp() * 1000 == at
