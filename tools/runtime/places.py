"""The places that the time-zone checker can find (tools/world/gazetteer.py), with abbreviations, dialling codes and
emergency numbers, as the text of a Python module, `places_data`.

It has a few large strings, because those load fastest; their form is described in `HEAD`, at the end of this file.
helper/zones/places.py reads them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tools import numbers
from tools.world import dialling
from tools.world.gazetteer import Gazetteer, slug
from tools.world.regions import common_name

type Row = tuple[str | int, ...]


def build(docs: Path) -> str:
    """The source of the module, for every language that has a folder in `docs`."""
    world = Gazetteer(docs)
    ids = sorted(world.zones.rules)
    cities = _cities_of_zones(world)
    kinds = {rules: kind for kind, rules in enumerate(dict.fromkeys(world.zones.rules[zone] for zone in ids))}
    wheres = [*_wheres(world, {zone: number for number, zone in enumerate(ids)})]
    # By how often they come: small numbers pack best.
    rows = {where: number for number, (where, _) in enumerate(Counter(wheres).most_common())}
    values = {
        "VERSION": world.zones.version,
        "ZONES": _lines((zone, cities.get(zone, ""), kinds[world.zones.rules[zone]]) for zone in ids),
        "CITIES": "\n".join(city.name for city in world.cities),
        "WHERES": "\n".join(rows),
        "WHERE": bytes(rows[where] >> 8 for where in wheres) + bytes(rows[where] & 255 for where in wheres),
        "NAMES": {language: _lines(_names(world, language)) for language in world.languages},
        "OTHERS": _lines((number, "|".join(it)) for number, it in enumerate(world.city_others()) if it),
        "COUNTRIES": {language: _lines(_countries(world, language)) for language in world.languages},
        "REGIONS": _lines((it.key, common_name(it), "|".join(world.region_others(it))) for it in world.regions),
        "REGION_NAMES": {language: _lines(_regions(world, language)) for language in world.languages},
        "DIALLING": _lines(_dialling(world)),
        "ABBREVIATIONS": _lines(_abbreviations(world)),
        "EMERGENCY": _lines(_emergency(world)),
    }
    return HEAD + "".join(f"{name} = {value!r}\n" for name, value in values.items())


def _lines(rows: Iterable[Row]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows)


def _cities_of_zones(world: Gazetteer) -> dict[str, int]:
    """The number of the city that stands for a zone: the one that names it, else the largest."""
    there: dict[str, list[int]] = defaultdict(list)
    for number, city in enumerate(world.cities):
        there[city.zone].append(number)
    found = {}
    for zone in world.zones.rules:
        here = there.get(zone) or there.get(world.zones.links.get(zone, ""), [])
        own = slug(world.zones.city(zone, "en"))
        named = [number for number in here if slug(world.cities[number].name).startswith(own)]
        if here:
            found[zone] = min(named or here)
    return found


def _wheres(world: Gazetteer, zones: Mapping[str, int]) -> Iterator[str]:
    """Where each city is. `zones` are the numbers of the zones."""
    known = set(world.regions)
    for city in world.cities:
        region = city.region.code if city.region in known else ""
        yield f"{city.country}\t{region}\t{zones[city.zone]}"


def _names(world: Gazetteer, language: str) -> Iterator[Row]:
    for number, city in enumerate(world.cities):
        if (name := city.names.get(language, city.name)) != city.name:
            yield number, name


def _countries(world: Gazetteer, language: str) -> Iterator[Row]:
    for iso, names in world.country_names(language).items():
        yield iso, names.shown, "|".join(names.others)


def _regions(world: Gazetteer, language: str) -> Iterator[Row]:
    for region in world.regions:
        if (name := world.region_name(region, language)) != common_name(region):
            yield region.key, name


def _dialling(world: Gazetteer) -> Iterator[Row]:
    for iso in world.countries:
        if codes := dialling.codes(iso):
            yield iso, ",".join(sorted(codes))


def _abbreviations(world: Gazetteer) -> list[Row]:
    """Each meaning of an abbreviation: its offset in minutes, a city, and its name in each language. Those that the tz
    database has come before those that are only made of initials."""
    zones = world.zones
    found: dict[tuple[str, object], tuple[int, int, str]] = {}
    for number, city in enumerate(world.cities):
        for short, offset, kind in zones.shorts(city.zone):
            found.setdefault((short, zones.rules[city.zone]), (number, offset, kind))
    rows: list[tuple[tuple[str, bool, int], Row]] = []
    for (short, _), (number, offset, kind) in found.items():
        zone = world.cities[number].zone
        names = (zones.names(zone, language, "long").get(kind, "") for language in world.languages)
        rows.append(((short, not zones.is_lettered(zone), number), (short, offset, number, *names)))
    return [row for _, row in sorted(rows)]


def _emergency(world: Gazetteer) -> Iterator[Row]:
    known = numbers.read().countries
    for iso in world.countries:
        if row := known.get(iso):
            yield iso, " ".join(row.ambulance), " ".join(row.police)


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
