"""The device's clock was changed, or it slept, while a call ran (jump.py tells what can be told).

A leap ahead is believed, but the call as it would be without it goes on beside, with every pause and added minute: if
the person says that nobody slept, that one was right.
"""

from __future__ import annotations

from dataclasses import replace

from helper import jump
from helper.events import Event
from helper.timer import machine
from helper.timer.machine import GAP, RUNNING
from helper.timer.model import Model, Notice, Step, advance, announced, told

LONGEST_RUN_MS = 100 * 365 * 86_400_000
"""No monotonic clock, which counts from the start of a page or worker, can have got further."""

AHEAD = "notice.clock_ahead"
BESIDE = frozenset({"pause", "resume", "add_minute"})
"""What a person may do before they answer: it means the same whether the leap counts or not."""


def check(model: Model, event: Event, now: int) -> Model:
    """Compare the wall clock with the monotonic reading that comes with every event."""
    mono = event.get("mono")
    if not isinstance(mono, int | float) or not 0 <= mono <= LONGEST_RUN_MS:  # not so for NaN
        return model
    reading = jump.Reading(now, int(mono))
    apart = jump.jump(model.reading, reading)
    model = replace(model, reading=reading, marked=None if apart else model.marked)
    if apart < 0:  # the clock was set back: the monotonic clock knows better
        back = Notice("notice.clock_back", n=-apart // 1000)
        if model.without and abs(apart + model.jumped) <= jump.TOLERANCE_MS:  # so the leap before was the clock, too
            timer, taps = machine.shift(model.without, apart), model.taps.shifted(apart)
            return replace(settled(model), timer=timer, taps=taps, acted=min(model.acted, now), notices=(back,))
        return replace(_shifted(model, apart), notices=told(model, back))
    if apart > 0 and model.timer.status in (RUNNING, GAP):
        without = machine.shift(model.without or model.timer, apart)
        notices = told(model, Notice(AHEAD, n=apart // 1000))
        return replace(model, without=without, jumped=model.jumped + apart, notices=notices)
    return model


def beside(model: Model, action: str, at: int) -> Model:
    """After an action: the leap can still be taken back, or the action has answered the question."""
    if not model.without or action not in BESIDE:
        return settled(model)
    without, _ = machine.advance(model.without, at)
    return replace(model, without=machine.apply(without, action, at))


def settled(model: Model) -> Model:
    """The model with nothing to ask about the clock."""
    notices = tuple(notice for notice in model.notices if notice.key != AHEAD)
    return replace(model, without=None, jumped=0, notices=notices)


def undo_jump(model: Model, event: Event, at: int) -> Step:
    """The clock was set, nobody slept: go on with the call that was without the leap."""
    if not model.without:
        return model, []
    offset = model.offset and model.offset + model.jumped
    mended = replace(settled(model), timer=model.without, offset=offset, joined=None, notices=())
    model, done = advance(mended, at)
    return (model if done else announced(model, "announce.status")), done


def _shifted(model: Model, milliseconds: int) -> Model:
    """Everything that hangs on the clock, on one that is `milliseconds` ahead of the one used so far."""
    return replace(
        model,
        timer=machine.shift(model.timer, milliseconds),
        without=model.without and machine.shift(model.without, milliseconds),
        before=model.before and _shifted(model.before, milliseconds),
        ended=model.ended + milliseconds,
        acted=model.acted + milliseconds,
        opened=model.opened + milliseconds,
        offset=model.offset and model.offset + milliseconds,
        taps=model.taps.shifted(milliseconds),
    )
