"""What one person alone tells of when they may be called, and how; and that as the text of a link, and back.

A link is "hours1-" and what fragment.py makes of it: a zone, hours by weekday, whether they want a text first,
languages and kinds of calls; no name, no number, no city. `read` trusts nothing.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import NamedTuple

from helper.fragment import Digit, Digits, packed, unpacked
from helper.zones import clocks, codec
from helper.zones.codec import CodecError
from helper.zones.hours import DAY_MINUTES, EVERY_DAY, Hours, Slot, Week

NAME, VERSION = "hours", 1
LINK = re.compile(r"h?o?u?rs\d-|hours\d")
LISTEN, TURNS, FEEDBACK, TALK = FORMATS = ("listen", "turns", "feedback", "talk")
MOST_SLOTS = 2
MOST_FORMATS = 8
"""So many may be in a link of this version."""
MOST_LANGUAGES = 10
LANGUAGE = re.compile("[a-z]{2}")


class Alone(NamedTuple):
    """A zone, hours, whether a text comes first, languages as ISO 639-1 codes, and those of FORMATS that they like."""

    zone: str
    week: Week
    text_first: bool = False
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def is_link(fragment: str) -> bool:
    """Whether a fragment is, or was, a link of one person alone."""
    return bool(LINK.match(fragment.replace(" ", "").lower()))


def write(alone: Alone) -> str:
    """The text that `read` reads."""
    return packed(NAME, VERSION, _digits(alone))


def read(text: str) -> Alone:
    """What is told in `text`. Raises CodecError."""
    try:
        if len(text) > codec.MAX_TEXT:
            raise CodecError(text[: codec.MAX_TEXT])
        alone = _alone(unpacked(NAME, VERSION, text))
        clocks.clock(alone.zone)
    except (IndexError, ValueError) as error:  # those of fragment.py, clocks.py and hours.py are ValueErrors
        raise CodecError(text[: codec.MAX_TEXT]) from error
    return alone


def _digits(alone: Alone) -> Iterator[Digit]:
    """In the order in which `_alone` takes them."""
    yield from codec.zone_digits(alone.zone)
    yield len(alone.week.slots), MOST_SLOTS + 1
    for days, hours in alone.week.slots:
        yield days, EVERY_DAY + 1
        yield hours.earliest, DAY_MINUTES
        yield hours.latest, DAY_MINUTES
    yield int(alone.text_first), 2
    yield sum(1 << FORMATS.index(name) for name in alone.formats), 1 << MOST_FORMATS
    yield len(alone.languages), MOST_LANGUAGES + 1
    for letter in "".join(alone.languages):
        yield string.ascii_lowercase.index(letter), len(string.ascii_lowercase)


def _alone(digits: Digits) -> Alone:
    zone = codec.take_zone(digits)
    slots = tuple(_slot(digits) for _ in range(digits.take(MOST_SLOTS + 1)))
    text_first, formats = digits.take_flag(), digits.take(1 << MOST_FORMATS)
    languages = tuple(_letter(digits) + _letter(digits) for _ in range(digits.take(MOST_LANGUAGES + 1)))
    digits.end()
    liked = tuple(name for number, name in enumerate(FORMATS) if formats >> number & 1)
    return Alone(zone, Week(slots), text_first, languages, liked)


def _slot(digits: Digits) -> Slot:
    return Slot(digits.take(EVERY_DAY + 1), Hours(digits.take(DAY_MINUTES), digits.take(DAY_MINUTES)))


def _letter(digits: Digits) -> str:
    return string.ascii_lowercase[digits.take(len(string.ascii_lowercase))]
