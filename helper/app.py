"""The whole helper: one event in; the new model, the view and the effects out.

An event is a mapping:

    type    "<tool>.<what>", for example "timer.start"; those in FOR_ALL reach every tool
    at      UTC milliseconds of the moment it happened, which may be before it arrives
    mono    milliseconds of a monotonic clock at its arrival (jump.py)
    luck    a random number (events.py)
    others  as the tool needs them: fields, forms, data, fragment, kept ...

Everything that comes in is untrusted; what is not understood changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from helper import effects, events
from helper.effects import Effect
from helper.events import Event
from helper.phrases import tool as phrases
from helper.texts import Texts
from helper.timer import tool as timer
from helper.zones import tool as zones

__all__ = ["FOR_ALL", "TOOLS", "Answer", "Model", "Tool", "answer"]

OLDEST_MS = 60 * 60_000
"""No event waits longer than this for Python to start."""

FOR_ALL = ("init", "link", "tick", "loaded", "load_failed", "trouble", "elsewhere", "to_call")
"""The page opens; its fragment changes; time passes; packages came or did not ("reason": see events.MISSING);
the browser refuses something that lasts ("name" says what), or with "fine" no longer does; another tab tells of a
call (effects.tell_tabs); somebody goes back to the running call from wherever they are."""


class Tool(Protocol):
    """What each tool offers in its tool.py. `Model` is the class of its state as the page opens.

    CHOICES      what its fields offer and allow, for the templates (overrides/hooks/words.py)
    update       the state after an event that happened at `at` and is handled at `now` (both UTC ms), and the effects
    view         what the page shows at `now`; `context` is what all the tools have told
    announcement what a screen reader is to say after the last event; "" for nothing
    next_change  UTC ms at which the view changes by itself; None while it stands still
    context      what it tells the other tools: {"preset": "3-3"}
    """

    Model: Any
    CHOICES: Mapping[str, Any]

    def update(self, model: Any, event: Event, at: int, now: int) -> tuple[Any, list[Effect]]: ...
    def view(self, model: Any, now: int, texts: Texts, context: Mapping[str, str]) -> dict[str, object]: ...
    def announcement(self, model: Any, now: int, texts: Texts) -> str: ...
    def next_change(self, model: Any, now: int) -> int | None: ...
    def context(self, model: Any, now: int, texts: Texts) -> dict[str, str]: ...


TOOLS: Mapping[str, Tool] = MappingProxyType({"timer": timer, "phrases": phrases, "zones": zones})


def _fresh() -> Mapping[str, Any]:
    return {name: tool.Model() for name, tool in TOOLS.items()}


@dataclass(frozen=True, slots=True)
class Model:
    """The state of every tool, by its name."""

    tools: Mapping[str, Any] = field(default_factory=_fresh)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one event led to. `view` is flat, names prefixed with the tool ("timer.left") but for effects.LASTING;
    `wake` is the UTC ms at which to send the next tick, None for not before the next event."""

    model: Model
    view: dict[str, object]
    effects: list[Effect]
    wake: int | None


def answer(model: Model, event: Event, now: int, texts: Texts) -> Answer:
    """Handle one event at `now` (UTC ms; the event itself may be older, see the module)."""
    at = _instant(event, now)
    addressed, _, what = events.name(event).partition(".")
    reached = [name for name in TOOLS if addressed == name or addressed in FOR_ALL]
    words = {name: texts.part(name) for name in TOOLS}
    models, done = dict(model.tools), []
    for name in reached:
        own = {**event, "type": what or addressed, **_own(event, name)}
        models[name], asked = TOOLS[name].update(models[name], own, at, now)
        done += asked
    context: dict[str, str] = {}
    for name, tool in TOOLS.items():
        context |= tool.context(models[name], now, words[name])
    view: dict[str, object] = {}
    wakes = []
    for name, tool in TOOLS.items():
        for key, value in tool.view(models[name], now, words[name], context).items():
            view[key if key in effects.LASTING else f"{name}.{key}"] = value
        wakes.append(tool.next_change(models[name], now))
    spoken = (TOOLS[name].announcement(models[name], now, words[name]) for name in reached)
    done += [effects.announce(sentence) for sentence in spoken if sentence]
    return Answer(Model(models), view, done, min((wake for wake in wakes if wake is not None), default=None))


def _own(event: Event, tool: str) -> dict[str, object]:
    """From the event that opens the page, each tool gets the fields of its own form, and the data that the build put
    into the page for it."""
    found: dict[str, object] = {}
    for name, own in (("forms", "fields"), ("data", "data")):
        each = event.get(name)
        if isinstance(each, Mapping) and tool in each:
            found[own] = each[tool]
    return found


def _instant(event: Event, now: int) -> int:
    """When the event happened: never after now, and not so long before that it cannot be true."""
    at = event.get("at")
    known = isinstance(at, int | float) and now - OLDEST_MS <= at <= now
    return int(at) if known and isinstance(at, int | float) else now
