"""The only bridge to the browser: JSON in, JSON out, and the browser's own Intl for formats.

Only what needs `js` or `pyodide` may live here. Runs in a Web Worker, called by
overrides/shell/worker.js. No exception leaves `Session.handle`: an event that cannot be
handled changes nothing and is answered with an "error" for the console.
"""

from __future__ import annotations

import json
from functools import cache

import js
from pyodide.ffi import to_js

from helper.app import Model, answer
from helper.texts import Texts


class Intl:
    """A texts.Locale on top of the browser's Intl."""

    def __init__(self, language: str) -> None:
        self.language = language

    def plural(self, number: int) -> str:
        return str(_formatter("PluralRules", self.language).select(number))

    def number(self, number: int) -> str:
        return str(_formatter("NumberFormat", self.language).format(number))

    def minutes(self, minutes: int) -> str:
        return self._unit("minute", minutes)

    def seconds(self, seconds: int) -> str:
        return self._unit("second", seconds)

    def clock(self, at: int, zone: str) -> str:
        options = (("timeZone", zone), ("hour", "numeric"), ("minute", "2-digit"))
        return str(_formatter("DateTimeFormat", self.language, options).format(at))

    def _unit(self, unit: str, number: int) -> str:
        options = (("style", "unit"), ("unit", unit), ("unitDisplay", "long"))
        return str(_formatter("NumberFormat", self.language, options).format(number))


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
        except Exception as error:  # one bad event must not end a running call
            return json.dumps({"view": {}, "effects": [], "wake": None, "error": f"{type(error).__name__}: {error}"})
        self.model = result.model
        changed = {name: value for name, value in result.view.items() if self.shown.get(name) != value}
        self.shown = result.view
        return json.dumps({"view": changed, "effects": result.effects, "wake": result.wake})


def start(words: str, language: str) -> Session:
    """A session with the words of one language, given as JSON (flat keys)."""
    return Session(Texts(json.loads(words), Intl(language)))
