"""Zones and hours as text and back: the part of a link after the # sign.

    zones=1&mine=Europe/Berlin&mine_hours=0900-2130&theirs=America/Vancouver&theirs_hours=0900-2130

Nothing else is in it: no city, no name, no moment. `read` trusts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helper.zones import clocks
from helper.zones.hours import DAY_MINUTES, Hours, HoursError

START = "zones="
LINKS = START
"""How the fragments of this tool begin, as a regular expression for the page (overrides/shell/tabs.js)."""

VERSION = "1"
MAX_TEXT = 300
ESCAPED = re.compile("%([0-9A-Fa-f]{2})")


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


def write(shared: Shared) -> str:
    fields = {
        "zones": VERSION, "mine": shared.mine, "mine_hours": _hours(shared.mine_hours),
        "theirs": shared.theirs, "theirs_hours": _hours(shared.theirs_hours),
    }  # fmt: skip
    return "&".join(f"{name}={value}" for name, value in fields.items())


def read(text: str) -> Shared:
    """The zones and hours in `text`. Raises CodecError."""
    try:
        if len(text) > MAX_TEXT:
            raise CodecError(text[:MAX_TEXT])
        plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)  # chat programs like to escape / and :
        fields = dict(part.split("=", 1) for part in plain.split("&") if "=" in part)
        if fields["zones"] != VERSION:
            raise CodecError(text)
        zones = [fields[side] for side in ("mine", "theirs")]
        for zone in zones:
            clocks.clock(zone)
        hours = [_read_hours(fields[f"{side}_hours"]) for side in ("mine", "theirs")]
    except (KeyError, clocks.ZoneError, HoursError, ValueError) as error:
        raise CodecError(text[:MAX_TEXT]) from error
    return Shared(zones[0], hours[0], zones[1], hours[1])


def _hours(hours: Hours) -> str:
    return "-".join(f"{minute // 60:02}{minute % 60:02}" for minute in (hours.earliest, hours.latest))


def _read_hours(text: str) -> Hours:
    parts = text.split("-")
    if len(parts) != 2 or not all(len(part) == 4 and part.isascii() and part.isdigit() for part in parts):
        raise CodecError(text)
    earliest, latest = (int(part[:2]) * 60 + int(part[2:]) for part in parts)
    if max(int(part[2:]) for part in parts) > 59 or max(earliest, latest) >= DAY_MINUTES:
        raise CodecError(text)
    return Hours(earliest, latest)
