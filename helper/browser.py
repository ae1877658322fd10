"""The only bridge to the browser: JSON in, JSON out, and the browser's own Intl for formats.

Runs in a Web Worker, called by overrides/shell/worker.js. No other module may import `js` or `pyodide`, and this one
decides nothing. No exception leaves `Session.handle`: an event that cannot be handled changes nothing and is answered
with an "error" for the console.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from functools import cache

import js
from pyodide.ffi import JsException, to_js

import helper
from helper.app import Model, answer
from helper.texts import Texts

SITE_PACKAGES = f"/lib/python3.{sys.version_info.minor}/site-packages"

OURS = f"{SITE_PACKAGES}/helper"


class Intl:
    """A texts.Locale on top of the browser's Intl. `user` for the page's own language: then with the
    user's regional habits, where the browser names any, and the user's 12 or 24 hours."""

    def __init__(self, language: str, user: bool = False) -> None:
        self.language = language
        preferred = _preferred() if user else ()
        self.tag = next((tag for tag in preferred if tag == language or tag.startswith(f"{language}-")), language)
        wanted, own = _hour_cycle(preferred[0] if preferred else language), _hour_cycle(language)
        self.cycle = wanted if wanted in ("h23", own) else own  # 12 hours fit only into a language that has them

    def of(self, language: str) -> Intl:
        """The user's habits hold for the page's own language."""
        return self if language == self.language else Intl(language)

    def plural(self, number: int) -> str:
        return str(_formatter("PluralRules", self.language).select(number))

    def number(self, number: int) -> str:
        return str(_formatter("NumberFormat", self.language).format(number))

    def minutes(self, minutes: int) -> str:
        return self._unit("minute", minutes)

    def seconds(self, seconds: int) -> str:
        return self._unit("second", seconds)

    def hours(self, hours: int) -> str:
        return self._unit("hour", hours)

    def time(self, wall: datetime) -> str:
        return self._wall(wall, hour="numeric", minute="2-digit", hourCycle=self.cycle)

    def hour(self, wall: datetime) -> str:
        # Where the clock has 24 hours, some languages would write "21 Uhr" for a bare hour.
        return self._wall(wall, hour="numeric", hourCycle="h12") if self.cycle == "h12" else self.time(wall)

    def weekday(self, wall: datetime) -> str:
        return self._wall(wall, weekday="long")

    def day(self, wall: datetime) -> str:
        return self._wall(wall, weekday="long", day="numeric", month="long")

    def short_day(self, wall: datetime) -> str:
        return self._wall(wall, weekday="short", day="numeric")

    def date(self, wall: datetime) -> str:
        return self._wall(wall, day="numeric", month="long", year="numeric")

    def _wall(self, wall: datetime, **options: str) -> str:
        """A wall time is passed off as UTC, so that Intl's own, older zone data play no part."""
        at = int(wall.replace(tzinfo=UTC).timestamp() * 1000)
        return str(_formatter("DateTimeFormat", self.tag, (("timeZone", "UTC"), *options.items())).format(at))

    def _unit(self, unit: str, number: int) -> str:
        options = (("style", "unit"), ("unit", unit), ("unitDisplay", "long"))
        return str(_formatter("NumberFormat", self.language, options).format(number))


def _preferred() -> tuple[str, ...]:
    """The languages that the user set in the browser, as tags, the dearest first. On some systems
    there are names among them that are no tags ("c"), which Intl throws out."""
    named = (str(tag) for tag in getattr(getattr(js, "navigator", None), "languages", ()))
    return tuple(tag for tag in named if _is_tag(tag))


def _is_tag(name: str) -> bool:
    try:
        js.Intl.getCanonicalLocales(name)
    except JsException:
        return False
    return True


def _hour_cycle(language: str) -> str:
    """Either "h12" or "h23", as people who speak the language write times."""
    resolved = _formatter("DateTimeFormat", language, (("hour", "numeric"),)).resolvedOptions()
    return str(getattr(resolved, "hourCycle", "h23"))


@cache
def _formatter(kind: str, language: str, options: tuple[tuple[str, str], ...] = ()) -> js.Object:
    """Intl's formatters are costly to make and cheap to use, so each is made once."""
    settings = to_js(dict(options), dict_converter=js.Object.fromEntries)
    return getattr(js.Intl, kind).new(language, settings)


class Session:
    """The helper on one page: holds the model between events."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.model = Model()
        self.shown: dict[str, object] = {}

    def handle(self, message: str, now: float) -> str:
        """Answer one event, given as JSON, at `now` (UTC ms).

        The answer is JSON: "view" holds the entries that changed since the last answer,
        "effects" what the page is asked to do, "wake" the UTC ms of the next tick or null.
        """
        try:
            result = answer(self.model, json.loads(message), int(now), self.texts)
            changed = {name: value for name, value in result.view.items() if self.shown.get(name) != value}
            reply = json.dumps({"view": changed, "effects": result.effects, "wake": result.wake}, allow_nan=False)
        except Exception as error:  # one bad event must not end a running call
            return json.dumps({"view": {}, "effects": [], "wake": None, "error": f"{type(error).__name__}: {error}"})
        self.model, self.shown = result.model, result.view
        return reply


def start(words: str, language: str) -> Session:
    """A session with the words of one language, given as JSON (flat keys)."""
    return Session(Texts(json.loads(words), Intl(language, user=True)))


def unpack(archive: str) -> None:
    """Put a package of the runtime that was fetched later where Python finds it, also as a part of helper/. The file
    begins with a line of JSON: names of files and how many bytes each has. Those follow."""
    folders = set()
    with open(archive, "rb") as file:
        for name, size in json.loads(file.readline()).items():
            place = f"{SITE_PACKAGES}/{name}"
            folder = os.path.dirname(place)
            if folder not in folders:
                os.makedirs(folder, exist_ok=True)
                folders.add(folder)
            # As bare as it can be: there are 600 zone files.
            unpacked = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(unpacked, file.read(size))
            os.close(unpacked)
    if OURS not in helper.__path__:
        helper.__path__.append(OURS)
    sys.path_importer_cache.clear()
