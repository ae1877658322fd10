"""Events and the fields of forms, as the page sends them: read without trust.

An event is a mapping with a "type" (app.py lists what else may come with it). Fields are texts by name; an unchecked
box is missing. Whatever is not of the shape asked for counts as not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from helper.fragment import clean

type Event = Mapping[str, object]
type Fields = Mapping[str, str]

LUCK_BITS = 128
LUCK = re.compile(r"[0-9a-f]{32}")


class Range(NamedTuple):
    """The whole numbers that a field takes, and the one that it holds at first; None where it is empty."""

    least: int
    most: int
    usual: int | None = None

    def read(self, text: str) -> int | None:
        """The number in a field; None when it is not one of these."""
        text = text.strip()
        # int() of a long text is slow.
        if not (text.isascii() and text.isdigit() and len(text) <= 5):
            return None
        return int(text) if self.least <= int(text) <= self.most else None


def name(event: Event) -> str:
    """What happened: the event's type."""
    return str(event.get("type", ""))


def text(event: Event, name: str, most: int = 5_000) -> str:
    """A text that comes with an event, cut to `most` characters; "" when there is none."""
    value = event.get(name)
    return value[:most] if isinstance(value, str) else ""


def fragment(event: Event) -> str:
    """The part of the address after the # sign, without what its way may have done to it (fragment.py)."""
    return clean(text(event, "fragment"))


def fields(event: Event) -> dict[str, str]:
    """The fields of a form."""
    found = event.get("fields")
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, Mapping) else {}


def packages(event: Event) -> frozenset[str]:
    """The packages of the runtime that an event is about."""
    named = event.get("packages")
    return frozenset(str(name) for name in named) if isinstance(named, list) else frozenset()


OUTDATED, OFFLINE, FAILED = MISSING = ("outdated", "offline", "failed")
"""Why packages did not come. OUTDATED: the site has a newer version, and no longer the files of this page's."""


def reason(event: Event) -> str:
    """Why packages did not come, one of MISSING."""
    told = text(event, "reason")
    return told if told in MISSING else FAILED


def luck(event: Event) -> int:
    """The random number from 0 up to, not including, 2 ** LUCK_BITS that comes with every event: the page writes it
    as 32 hexadecimal digits. 0 when it does not."""
    given = text(event, "luck")
    return int(given, 16) if LUCK.fullmatch(given) else 0
