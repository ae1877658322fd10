"""Names of places as they are compared and searched: without accents, capitals, dots and hyphens.

Only text lives here; which name means what is guess.py's.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from helper.zones.places import Index

LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "’": "'",
        "‘": "'",
        "ʻ": "'",
        ".": "",
    }
)


def fold(text: str) -> str:
    """A text as it is compared: without accents, capitals and spaces at its ends. Lines stay lines."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return re.sub("[\u0300-\u036f]", "", flat)


def flat(text: str) -> str:
    """A name as it is compared: New-Delhi is New Delhi."""
    return fold(text).replace("-", " ")


class Names:
    """Many names in one folded text, in which a search is one pass at the speed of C."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        numbers, lines = zip(*names, strict=True)
        self.numbers: tuple[int, ...] = numbers
        self.text = "\n" + flat("\n".join(lines)) + "\n"
        self.starts = [0, *accumulate(len(line) + 1 for line in self.text[1:-1].split("\n"))]

    def holding(self, text: str) -> Iterator[int]:
        """The numbers of the names that hold `text`, in their order."""
        at = self.text.find(text)
        while at >= 0:
            yield self.numbers[bisect_right(self.starts, at) - 1]
            at = self.text.find(text, at + 1)


@lru_cache(maxsize=1)
def of_cities(index: Index) -> Names:
    languages = list(index.names.values())
    return Names(
        (number, name)
        for number, city in enumerate(index.cities)
        for name in dict.fromkeys([city.name, *(own[number] for own in languages if number in own)])
    )


@lru_cache(maxsize=1)
def others(index: Index) -> Names:
    return Names((number, name) for number, names in enumerate(index.others) for name in names)


@lru_cache(maxsize=1)
def of_countries(index: Index) -> dict[str, frozenset[str]]:
    """Every name of each country, in every language, folded."""
    found: dict[str, set[str]] = {}
    for names in index.countries.values():
        for code, each in names.items():
            found.setdefault(code, set()).update(map(flat, each))
    return {code: frozenset(each) for code, each in found.items()}
