"""The words of one language, and the seam to its formats.

The words themselves stand in docs/<language>/words/. Numbers, plurals, durations and dates are formatted by a
`Locale`: the browser's own Intl in browser.py, Babel under pytest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

type Words = Mapping[str, str | Mapping[str, str]]

MONDAY = datetime(2001, 1, 1)
"""Some Monday: a date to hang a day of the week or a time of day on."""


class Locale(Protocol):
    """What the helper needs to know about a language. A `wall` is what a clock on the wall shows: a
    datetime without a zone, so that nothing is converted."""

    language: str

    def of(self, language: str) -> Locale:
        """The formats of another language, by its code."""

    def plural(self, number: int) -> str:
        """The CLDR plural category of a whole number: "one", "few", "other" ..."""

    def number(self, number: int) -> str:
        """A whole number in the language's digits."""

    def minutes(self, minutes: int) -> str:
        """A length with its unit, written out: "1 minute", "10 Minuten"."""

    def seconds(self, seconds: int) -> str:
        """A length with its unit, written out: "40 seconds"."""

    def hours(self, hours: int) -> str:
        """A length with its unit, written out: "2 hours"."""

    def time(self, wall: datetime) -> str:
        """A time of day, in the user's 12 or 24 hours: "21:30", "9:30 PM"."""

    def hour(self, wall: datetime) -> str:
        """A full hour, for a scale: "21:00", "9 PM"."""

    def weekday(self, wall: datetime) -> str:
        """The day of the week: "Thursday"."""

    def day(self, wall: datetime) -> str:
        """A day with its weekday: "Thursday, 25 October"."""

    def short_day(self, wall: datetime) -> str:
        """The same, for a scale: "Thu 25"."""

    def date(self, wall: datetime) -> str:
        """A day with its year: "25 October 2026"."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The helper's words in the page's language, by flat key such as "timer.setup.total"."""

    words: Words = field(repr=False)  # some hundred, under which a failed test would bury what failed
    locale: Locale
    prefix: str = ""

    def part(self, name: str) -> Texts:
        """The texts of one file, so that a tool may say "setup.total" for "timer.setup.total"."""
        return replace(self, prefix=f"{name}.")

    def say(self, key: str, **slots: str | int) -> str:
        """The text of `key` with its {slots} filled.

        Whole numbers are formatted; the one named `n` also chooses the plural form where the
        text has several. Raises KeyError for a key that is not in docs/<language>/words/.
        """
        text = self.words[self.prefix + key]
        if not isinstance(text, str):
            text = text.get(self.locale.plural(int(slots.get("n", 0)))) or text["other"]
        for name, value in slots.items():
            shown = self.locale.number(value) if isinstance(value, int) else value
            text = text.replace("{" + name + "}", shown)
        return text

    def length(self, seconds: int) -> str:
        """A length in words: whole minutes as minutes, anything else with its seconds."""
        minutes, rest = divmod(max(0, seconds), 60)
        if not rest:
            return self.locale.minutes(minutes)
        if not minutes:
            return self.locale.seconds(rest)
        return f"{self.locale.minutes(minutes)} {self.locale.seconds(rest)}"

    def span(self, minutes: int) -> str:
        """A length in hours and minutes, in words: "2 hours", "1 hour 5 minutes"."""
        hours, rest = divmod(max(0, minutes), 60)
        parts = [self.locale.hours(hours)] if hours else []
        parts += [self.locale.minutes(rest)] if rest or not hours else []
        return " ".join(parts)

    def within(self, language: str) -> Texts:
        """The texts in another language of the site, as far as tools/sources/words.py hands them out to every page;
        these texts where there are none."""
        start = f"{language}/"
        if not any(key.startswith(start) for key in self.words):
            return self
        return replace(self, prefix=start + self.prefix, locale=self.locale.of(language))


def digits(milliseconds: int) -> str:
    """Time left as on a clock: "3:00", "1:02:13". Rounded up, so that it shows 0:00 at the
    deadline and not a second before; past the deadline counts up with a plus: "+0:05"."""
    seconds = -(-milliseconds // 1000)
    sign, seconds = ("+", -seconds) if seconds < 0 else ("", seconds)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}" if hours else f"{sign}{minutes}:{seconds:02}"
