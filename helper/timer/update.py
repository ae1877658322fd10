"""An event of the page, applied to the share timer's model.

The course of a call is machine.py's; here is which of its actions an event means, and what to ask the page to do about
it. Unknown events change nothing.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, jump
from helper.events import LUCK_BITS, Event
from helper.timer import form, links, machine
from helper.timer.machine import ENDED, GAP, IDLE, RUNNING
from helper.timer.model import (
    SOUNDS,
    VIBRATIONS,
    Handler,
    Model,
    Notice,
    Step,
    advance,
    announced,
    sounds,
    told,
    unshared,
)
from helper.timer.plan import PlanError, fit

MAX_ADDRESS = 500
LONGEST_RUN_MS = 100 * 365 * 86_400_000
"""No monotonic clock, which counts from the start of a page or worker, can have got further."""

TROUBLES = frozenset({"tap", "sound", "vibration", "wake_lock", "storage", "other_tab"})
TOLD = frozenset({"tap", "sound", "wake_lock"})
"""Those that a screen reader says during a call."""


def update(model: Model, event: Event, at: int, now: int) -> Step:
    """The model after `event`, which happened at `at` and is handled at `now` (both UTC ms), and
    the effects it asks for.

    What the clock brought about before the event is worked out first, so a tap always acts on
    the segment that was really on.
    """
    model = _check_clock(replace(model, announce=()), event, now)
    model, done = advance(model, at)
    handler = HANDLERS.get(events.name(event))
    if handler:
        model, more = handler(model, event, at)
        done += more
    return model, done


def _check_clock(model: Model, event: Event, now: int) -> Model:
    """Compare the wall clock with the monotonic reading that comes with every event (jump.py)."""
    mono = event.get("mono")
    if not isinstance(mono, int | float) or not 0 <= mono <= LONGEST_RUN_MS:  # not so for NaN
        return model
    reading = jump.Reading(now, int(mono))
    apart = jump.jump(model.reading, reading)
    model = replace(model, reading=reading)
    if apart < 0:  # the clock was set back: the monotonic clock knows better
        notice = Notice("notice.clock_back", n=-apart // 1000)
        return replace(model, timer=machine.shift(model.timer, apart), notices=told(model, notice))
    if apart > 0 and model.timer.status in (RUNNING, GAP):
        notice = Notice("notice.clock_ahead", n=apart // 1000)
        return replace(model, jumped=apart, notices=told(model, notice))
    return model


def _change(model: Model, event: Event, at: int) -> Step:
    """The form was changed: check it against the frame, keep what was there if it cannot be read."""
    model = replace(model, tried=False)
    try:
        setup = form.read(events.fields(event))
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
    started = machine.apply(machine.new(plan), "start", at)
    model = replace(unshared(model), timer=started, notices=(), me=0, jumped=0)
    return announced(model, "announce.start"), [effects.focus("call")]


def _draw(event: Event, count: int) -> int:
    """Draw lots with the random number that comes with the event."""
    return events.luck(event) * count >> LUCK_BITS


def _action(name: str) -> Handler:
    def act(model: Model, event: Event, at: int) -> Step:
        before, after = model.timer, machine.apply(model.timer, name, at)
        if after == before:
            return model, []
        model = replace(model, timer=after, notices=(), jumped=0, link_stale=model.link_stale or bool(model.link))
        if after.status == ENDED:
            return announced(unshared(model), "announce.ended"), [effects.focus("ended")]
        if name == "reset":
            return model, [effects.focus("setup")]
        return announced(model, f"announce.{name}"), []

    return act


def _pause_or_resume(model: Model, event: Event, at: int) -> Step:
    """One key does both."""
    return HANDLERS["pause" if model.timer.status in (RUNNING, GAP) else "resume"](model, event, at)


def _status(model: Model, event: Event, at: int) -> Step:
    return announced(model, "announce.status"), []


def _try_signal(model: Model, event: Event, at: int) -> Step:
    """Only what the call would do: no sound where it is switched off."""
    done = [effects.vibrate(VIBRATIONS[machine.END])]
    if sounds(model):
        done.append(effects.sound(SOUNDS[machine.END]))
    return announced(replace(model, tried=True), "announce.try_signal" if sounds(model) else "signal.off"), done


def _dismiss(model: Model, event: Event, at: int) -> Step:
    return replace(model, notices=(), waiting=None, jumped=0), []


def _undo_jump(model: Model, event: Event, at: int) -> Step:
    """The clock was set, nobody slept: give the leap back to the segment."""
    moved = machine.shift(model.timer, model.jumped)
    return replace(model, timer=moved, jumped=0, notices=()), []


def _trouble(model: Model, event: Event, at: int) -> Step:
    """The browser refuses something, or no longer does; one of TROUBLES."""
    name = events.text(event, "name")
    if name not in TROUBLES:
        return model, []
    troubles = model.troubles - {name} if event.get("fine") else model.troubles | {name}
    news = name in troubles and name not in model.troubles
    model = replace(model, troubles=troubles)
    if news and ((name in TOLD and model.timer.is_on) or (name == "sound" and model.tried)):
        model = announced(model, f"trouble.{name}")
    return model, []


def _init(model: Model, event: Event, at: int) -> Step:
    """The page was opened: read the form, take up the call this tab was in, look at the address."""
    model, _ = _change(replace(model, page=events.text(event, "page", MAX_ADDRESS)), event, at)
    model, done = links.take_up(model, event, at)
    model, more = links.follow(model, event, at)
    return model, done + more


ACTIONS = sorted({name for _, name in machine.ACTIONS} - {"start"})

HANDLERS: dict[str, Handler] = {
    "init": _init, "change": _change, "take_offer": _take_offer, "start": _start, "pause_or_resume": _pause_or_resume,
    "status": _status, "try_signal": _try_signal, "dismiss": _dismiss, "undo_jump": _undo_jump, "trouble": _trouble,
    **links.HANDLERS, **{name: _action(name) for name in ACTIONS},
}  # fmt: skip
