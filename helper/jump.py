"""Telling sleep and clock changes apart.

Two clocks are read: the wall clock (Date.now, can be set by hand) and a monotonic one (performance.now, may stand
still while the device sleeps). When both moved alike nothing happened. When the wall clock went back, somebody or the
network set it: the monotonic clock is right. When it leapt ahead, the device slept or the clock was set: nobody can
tell which, so the wall clock is believed and the user is told.
"""

from __future__ import annotations

from dataclasses import dataclass

TOLERANCE_MS = 3_000


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at one moment, in milliseconds; only differences of `mono` mean anything."""

    wall: int
    mono: int


def jump(before: Reading | None, now: Reading) -> int:
    """Milliseconds by which the wall clock moved apart from the monotonic one since `before`; 0 within the tolerance
    that ordinary time keeping needs."""
    if before is None:
        return 0
    apart = (now.wall - before.wall) - (now.mono - before.mono)
    return apart if abs(apart) > TOLERANCE_MS else 0
