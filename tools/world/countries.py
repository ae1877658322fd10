"""What countries are called, and which of them a time zone may mean.

Names are Unicode CLDR's, and those that docs/<language>/words/cities.yml has in their place; the country of a zone is
that of the tz database's zone.tab and of CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.languages import get_territory_language_info

from helper.zones.names import normalized
from tools.sources.place_names import PlaceNames
from tools.world import zones

SHARED: Mapping[str, tuple[str, ...]] = {
    "Europe/Belgrade": ("XK",),  # Kosovo has no zone of its own
    "Europe/Simferopol": ("RU",),
    "Asia/Jerusalem": ("PS",),
}
"""Zones that devices in another country use as well: there the reader must be asked."""

TIME_ONLY = re.compile(r"[A-Z]{3}(?:\d[A-Z]{3})?")
"""Old zones named by their time, such as EST5EDT: the tz database links them to one city of many."""


@dataclass(frozen=True, slots=True)
class Names:
    """`shown` is what a reader sees, `others` what else people type."""

    shown: str
    others: tuple[str, ...] = ()

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(normalized(name) for name in (self.shown, *self.others)))


@cache
def territories() -> frozenset[str]:
    """Every country and territory that CLDR names; not the world's parts, codes for tests, nor Sark, which has
    a name in few languages yet."""
    codes = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()}
    return frozenset(codes - {"CQ", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def names(folder: Path, isos: Iterable[str]) -> dict[str, Names]:
    """What each country is called in the language of a folder such as docs/de."""
    given = PlaceNames(folder)
    known = Locale.parse(folder.name.replace("-", "_")).territories
    found = {}
    for iso in isos:
        long = str(known.get(iso, iso))
        shown = given.section("country").get(iso.lower(), long)
        others = (name for name in (long, *given.listed("also", iso.lower())) if name != shown)
        found[iso] = Names(shown, tuple(dict.fromkeys(others)))
    return found


@cache
def speaks(country: str, language: str) -> bool:
    """Whether half of a country or more speak a language."""
    share = get_territory_language_info(country).get(language, {}).get("population_percent")
    return isinstance(share, int | float) and share >= 50


def of_zones() -> dict[str, tuple[str, ...]]:
    """Every zone id that a device may name, older ones too, to the countries that it may mean: one to
    guess, several to ask. Zones of no country, such as Etc/UTC or CET, are not in it."""
    own, links = zones.countries(), zones.links()
    known: dict[str, str] = dict(get_global("zone_territories"))
    aliases: dict[str, str] = dict(get_global("zone_aliases"))
    found = {}
    for zone in sorted({*own, *known, *aliases, *links}):
        # CLDR's own word for an old name first: the tz database may link it across a border.
        main = zone if zone in own else aliases.get(zone, links.get(zone, zone))
        meant = dict.fromkeys((own.get(main, ""), known.get(zone, ""), *SHARED.get(main, ())))
        isos = tuple(iso for iso in meant if len(iso) == 2 and iso != "ZZ")
        if isos and not TIME_ONLY.fullmatch(zone):
            found[zone] = isos
    return found
