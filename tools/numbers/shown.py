"""What readers are shown of each country's numbers, in the words and formats of one language.

That is which numbers to dial for what, in which order; hours, languages and days as the language writes them. Names of
countries, languages and days are Unicode CLDR's, labels stand in docs/<language>/words/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import zip_longest
from typing import Any

from babel import Locale
from babel.dates import format_time, get_day_names
from babel.lists import format_list

from helper.zones.names import normalized
from tools.numbers.hours import ALWAYS, DAY_MINUTES, Span
from tools.numbers.model import Book, Cost, Country, Kind, Line, Status
from tools.world.countries import Names

MOST_ON_CARD = 3
PLAIN = re.compile(r"[-()]")
SERVICES = ("ambulance", "police", "fire")

type Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A number to tap; `label` is what it is for, some of SERVICES, in words."""

    number: str
    label: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line that listens, in words. `facts` are how to reach it, languages and cost; `hours` is "" where they are
    not known; `always` says that it is reached day and night; `word` is what to text there, "" for anything."""

    number: str
    dial: str
    text: bool
    kind: str
    name: str
    hours: str
    facts: tuple[str, ...]
    always: bool
    sort: Kind
    word: str

    @property
    def is_crisis(self) -> bool:
        return self.sort is Kind.CRISIS


@dataclass(frozen=True, slots=True)
class ShownCountry:
    """`said` is what each source says where nobody is sure; `searched` the names that people type, folded."""

    iso: str
    name: str
    searched: tuple[str, ...]
    zones: tuple[str, ...]
    status: Status
    emergency: tuple[Button, ...]
    said: tuple[str, ...]
    lines: tuple[ShownLine, ...]

    @property
    def order(self) -> str:
        return normalized(self.name)

    @property
    def letter(self) -> str:
        """The letter under which it stands in a list by alphabet."""
        return self.order[:1].upper()


class Shown:
    """Every country as a page in `language` shows it, by alphabet. `names` are those of every language of the site;
    `checked` is a day since which each number has been looked at."""

    def __init__(
        self, book: Book, language: str, words: Words, names: Mapping[str, Mapping[str, Names]],
        zones: Mapping[str, Sequence[str]],
    ) -> None:  # fmt: skip
        self.language, self.words = language.replace("-", "_"), words
        self.locale = Locale.parse(self.language)
        meant: dict[str, list[str]] = {}
        for zone, isos in zones.items():
            for iso in isos:
                meant.setdefault(iso, []).append(zone)
        found = [
            self._country(country, names[language][iso].shown, self._searched(iso, names), meant.get(iso, ()))
            for iso, country in book.countries.items()
        ]
        self.countries = sorted(found, key=lambda it: (it.order, it.iso))
        days = [*(country.checked for country in book.countries.values()), *(line.checked for line in book.lines)]
        self.checked = min(days)

    @property
    def by_letter(self) -> dict[str, list[ShownCountry]]:
        found: dict[str, list[ShownCountry]] = {}
        for country in self.countries:
            found.setdefault(country.letter, []).append(country)
        return found

    @property
    def by_sort(self) -> dict[str, list[ShownCountry]]:
        """Who has a line of a kind that few countries have, and "text" for one that takes messages."""
        found: dict[str, list[ShownCountry]] = {kind.value: [] for kind in Kind if kind is not Kind.CRISIS}
        for country in self.countries:
            for sort in dict.fromkeys(it.sort.value for it in country.lines if not it.is_crisis):
                found[sort].append(country)
        found["text"] = [country for country in self.countries if any(it.text for it in country.lines)]
        return {sort: countries for sort, countries in found.items() if countries}

    def on_card(self, country: ShownCountry) -> str:
        """A country's emergency numbers in one line: "Austria: 144 Ambulance; 133 Police."."""
        sure = "" if any(SERVICES[0] in it.services for it in country.emergency) else self._say("unsure")
        told = "; ".join(f"{it.number} {it.label}" for it in country.emergency)
        return f"{country.name}: {told}. {sure}".strip()

    def lines_on_card(self, country: ShownCountry) -> str:
        """Its lines for someone in a crisis, as many as a card has room for: by day and night first; "" for none."""
        crisis = [line for line in country.lines if line.is_crisis and not line.text]
        told = [self._on_card(line) for line in sorted(crisis, key=lambda it: not it.always)[:MOST_ON_CARD]]
        return "; ".join(told)

    def _on_card(self, line: ShownLine) -> str:
        named = f"{line.number} {line.name or line.kind}"
        return f"{named} ({line.hours})" if line.hours else named

    def _say(self, key: str, **slots: str) -> str:
        text = str(self.words[f"numbers.{key}"])
        for name, value in slots.items():
            text = text.replace("{" + name + "}", value)
        return text

    def _searched(self, iso: str, names: Mapping[str, Mapping[str, Names]]) -> tuple[str, ...]:
        """The names in every language of the site, as a search compares them."""
        every = (name for each in names.values() for name in each[iso].folded)
        plain = (" ".join(PLAIN.sub(" ", name).split()) for name in every)
        return tuple(dict.fromkeys(plain))

    def _country(self, country: Country, name: str, searched: tuple[str, ...], zones: Iterable[str]) -> ShownCountry:
        return ShownCountry(
            country.iso, name, searched, tuple(zones), country.status, tuple(self._emergency(country)),
            tuple(self._said(country)), tuple(map(self._line, country.lines)),
        )  # fmt: skip

    def _emergency(self, country: Country) -> Iterable[Button]:
        """One button for each number, the first ones of every service before the others."""
        numbers = {name: getattr(country, name) or country.ambulance for name in SERVICES}
        services: dict[str, list[str]] = {}
        for rank in zip_longest(*numbers.values()):
            for service, number in zip(SERVICES, rank, strict=True):
                if number:
                    services.setdefault(number, []).append(service)
        for number, found in services.items():
            own = tuple(service for service in SERVICES if service in found)
            for_all = own == SERVICES
            label = self._say("any") if for_all else format_list([self._say(it) for it in own], "standard", self.locale)
            yield Button(number, label, own)

    def _said(self, country: Country) -> Iterable[str]:
        if country.status is Status.UNSURE:
            for source, said in country.others:
                key = "said" if said.isdecimal() else "said_none"
                yield self._say(key, source=source.name, number=said)

    def _line(self, line: Line) -> ShownLine:
        return ShownLine(
            line.number, line.dial, line.text, self._say(f"kind.{line.kind}"), line.name, self.hours(line.hours),
            tuple(filter(None, self._facts(line))), line.hours == ALWAYS, line.kind,
            line.say if line.text else "",
        )  # fmt: skip

    def _facts(self, line: Line) -> Iterable[str]:
        if line.text:
            yield self._say("text_word", word=line.say) if line.say else self._say("text")
        if line.extension:
            yield self._say("extension", digits=line.extension)
        if line.area:
            yield self._say("area", area=line.area)
        yield self._languages(line)
        if line.cost is not Cost.UNKNOWN:
            yield self._say(f"cost.{line.cost}")

    def hours(self, spans: tuple[Span, ...]) -> str:
        """When a line answers: "day and night", "Mon – Fri 9:00 AM – 5:00 PM"; "" where it is not known."""
        if spans == ALWAYS:
            return self._say("always")
        said = [f"{self._days(span.days)} {self._time(span.start)}–{self._time(span.end)}".strip() for span in spans]
        return "; ".join(said)

    def _days(self, days: tuple[int, ...]) -> str:
        named = get_day_names("abbreviated", "stand-alone", self.locale)
        if len(days) == 7:
            return self._say("daily")
        if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
            return f"{named[days[0]]}–{named[days[-1]]}"
        return ", ".join(named[day] for day in days)

    def _time(self, minutes: int) -> str:
        return format_time(time(*divmod(minutes % DAY_MINUTES, 60)), "short", locale=self.locale)

    def _languages(self, line: Line) -> str:
        named = [self._say("many") if it == "mul" else str(self.locale.languages[it]) for it in line.languages]
        return format_list(named, "standard", self.locale)
