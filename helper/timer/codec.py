"""A timer as text and back: preset links, the link to a running call, and what the tab keeps for a reload.

A preset names a plan:

    3-3  4-4  5-5  n-n  3-5          minutes for each person, 1 to 60, two to eight of them
    3-3-feedback  3-3-feedback-5     with minutes for talking it over (3 when not given)
    open-15  theme-15  bookend-20    one limit for everybody

A running call is readable on purpose: `call=1&kind=share&turns=180,180&...&deadline=1763712180000`. It holds the plan,
the instants and nothing a person typed. `read` trusts nothing: whatever does not describe a call that could have
happened raises CodecError.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from helper.timer.machine import GAP, MAX_ADDED_MS, PAUSED, RUNNING, Past, Timer, new
from helper.timer.plan import FEEDBACK, KINDS, SHARE, Plan

PRESETS = ("3-3", "4-4", "5-5")
DEFAULT_FEEDBACK = 3 * 60
START = "call="
LINKS = "|".join((START, r"\d+-", *(f"{kind}-" for kind in KINDS if kind != SHARE)))
"""How the fragments of the timer begin, as a regular expression for the page (overrides/shell/tabs.js)."""

VERSION = "1"
MAX_TEXT = 4_000
MAX_UNDO = 20
MIN_INSTANT, MAX_INSTANT = 1_577_836_800_000, 4_102_444_800_000  # 2020-01-01 and 2100-01-01, UTC ms
MAX_LEFT_MS = 24 * 60 * 60_000


class CodecError(ValueError):
    """Text that is no timer; `key` names the text that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Shared:
    """A timer as it was handed on. `me` is the person (from 0) whose device wrote it, `sent` the
    UTC ms on that device's clock. Only its own tabs get `offset` and `acted` (model.Model)."""

    timer: Timer
    me: int
    sent: int
    offset: int = 0
    acted: int = 0


def read_preset(fragment: str) -> Plan | None:
    """The plan that a preset link names, or None when the fragment is not a preset."""
    words = fragment.strip().lower().split("-")
    try:
        if words[0] in KINDS and words[0] != SHARE and len(words) == 2:
            return Plan(words[0], (_minutes(words[1]),))
        feedback = 0
        if FEEDBACK in words:
            at = words.index(FEEDBACK)
            words, tail = words[:at], words[at + 1 :]
            feedback = _minutes(tail[0]) if len(tail) == 1 else DEFAULT_FEEDBACK
            if len(tail) > 1:
                return None
        return Plan(SHARE, tuple(_minutes(word) for word in words), feedback)
    except ValueError:
        return None


