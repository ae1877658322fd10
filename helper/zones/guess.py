"""What a typed text may mean: a city, region or country, a zone, an offset from UTC, an abbreviation, a dialling code.

Guessing never decides: it lists what can be meant, likeliest first, which is the largest. `only` says whether there is
but one meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import NamedTuple

from helper.zones import clocks
from helper.zones.names import Known, normalized, spellings
from helper.zones.places import Index, Place

MOST = 12
LONGEST = 100
"""Longer texts mean nothing; a bound keeps the search quick."""
SEVERAL = 3
"""So many cities stand for each time of a country."""
FURTHER = 10
"""A further name counts as that of a city so many places farther down: Victoria is Australia's state before it is the
old name of Hong Kong, but Calcutta is Kolkata."""
SHORTEST = 3
"""With fewer letters than this only the beginnings of cities' own names are looked at."""
CITY, AREA, ZONE, OFFSET, SHORT, DIALLED = "city", "area", "zone", "offset", "short", "dialled"

SIGNED = re.compile(r"(utc|gmt|z)?\s*([+\-−–])\s*(\d{1,2})([:.]?([0-5]\d))?(?:\s*h)?")
NAUGHT = ("utc", "z", "zulu", "utc0", "utc+0", "gmt+0")
NUMBER = re.compile(r"(?:\+|00)\s*([1-9][\d\s()/-]*)")


@dataclass(frozen=True, slots=True)
class Guess:
    """A place that may be meant. `kind` says by what; `given` is the abbreviation, the dialling code, or the code of
    the country or region; `cities` are further cities with the same time there; `exact` says that the text is its
    whole name, `mistyped` that nothing is called so, and this is the nearest."""

    place: Place
    kind: str = CITY
    given: str = ""
    cities: tuple[int, ...] = ()
    exact: bool = field(default=False, compare=False)
    mistyped: bool = field(default=False, compare=False)


class Dialled(NamedTuple):
    """A dialling code, and the countries that have it, largest city first. Those that have it with further digits,
    which may be to come, are among them where they are few; else `further` says how many they are."""

    code: str
    countries: tuple[str, ...]
    further: int


def guesses(index: Index, text: str, now: int) -> tuple[Guess, ...]:
    """What `text` may mean, likeliest first, at most MOST; `now` (UTC ms) matters for offsets."""
    query = " ".join(normalized(text).split())
    if not query or len(query) > LONGEST:
        return ()
    found: dict[object, Guess] = {}
    for guess in _all(index, query, now):
        if guess.kind == ZONE and not guess.exact and any(it.place.zone == guess.place.zone for it in found.values()):
            continue  # people say where somebody is, and a place has said it
        found.setdefault(_what(index, guess), guess)
        if len(found) == MOST:
            break
    return tuple(found.values() or _mistyped(index, query.replace("-", " ").partition(",")[0]))


def _what(index: Index, guess: Guess) -> object:
    """What is offered once: a city in a country's list, or that stands for a zone, is the city itself."""
    if guess.kind == SHORT:
        return guess.place, SHORT
    city = index.of_zone(guess.place.zone) if guess.kind == ZONE else None
    return index.of_city(city.city) if city and city.city >= 0 else guess.place


def tells_country(index: Index, guess: Guess) -> bool:
    """Whether a guess says in which country somebody is: a zone may be that of several (Hanoi's is Bangkok's), a
    dialling code too, and an abbreviation nearly always is. Emergency numbers hang on this."""
    if guess.kind == DIALLED:
        shared = dialled(index, f"+{guess.given}")
        return shared is not None and len(shared.countries) == 1 and not shared.further
    return guess.kind in (CITY, AREA) or (guess.kind == ZONE and index.is_of_one_country(guess.place.zone))


def only(index: Index, text: str, now: int) -> Guess | None:
    """The guess that `text` names in full, where it can be only one: all that bear just this name keep the
    same zone, and nothing likelier only begins so. None when there is none, or a choice."""
    found = guesses(index, text, now)
    if found and found[0].exact and found[0].kind == OFFSET:
        return found[0]
    zones = {guess.place.zone for guess in found if guess.exact}
    return found[0] if found and found[0].exact and len(zones) == 1 else None


def _all(index: Index, query: str, now: int) -> Iterator[Guess]:
    known, name = _known(index), query.replace("-", " ")
    yield from _numbers(index, query, now)
    for meaning in index.abbreviations.get(query.upper(), ()):
        yield Guess(index.of_city(meaning.city), SHORT, query.upper(), exact=True)
    yield from _called(index, known, name)
    if "," in name:
        yield from _with_commas(index, known, [part for each in name.split(",") if (part := each.strip())])
    else:
        yield from _without_commas(index, known, name.split())
    yield from _beginning(index, known, name)
    yield from _zones(index, query)


