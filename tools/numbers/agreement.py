"""What the package phonenumbers says of each published number.

It knows which short numbers are emergency numbers in which region. A row may know better, and then says
why; so a release that changes its mind is told by `make check`, row by row.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import shortnumberinfo

from tools.numbers.model import Book, Country, Line
from tools.sources.problems import Problem

KEY = "phonenumbers"
WHOLE = 7
"""A number with so many digits belongs to a country's numbering plan, which the package knows."""


def problems(book: Book) -> list[Problem]:
    """Where the package and the data differ without a word about it."""
    own = [country for country in book.countries.values() if not country.parent]
    return [
        *(problem for country in own for problem in _country(country)),
        *(problem for line in book.lines for problem in _line(line)),
    ]


def unknown(country: Country) -> list[str]:
    """The published numbers that are no emergency numbers for the package."""
    numbers = dict.fromkeys((*country.ambulance, *country.police, *country.fire))
    return [number for number in numbers if not is_emergency(number, country.iso)]


def is_emergency(number: str, iso: str) -> bool:
    return bool(shortnumberinfo.is_emergency_number(number, iso))


def _country(country: Country) -> list[Problem]:
    found = []
    release = f"{KEY} {phonenumbers.__version__}"
    named = any(source.key == KEY for source in country.sources)
    first = country.ambulance[0] if country.ambulance else ""
    if named and not is_emergency(first, country.iso):
        text = f"{country.iso}: {first} is no emergency number for {release}. Look at what changed; then take it out of"
        found.append(Problem(*country.at, f"{text}  sources , or correct the number"))
    elif first and not named and is_emergency(first, country.iso):
        text = f"{country.iso}: {release} has {first} as well. Add  {KEY}  to  sources"
        found.append(Problem(*country.at, text))
    if (lacking := unknown(country)) and not country.decided:
        text = f"{country.iso}: {', '.join(lacking)} is no emergency number for {release}. Correct it, or write under"
        found.append(Problem(*country.at, f"{text}  decided:  why it stands"))
    return found


def _line(line: Line) -> list[Problem]:
    if len(re.sub(r"\D", "", line.number)) < WHOLE:
        return []
    if phonenumbers.is_valid_number_for_region(_parsed(line), line.country):
        return []
    text = f"{line.number} is no number of {line.country} for {KEY} {phonenumbers.__version__}. Look for a slip in it"
    return [Problem(*line.at, text)]


def _parsed(line: Line) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(line.number, line.country)
    except phonenumbers.NumberParseException:
        return phonenumbers.PhoneNumber()