def write_preset(plan: Plan) -> str:
    """The preset link of a plan: the inverse of `read_preset` for what it can express."""
    minutes = "-".join(str(seconds // 60) for seconds in plan.turns)
    if plan.kind != SHARE:
        return f"{plan.kind}-{minutes}"
    return f"{minutes}-{FEEDBACK}-{plan.feedback // 60}" if plan.feedback else minutes


def write(shared: Shared, history: bool = False) -> str:
    """The text of a timer; with `history` also what `back` needs (for the tab's own memory)."""
    timer, plan = shared.timer, shared.timer.plan
    fields = {
        "call": VERSION, "kind": plan.kind, "turns": _join(plan.turns), "feedback": plan.feedback,
        "warning": plan.warning, "handover": plan.handover, "first": plan.first, "status": timer.status,
        "index": timer.index, "lengths": _join(timer.lengths), "deadline": timer.deadline,
        "left": timer.left, "flags": _flags(timer.warned, timer.rung, timer.hold),
        "started": timer.started, "me": shared.me, "sent": shared.sent,
    }  # fmt: skip
    if history:
        fields["undo"] = ";".join(
            f"{past.index}:{past.left}:{_join(past.lengths)}:{_flags(past.warned, past.rung, False)}"
            for past in timer.undo[-MAX_UNDO:]
        )
        fields |= {"offset": shared.offset, "acted": shared.acted}
    return "&".join(f"{name}={value}" for name, value in fields.items())


def read(text: str) -> Shared:
    """The timer in `text`. Raises CodecError("error.link_version") for a newer or older form and
    CodecError("error.link") for anything else that is not a call."""
    if len(text) > MAX_TEXT:
        raise CodecError("error.link")
    fields = dict(part.split("=", 1) for part in text.split("&") if "=" in part)
    if fields.get("call") != VERSION:
        raise CodecError("error.link_version" if fields.get("call", "").isdigit() else "error.link")
    try:
        return _read(fields)
    except (KeyError, ValueError) as error:  # a PlanError is a ValueError
        raise CodecError("error.link") from error


def _read(fields: dict[str, str]) -> Shared:
    plan = Plan(
        fields["kind"], _ints(fields["turns"]), _int(fields["feedback"]), _int(fields["warning"]),
        fields["handover"], _int(fields["first"]),
    )  # fmt: skip
    warned, rung, hold = _bools(fields["flags"], 3)
    timer = replace(
        new(plan), status=fields["status"], index=_int(fields["index"]), lengths=_ints(fields["lengths"]),
        deadline=_int(fields["deadline"]), left=_int(fields["left"]), started=_int(fields["started"]),
        warned=warned, rung=rung, hold=hold, undo=_history(fields.get("undo", "")),
    )  # fmt: skip
    own = (_int(fields.get(name, "0")) for name in ("offset", "acted"))
    shared = Shared(timer, _int(fields["me"]), _int(fields["sent"]), *own)
    _check(shared)
    return shared


def _check(shared: Shared) -> None:
    timer, plan = shared.timer, shared.timer.plan
    if timer.status not in (RUNNING, GAP, PAUSED) or not 0 <= timer.index < len(plan.segments):
        raise ValueError("no such state")
    if not 0 <= shared.me < len(plan.turns):
        raise ValueError("no such person")
    _check_lengths(timer)
    instants = [timer.started, shared.sent]
    if timer.status == PAUSED:
        if timer.deadline or not -MAX_LEFT_MS <= timer.left <= timer.lengths[timer.index]:
            raise ValueError("time left that no pause can leave")
    else:
        instants.append(timer.deadline)
        if timer.left or timer.deadline - shared.sent > timer.lengths[timer.index]:
            raise ValueError("more time left than the segment has")
        if timer.status == GAP and timer.is_last:
            raise ValueError("nobody to hand over to")
    if shared.acted:
        instants.append(shared.acted)
    if not all(MIN_INSTANT <= at <= MAX_INSTANT for at in instants) or abs(shared.offset) > MAX_INSTANT - MIN_INSTANT:
        raise ValueError("an instant out of range")


def _check_lengths(timer: Timer) -> None:
    most = [segment.seconds * 1000 + MAX_ADDED_MS + MAX_LEFT_MS for segment in timer.plan.segments]
    for lengths in (timer.lengths, *(past.lengths for past in timer.undo)):
        if len(lengths) != len(most) or any(not 0 < n <= top for n, top in zip(lengths, most, strict=True)):
            raise ValueError("a length out of range")
    if any(not 0 <= past.index < timer.index or abs(past.left) > MAX_LEFT_MS for past in timer.undo):
        raise ValueError("a history that cannot have been")


def _history(text: str) -> tuple[Past, ...]:
    history = []
    for part in text.split(";") if text else ():
        index, left, lengths, flags = part.split(":")
        history.append(Past(_int(index), _int(left), _ints(lengths), *_bools(flags, 2)))
    if len(history) > MAX_UNDO:
        raise ValueError("more history than is ever written")
    return tuple(history)


def _join(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def _flags(*flags: bool) -> str:
    return "".join("1" if flag else "0" for flag in flags)


def _bools(text: str, count: int) -> tuple[bool, ...]:
    if len(text) < count or set(text) - {"0", "1"}:
        raise ValueError(text)
    return tuple(letter == "1" for letter in text[:count])


def _ints(text: str) -> tuple[int, ...]:
    return tuple(_int(part) for part in text.split(","))


def _int(text: str) -> int:
    if not text.lstrip("-").isdecimal() or not text.isascii() or len(text) > 15:
        raise ValueError(text)
    return int(text)


def _minutes(text: str) -> int:
    """Seconds from a word with whole minutes; a Plan says how many there may be."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise ValueError(text)
    return int(text) * 60
