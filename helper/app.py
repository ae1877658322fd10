"""The whole helper: one event in; the new model, the view and the effects out.

Only the hand-out to the tools lives here. An event is a mapping:

    type    "<tool>.<what>", for example "timer.start". "init", "link", "tick", "loaded" and
            "load_failed" reach every tool
    at      UTC milliseconds of the moment it happened, which may be before it arrives
    mono    milliseconds of a monotonic clock at its arrival (clock.py)
    others  as the tool needs them: fields, forms, data, fragment, kept, luck ...

Everything that comes in is untrusted; what is not understood changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from helper import effects
from helper.effects import Effect
from helper.phrases import tool as phrases
from helper.texts import Texts
from helper.timer import tool as timer
from helper.zones import tool as zones

__all__ = ["TOOLS", "Answer", "Model", "Tool", "answer"]

OLDEST_MS = 60 * 60_000
"""No event waits longer than this for Python to start."""

FOR_ALL = ("init", "link", "tick", "loaded", "load_failed")


class Tool(Protocol):
    """What each tool offers in its tool.py; its own Model is the `model` here.

    `facts` is what a tool tells the others ({"minutes": "3 minutes"}); each tool gets those of all.
    """

    Model: Any

    def update(self, model: Any, event: Mapping[str, object], at: int, now: int) -> tuple[Any, list[Effect]]: ...
    def view(self, model: Any, now: int, texts: Texts, facts: Mapping[str, str]) -> dict[str, object]: ...
    def announcement(self, model: Any, now: int, texts: Texts) -> str: ...
    def next_change(self, model: Any, now: int) -> int | None: ...
    def facts(self, model: Any, now: int, texts: Texts) -> dict[str, str]: ...


TOOLS: Mapping[str, Tool] = MappingProxyType({"timer": timer, "phrases": phrases, "zones": zones})


def _fresh() -> Mapping[str, Any]:
    return {name: tool.Model() for name, tool in TOOLS.items()}


@dataclass(frozen=True, slots=True)
class Model:
    """The state of every tool, by its name."""

    tools: Mapping[str, Any] = field(default_factory=_fresh)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one event led to. `view` is flat, names prefixed with the tool ("timer.left");
    `wake` is the UTC ms at which to send the next tick, None for not before the next event."""

    model: Model
    view: dict[str, object]
    effects: list[Effect]
    wake: int | None


def answer(model: Model, event: Mapping[str, object], now: int, texts: Texts) -> Answer:
    """Handle one event at `now` (UTC ms; the event itself may be older, see the module)."""
    at = _instant(event, now)
    addressed, _, what = str(event.get("type", "")).partition(".")
    models, done = dict(model.tools), []
    for name, tool in TOOLS.items():
        if addressed == name or addressed in FOR_ALL:
            inner = {**event, "type": what or addressed, **_own(event, name)}
            models[name], effects_asked = tool.update(models[name], inner, at, now)
            done += effects_asked
    words = {name: texts.part(name) for name in TOOLS}
    facts: dict[str, str] = {}
    for name, tool in TOOLS.items():
        facts |= tool.facts(models[name], now, words[name])
    view: dict[str, object] = {}
    wakes = []
    for name, tool in TOOLS.items():
        shown = tool.view(models[name], now, words[name], facts)
        view |= {f"{name}.{key}": value for key, value in shown.items()}
        wakes.append(tool.next_change(models[name], now))
        if addressed == name or addressed in FOR_ALL:
            spoken = tool.announcement(models[name], now, words[name])
            done += [effects.announce(spoken)] if spoken else []
    return Answer(Model(models), view, done, min((wake for wake in wakes if wake is not None), default=None))


def _own(event: Mapping[str, object], tool: str) -> dict[str, object]:
    """From the event that opens the page, each tool gets the fields of its own form, and the data
    that the build put into the page for it."""
    found: dict[str, object] = {}
    for name, own in (("forms", "fields"), ("data", "data")):
        each = event.get(name)
        if isinstance(each, Mapping) and tool in each:
            found[own] = each[tool]
    return found


def _instant(event: Mapping[str, object], now: int) -> int:
    """When the event happened: never after now, and not so long before that it cannot be true."""
    at = event.get("at")
    known = isinstance(at, int | float) and now - OLDEST_MS <= at <= now
    return int(at) if known and isinstance(at, int | float) else now