@lru_cache(maxsize=1)
def _known(index: Index) -> Known:
    return Known(index)


# Numbers


def _numbers(index: Index, query: str, now: int) -> Iterator[Guess]:
    """A fixed offset and the places whose clocks show it now; a number with a plus may be a dialling code as well."""
    minutes = _minutes(query)
    dialled = list(_dialled(index, query))
    yield from dialled[: MOST - 1]
    if minutes is None:
        return
    yield Guess(Place(clocks.fixed(minutes)), OFFSET, exact=not dialled)
    for number in index.kinds:
        if clocks.offset(now, index.cities[number].zone) == minutes * 60:
            yield Guess(index.of_city(number), OFFSET)


def _minutes(query: str) -> int | None:
    """The offset from UTC that is written, in minutes."""
    if query in NAUGHT:
        return 0
    match = SIGNED.fullmatch(query)
    if not match:
        return None
    size = int(match[3]) * 60 + int(match[5] or 0)
    minutes = size if match[2] == "+" else -size
    return minutes if clocks.MOST_BEHIND <= minutes <= clocks.MOST_AHEAD else None


def _dialled(index: Index, query: str) -> Iterator[Guess]:
    """The times of the countries whose phone numbers begin so: "+49", "0044 20 ..."."""
    found = dialled(index, query)
    times: dict[int, list[int]] = {}
    for country in found.countries if found else ():
        for cities in index.areas[country]:
            times.setdefault(index.kind_of[index.cities[cities[0]].zone], []).extend(cities)
    for group in sorted(map(sorted, times.values())):
        yield Guess(index.of_city(group[0]), DIALLED, found.code if found else "", tuple(group[1:SEVERAL]))


def dialled(index: Index, text: str) -> Dialled | None:
    """The dialling code at the start of a phone number; None where there is none."""
    match = NUMBER.fullmatch(text.strip())
    digits = re.sub(r"\D", "", match[1]) if match else ""
    fitting = {it for codes in index.dialling.values() for it in codes if digits.startswith(it)}
    code = max(fitting, key=len, default="")
    if not code:
        return None
    whole = {it for it, codes in index.dialling.items() if code in codes}
    further = {it for it, codes in index.dialling.items() if any(each.startswith(digits) for each in codes)} - whole
    if len(further) <= SEVERAL:
        whole, further = whole | further, set()
    return Dialled(code, tuple(sorted(whole, key=lambda it: index.areas[it][0][0])), len(further))


# Names


def _called(index: Index, known: Known, name: str) -> Iterator[Guess]:
    """What is called just so, largest first. Larger cities that go on with another word come before: "San" alone is
    seldom the town in Mali."""
    own, others = known.own.called(name), known.others.called(name)
    found = [
        (number * (1 if number in own else FURTHER), number, Guess(index.of_city(number), exact=True))
        for number in own | others
    ]
    for code in _codes(known.areas.called(name), known):
        number, by_code = index.areas[code][0][0], code.partition("-")[2].lower() == name
        found += [(number * (FURTHER if by_code else 1), number, guess) for guess in _area(index, code, exact=True)]
    if not found:
        return
    found.sort(key=lambda it: it[0])
    _, least, first = found[0]
    larger = [(number, Guess(index.of_city(number))) for number in set(known.own.first_word(name)) if number < least]
    if first.kind == AREA and "-" in first.given:  # "Papua" is a province, and the start of a country
        for code in _codes(known.areas.first_word(name), known):
            larger += [(index.areas[code][0][0], guess) for guess in _area(index, code) if "-" not in code]
    larger.sort(key=lambda it: it[0])
    yield from (guess for _, guess in larger[: max(MOST - len(found), SEVERAL)])
    # Few letters that only some call it by may also be the start of something else.
    named = own or any(len(code.partition("-")[2]) != len(name) for code in _codes(known.areas.called(name), known))
    vague = not named and len(name) <= SHORTEST and any(known.own.beginning(name))
    for _, _, guess in found:
        yield replace(guess, exact=not vague)


def _area(index: Index, code: str, exact: bool = False) -> Iterator[Guess]:
    """A country's or region's cities: one for each of its different times."""
    for group in index.areas[code]:
        yield Guess(index.of_city(group[0]), AREA, code, tuple(group[1:SEVERAL]), exact)


