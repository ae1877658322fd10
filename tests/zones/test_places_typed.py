"""Places as people type them: a table of names and their zones from elsewhere, against what is offered and taken."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from helper.zones.guess import guesses, only
from helper.zones.places import Index
from tests.conftest import ROOT
from tests.zones.people import NOW

TABLE = ROOT / "tests/zones/places_as_typed.tsv"
MUST_ASK = {"ask", "dial"}
ENOUGH = 95


class Row(NamedTuple):
    """A line of the table."""

    typed: str
    zones: list[str]
    kind: str
    countries: list[str]
    at: list[tuple[float, float]]


def _rows() -> list[Row]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = []
    for line in lines[1:]:
        typed, zones, kind, countries, points = line.split("\t")
        at = [(float(lat), float(lng)) for lat, _, lng in (point.partition(",") for point in points.split())]
        found.append(Row(typed, zones.split(), kind, countries.split(), at))
    return found


ROWS = _rows()


def test_the_table_is_long_and_of_every_kind() -> None:
    assert len(ROWS) >= 300 and len({row.typed for row in ROWS}) == len(ROWS)
    kinds = {"ask", "dial", "region", "country", "area", "former", "other", "short", "script", "city"}
    assert {row.kind for row in ROWS} == kinds


def test_the_right_place_comes_first(index: Index) -> None:
    lacking = [row.typed for row in ROWS if not _is_first(index, row)]
    assert len(lacking) * 100 <= len(ROWS) * (100 - ENOUGH), lacking


def _is_first(index: Index, row: Row) -> bool:
    found = guesses(index, row.typed, NOW)
    if not found or _kind(index, found[0].place.zone) not in _kinds(index, row.zones):
        return False
    return found[0].place.city < 0 or index.cities[found[0].place.city].country in row.countries


@pytest.mark.parametrize("row", ROWS, ids=[row.typed for row in ROWS])
def test_no_other_place_is_taken_in_silence(index: Index, row: Row) -> None:
    taken = only(index, row.typed, NOW)
    if row.kind in MUST_ASK:
        assert taken is None
        offered = {_kind(index, guess.place.zone) for guess in guesses(index, row.typed, NOW)}
        assert _kinds(index, row.zones) <= offered
    elif taken:
        assert _kind(index, taken.place.zone) in _kinds(index, row.zones)


def _kind(index: Index, zone: str) -> int | str:
    """What zones with the same times share."""
    return index.kind_of.get(zone, zone)


def _kinds(index: Index, zones: list[str]) -> set[int | str]:
    return {_kind(index, zone) for zone in zones}


def test_the_zones_of_the_table_are_those_of_its_points() -> None:
    """Where timezonefinder is installed, which nothing else here needs."""
    finder = pytest.importorskip("timezonefinder").TimezoneFinder()
    for row in ROWS:
        assert set(row.zones) == {finder.timezone_at(lat=lat, lng=lng) for lat, lng in row.at}, row.typed
