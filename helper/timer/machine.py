"""The running call: a state machine over deadlines.

Every function takes the time (UTC milliseconds); nothing counts ticks. A signal is due at an instant and is reported
once, by the first `advance` at or after it, however late that comes.

    idle --start--> running --deadline--> gap --5 s--> running (next segment) ... --end--> ended
                    running <-pause/resume-> paused

With hand-over by tap, and always on the last segment, one that is over stays "running" and counts overtime until
somebody taps. ACTIONS, at the end, says which action means what in which state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from helper.timer.plan import AUTO, Plan, Segment

IDLE, RUNNING, GAP, PAUSED, ENDED = ("idle", "running", "gap", "paused", "ended")
EARLY, WARNING, END, HANDOVER = ("early", "warning", "end", "handover")

GAP_MS = 5_000
MINUTE_MS = 60_000
MAX_ADDED_MS = 240 * MINUTE_MS
"""A segment is never longer than its plan plus four hours of added minutes."""


@dataclass(frozen=True, slots=True)
class Past:
    """A segment that was left, kept so that a mistaken tap can be undone."""

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

    index     the segment that is on, an index into plan.segments
    lengths   milliseconds of each segment, with minutes added or passed on
    deadline  UTC ms at which the segment (running) or the gap ends; 0 otherwise
    left      milliseconds left of the segment while paused, negative past its end; 0 otherwise
    warned    the warning of this segment was reported; forewarned: so was the earlier one; rung: so was its end
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
    undo: tuple[Past, ...] = ()
    forewarned: bool = False

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
        """Milliseconds before the end of this segment at which it warns; 0 for no warning."""
        return self.plan.lead(self.lengths[self.index] // 1000) * 1000

    @property
    def early_lead(self) -> int:
        """The same for the earlier warning."""
        return self.plan.early_lead(self.lengths[self.index] // 1000) * 1000


def new(plan: Plan) -> Timer:
    return Timer(plan, lengths=tuple(segment.seconds * 1000 for segment in plan.segments))


def remaining(timer: Timer, now: int) -> int:
    """Milliseconds left of the segment that is on; negative in overtime."""
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
            timer = _enter_next(timer, begun, left=-GAP_MS)
            signals.append(Signal(HANDOVER, begun, timer.index))
        elif timer.status != RUNNING:
            break
        elif not timer.forewarned and timer.early_lead and now >= timer.deadline - timer.early_lead:
            signals.append(Signal(EARLY, timer.deadline - timer.early_lead, timer.index))
            timer = replace(timer, forewarned=True)
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
    if timer.status == RUNNING and not timer.forewarned and timer.deadline - timer.early_lead > now:
        due.append(timer.deadline - timer.early_lead)
    return min(second, *due) if due else second


def shift(timer: Timer, milliseconds: int) -> Timer:
    """The same call on a clock that is `milliseconds` ahead of the one used so far."""
    if timer.status not in (RUNNING, GAP):
        return timer
    return replace(timer, deadline=timer.deadline + milliseconds)


def place(timer: Timer, index: int, left: int, now: int) -> Timer:
    """The call as another device has it: with the segment `index` on and `left` milliseconds to go."""
    lengths = list(timer.lengths)
    lengths[index] = max(lengths[index], left)  # they added minutes
    skipped = tuple(Past(at, 0, timer.lengths, True, True) for at in range(timer.index, index))
    undo = (*(past for past in timer.undo if past.index < index), *skipped)
    placed = replace(timer, index=index, lengths=tuple(lengths), rung=left <= 0, hold=left <= 0, undo=undo)
    placed = _forewarned(replace(placed, warned=left <= placed.lead), left)
    if timer.status == PAUSED:
        return replace(placed, left=left)
    return replace(placed, status=RUNNING, deadline=now + left)


def _forewarned(timer: Timer, left: int) -> Timer:
    """With `left` milliseconds to go: the earlier warning is still to come, or it is past and not made up for."""
    return replace(timer, forewarned=timer.early_lead > 0 and left <= timer.early_lead)


def position(timer: Timer, index: int, left: int) -> int:
    """Milliseconds from the start of the call, with its gaps, to where `left` are left of the segment `index`."""
    return sum(timer.lengths[: index + 1]) + index * GAP_MS - left


def segment_left(timer: Timer, now: int) -> int:
    """Milliseconds left of the segment, also during the gap after it."""
    return timer.deadline - GAP_MS - now if timer.status == GAP else remaining(timer, now)


def _enter_next(timer: Timer, now: int, left: int) -> Timer:
    """The next segment, begun at `now`; `left` is what the one before is remembered to have had left."""
    past = Past(timer.index, left, timer.lengths, timer.warned, timer.rung)
    index = timer.index + 1
    return replace(
        timer, status=RUNNING, index=index, deadline=now + timer.lengths[index], left=0,
        warned=False, forewarned=False, rung=False, hold=False, undo=(*timer.undo, past),
    )  # fmt: skip


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
    return _pause(_enter_next(timer, now, left=timer.deadline - GAP_MS - now), now)


def _resume(timer: Timer, now: int) -> Timer:
    return replace(timer, status=RUNNING, deadline=now + timer.left, left=0)


def _next(timer: Timer, now: int) -> Timer:
    return _end(timer, now) if timer.is_last else _enter_next(timer, now, left=segment_left(timer, now))


def _pass_on(timer: Timer, now: int) -> Timer:
    """Hand over early and add the rest of this segment to the next."""
    if timer.is_last:
        return timer
    left, lengths = segment_left(timer, now), list(timer.lengths)
    lengths[timer.index + 1] += max(0, left)
    later = _enter_next(replace(timer, lengths=tuple(lengths)), now, left=left)
    past = replace(later.undo[-1], lengths=timer.lengths)
    return replace(later, undo=(*later.undo[:-1], past))


def _back(timer: Timer, now: int) -> Timer:
    """Take the last hand-over back: what ran since then counts for the earlier segment."""
    if not timer.undo:
        return timer
    past = timer.undo[-1]
    left = past.left - (timer.lengths[timer.index] - segment_left(timer, now))
    earlier = replace(
        timer, index=past.index, lengths=past.lengths, warned=past.warned, rung=past.rung,
        hold=True, undo=timer.undo[:-1], status=RUNNING, deadline=now + left, left=0,
    )  # fmt: skip
    earlier = _forewarned(earlier, left)
    return _pause(earlier, now) if timer.status == PAUSED else earlier


def _back_gap(timer: Timer, now: int) -> Timer:
    return replace(timer, status=RUNNING, deadline=timer.deadline - GAP_MS, hold=True)


def _add_minute(timer: Timer, now: int) -> Timer:
    """One more minute from here, also when the segment was over already."""
    if timer.lengths[timer.index] >= timer.segment.seconds * 1000 + MAX_ADDED_MS:
        return timer
    left = max(0, segment_left(timer, now)) + MINUTE_MS
    lengths = list(timer.lengths)
    lengths[timer.index] += left - segment_left(timer, now)  # with any overtime, so that length - left stays what ran
    longer = replace(timer, lengths=tuple(lengths), rung=False, hold=False)
    longer = _forewarned(replace(longer, warned=timer.warned and left <= longer.lead), left)
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
