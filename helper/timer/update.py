"""An event of the page, applied to the share timer's model.

Only decisions live here: which action an event means, and what to ask the page to do about it.
The course of a call is machine.py's, the words are view.py's. Events are mappings with a "type";
unknown ones change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from helper import clock, effects
from helper.timer import actions, form, links, machine
from helper.timer.machine import ENDED, IDLE
from helper.timer.model import (
    SOUNDS,
    VIBRATIONS,
    Event,
    Handler,
    Model,
    Notice,
    Step,
    advance,
    said,
    told,
)
from helper.timer.plan import PlanError, fit

MAX_ADDRESS = 500
LONGEST_RUN_MS = 100 * 365 * 86_400_000
"""No monotonic clock, which counts from the start of a page or worker, can have got further."""

TROUBLES = frozenset({"sound", "wake_lock", "share", "storage", "other_tab"})


def update(model: Model, event: Event, at: int, now: int) -> Step:
    """The model after `event`, which happened at `at` and is handled at `now` (both UTC ms), and
    the effects it asks for.

    What the clock brought about before the event is worked out first, so a tap always acts on
    the turn that was really on.
    """
    model = _check_clock(replace(model, say=()), event, now)
    model, done = advance(model, at)
    handler = HANDLERS.get(str(event.get("type", "")))
    if handler:
        model, more = handler(model, event, at)
        done += more
    return model, done


def _check_clock(model: Model, event: Event, now: int) -> Model:
    """Compare the wall clock with the monotonic reading that comes with every event (clock.py)."""
    mono = event.get("mono")
    if not isinstance(mono, int | float) or not 0 <= mono <= LONGEST_RUN_MS:  # not so for NaN
        return model
    reading = clock.Reading(now, int(mono))
    apart = clock.jump(model.reading, reading)
    model = replace(model, reading=reading)
    if apart < 0:  # the clock was set back: the monotonic clock knows better
        notice = Notice("notice.clock_back", n=-apart // 1000)
        return replace(model, timer=machine.shift(model.timer, apart), notices=told(model, notice))
    if apart > 0 and model.timer.status in (machine.RUNNING, machine.GAP):
        notice = Notice("notice.clock_ahead", n=apart // 1000)
        return replace(model, jumped=apart, notices=told(model, notice))
    return model


def _fields(event: Event) -> dict[str, str]:
    fields = event.get("fields")
    return {str(name): str(value) for name, value in fields.items()} if isinstance(fields, Mapping) else {}


def _change(model: Model, event: Event, at: int) -> Step:
    """The form was changed: check it against the frame, keep what was there if it cannot be read."""
    try:
        setup = form.read(_fields(event))
    except PlanError as error:
        return replace(model, problem=error.key, offer=None), []
    offer = fit(setup.plan, setup.frame) if setup.frame else None
    model = replace(model, setup=setup, problem="", offer=None if offer == setup.plan else offer)
    if model.timer.status in (IDLE, ENDED):
        model = replace(model, timer=machine.new(setup.plan))
    return model, []


def _take_offer(model: Model, event: Event, at: int) -> Step:
    if model.offer is None:
        return model, []
    setup = replace(model.setup, plan=model.offer)
    model = replace(model, setup=setup, offer=None, timer=machine.new(setup.plan))
    return model, [effects.fill("timer", form.write(setup))]


def _start(model: Model, event: Event, at: int) -> Step:
    if model.timer.is_on:
        return model, []
    if event.get("fields") is not None:
        model, _ = _change(model, event, at)
        if model.problem:
            return model, [effects.focus("setup")]
    plan = model.setup.plan
    if model.setup.lot:
        plan = replace(plan, first=_draw(event, len(plan.turns)))
    started = actions.apply(machine.new(plan), "start", at)
    model = replace(model, timer=started, notices=(), link="", linked=False, me=0, jumped=0)
    return said(model, "announce.start"), [effects.focus("call")]


def _draw(event: Event, count: int) -> int:
    """Draw lots with the random number in [0, 1) that comes with the event."""
    luck = event.get("luck")
    share = luck if isinstance(luck, float) and 0 <= luck < 1 else 0.0
    return int(share * count)


def _action(name: str) -> Handler:
    def act(model: Model, event: Event, at: int) -> Step:
        before, after = model.timer, actions.apply(model.timer, name, at)
        if after == before:
            return model, []
        model = replace(model, timer=after, notices=(), jumped=0, linked=model.linked or bool(model.link))
        if after.status == ENDED:
            return said(replace(model, link="", linked=False), "announce.ended"), [effects.focus("ended")]
        if name == "reset":
            return model, [effects.focus("setup")]
        return said(model, f"announce.{name}"), []

    return act


def _status(model: Model, event: Event, at: int) -> Step:
    return said(model, "announce.status"), []


def _try_signal(model: Model, event: Event, at: int) -> Step:
    return said(model, "announce.try_signal"), [
        effects.vibrate(VIBRATIONS[machine.END]),
        effects.sound(SOUNDS[machine.END]),
    ]


def _dismiss(model: Model, event: Event, at: int) -> Step:
    return replace(model, notices=(), waiting=None, jumped=0), []


def _undo_jump(model: Model, event: Event, at: int) -> Step:
    """The clock was set, nobody slept: give the leap back to the turn."""
    moved = machine.shift(model.timer, model.jumped)
    return replace(model, timer=moved, jumped=0, notices=()), []


def _trouble(model: Model, event: Event, at: int) -> Step:
    """The page could not carry something out, or now can; one of TROUBLES."""
    name = str(event.get("name"))
    if name not in TROUBLES:
        return model, []
    troubles = model.troubles - {name} if event.get("fine") else model.troubles | {name}
    return replace(model, troubles=troubles), []


def _init(model: Model, event: Event, at: int) -> Step:
    """The page was opened: read the form, take up the call this tab was in, look at the address."""
    model, _ = _change(replace(model, page=str(event.get("page") or "")[:MAX_ADDRESS]), event, at)
    model, done = links.take_up(model, event, at)
    model, more = links.HANDLERS["link"](model, event, at)
    return model, done + more


ACTIONS = ("pause", "resume", "next", "pass_on", "back", "add_minute", "end", "reset")

HANDLERS: dict[str, Handler] = {
    "init": _init, "change": _change, "take_offer": _take_offer, "start": _start, "status": _status,
    "try_signal": _try_signal, "dismiss": _dismiss, "undo_jump": _undo_jump, "trouble": _trouble,
    **links.HANDLERS, **{name: _action(name) for name in ACTIONS},
}  # fmt: skip
