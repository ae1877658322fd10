"""helper.texts.Locale on top of Babel: the seam's other side, for tests without a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time
from babel.numbers import format_decimal
from babel.units import format_unit


class BabelLocale:
    def __init__(self, language: str) -> None:
        self.locale = Locale.parse(language)

    def plural(self, number: int) -> str:
        return str(self.locale.plural_form(number))

    def number(self, number: int) -> str:
        return format_decimal(number, locale=self.locale)

    def minutes(self, minutes: int) -> str:
        return format_unit(minutes, "duration-minute", locale=self.locale)

    def seconds(self, seconds: int) -> str:
        return format_unit(seconds, "duration-second", locale=self.locale)

    def clock(self, at: int, zone: str) -> str:
        moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
        return format_time(moment, "short", locale=self.locale)
