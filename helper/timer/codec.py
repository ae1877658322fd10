"""A timer as text and back: preset links, the link to a running call, and what the tab keeps for a reload.

A preset names a plan:

    3-3  4-4  5-5  n-n  3-5          minutes for each person, 1 to 60, two to eight of them
    3-3-feedback  3-3-feedback-5     with minutes for talking it over (3 when not given)
    open-15  theme-15  bookend-20    one limit for everybody

People also write them 3/3, 5–5, 3_3 or 3+3, with "fb" for feedback, and 2x2 for two who have the same.

A running call is "call2-" and what fragment.py makes of its plan and its instants, or "call3-" where there is an
earlier warning; nothing that a person typed is in it. Version 1 was readable, `call=1&kind=share&turns=180,180&...`,
and such links still open. `read` trusts nothing: whatever does not describe a call that could have happened raises
CodecError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from helper.fragment import Digit, Digits, FragmentError, VersionError, packed, signed, unpacked, whole
from helper.timer.machine import GAP, MAX_ADDED_MS, PAUSED, RUNNING, Past, Timer, new
from helper.timer.plan import (
    EARLIER,
    FEEDBACK,
    HANDOVERS,
    KINDS,
    MAX_SPEAKERS,
    MAX_TURN,
    SHARE,
    WARNINGS,
    Plan,
    Segment,
)

PRESETS = ("3-3", "4-4", "5-5")
DEFAULT_FEEDBACK = 3 * 60
LIMITED = "|".join(kind for kind in KINDS if kind != SHARE)

BETWEEN = r" ?[-/_|+x×*⁄∕] ?"
TIMES = "x×*"
TURNS = re.compile(rf"([0-9]+(?:{BETWEEN}[0-9]+)+)(?:(?:{BETWEEN})?(?:{FEEDBACK}|fb)(?:(?:{BETWEEN})?([0-9]+))?)?")
LIMIT = re.compile(rf"({LIMITED})[-/_=: ]?([0-9]+)")
OTHERS = re.compile(r"[a-z]{4,}\d-|(?!call)[a-z]+=|__")
MEANT = re.compile(
    rf"[\W_]*\d|(?:{LIMITED})(?![a-z])|(?:{SHARE}|{FEEDBACK}|fb)[\W_]*\d|.*[%\ufffd]"
    r"|.*(?<!\d)\d+ ?[-/_|+x×*⁄∕.:,;&] ?\d"
)
"""A "%" or a U+FFFD is what is left of an escape that broke on its way."""

NAME, PLAIN, EARLY = "call", 2, 3
"""EARLY knows of an earlier warning; without one, a page that was loaded before that was there can open the link."""
CALL = re.compile(r"call(?![a-z-])|(?!zones).*\bturns=|c?a?l{1,2}\d-")
LINKS = "|".join((r"call[=\d]", r"\d", f"({LIMITED})-"))
"""How the fragments of the timer begin, as a regular expression for the page (overrides/shell/tabs.js)."""

STATES = (RUNNING, GAP, PAUSED)
MOST_SEGMENTS = MAX_SPEAKERS + 1
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
    text = _plain(fragment)
    try:
        if limit := LIMIT.fullmatch(text):
            return Plan(limit[1], (_minutes(limit[2]),))
        turns = TURNS.fullmatch(text)
        return _turns(turns[1], turns[2], turns.end(1) < len(text)) if turns else None
    except ValueError:
        return None


def _turns(turns: str, feedback: str | None, talked_over: bool) -> Plan | None:
    numbers, signs = re.findall("[0-9]+", turns), set(re.sub("[0-9 ]", "", turns))
    if len(signs) > 1:  # 3-3/5 may mean anything
        return None
    if signs.pop() in TIMES and not (len(numbers) == 2 and len(set(numbers)) == 1):  # 2x3: two people, or two minutes?
        return None
    after = (_minutes(feedback) if feedback else DEFAULT_FEEDBACK) if talked_over else 0
    return Plan(SHARE, tuple(map(_minutes, numbers)), after)


def _plain(fragment: str) -> str:
    """Without what was added to count people. A line that ends within a word has no hyphen there, so that a space
    means nothing; between numbers it may mean anything, and stays."""
    return re.sub("(?<=[a-z]) (?=[a-z])|&[a-z_]+=.*", "", fragment.strip().lower())


def is_meant_as_preset(fragment: str) -> bool:
    """Whether somebody may have meant a preset, which `read_preset` does not understand."""
    text = _plain(fragment)
    return bool(not OTHERS.match(text) and MEANT.match(text))


def write_preset(plan: Plan) -> str:
    """The preset link of a plan: the inverse of `read_preset` for what it can express."""
    minutes = "-".join(str(seconds // 60) for seconds in plan.turns)
    if plan.kind != SHARE:
        return f"{plan.kind}-{minutes}"
    return f"{minutes}-{FEEDBACK}-{plan.feedback // 60}" if plan.feedback else minutes


def is_call(fragment: str) -> bool:
    """Whether a fragment is, or was, the link to a running call."""
    return bool(CALL.match(fragment.replace(" ", "").lower()))


def write(shared: Shared, history: bool = False) -> str:
    """The text of a timer; with `history` also what `back` needs (for the tab's own memory)."""
    return packed(NAME, EARLY if shared.timer.plan.early else PLAIN, _digits(shared, history))


def read(text: str) -> Shared:
    """The timer in `text`. Raises CodecError("error.link_version") for a newer or older form and
    CodecError("error.link") for anything else that is not a call."""
    if len(text) > MAX_TEXT:
        raise CodecError("error.link")
    try:
        shared = _read_1(text) if "=" in text.partition("&")[0] else _unpacked(text)
        _check(shared)
    except VersionError as error:
        raise CodecError("error.link_version") from error
    except (KeyError, IndexError, ValueError) as error:  # a PlanError is a ValueError
        raise CodecError("error.link") from error
    return shared


def _unpacked(text: str) -> Shared:
    try:
        return _shared(unpacked(NAME, EARLY, text), early=True)
    except VersionError:
        return _shared(unpacked(NAME, PLAIN, text))


MS_BITS = 42
SECONDS = MAX_TURN + 1


def _digits(shared: Shared, history: bool) -> Iterator[Digit]:
    """In the order in which `_shared` takes them."""
    timer, plan = shared.timer, shared.timer.plan
    yield KINDS.index(plan.kind), len(KINDS)
    yield HANDOVERS.index(plan.handover), len(HANDOVERS)
    yield WARNINGS.index(plan.warning), len(WARNINGS)
    if plan.early:
        yield EARLIER.index(plan.early), len(EARLIER)
        yield timer.forewarned, 2
    yield len(plan.turns) - 1, MAX_SPEAKERS
    equal = len(set(plan.turns)) == 1
    yield equal, 2
    for seconds in plan.turns[:1] if equal else plan.turns:
        yield seconds, SECONDS
    yield bool(plan.feedback), 2
    if plan.feedback:
        yield plan.feedback, SECONDS
    yield plan.first, MAX_SPEAKERS
    yield shared.me, MAX_SPEAKERS
    yield STATES.index(timer.status), len(STATES)
    yield timer.index, MOST_SEGMENTS
    for flag in (timer.warned, timer.rung, timer.hold):
        yield flag, 2
    yield from _lengths(plan.segments, timer.lengths)
    yield timer.started - MIN_INSTANT, MAX_INSTANT - MIN_INSTANT
    yield from signed(shared.sent - timer.started, MS_BITS)
    yield from signed(timer.left if timer.status == PAUSED else timer.deadline - shared.sent, MS_BITS)
    past = timer.undo[-MAX_UNDO:] if history else ()
    yield from whole(len(past), MAX_UNDO.bit_length())
    for each in past:
        yield each.index, MOST_SEGMENTS
        yield from signed(each.left, MS_BITS)
        yield each.warned, 2
        yield each.rung, 2
        yield from _lengths(plan.segments, each.lengths)
    yield history, 2
    if history:
        yield from signed(shared.offset, MS_BITS)
        yield from signed(shared.acted - timer.started, MS_BITS)


def _lengths(segments: tuple[Segment, ...], lengths: tuple[int, ...]) -> Iterator[Digit]:
    """Seldom other than planned."""
    more = [length - segment.seconds * 1000 for segment, length in zip(segments, lengths, strict=True)]
    yield any(more), 2
    if any(more):
        for each in more:
            yield from signed(each, MS_BITS)


def _shared(digits: Digits, early: bool = False) -> Shared:
    kind, handover = KINDS[digits.take(len(KINDS))], HANDOVERS[digits.take(len(HANDOVERS))]
    warning = WARNINGS[digits.take(len(WARNINGS))]
    earlier, forewarned = (EARLIER[digits.take(len(EARLIER))], digits.take_flag()) if early else (0, False)
    count = digits.take(MAX_SPEAKERS) + 1
    turns = (digits.take(SECONDS),) * count if digits.take_flag() else tuple(digits.take(SECONDS) for _ in range(count))
    feedback = digits.take(SECONDS) if digits.take_flag() else 0
    plan = Plan(kind, turns, feedback, warning, handover, digits.take(MAX_SPEAKERS), earlier)
    me, status, index = digits.take(MAX_SPEAKERS), STATES[digits.take(len(STATES))], digits.take(MOST_SEGMENTS)
    warned, rung, hold = (digits.take_flag() for _ in range(3))
    lengths, started = _take_lengths(digits, plan), digits.take(MAX_INSTANT - MIN_INSTANT) + MIN_INSTANT
    sent, left = started + digits.take_signed(MS_BITS), digits.take_signed(MS_BITS)
    undo = tuple(_past(digits, plan) for _ in range(digits.take_whole(MAX_UNDO.bit_length())))
    own = (digits.take_signed(MS_BITS), digits.take_signed(MS_BITS) + started) if digits.take_flag() else (0, 0)
    digits.end()
    deadline, left = (0, left) if status == PAUSED else (sent + left, 0)
    return Shared(
        Timer(plan, status, index, lengths, deadline, left, warned, rung, hold, started, undo, forewarned),
        me, sent, *own,
    )  # fmt: skip


def _past(digits: Digits, plan: Plan) -> Past:
    index, left = digits.take(MOST_SEGMENTS), digits.take_signed(MS_BITS)
    warned, rung = digits.take_flag(), digits.take_flag()
    return Past(index, left, _take_lengths(digits, plan), warned, rung)


def _take_lengths(digits: Digits, plan: Plan) -> tuple[int, ...]:
    changed = digits.take_flag()
    return tuple(segment.seconds * 1000 + (digits.take_signed(MS_BITS) if changed else 0) for segment in plan.segments)


def _read_1(text: str) -> Shared:
    """As version 1 wrote it."""
    fields = dict(part.split("=", 1) for part in text.replace(" ", "").lower().split("&") if "=" in part)
    if fields.get(NAME) != "1":
        raise (VersionError if fields.get(NAME, "").isdigit() else FragmentError)(text)
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
    return Shared(timer, _int(fields["me"]), _int(fields["sent"]))


def _check(shared: Shared) -> None:
    timer, plan = shared.timer, shared.timer.plan
    if timer.status not in STATES or not 0 <= timer.index < len(plan.segments):
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
    if len(timer.undo) > MAX_UNDO or any(
        not 0 <= past.index < timer.index or abs(past.left) > MAX_LEFT_MS for past in timer.undo
    ):
        raise ValueError("a history that cannot have been")


def _history(text: str) -> tuple[Past, ...]:
    history = []
    for part in text.split(";") if text else ():
        index, left, lengths, flags = part.split(":")
        history.append(Past(_int(index), _int(left), _ints(lengths), *_bools(flags, 2)))
    return tuple(history)


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
