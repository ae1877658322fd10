"""What a typed text may mean: a city, a country, a zone, an offset from UTC, an abbreviation.

Guessing never decides: it lists what can be meant, likeliest first. `only` says whether there is but one meaning.
Names are compared without accents, capitals, dots and hyphens, and with ü written as u or as ue.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from helper.zones import clocks
from helper.zones.places import Index, Place

MOST = 12
LONGEST = 100
"""Longer texts mean nothing; a bound keeps the search quick."""
CITY, COUNTRY, ZONE, OFFSET, SHORT = "city", "country", "zone", "offset", "short"

UMLAUT = re.compile(r"(?<=[aou])e")
SIGNED = re.compile(r"(?:utc|gmt|z)?\s*([+\-−–])\s*(\d{1,2})(?:[:.]?([0-5]\d))?(?:\s*h)?")
NAUGHT = ("utc", "z", "zulu", "utc0", "utc+0", "gmt+0")
LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "’": "'", "‘": "'", "ʻ": "'",
    ".": "",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A place that may be meant. `kind` says by what; `given` is the abbreviation or country code, and
    `cities` are further cities where a country has several times."""

    place: Place
    kind: str = CITY
    given: str = ""
    cities: tuple[int, ...] = ()


def guesses(index: Index, text: str, now: int) -> tuple[Guess, ...]:
    """What `text` may mean, likeliest first, at most MOST; `now` (UTC ms) matters for offsets."""
    query = " ".join(normalized(text).split())
    if not query or len(query) > LONGEST:
        return ()
    found: dict[object, Guess] = {}
    for guess in _all(index, query, now):
        # A city in a country's list is the same place as the city itself.
        found.setdefault(guess.place if guess.kind != SHORT else (guess.place, SHORT), guess)
        if len(found) == MOST:
            break
    return tuple(found.values())


def only(index: Index, text: str, now: int) -> Place | None:
    """The place that `text` names in full, where it can be only one: all that bear just this name keep the
    same zone. None when there is none, or a choice."""
    query = " ".join(normalized(text).split())
    exact = [guess for guess in guesses(index, text, now) if _is_named(index, guess, query)]
    if exact and exact[0].place.city < 0:
        return exact[0].place
    return exact[0].place if len({guess.place.zone for guess in exact}) == 1 else None


def _is_named(index: Index, guess: Guess, query: str) -> bool:
    """Whether the query is one of the full names of what was guessed."""
    if guess.kind == COUNTRY:
        return query.replace("-", " ") in _country_names(index)[guess.given]
    if guess.kind == ZONE:
        return query == normalized(guess.place.zone)
    if guess.kind != CITY:
        return guess.kind == SHORT or guess.place.city < 0
    number = guess.place.city
    known = set(index.others[number]) if number < len(index.others) else set()
    for language in index.countries:
        name = index.name(guess.place, language)
        known |= {name, index.label(guess.place, language), f"{name}, {index.cities[number].region}"}
    query = query.replace("-", " ")
    return not {query, UMLAUT.sub("", query)}.isdisjoint(map(unhyphenated, (*known, index.cities[number].name)))


def _all(index: Index, query: str, now: int) -> Iterator[Guess]:
    yield from _offsets(index, query, now)
    whole = query.replace("-", " ")
    for text in dict.fromkeys((whole, UMLAUT.sub("", whole))):
        yield from (Guess(index.of_city(number)) for number in _city_names(index).holding(f"\n{text}\n"))
    for meaning in index.abbreviations.get(query.upper(), ()):
        yield Guess(index.of_city(meaning.city), SHORT, query.upper())
    yield from _country(index, query, whole_name=True)
    yield from _cities(index, query)
    yield from _country(index, query, whole_name=False)
    yield from _zones(index, query)


def _offsets(index: Index, query: str, now: int) -> Iterator[Guess]:
    """A fixed offset, and the places whose clocks show it now."""
    match = SIGNED.fullmatch(query)
    if match:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        minutes = minutes if match[1] == "+" else -minutes
    elif query in NAUGHT:
        minutes = 0
    else:
        return
    if clocks.MOST_BEHIND <= minutes <= clocks.MOST_AHEAD:
        yield Guess(Place(clocks.fixed(minutes)), OFFSET)
        for number in index.kinds:
            if clocks.offset(now, index.cities[number].zone) == minutes * 60:
                yield Guess(index.of_city(number), OFFSET)


