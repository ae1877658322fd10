"""The whole helper: one event in; the new model, the view and the effects out.

Only the hand-out to the tools lives here. An event is a mapping:

    type    "<tool>.<what>", for example "timer.start"; "init" and "tick" reach every tool
    at      UTC milliseconds of the moment it happened, which may be before it arrives
    mono    milliseconds of a monotonic clock at its arrival (clock.py)
    others  as the tool needs them: fields, fragment, kept, luck ...

Everything that comes in is untrusted; what is not understood changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from helper import effects
from helper.effects import Effect
from helper.texts import Texts
from helper.timer import model as timer_model
from helper.timer import update as timer_update
from helper.timer import view as timer_view

OLDEST_MS = 60 * 60_000
"""No event waits longer than this for Python to start."""

__all__ = ["Answer", "Model", "answer"]


@dataclass(frozen=True, slots=True)
class Model:
    """The state of every tool."""

    timer: timer_model.Model = timer_model.Model()


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
    tool, _, what = str(event.get("type", "")).partition(".")
    done: list[Effect] = []
    timer = model.timer
    if tool in ("timer", "init", "tick"):
        timer, done = timer_update.update(timer, {**event, "type": what or tool}, at, now)
    model = replace(model, timer=timer)
    words = texts.part("timer")
    spoken = timer_view.announcement(model.timer, now, words)
    if spoken:
        done.append(effects.announce(spoken))
    view = {f"timer.{name}": value for name, value in timer_view.view(model.timer, now, words).items()}
    return Answer(model, view, done, timer_view.next_change(model.timer, now))


def _instant(event: Mapping[str, object], now: int) -> int:
    """When the event happened: never after now, and not so long before that it cannot be true."""
    at = event.get("at")
    known = isinstance(at, int | float) and now - OLDEST_MS <= at <= now
    return int(at) if known and isinstance(at, int | float) else now
