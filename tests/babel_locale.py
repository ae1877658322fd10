"""helper.texts.Locale on top of Babel: the seam's other side, for tests without a browser."""

from __future__ import annotations

from datetime import datetime

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from babel.units import format_unit


class BabelLocale:
    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)

    def of(self, language: str) -> BabelLocale:
        return BabelLocale(language)

    def plural(self, number: int) -> str:
        return str(self.locale.plural_form(number))

    def number(self, number: int) -> str:
        return format_decimal(number, locale=self.locale)

    def minutes(self, minutes: int) -> str:
        return format_unit(minutes, "duration-minute", locale=self.locale)

    def seconds(self, seconds: int) -> str:
        return format_unit(seconds, "duration-second", locale=self.locale)

    def hours(self, hours: int) -> str:
        return format_unit(hours, "duration-hour", locale=self.locale)

    def time(self, wall: datetime) -> str:
        return format_time(wall, "short", locale=self.locale)

    def hour(self, wall: datetime) -> str:
        pattern = str(self.locale.time_formats["short"].pattern)
        return format_time(wall, "h a", locale=self.locale) if "a" in pattern else self.time(wall)

    def weekday(self, wall: datetime) -> str:
        return format_date(wall, "EEEE", locale=self.locale)

    def day(self, wall: datetime) -> str:
        return f"{self.weekday(wall)}, {format_skeleton('MMMMd', wall, locale=self.locale)}"

    def short_day(self, wall: datetime) -> str:
        return format_skeleton("Ed", wall, locale=self.locale)

    def date(self, wall: datetime) -> str:
        return format_date(wall, "long", locale=self.locale)
