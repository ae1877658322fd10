"""The running call: a state machine over deadlines.

Only the course of a call by itself lives here; what people do to it is actions.py. Every
function takes the time (UTC milliseconds); nothing counts ticks. A signal is due at an instant
and is reported once, by the first `advance` at or after it, however late that comes.

    idle --start--> running --deadline--> gap --5 s--> running (next turn) ... --end--> ended
                    running <-pause/resume-> paused

With hand-over by tap, and always on the last stretch, a turn that is over stays "running" and
counts overtime until somebody taps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from helper.timer.plan import AUTO, Plan, Segment

IDLE, RUNNING, GAP, PAUSED, ENDED = STATUSES = ("idle", "running", "gap", "paused", "ended")
WARNING, END, HANDOVER = SIGNALS = ("warning", "end", "handover")

GAP_MS = 5_000
MINUTE_MS = 60_000
MAX_ADDED_MS = 240 * MINUTE_MS
"""A stretch is never longer than its plan plus four hours of added minutes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch that was left, kept so that a mistaken tap can be undone."""

    index: int
    left: int
    lengths: tuple[int, ...]
    warned: bool
    rung: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """Something the people on the call must notice. `due` is the instant (UTC ms) it belongs to."""

    kind: str
    due: int
    index: int


@dataclass(frozen=True, slots=True)
class Timer:
    """A call at one moment.

    index     the stretch that is on, an index into plan.segments
    lengths   milliseconds of each stretch, with minutes added or passed on
    deadline  UTC ms at which the stretch (running) or the gap ends; 0 otherwise
    left      milliseconds left of the stretch while paused, negative past its end; 0 otherwise
    warned    the warning of this stretch was reported; rung: so was its end
    hold      hand over by tap this once, after a hand-over was taken back
    started   UTC ms of the start, on the device that started it: this also tells calls apart
    """

    plan: Plan
    status: str = IDLE
    index: int = 0
    lengths: tuple[int, ...] = ()
    deadline: int = 0
    left: int = 0
    warned: bool = False
    rung: bool = False
    hold: bool = False
    started: int = 0
    undo: tuple[Turn, ...] = ()

    @property
    def segment(self) -> Segment:
        return self.plan.segments[self.index]

    @property
    def is_last(self) -> bool:
        return self.index == len(self.plan.segments) - 1

    @property
    def is_on(self) -> bool:
        """A call is going on (it may be paused)."""
        return self.status in (RUNNING, GAP, PAUSED)

    @property
    def lead(self) -> int:
        """Milliseconds before the end of this stretch at which it warns; 0 for no warning."""
        return self.plan.lead(self.lengths[self.index] // 1000) * 1000


def new(plan: Plan) -> Timer:
    return Timer(plan, lengths=tuple(segment.seconds * 1000 for segment in plan.segments))


def remaining(timer: Timer, now: int) -> int:
    """Milliseconds left of the stretch that is on; negative in overtime."""
    if timer.status == RUNNING:
        return timer.deadline - now
    if timer.status == PAUSED:
        return timer.left
    return timer.lengths[timer.index] if timer.status == IDLE else 0


def remaining_call(timer: Timer, now: int) -> int:
    """Milliseconds left of the whole call, without gaps; never negative."""
    if timer.status == ENDED:
        return 0
    return max(0, remaining(timer, now)) + sum(timer.lengths[timer.index + 1 :])


def advance(timer: Timer, now: int) -> tuple[Timer, tuple[Signal, ...]]:
    """The timer as it stands at `now`, and the signals crossed on the way, oldest first."""
    signals: list[Signal] = []
    while True:
        if timer.status == GAP and now >= timer.deadline:
            begun = timer.deadline
            timer = enter_next(timer, begun, left=-GAP_MS)
            signals.append(Signal(HANDOVER, begun, timer.index))
        elif timer.status != RUNNING:
            break
        elif not timer.warned and timer.lead and now >= timer.deadline - timer.lead:
            signals.append(Signal(WARNING, timer.deadline - timer.lead, timer.index))
            timer = replace(timer, warned=True)
        elif not timer.rung and now >= timer.deadline:
            signals.append(Signal(END, timer.deadline, timer.index))
            timer = replace(timer, rung=True, warned=True)
            if timer.plan.handover == AUTO and not timer.hold and not timer.is_last:
                timer = replace(timer, status=GAP, deadline=timer.deadline + GAP_MS)
        else:
            break
    return timer, tuple(signals)


def next_change(timer: Timer, now: int) -> int | None:
    """UTC ms of the next instant at which a signal is due or the displayed second changes."""
    if timer.status not in (RUNNING, GAP):
        return None
    second = now + ((timer.deadline - now) % 1000 or 1000)
    due = [timer.deadline] if timer.deadline > now else []
    if timer.status == RUNNING and not timer.warned and timer.deadline - timer.lead > now:
        due.append(timer.deadline - timer.lead)
    return min(second, *due) if due else second


def shift(timer: Timer, milliseconds: int) -> Timer:
    """The same call on a clock that is `milliseconds` ahead of the one used so far."""
    if timer.status not in (RUNNING, GAP):
        return timer
    return replace(timer, deadline=timer.deadline + milliseconds)


def floor_left(timer: Timer, now: int) -> int:
    """Milliseconds left of the stretch, also during the gap after it."""
    return timer.deadline - GAP_MS - now if timer.status == GAP else remaining(timer, now)


def enter_next(timer: Timer, now: int, left: int) -> Timer:
    """The next stretch, begun at `now`; `left` is what the one before is remembered to have had left."""
    turn = Turn(timer.index, left, timer.lengths, timer.warned, timer.rung)
    index = timer.index + 1
    return replace(
        timer, status=RUNNING, index=index, deadline=now + timer.lengths[index], left=0,
        warned=False, rung=False, hold=False, undo=(*timer.undo, turn),
    )  # fmt: skip
