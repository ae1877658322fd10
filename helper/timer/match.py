"""Two phones whose clocks differ: how two people bring their timers into step, by voice.

Neither phone knows what the other one shows. So when one of them says "now", both tap: each phone notes what it showed,
one person reads that out, and the other one enters it.

A link is read by this device's clock, but was written by another. What was found to lie between the two is the call's
`offset`: links that come later are read with it, and those that are sent from here are written with it, so that it is
mended once for the whole call.
"""

from __future__ import annotations

import re
from dataclasses import replace

from helper import effects, events
from helper.events import Event
from helper.timer import machine
from helper.timer.codec import Shared
from helper.timer.machine import MAX_ADDED_MS, PAUSED, RUNNING, Timer
from helper.timer.model import Model, Notice, Step, advance, announced
from helper.timer.plan import AUTO

SURELY_MS = 1_000
PERHAPS_MS = 20_000
"""A link that was opened before it was sent shows that the clocks differ; one that comes late may have been late."""

HALF_MS = 500
"""What is shown is rounded up to the second, so that this is the least wrong on average."""

AHEAD, AGE = "notice.clock_differs", "notice.link_age"
SHOWN = re.compile(r"(\+?)(?:(\d{1,2})[:., ])?(\d{1,3}) ?[:., ] ?(\d{2})", re.ASCII)
BARE = re.compile(r"(\+?)(\d{0,2}?)(\d{0,2}?)(\d{2})", re.ASCII)
"""Keys for numbers have no colon: "250" is 2:50."""


def read_left(text: str) -> int | None:
    """Milliseconds from a time left as a phone shows it ("2:50", "+0:05", "1:00:00"); None for anything else."""
    found = SHOWN.fullmatch(text.strip()) or BARE.fullmatch(text.strip())
    if not found:
        return None
    over, *numbers = found.groups()
    hours, minutes, seconds = (int(number or 0) for number in numbers)
    if seconds > 59:
        return None
    left = (hours * 3600 + minutes * 60 + seconds) * 1000
    return -left if over else left


def doubts(shared: Shared, offset: int, at: int) -> tuple[Notice, ...]:
    """What is to be said of the clocks when a link is opened at `at`."""
    late = at - shared.sent - offset
    if -late > SURELY_MS:
        return (Notice(AHEAD, n=-(late // 1000)),)
    if late >= PERHAPS_MS and not offset and shared.timer.status != PAUSED:
        return (Notice(AGE, at=shared.sent),)
    return ()


def outward(timer: Timer, offset: int) -> Timer:
    """The call as a link has it."""
    return machine.shift(timer, -offset)


def step(model: Model, event: Event, at: int) -> Step:
    """Show how to bring the timers into step, or no longer."""
    shown = model.timer.is_on and not (model.more and model.step)
    model = replace(model, more=model.timer.is_on, step=shown, marked=None, match_problem="")
    return model, [effects.focus("step")] if shown else []


def mark(model: Model, event: Event, at: int) -> Step:
    """Somebody says "now"."""
    if model.timer.status != RUNNING:
        return model, []
    return replace(model, marked=(model.timer, at), match_problem=""), [effects.focus("marked")]


def adjust(model: Model, event: Event, at: int) -> Step:
    """The link was opened as soon as it was sent, so all that lies between is the clocks' difference."""
    if not model.joined:
        return model, []
    offset = model.opened - model.joined.sent
    timer, _ = machine.advance(machine.shift(model.joined.timer, offset), at)
    return announced(_moved(model, timer, offset), "announce.status"), []


def match(model: Model, event: Event, at: int) -> Step:
    """The other phone showed this segment with this time left when this one was marked."""
    fields = events.fields(event)
    timer, then = model.marked or (model.timer, at)
    left, chosen = read_left(fields.get("left", "")), fields.get("segment", "")
    segments = timer.plan.segments
    index = int(chosen) if chosen in map(str, range(len(segments))) else timer.index
    if not timer.is_on or left is None or left > segments[index].seconds * 1000 + MAX_ADDED_MS or -left > MAX_ADDED_MS:
        return replace(model, match_problem="error.match"), []
    left -= HALF_MS
    offset = model.offset
    by_clock = index == timer.index or timer.plan.handover == AUTO
    if by_clock and timer.status != PAUSED and left <= timer.lengths[index]:
        here = machine.position(timer, timer.index, machine.segment_left(timer, then))
        offset += here - machine.position(timer, index, left)
    model = _moved(model, machine.place(timer, index, left, then), offset)
    model, done = advance(replace(model, more=False, step=False), at)
    return (model if done else announced(model, "announce.status")), [*done, effects.focus("call")]


def _moved(model: Model, timer: Timer, offset: int) -> Model:
    notices = tuple(notice for notice in model.notices if notice.key not in (AHEAD, AGE))
    return replace(model, timer=timer, offset=offset, joined=None, marked=None, match_problem="", notices=notices)