def _cities(index: Index, query: str) -> Iterator[Guess]:
    """Cities whose name begins so, or a word of it, largest first; "London, Canada" and "Portland, OR" too. Some
    names have a comma of their own: "Monticello, Kentucky"."""
    parts = [part for each in query.replace("-", " ").split(",") if (part := each.strip())]
    for length in range(1, len(parts) + 1):
        for number in _numbers(index, ", ".join(parts[:length])):
            city = index.cities[number]
            if all(_is_in(index, city.country, city.region, part) for part in parts[length:]):
                yield Guess(index.of_city(number))


def _is_in(index: Index, country: str, region: str, where: str) -> bool:
    known = {region.lower(), country.lower(), *_country_names(index)[country]}
    return any(name.startswith(where) for name in known)


def _numbers(index: Index, name: str) -> Iterator[int]:
    if not name:
        return
    own, others = _city_names(index), _other_names(index)
    plain = UMLAUT.sub("", name)
    for text in dict.fromkeys((name, plain)):
        yield from own.holding(f"\n{text}")
    if len(name) > 2:
        for start in " (":
            yield from own.holding(f"{start}{name}")
        for text in dict.fromkeys((name, plain)):
            yield from others.holding(f"\n{text}")


def _country(index: Index, query: str, whole_name: bool) -> Iterator[Guess]:
    """A country's cities: one for each of its different times."""
    query = query.replace("-", " ")
    for code, known in _country_names(index).items():
        if query in known if whole_name else len(query) > 1 and any(name.startswith(query) for name in known):
            for group in index.country_zones.get(code, ()):
                yield Guess(index.of_city(group[0]), COUNTRY, code, tuple(group[1:]))


def _zones(index: Index, query: str) -> Iterator[Guess]:
    """Zone ids that begin so, also in their second part."""
    wanted = query.replace(" ", "_")
    for zone in index.zones:
        lower = zone.lower()
        # Etc/GMT+1 is an hour behind UTC: whoever does not ask for it in full must not be given it.
        if lower.startswith(wanted) or (f"/{wanted}" in lower and not lower.startswith("etc/")):
            yield Guess(Place(zone), ZONE)


def normalized(text: str) -> str:
    """A text as it is compared: without accents, capitals and spaces at its ends. Lines stay lines."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return re.sub("[\u0300-\u036f]", "", plain)


def unhyphenated(text: str) -> str:
    """A name as it is compared: New-Delhi is New Delhi."""
    return normalized(text).replace("-", " ")


class _Names:
    """Many names in one normalized text, in which a search is one pass at the speed of C."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        numbers, lines = zip(*names, strict=True)
        self.numbers: tuple[int, ...] = numbers
        self.text = "\n" + unhyphenated("\n".join(lines)) + "\n"
        self.starts = [0, *accumulate(len(line) + 1 for line in self.text[1:-1].split("\n"))]

    def holding(self, text: str) -> Iterator[int]:
        """The numbers of the names that hold `text`, in their order."""
        at = self.text.find(text)
        while at >= 0:
            yield self.numbers[bisect_right(self.starts, at) - 1]
            at = self.text.find(text, at + 1)


@lru_cache(maxsize=1)
def _city_names(index: Index) -> _Names:
    languages = list(index.names.values())
    return _Names(
        (number, name)
        for number, city in enumerate(index.cities)
        for name in dict.fromkeys([city.name, *(own[number] for own in languages if number in own)])
    )


@lru_cache(maxsize=1)
def _other_names(index: Index) -> _Names:
    return _Names((number, name) for number, names in enumerate(index.others) for name in names)


@lru_cache(maxsize=1)
def _country_names(index: Index) -> dict[str, frozenset[str]]:
    """Every name of each country, in every language, normalized."""
    found: dict[str, set[str]] = {}
    for names in index.countries.values():
        for code, each in names.items():
            found.setdefault(code, set()).update(map(unhyphenated, each))
    return {code: frozenset(each) for code, each in found.items()}
