"""The picture of their day: an arc by the clock on the wall, with the hours in which they take calls."""

from __future__ import annotations

import itertools
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.texts import Texts
from helper.zones import daylight
from helper.zones.hours import DAY_MINUTES
from tests.zones.people import NOW, Played, there

pytestmark = pytest.mark.runtime

VANCOUVER = "America/Vancouver"
PIECE = re.compile(r"M(\S+) (\S+)A100 100 0 0 1 (\S+) (\S+?)(?=M|$)")
MINUTES = st.integers(0, DAY_MINUTES)


def meeting(now: int = NOW, **fields: str) -> Played:
    return Played(now=now).opened().chosen(VANCOUVER).typed(**fields)


def minute(x: float, y: float) -> float:
    """The minute of the day that is drawn at a point of the arc."""
    return math.atan2(-y, -x) % math.pi / math.pi * DAY_MINUTES if y else (0 if x < 0 else DAY_MINUTES)


def drawn(path: object) -> list[tuple[int, int]]:
    found = [tuple(map(float, it)) for it in PIECE.findall(str(path))]
    return [(round(minute(a, b)), round(minute(c, d))) for a, b, c, d in found]


@given(MINUTES)
def test_every_minute_has_its_place_on_the_arc(it: int) -> None:
    x, y = daylight.at(it)
    assert math.hypot(x, y) == pytest.approx(daylight.RADIUS, abs=0.1) and y <= 0
    assert minute(x, y) == pytest.approx(it, abs=2)


@given(MINUTES, MINUTES)
def test_an_arc_goes_from_left_to_right_above(one: int, other: int) -> None:
    start, end = sorted((one, other))
    (found,) = drawn(daylight.arc(start, end))
    assert found == (pytest.approx(start, abs=2), pytest.approx(end, abs=2))


@pytest.mark.parametrize(
    ("hours", "windows"),
    [(("09:00", "21:30"), [(540, 1290)]), (("22:00", "06:00"), [(0, 360), (1320, 1440)]),
     (("00:00", "00:00"), [(0, 1440)]), (("22:00", "00:00"), [(1320, 1440)]), (("00:00", "06:00"), [(0, 360)])],
)  # fmt: skip
def test_the_hours_in_which_they_take_calls_are_marked(
    texts: Texts, hours: tuple[str, str], windows: list[tuple[int, int]]
) -> None:
    shown = meeting(theirs_from=hours[0], theirs_until=hours[1]).view(texts)
    assert shown["day"]
    assert drawn(shown["day_good"]) == [tuple(pytest.approx(it, abs=2) for it in window) for window in windows]


def test_now_is_where_their_clock_is_and_day_and_night_make_a_day(texts: Texts) -> None:
    shown = meeting(now=there("2026-11-21 12:00", VANCOUVER)).view(texts)
    assert shown["day_now"] == "M0.0 -100.0h0" or shown["day_now"] == "M-0.0 -100.0h0"
    parts = sorted([*drawn(shown["day_night"]), *drawn(shown["day_light"])])
    assert [parts[0][0], parts[-1][1]] == [0, DAY_MINUTES]
    assert all(abs(one[1] - other[0]) <= 2 for one, other in itertools.pairwise(parts))
    assert str(shown["day_time"]) in " ".join(meeting(now=there("2026-11-21 12:00", VANCOUVER)).shown(texts, "facts"))


def test_without_a_place_there_is_no_day(texts: Texts) -> None:
    assert not meeting().typed(theirs="Vancouver, Can").view(texts)["day"]
