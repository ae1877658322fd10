"""Time zones: which keep the same time, which country they are in, what the cities that name them and their times are
called. From the installed tzdata package and, by Babel, from Unicode CLDR.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Hashable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from babel import Locale
from babel.core import get_global

YEARS = 3
"""Zones whose clocks agree for so long from the start of the release's year keep the same time."""

type Short = tuple[str, int, str]
"""What a time is called for short, its minutes from UTC, and which kind of CLDR's names it has:
"standard", "daylight", "generic", or "" for none that fits."""


def folder() -> Path:
    """The installed tzdata package's zone files."""
    return Path(str(distribution("tzdata").locate_file("tzdata/zoneinfo")))


def countries() -> dict[str, str]:
    """Zone id to country, for the zones of zone.tab."""
    rows = (line.split("\t") for line in _lines("zone.tab") if not line.startswith("#"))
    return {zone: country for country, _, zone, *_ in rows}


def links() -> dict[str, str]:
    """Zone id to the zone it is another name of."""
    rows = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {name: target for _, target, name in rows}


def _lines(name: str) -> list[str]:
    return (folder() / name).read_text(encoding="utf-8").splitlines()


@cache
def _clock(zone: str, start: datetime) -> tuple[tuple[int, ...], list[tuple[str, int]]]:
    """Minutes from UTC on each day, and what they are called; once for all builds of a process."""
    there = zoneinfo.ZoneInfo(zone)
    times = [(start + timedelta(days=day)).astimezone(there) for day in range(365 * YEARS)]
    told = [(time.utcoffset(), str(time.tzname())) for time in times]
    minutes = {offset: int((offset or timedelta()).total_seconds()) // 60 for offset in {offset for offset, _ in told}}
    return tuple(minutes[offset] for offset, _ in told), sorted({(text, minutes[offset]) for offset, text in told})


class Zones:
    """version         of the tz database
    rules           zone id to what its clock does: equal for zones that keep the same time
    country, links  what countries() and links() give
    """

    def __init__(self, languages: list[str]) -> None:
        self.locales = {language: Locale.parse(language.replace("-", "_")) for language in languages}
        zoneinfo.reset_tzpath([str(folder())])
        zoneinfo.ZoneInfo.clear_cache()
        self.version = _lines("tzdata.zi")[0].removeprefix("# version ")
        self.country, self.links = countries(), links()
        self._groups: dict[str, str] = dict(get_global("meta_zones"))
        older = {target: name for name, target in self.links.items() if name in self._groups}
        self._older = older | {new: old for old, new in get_global("zone_aliases").items()}
        self.rules: dict[str, Hashable] = {}
        self._lettered: dict[str, list[Short]] = {}
        self._offsets: dict[str, dict[str, int]] = {}
        self._look()

    def _look(self) -> None:
        """Read every zone's clock at noon of each day."""
        start = datetime(int(self.version[:4]), 1, 1, 12, tzinfo=UTC)
        for name in sorted(zoneinfo.available_timezones() - {"Factory", "localtime"}):
            offsets, called = _clock(self.links.get(name, name), start)
            self.rules[name] = offsets
            standard, daylight = min(offsets), max(offsets)
            self._offsets[name] = {"standard": standard, "generic": standard}
            if daylight != standard:
                self._offsets[name]["daylight"] = daylight
            self._lettered[name] = [
                (text, offset, "standard" if offset == standard else "daylight")
                for text, offset in called
                if text.isalpha()
            ]

    def city(self, zone: str, language: str) -> str:
        """The city that names a zone, in a language."""
        known = self.locales[language].time_zones
        entry = known.get(zone) or known.get(self._cldr(zone)) or {}
        return str(entry.get("city") or zone.rpartition("/")[2].replace("_", " "))

    def names(self, zone: str, language: str, size: str) -> dict[str, str]:
        """CLDR's "long" or "short" names for a zone's times, by kind: its own, else its group's."""
        locale, key = self.locales[language], self._cldr(zone)
        group = locale.meta_zones.get(self._groups.get(key, ""), {})
        return {**dict(group.get(size, {})), **dict(locale.time_zones.get(key, {}).get(size, {}))}

    def shorts(self, zone: str) -> list[Short]:
        """What a zone's times are called for short.

        The tz database gives letters only where people use them; elsewhere the initials of the English
        name are what they write ("BST" in Bangladesh). Other languages have their own ("MEZ").
        """
        lettered, offsets = self._lettered[zone], self._offsets[zone]
        english = self.names(zone, "en", "long")
        initials = {kind: "".join(re.findall(r"\b[A-Z]", name)) for kind, name in english.items()}
        found: list[Short] = []
        for text, offset, kind in lettered:
            fitting = [it for it in (kind, "generic") if initials.get(it) == text]
            found.append((text, offset, fitting[0] if fitting else ""))
        for language in self.locales:
            short = self.names(zone, language, "short")
            found += [(short[kind], offset, kind) for kind, offset in offsets.items() if kind in short]
        if not lettered:
            found += [
                (initials[kind], offset, kind) for kind, offset in offsets.items() if len(initials.get(kind, "")) > 2
            ]
        return [short for short in found if re.fullmatch("[A-Z]{2,5}", short[0])]

    def is_lettered(self, zone: str) -> bool:
        """Whether the tz database has an abbreviation for the zone's times."""
        return bool(self._lettered[zone])

    def _cldr(self, zone: str) -> str:
        """CLDR's own id of a zone: it keeps the oldest one."""
        return zone if zone in self._groups else self._older.get(zone, zone)
