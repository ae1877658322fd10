"""A call played on an injected clock: the steps that the timer's tests share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

from helper.effects import Effect
from helper.timer import machine, update
from helper.timer.machine import Signal, Timer
from helper.timer.model import Model
from helper.timer.plan import Plan

START = 1_763_712_000_000
SECOND, MINUTE = 1_000, 60_000
FIELDS = {"kind": "share", "speakers": "2", "minutes": "3", "warning": "60", "handover": "auto", "sound": "on"}
HANDED_ON: dict[str, Any] = {"outcome": "shared", "fragment": "x"}
"""What the page tells of a link that was shared."""


def started(plan: Plan | None = None, at: int = START) -> Timer:
    return machine.apply(machine.new(plan or Plan()), "start", at)


def signals(timer: Timer, upto: int, step: int = SECOND, begin: int = START) -> tuple[Timer, list[Signal]]:
    """Advance in steps, as ticks do, and collect what was signalled."""
    seen: list[Signal] = []
    for now in range(begin, upto + 1, step):
        timer, fresh = machine.advance(timer, now)
        seen += fresh
    return timer, seen


@dataclass
class Played:
    """The tool's model driven by events, as the page does it. `ahead` is what the wall clock leapt."""

    model: Model = field(default_factory=Model)
    now: int = START
    effects: list[Effect] = field(default_factory=list)
    ahead: int = 0

    def send(self, kind: str, after: int = 0, **more: object) -> Self:
        self.now += after
        event = {"type": kind, "mono": self.now - self.ahead, **more}
        self.model, done = update.update(self.model, event, self.now, self.now)
        self.effects = done
        return self

    def tapped(self, kind: str, **more: object) -> Self:
        """Tapped a second later, and again where the turn changed under the finger (taps.py)."""
        self.send(kind, after=SECOND, **more)
        return self.send(kind, after=SECOND, **more) if self.model.taps.late == self.now else self

    def leap(self, milliseconds: int) -> Self:
        """The wall clock moves, real time does not."""
        self.ahead += milliseconds
        return self.send("tick", after=milliseconds)

    def did(self, what: str) -> bool:
        return any(effect["do"] == what for effect in self.effects)
