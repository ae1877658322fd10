"""What is known of a country's numbers and of a crisis line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tools.numbers.hours import Span


class Status(StrEnum):
    """How sure the ambulance number of a country is."""

    AGREED = "agreed"  # the two sources that know every country say so: phonenumbers and Android
    THIRD = "third"  # two others, or one of those and another one
    UNSURE = "unsure"  # no two: there is no number, only what each source says
    UNINHABITED = "uninhabited"


class Kind(StrEnum):
    """What a line is for, in the order in which a reader needs them."""

    CRISIS = "crisis"
    CHILD = "child"
    PARENTS = "parents"
    VIOLENCE = "violence"
    ADDICTION = "addiction"
    POISON = "poison"
    MEDICAL = "medical"


class Cost(StrEnum):
    FREE = "free"
    CHARGED = "charged"
    UNKNOWN = "unknown"


class Location(NamedTuple):
    """Where a row stands."""

    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """`name` is a proper name, the same in every language; `date` None for a page whose address is given alone."""

    key: str
    name: str
    address: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that listens. `number` as people write it; `hours` empty when not known, and in the
    country's own time; `languages` as codes that CLDR knows; `say` is what to text."""

    country: str
    number: str
    kind: Kind
    languages: tuple[str, ...]
    checked: date
    sources: tuple[Source, ...]
    at: Location
    name: str = ""
    text: bool = False
    say: str = ""
    area: str = ""
    extension: str = ""
    hours: tuple[Span, ...] = ()
    cost: Cost = Cost.UNKNOWN

    @property
    def dial(self) -> str:
        """The number as a link dials it."""
        return re.sub(r"[^\d*]", "", self.number)


@dataclass(frozen=True, slots=True)
class Country:
    """Numbers in the order in which to try them. `police` and `fire` are those of the ambulance where a
    row says nothing else; both may be known where the ambulance's is not. `others` is what further sources
    say of the ambulance: digits, or "none" for that there is no number. `parent` is the country whose
    numbers these are, "" for its own."""

    iso: str
    status: Status
    at: Location
    checked: date
    ambulance: tuple[str, ...] = ()
    police: tuple[str, ...] = ()
    fire: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    others: tuple[tuple[Source, str], ...] = ()
    decided: str = ""
    parent: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Book:
    """Everything, by ISO code; every code that a time zone or CLDR has is in it."""

    countries: Mapping[str, Country]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for country in self.countries.values() for line in country.lines)