def _with_commas(index: Index, known: Known, parts: list[str]) -> Iterator[Guess]:
    """ "London, Ontario", "Portland, OR, USA", "Ontario, Canada". Some names have a comma of their own: "Monticello,
    Kentucky". Where the city is not known, what its region or country has."""
    splits = [(", ".join(parts[:length]), parts[length:]) for length in range(len(parts) - 1, 0, -1)]
    whole: list[Guess] = []
    for name, wheres in splits:
        whole += _in(index, known, name, wheres)
    yield from whole
    for name, wheres in splits:
        for number in _first(known, name):
            if all(_is_in(index, known, number, where, whole=False) for where in wheres):
                yield Guess(index.of_city(number))
    if not whole:
        for where in parts[1:]:
            for code in _codes(known.areas.called(where), known):
                yield from _area(index, code)


def _without_commas(index: Index, known: Known, words: list[str]) -> Iterator[Guess]:
    """ "London Ontario", "Vancouver BC"."""
    for length in range(len(words) - 1, 0, -1):
        yield from _in(index, known, " ".join(words[:length]), [" ".join(words[length:])], coded=False)


def _in(index: Index, known: Known, name: str, wheres: list[str], coded: bool = True) -> Iterator[Guess]:
    """Cities and regions that are called just so, in countries and regions that are."""
    cities = sorted(known.own.called(name) | known.others.called(name)) if name and all(wheres) else []
    for number in cities:
        if all(_is_in(index, known, number, where, whole=True, coded=coded) for where in wheres):
            yield Guess(index.of_city(number), exact=True)
    for code in _codes(known.areas.called(name), known) if name else ():
        country, _, region = code.partition("-")
        names = {*known.area_names[country], *({country.lower()} if coded else ())}
        if region and all(not names.isdisjoint(spellings(where)) for where in wheres):
            yield from _area(index, code, exact=True)


def _is_in(index: Index, known: Known, number: int, where: str, whole: bool, coded: bool = True) -> bool:
    """Whether a city is in a country or region that is called so, or by its code, or whose name begins so."""
    city = index.cities[number]
    areas = (city.country, f"{city.country}-{city.region}")
    names = {name for area in areas for name in known.area_names.get(area, ())}
    if coded:
        names |= {city.country.lower(), city.region.lower()} - {""}
    begins = [f"{it} " if whole else it for it in spellings(where)]
    return any(f"{name} ".startswith(it) for name in names for it in begins)


def _beginning(index: Index, known: Known, name: str) -> Iterator[Guess]:
    """What is called so at the start of its name, or of a word of it; largest first."""
    first = _first(known, name)
    cities = ((number, Guess(index.of_city(number))) for number in first)
    areas = ((index.areas[code][0][0], code) for code in _codes(known.areas.beginning(name), known) if len(name) > 1)
    listed = ((number, guess) for number, code in areas for guess in _area(index, code))
    yield from (guess for _, guess in merge(cities, listed, key=lambda it: it[0]))
    if len(name) >= SHORTEST:
        yield from (Guess(index.of_city(it)) for it in known.own.with_word(name) if not _is_part(index, it, first))
        for code in _codes(known.areas.with_word(name), known):
            yield from _area(index, code)
    if len(name) >= SHORTEST or not name.isascii():
        yield from (Guess(index.of_city(number)) for number in known.others.beginning(name))


def _mistyped(index: Index, name: str) -> list[Guess]:
    """Where nothing is called so: what is nearest, largest first."""
    known = _known(index)
    cities = {number for each in known.own.alike(name) for number in known.own.called(each)}
    found = [(number, Guess(index.of_city(number), mistyped=True)) for number in cities]
    for code in _codes((number for each in known.areas.alike(name) for number in known.areas.called(each)), known):
        found += [(index.areas[code][0][0], replace(guess, mistyped=True)) for guess in _area(index, code)]
    return [guess for _, guess in sorted(found, key=lambda it: it[0])][:SEVERAL]


def _is_part(index: Index, number: int, named: list[int]) -> bool:
    """Whether one of the cities in `named` says the same: Vancouver for Downtown Vancouver."""
    city = index.cities[number]
    larger = (index.cities[it] for it in named if it < number)
    return any(it.name in city.name and (it.country, it.zone) == (city.country, city.zone) for it in larger)


def _first(known: Known, name: str) -> list[int]:
    """The largest cities whose own names begin so."""
    return sorted(set(islice(known.own.beginning(name), LONGEST))) if name else []


def _codes(numbers: Iterable[int], known: Known) -> list[str]:
    """Countries and regions, largest city first."""
    return [known.codes[number] for number in sorted(set(numbers))]


def _zones(index: Index, query: str) -> Iterator[Guess]:
    """Zone ids that begin so, also in their second part."""
    wanted = query.replace(" ", "_")
    for zone in index.zones:
        lower = zone.lower()
        # Etc/GMT+1 is an hour behind UTC: whoever does not ask for it in full must not be given it.
        if lower.startswith(wanted) or (f"/{wanted}" in lower and not lower.startswith("etc/")):
            yield Guess(Place(zone), ZONE, exact=lower == wanted)
