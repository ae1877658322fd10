"""Which country a reader may be in, and what countries are called. Only looking up lives here.

The country of a time zone is that of the tz database's zone.tab and of Unicode CLDR; names are CLDR's, and
those that docs/<language>/words/cities.yml has for the time-zone checker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.core import get_global

from helper.zones.names import normalized
from tools.runtime import zones
from tools.sources import words

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


def names(folder: Path, isos: Iterable[str]) -> dict[str, Names]:
    """What each country is called in the language of a folder such as docs/de."""
    texts = {key: str(text) for key, text in words.read(folder).items() if key.startswith("cities.")}
    territories = Locale.parse(folder.name.replace("-", "_")).territories
    found = {}
    for iso in isos:
        long = str(territories.get(iso, iso))
        shown = texts.get(f"cities.country.{iso.lower()}", long)
        also = [part.strip() for part in texts.get(f"cities.also.{iso.lower()}", "").split(",")]
        others = (name for name in (long, *also) if name and name != shown)
        found[iso] = Names(shown, tuple(dict.fromkeys(others)))
    return found


def countries_of_zones() -> dict[str, tuple[str, ...]]:
    """Every zone id that a device may name, older ones too, to the countries that it may mean: one to
    guess, several to ask. Zones of no country, such as Etc/UTC or CET, are not in it."""
    place = zones.folder()
    rows = (line.split("\t") for line in (place / "zone.tab").read_text(encoding="utf-8").splitlines())
    own = {row[2]: row[0] for row in rows if not row[0].startswith("#")}
    known: dict[str, str] = dict(get_global("zone_territories"))
    aliases: dict[str, str] = dict(get_global("zone_aliases"))
    lines = (place / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = {name: target for kind, target, name in (line.split() for line in lines if line.startswith("L "))}
    found = {}
    for zone in sorted({*own, *known, *aliases, *links}):
        # CLDR's own word for an old name first: the tz database may link it across a border.
        main = zone if zone in own else aliases.get(zone, links.get(zone, zone))
        meant = dict.fromkeys((own.get(main, ""), known.get(zone, ""), *SHARED.get(main, ())))
        isos = tuple(iso for iso in meant if len(iso) == 2 and iso != "ZZ")
        if isos and not TIME_ONLY.fullmatch(zone):
            found[zone] = isos
    return found
