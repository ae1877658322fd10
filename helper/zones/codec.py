"""Zones and hours as text and back: the part of a link after the # sign.

It is "zones2-" and what fragment.py makes of two zones and their hours; no city, no name and no moment is in it. Until
version 2 it was readable, and such links still open:

    zones=1&mine=Europe/Berlin&mine_hours=0900-2130&theirs=America/Vancouver&theirs_hours=0900-2130

`read` trusts nothing.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helper.fragment import Digit, Digits, packed, unpacked
from helper.zones import clocks
from helper.zones.hours import DAY_MINUTES, Hours

NAME, VERSION = "zones", 2
LINK = re.compile(r"zones(?![a-z-])|.*\btheirs(_hours)?=|z?o?n?es\d-")
LINKS = r"zones[=\d]|hours\d|my-hours$"
"""How the fragments of this tool begin, as a regular expression for the page (overrides/shell/tabs.js)."""

MAX_TEXT = 300
IN_ZONES = string.ascii_letters + string.digits + "/_+-:"
MAX_ZONE = 60


class CodecError(ValueError):
    """Text that holds no zones and hours."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two zones with hours, as seen by the one who wrote the link."""

    mine: str
    mine_hours: Hours
    theirs: str
    theirs_hours: Hours

    def swapped(self) -> Shared:
        """As seen by the other one."""
        return Shared(self.theirs, self.theirs_hours, self.mine, self.mine_hours)


def is_link(fragment: str) -> bool:
    """Whether a fragment is, or was, a link with zones and hours."""
    return bool(LINK.match(fragment.replace(" ", "").lower()))


def write(shared: Shared) -> str:
    """The text that `read` reads."""
    return packed(NAME, VERSION, _digits(shared))


def read(text: str, known: Iterable[str] = ()) -> Shared:
    """The zones and hours in `text`. Those `known` are also found when their capitals were lost. Raises CodecError."""
    try:
        if len(text) > MAX_TEXT:
            raise CodecError(text[:MAX_TEXT])
        shared = _read_1(text, known) if "=" in text.partition("&")[0] else _shared(unpacked(NAME, VERSION, text))
        for zone in (shared.mine, shared.theirs):
            clocks.clock(zone)
    except (KeyError, IndexError, ValueError) as error:  # those of fragment.py, clocks.py and hours.py are ValueErrors
        raise CodecError(text[:MAX_TEXT]) from error
    return shared


def _digits(shared: Shared) -> Iterator[Digit]:
    """In the order in which `_shared` takes them."""
    for zone, hours in ((shared.mine, shared.mine_hours), (shared.theirs, shared.theirs_hours)):
        yield from zone_digits(zone)
        yield hours.earliest, DAY_MINUTES
        yield hours.latest, DAY_MINUTES


def zone_digits(zone: str) -> Iterator[Digit]:
    """What `take_zone` takes."""
    yield len(zone), MAX_ZONE
    for letter in zone:
        yield IN_ZONES.index(letter), len(IN_ZONES)


def take_zone(digits: Digits) -> str:
    return "".join(IN_ZONES[digits.take(len(IN_ZONES))] for _ in range(digits.take(MAX_ZONE)))


def _shared(digits: Digits) -> Shared:
    mine, theirs = _side(digits), _side(digits)
    digits.end()
    return Shared(*mine, *theirs)


def _side(digits: Digits) -> tuple[str, Hours]:
    return take_zone(digits), Hours(digits.take(DAY_MINUTES), digits.take(DAY_MINUTES))


def _read_1(text: str, known: Iterable[str]) -> Shared:
    """As version 1 wrote it."""
    parts = (part.split("=", 1) for part in text.replace(" ", "").split("&") if "=" in part)
    fields = {name.lower(): value for name, value in parts}
    if fields[NAME] != "1":
        raise CodecError(text)
    spelt = {zone.lower(): zone for zone in known}
    mine, theirs = ((_spelt(fields[side], spelt), _read_hours(fields[f"{side}_hours"])) for side in ("mine", "theirs"))
    return Shared(*mine, *theirs)


def _spelt(zone: str, known: dict[str, str]) -> str:
    return zone.upper() if clocks.is_fixed(zone.upper()) else known.get(zone.lower(), zone)


def _read_hours(text: str) -> Hours:
    parts = text.split("-")
    if len(parts) != 2 or not all(len(part) == 4 and part.isascii() and part.isdigit() for part in parts):
        raise CodecError(text)
    earliest, latest = (int(part[:2]) * 60 + int(part[2:]) for part in parts)
    if max(int(part[2:]) for part in parts) > 59 or max(earliest, latest) >= DAY_MINUTES:
        raise CodecError(text)
    return Hours(earliest, latest)
