"""What people can do to a running call: pause it, hand over, take that back, add a minute, end it.

One table says which action means what in which state (machine.py describes the states). Every
action takes the time (UTC milliseconds) and returns a new Timer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from helper.timer.machine import (
    ENDED,
    GAP,
    GAP_MS,
    IDLE,
    MAX_ADDED_MS,
    MINUTE_MS,
    PAUSED,
    RUNNING,
    Timer,
    enter_next,
    floor_left,
    new,
)


def apply(timer: Timer, action: str, now: int) -> Timer:
    """The timer after somebody's action at `now`. An action that has no meaning in the
    present state changes nothing: on a phone, two quick taps are common."""
    handler = ACTIONS.get((timer.status, action))
    return handler(timer, now) if handler else timer


def _start(timer: Timer, now: int) -> Timer:
    fresh = new(timer.plan)
    return replace(fresh, status=RUNNING, deadline=now + fresh.lengths[0], started=now)


def _pause(timer: Timer, now: int) -> Timer:
    return replace(timer, status=PAUSED, left=timer.deadline - now, deadline=0)


def _pause_gap(timer: Timer, now: int) -> Timer:
    return _pause(enter_next(timer, now, left=timer.deadline - GAP_MS - now), now)


def _resume(timer: Timer, now: int) -> Timer:
    return replace(timer, status=RUNNING, deadline=now + timer.left, left=0)


def _next(timer: Timer, now: int) -> Timer:
    return _end(timer, now) if timer.is_last else enter_next(timer, now, left=floor_left(timer, now))


def _pass_on(timer: Timer, now: int) -> Timer:
    """Hand over early and add the rest of this turn to the next."""
    rest = max(0, floor_left(timer, now))
    if timer.is_last:
        return timer
    left, lengths = floor_left(timer, now), list(timer.lengths)
    lengths[timer.index + 1] += rest
    later = enter_next(replace(timer, lengths=tuple(lengths)), now, left=left)
    undo = replace(later.undo[-1], lengths=timer.lengths)
    return replace(later, undo=(*later.undo[:-1], undo))


def _back(timer: Timer, now: int) -> Timer:
    """Take the last hand-over back: what ran since then counts for the earlier turn."""
    if not timer.undo:
        return timer
    turn = timer.undo[-1]
    left = turn.left - (timer.lengths[timer.index] - floor_left(timer, now))
    earlier = replace(
        timer, index=turn.index, lengths=turn.lengths, warned=turn.warned, rung=turn.rung,
        hold=True, undo=timer.undo[:-1], status=RUNNING, deadline=now + left, left=0,
    )  # fmt: skip
    return _pause(earlier, now) if timer.status == PAUSED else earlier


def _back_gap(timer: Timer, now: int) -> Timer:
    return replace(timer, status=RUNNING, deadline=timer.deadline - GAP_MS, hold=True)


def _add_minute(timer: Timer, now: int) -> Timer:
    """One more minute from here, also when the turn was over already."""
    if timer.lengths[timer.index] >= timer.segment.seconds * 1000 + MAX_ADDED_MS:
        return timer
    left = max(0, floor_left(timer, now)) + MINUTE_MS
    lengths = list(timer.lengths)
    lengths[timer.index] += left - floor_left(timer, now)  # with any overtime, so that length - left stays what ran
    longer = replace(timer, lengths=tuple(lengths), rung=False, hold=False)
    longer = replace(longer, warned=timer.warned and left <= longer.lead)
    if timer.status == PAUSED:
        return replace(longer, left=left)
    return replace(longer, status=RUNNING, deadline=now + left)


def _end(timer: Timer, now: int) -> Timer:
    return replace(timer, status=ENDED, deadline=0, left=0, undo=())


def _reset(timer: Timer, now: int) -> Timer:
    return new(timer.plan)


type Action = Callable[[Timer, int], Timer]

ACTIONS: dict[tuple[str, str], Action] = {
    (IDLE, "start"): _start,
    (RUNNING, "pause"): _pause,
    (RUNNING, "next"): _next,
    (RUNNING, "pass_on"): _pass_on,
    (RUNNING, "back"): _back,
    (RUNNING, "add_minute"): _add_minute,
    (RUNNING, "end"): _end,
    (GAP, "pause"): _pause_gap,
    (GAP, "next"): _next,
    (GAP, "back"): _back_gap,
    (GAP, "add_minute"): _add_minute,
    (GAP, "end"): _end,
    (PAUSED, "resume"): _resume,
    (PAUSED, "next"): _next,
    (PAUSED, "pass_on"): _pass_on,
    (PAUSED, "back"): _back,
    (PAUSED, "add_minute"): _add_minute,
    (PAUSED, "end"): _end,
    (ENDED, "start"): _start,
    (ENDED, "reset"): _reset,
}
