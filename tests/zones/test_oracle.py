"""Every clock change of every zone from 1970 to 2037, one second before and after, against zic and zdump."""

from __future__ import annotations

import itertools

import pytest

from helper.zones import clocks
from helper.zones.clocks import DAY, SECOND
from tests.zones import oracle
from tests.zones.oracle import Oracle

pytestmark = pytest.mark.runtime

FEWEST_ZONES, FEWEST_CHANGES = 590, 25_000


@pytest.fixture(scope="module")
def truth() -> Oracle:
    try:
        return oracle.read()
    except oracle.NoToolsError as missing:
        pytest.skip(str(missing))


def test_the_oracle_is_a_whole_one(truth: Oracle) -> None:
    assert len(truth) >= FEWEST_ZONES
    assert sum(len(rows) for rows in truth.values()) >= 2 * FEWEST_CHANGES


def test_every_second_before_and_after_a_change_is_right(truth: Oracle) -> None:
    wrong = [
        (zone, at, offset, short)
        for zone, rows in truth.items()
        for at, offset, short in rows
        if (clocks.offset(at * SECOND, zone), clocks.aware(at * SECOND, zone).tzname()) != (offset, short)
    ]
    assert not wrong, f"{len(wrong)} mismatches, such as {wrong[:5]}"


def test_no_two_changes_are_within_a_day(truth: Oracle) -> None:
    """What clocks.changes relies on."""
    for zone, rows in truth.items():
        at = [after[0] for before, after in itertools.pairwise(rows) if before[1] != after[1]]
        assert all(later - earlier > DAY // SECOND for earlier, later in itertools.pairwise(at)), zone


def test_the_changes_found_are_all_there_are(truth: Oracle) -> None:
    start, end = 1_704_067_200, 1_893_456_000  # 2024 to 2030
    for zone, rows in truth.items():
        expected = [
            (after[0], before[1], after[1])
            for before, after in itertools.pairwise(rows)
            if before[1] != after[1] and start < after[0] <= end
        ]
        found = clocks.changes(zone, start * SECOND, end * SECOND)
        assert [(it.at // SECOND, it.before, it.after) for it in found] == expected, zone
