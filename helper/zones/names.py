"""Names of places as they are compared, and many of them at once.

Names are compared without accents, capitals, dots and hyphens.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from operator import itemgetter

from helper.zones.places import Index

LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "’": "'", "‘": "'", "ʻ": "'",
    ".": "",
})  # fmt: skip
SAME = (
    (re.compile(r"(?<=[aou])e"), ""),  # ü written as ue
    (re.compile(r"\bst\b"), "saint"), (re.compile(r"\b(?:saint|sankt)\b"), "st"), (re.compile(r"\bste\b"), "sainte"),
    (re.compile(r"\bft\b"), "fort"), (re.compile(r"\bmt\b"), "mount"),
    (re.compile(r"^the "), ""),
    (re.compile(r"(?<=..)[市都府県縣]$"), ""),
)  # fmt: skip
"""How the same name is written otherwise."""
LOOSE = re.compile(r"(?<=..) (?:state|province|city|prefecture|oblast|region|metro|area|stadt)$")
"""What people add to a name."""

MISTYPED = (5, 8)
"""Names of so many letters may have one wrong one, or two."""


def normalized(text: str) -> str:
    """A text as it is compared: without accents, capitals and spaces at its ends. Lines stay lines."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return re.sub("[\u0300-\u036f]", "", plain)


def unhyphenated(text: str) -> str:
    """A name as it is compared: New-Delhi is New Delhi."""
    return normalized(text).replace("-", " ")


def spellings(name: str) -> tuple[str, ...]:
    """A normalized name, and other ways to write it."""
    return tuple(dict.fromkeys([name, *(pattern.sub(other, name) for pattern, other in SAME)]))


class Names:
    """Many names in one normalized text, in which a search is one pass at the speed of C."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        pairs = list(names)
        self.numbers = [number for number, _ in pairs]
        self.text = "\n" + unhyphenated("\n".join([name for _, name in pairs])) + "\n"
        self.starts = [0, *accumulate(len(line) + 1 for line in self.text[1:-1].split("\n"))]

    def _holding(self, text: str) -> Iterator[int]:
        at = self.text.find(text)
        while at >= 0:
            yield self.numbers[bisect_right(self.starts, at) - 1]
            at = self.text.find(text, at + 1)

    def called(self, name: str) -> set[int]:
        """The numbers of those with just this name."""
        found = set(chain.from_iterable(self._holding(f"\n{it}\n") for it in spellings(name)))
        looser = LOOSE.sub("", name)
        return found if found or looser == name else self.called(looser)

    def first_word(self, name: str) -> Iterator[int]:
        """Those whose name goes on with another word."""
        return self._holding(f"\n{name} ")

    def beginning(self, name: str) -> Iterator[int]:
        """Those whose name begins so, in their order."""
        return chain.from_iterable(self._holding(f"\n{it}") for it in spellings(name))

    def with_word(self, name: str) -> Iterator[int]:
        """Those with a word that begins so."""
        return chain.from_iterable(self._holding(f"{start}{name}") for start in " (")

    def alike(self, name: str) -> list[str]:
        """The names that are this one but for a wrong letter; in longer ones, where none is so near, for two. With one
        wrong letter, short names are too many others, and the first letter is nearly always right."""
        for wrong in range(1, sum(len(name) >= least for least in MISTYPED) + 1):
            shape = rf"^{re.escape(name[0])}.{{{len(name) - wrong - 1},{len(name) + wrong - 1}}}$"
            near = [it for it in re.findall(shape, self.text, re.MULTILINE) if _within(name, it, wrong)]
            if near:
                return near
        return []


def _within(one: str, other: str, wrong: int) -> bool:
    """Whether two names differ by no more letters than these: another one, one too many or too few, two swapped."""
    if not one or not other:
        return len(one) + len(other) <= wrong
    if one[0] == other[0]:
        return _within(one[1:], other[1:], wrong)
    rests = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    rests += [(one[2:], other[2:])] if one[:2] == other[1::-1] else []
    return wrong > 0 and any(_within(*rest, wrong - 1) for rest in rests)


class Known:
    """What every place is called: `own` are the names of cities, `others` further ones, `areas` those of the countries
    and regions in `codes`, whose largest city comes first; `area_names` has them by code, normalized."""

    def __init__(self, index: Index) -> None:
        own = chain(enumerate(index.cities.names), *(names.items() for names in index.names.values()))
        self.own = Names(sorted(dict.fromkeys(own), key=itemgetter(0)))
        self.others = Names((number, name) for number, names in index.others.items() for name in names)
        self.codes = sorted(index.areas, key=lambda code: index.areas[code][0][0])
        self.areas = Names(
            (number, name) for number, code in enumerate(self.codes) for name in _area_names(index, code)
        )
        self.area_names: dict[str, set[str]] = {code: set() for code in self.codes}
        for number, name in zip(self.areas.numbers, self.areas.text[1:-1].split("\n"), strict=True):
            self.area_names[self.codes[number]].add(name)


def _area_names(index: Index, code: str) -> tuple[str, ...]:
    if "-" not in code:
        return tuple(dict.fromkeys(name for names in index.countries.values() for name in names.get(code, ())))
    return (*index.regions[code], *(own[code] for own in index.region_names.values() if code in own))
