"""The data about places (made by tools/runtime/places.py), and what a place is called.

The data is a module, so that reading it is an import. It is not there at start: load model.PACKAGES first.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from helper.zones import clocks

MODULE = "places_data"


class Place(NamedTuple):
    """Somewhere with a clock: a zone (clocks.py) and, where it is one, the number of a city."""

    zone: str
    city: int = -1

    @property
    def key(self) -> str:
        """The place as a text that `Index.place` reads."""
        return f"{self.zone}@{self.city}" if self.city >= 0 else self.zone


class City(NamedTuple):
    name: str
    country: str
    region: str
    zone: str


class Cities(Sequence[City]):
    """All cities, largest first. They are ten thousand, of which somebody asks for some: each is made when it is asked
    for. `names` has theirs, `wheres` country, region and zone for each number in `where`."""

    def __init__(self, names: list[str], wheres: list[tuple[str, str, str]], where: list[int]) -> None:
        self.names, self._wheres, self._where = names, wheres, where

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, number: int) -> City:  # type: ignore[override]
        return City(self.names[number], *self._wheres[self._where[number]])

    @cached_property
    def groups(self) -> list[tuple[str, str, str, list[int]]]:
        """Country, region, zone, and the numbers of the cities there."""
        found: list[tuple[str, str, str, list[int]]] = [(*where, []) for where in self._wheres]
        for number, where in enumerate(self._where):
            found[where][-1].append(number)
        return found


class Meaning(NamedTuple):
    """One of the times that an abbreviation may stand for; `names` by language, "" where it has none."""

    minutes: int
    city: int
    names: dict[str, str]


class Emergency(NamedTuple):
    """Numbers to dial in a country, the first one first; `ambulance` is empty where nobody is sure of it, `police`
    where it is that of the ambulance."""

    ambulance: tuple[str, ...]
    police: tuple[str, ...]


class Index:
    """Everything that is known about places. Two are never equal, so that one can be a cache's key."""

    def __init__(self, data: object) -> None:
        self._data = data
        zones = [line.split("\t") for line in _lines(self._text("ZONES"))]
        self.zones = [zone for zone, *_ in zones]
        self._city_of = {zone: int(number) for zone, number, _ in zones if number}
        self.kind_of = {zone: int(kind) for zone, _, kind in zones}
        self.version = self._text("VERSION")
        wheres = [
            (country, region, self.zones[int(zone)])
            for country, region, zone in (line.split("\t") for line in _lines(self._text("WHERES")))
        ]
        names, where = _lines(self._text("CITIES")), bytes(data.WHERE)  # type: ignore[attr-defined]
        high, low = where[: len(names)], where[len(names) :]
        self.cities = Cities(names, wheres, [one << 8 | other for one, other in zip(high, low, strict=True)])
        self.names: dict[str, dict[int, str]] = {
            language: {int(number): name for number, name in _pairs(text)}
            for language, text in self._each("NAMES").items()
        }
        self.others = {int(number): names.split("|") for number, names in _pairs(self._text("OTHERS"))}
        self.countries: dict[str, dict[str, tuple[str, ...]]] = {
            language: {code: (name, *_split(others)) for code, name, others in (it.split("\t") for it in _lines(text))}
            for language, text in self._each("COUNTRIES").items()
        }
        rows = [line.split("\t") for line in _lines(self._text("REGIONS"))]
        self.regions: dict[str, tuple[str, ...]] = {key: (name, *_split(others)) for key, name, others in rows}
        self.region_names: dict[str, dict[str, str]] = {
            language: dict(_pairs(text)) for language, text in self._each("REGION_NAMES").items()
        }
        self.dialling: dict[str, list[str]] = {
            country: digits.split(",") for country, digits in _pairs(self._text("DIALLING"))
        }

    def _text(self, name: str) -> str:
        return str(getattr(self._data, name))

    def _each(self, name: str) -> dict[str, str]:
        return dict(getattr(self._data, name))

    @cached_property
    def areas(self) -> dict[str, list[list[int]]]:
        """For each country ("CA") and region ("CA-ON") the numbers of its cities by the times they keep; the largest
        city's time comes first."""
        found: dict[str, dict[int, list[int]]] = {}
        for country, region, zone, numbers in self.cities.groups:
            for area in (country, f"{country}-{region}") if region else (country,):
                found.setdefault(area, {}).setdefault(self.kind_of[zone], []).extend(numbers)
        return {area: sorted(map(sorted, kinds.values())) for area, kinds in found.items()}

    @cached_property
    def kinds(self) -> list[int]:
        """The largest city for each different time in the world."""
        found: dict[int, int] = {}
        for _, _, zone, numbers in self.cities.groups:
            kind = self.kind_of[zone]
            found[kind] = min(numbers[0], found.get(kind, numbers[0]))
        return sorted(found.values())

    @cached_property
    def abbreviations(self) -> dict[str, list[Meaning]]:
        languages = list(self.countries)
        found: dict[str, list[Meaning]] = {}
        for line in _lines(self._text("ABBREVIATIONS")):
            short, minutes, city, *names = line.split("\t")
            meaning = Meaning(int(minutes), int(city), dict(zip(languages, names, strict=True)))
            found.setdefault(short, []).append(meaning)
        return found

    @cached_property
    def _emergency(self) -> dict[str, Emergency]:
        rows = [line.split("\t") for line in _lines(self._text("EMERGENCY"))]
        return {iso: Emergency(tuple(ambulance.split()), tuple(police.split())) for iso, ambulance, police in rows}

    def emergency(self, place: Place) -> Emergency | None:
        """The numbers of the country where a place is; None for one that is in no country, such as an offset."""
        return self._emergency.get(self.cities[place.city].country) if place.city >= 0 else None

    def is_of_one_country(self, zone: str) -> bool:
        """Whether whoever is in a zone can only be in one country."""
        place = self.of_zone(zone)
        if not place or place.city < 0:
            return False
        return len(self._countries_of[self.cities[place.city].zone]) == 1

    @cached_property
    def _countries_of(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for country, _, zone, _ in self.cities.groups:
            found.setdefault(zone, set()).add(country)
        return found

    def of_city(self, number: int) -> Place:
        return Place(self.cities[number].zone, number)

    def of_zone(self, zone: str) -> Place | None:
        """The place that stands for a zone, None for a zone that is not known."""
        if zone in self._city_of:  # keeps the zone, which may be another name of the city's
            return Place(zone, self._city_of[zone])
        try:
            clocks.clock(zone)
        except clocks.ZoneError:
            return None
        return Place(zone)

    def place(self, key: str) -> Place | None:
        """The place with this key; None when there is none."""
        zone, at, number = key.partition("@")
        if not at:
            return self.of_zone(zone)
        known = number.isdecimal() and number.isascii() and len(number) < 7 and int(number) < len(self.cities)
        place = self.of_zone(zone) if known else None
        return Place(place.zone, int(number)) if place else None

    def name(self, place: Place, language: str) -> str:
        """What a place is called in a sentence: the city, else the offset, else the zone."""
        if place.city >= 0:
            return self.names.get(language, {}).get(place.city) or self.cities[place.city].name
        return offset_name(clocks.offset(0, place.zone)) if clocks.is_fixed(place.zone) else place.zone

    def label(self, place: Place, language: str) -> str:
        """What a place is called in a list: a city with its country, so that it is not mistaken."""
        if place.city < 0:
            return self.name(place, language)
        city = self.cities[place.city]
        state = city.region if city.country == "US" else ""
        parts = [self.name(place, language), state, self.area(city.country, language)]
        return ", ".join(part for part in parts if part)

    def meaning(self, short: str, place: Place, language: str) -> str:
        """What an abbreviation means where a place is: "Central Standard Time"; "" where it has no name."""
        found = [meaning for meaning in self.abbreviations.get(short, ()) if meaning.city == place.city]
        return found[0].names.get(language, "") if found else ""

    def area(self, code: str, language: str) -> str:
        """What a country ("CA") or, with its country, a region ("CA-ON") is called."""
        country, _, region = code.partition("-")
        names = self.countries.get(language) or next(iter(self.countries.values()))
        shown = names[country][0] if country in names else country
        if not region:
            return shown
        own = self.region_names.get(language, {}).get(code) or self.regions[code][0]
        return f"{own}, {shown}"


@cache
def load() -> Index:
    """The index of the places that came with model.PACKAGES. Raises ImportError when they are not there."""
    return Index(importlib.import_module(MODULE))


def offset_name(seconds: int) -> str:
    """An offset from UTC as people write it: "UTC", "UTC−7", "UTC+5:30"."""
    minutes = abs(seconds) // 60
    if not minutes:
        return "UTC"
    sign = "−" if seconds < 0 else "+"
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")


def short_name(index: Index, at: int, zone: str) -> str:
    """The abbreviation of a zone's time at an instant; "" where it has none or it may be mistaken."""
    if clocks.is_fixed(zone):
        return ""
    short = clocks.aware(at, zone).tzname() or ""
    offsets = {meaning.minutes for meaning in index.abbreviations.get(short, ())}
    return short if offsets == {clocks.offset(at, zone) // 60} else ""


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for line in _lines(text):
        number, _, name = line.partition("\t")
        yield number, name


def _split(text: str) -> list[str]:
    return text.split("|") if text else []
