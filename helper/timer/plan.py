"""What the people on a call agree on before it starts: who speaks for how long.

A call is a row of segments, one after the other; a turn is the segment of one person. All lengths are whole seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

SHARE, OPEN, THEME, BOOKEND = KINDS = ("share", "open", "theme", "bookend")
FEEDBACK = "feedback"

AUTO, TAP = HANDOVERS = ("auto", "tap")
WARNINGS = (0, 30, 60, 120)
EARLIER = (0, 300, 600)
MIN_TURN, MAX_TURN = 60, 60 * 60
MIN_SPEAKERS, MAX_SPEAKERS = 2, 8


class PlanError(ValueError):
    """A plan that nobody can have meant. `key` names the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a call: who speaks and for how many seconds.

    `speaker` counts from 0; None means everybody, as in feedback or an open call.
    """

    kind: str
    speaker: int | None
    seconds: int


@dataclass(frozen=True, slots=True)
class Plan:
    """An agreed call.

    kind      one of KINDS; all but "share" have a single segment for everybody
    turns     seconds for each person (share), or the one limit of the call (the others)
    feedback  seconds for talking it over after the shares; 0 for none
    warning   seconds before the end of a segment at which to warn; 0 for no warning
    early     seconds before the end at which to warn for the first time, in long segments; 0 for none
    handover  "auto": the next turn begins after a short gap; "tap": somebody taps
    first     the person who begins, counted from 0

    Raises PlanError on anything outside the ranges above.
    """

    kind: str = SHARE
    turns: tuple[int, ...] = (180, 180)
    feedback: int = 0
    warning: int = 60
    handover: str = AUTO
    first: int = 0
    early: int = 0

    def __post_init__(self) -> None:
        shares = self.kind == SHARE
        if self.kind not in KINDS or self.handover not in HANDOVERS:
            raise PlanError("error.plan")
        if self.warning not in WARNINGS or self.early not in EARLIER:
            raise PlanError("error.plan")
        if shares and not MIN_SPEAKERS <= len(self.turns) <= MAX_SPEAKERS:
            raise PlanError("error.speakers")
        if not shares and (len(self.turns) != 1 or self.feedback):
            raise PlanError("error.plan")
        if not all(MIN_TURN <= seconds <= MAX_TURN for seconds in self.turns):
            raise PlanError("error.minutes")
        if self.feedback and not MIN_TURN <= self.feedback <= MAX_TURN:
            raise PlanError("error.minutes")
        if not 0 <= self.first < len(self.turns):
            raise PlanError("error.plan")

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the call in the order in which they come."""
        if self.kind != SHARE:
            return (Segment(self.kind, None, self.turns[0]),)
        count = len(self.turns)
        order = [(self.first + step) % count for step in range(count)]
        shares = tuple(Segment(SHARE, speaker, self.turns[speaker]) for speaker in order)
        return (*shares, Segment(FEEDBACK, None, self.feedback)) if self.feedback else shares

    @property
    def total(self) -> int:
        """Seconds of the whole call, without the short gaps between turns."""
        return sum(segment.seconds for segment in self.segments)

    def lead(self, seconds: int) -> int:
        """Seconds before the end at which a segment of `seconds` warns: at most half of it,
        so that a short one does not begin with its own warning."""
        return min(self.warning, seconds // 2)

    def early_lead(self, seconds: int) -> int:
        """The same for the earlier warning: 0 where it would come in the first half."""
        return self.early if 2 * self.early <= seconds else 0


def fit(plan: Plan, frame: int) -> Plan | None:
    """The nearest plan that fits into `frame` seconds, or None when even the shortest does not.

    Whole minutes are taken off the longest part first, feedback before a turn of the same length;
    feedback is dropped only when the turns are down to a minute each.
    """
    if plan.total <= frame:
        return plan
    minutes = frame // 60
    if plan.kind != SHARE:
        return replace(plan, turns=(minutes * 60,)) if minutes >= 1 else None
    turns = [seconds // 60 for seconds in plan.turns]
    feedback = plan.feedback // 60
    if len(turns) > minutes:
        return None
    while sum(turns) + feedback > minutes:
        if feedback > 1 and feedback >= max(turns):
            feedback -= 1
        elif max(turns) > 1:
            turns[turns.index(max(turns))] -= 1
        else:
            feedback = max(0, minutes - sum(turns))
    if len(set(plan.turns)) == 1:  # equal turns stay equal: nobody gets less than the other
        turns = [min(turns)] * len(turns)
    return replace(plan, turns=tuple(turn * 60 for turn in turns), feedback=feedback * 60)
