"""The setup form and the preset links, read into a plan.

Fields arrive as the page has them: strings, missing when unchecked. Nothing here trusts them.
Documented presets (the part of the address after #):

    3-3  4-4  5-5  n-n  3-5          minutes for each person, 1 to 60, two to eight of them
    3-3-feedback  3-3-feedback-5     with minutes for talking it over (3 when not given)
    open-15  theme-15  bookend-20    one limit for everybody
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helper.timer.plan import (
    AUTO,
    BOOKEND,
    FEEDBACK,
    KINDS,
    OPEN,
    SHARE,
    TAP,
    THEME,
    WARNINGS,
    Plan,
    PlanError,
)

type Fields = Mapping[str, str]

PRESET_MAX = 60
DEFAULT_FEEDBACK = 3 * 60
ME, OTHER, LOT = BEGINNERS = ("me", "other", "lot")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the form says. `frame` is the time both have, in seconds, 0 when not given.
    `lot` asks for the beginner to be drawn when the call starts."""

    plan: Plan = Plan()
    frame: int = 0
    lot: bool = False
    sound: bool = True


def read(fields: Fields) -> Setup:
    """The setup that the form's fields describe. Raises PlanError, whose key says what is wrong."""
    kind = fields.get("kind", SHARE)
    if kind not in KINDS:
        raise PlanError("error.plan")
    if kind == SHARE:
        turns = _turns(fields)
        feedback = _minutes(fields.get("feedback_minutes", "3")) if fields.get("feedback") else 0
    else:
        turns, feedback = (_minutes(fields.get("limit", "15")),), 0
    begin = fields.get("first", ME)
    drawn = kind == SHARE and begin == LOT
    first = 1 if kind == SHARE and begin == OTHER else 0
    warning = _whole(fields.get("warning", "60"))
    if warning not in WARNINGS:
        raise PlanError("error.plan")
    plan = Plan(kind, turns, feedback, warning, TAP if fields.get("handover") == TAP else AUTO, first)
    return Setup(plan, _frame(fields), drawn, bool(fields.get("sound")))


def write(setup: Setup) -> dict[str, str]:
    """The fields that show this setup: the inverse of `read` for everything it can express."""
    plan, minutes = setup.plan, [str(seconds // 60) for seconds in setup.plan.turns]
    fields = {"kind": plan.kind, "warning": str(plan.warning), "handover": plan.handover}
    if plan.kind == SHARE:
        equal = len(set(minutes)) == 1
        fields |= {"speakers": str(len(minutes)), "minutes": minutes[0], "unequal": "" if equal else "on"}
        fields |= {f"minutes_{number}": text for number, text in enumerate(minutes, 1)}
        fields |= {"feedback": "on" if plan.feedback else ""}
        if plan.feedback:
            fields |= {"feedback_minutes": str(plan.feedback // 60)}
        fields |= {"first": LOT if setup.lot else OTHER if plan.first else ME}
    else:
        fields |= {"limit": minutes[0]}
    return fields


def preset(fragment: str) -> Plan | None:
    """The plan that a preset link names, or None when the fragment is not a preset."""
    words = fragment.strip().lower().split("-")
    try:
        if words[0] in (OPEN, THEME, BOOKEND) and len(words) == 2:
            return Plan(words[0], (_minutes(words[1]),))
        feedback = 0
        if FEEDBACK in words:
            at = words.index(FEEDBACK)
            words, tail = words[:at], words[at + 1 :]
            feedback = _minutes(tail[0]) if len(tail) == 1 else DEFAULT_FEEDBACK
            if len(tail) > 1:
                return None
        return Plan(SHARE, tuple(_minutes(word) for word in words), feedback)
    except PlanError:
        return None


def fragment(plan: Plan) -> str:
    """The preset link of a plan: the inverse of `preset` for what it can express."""
    minutes = "-".join(str(seconds // 60) for seconds in plan.turns)
    if plan.kind != SHARE:
        return f"{plan.kind}-{minutes}"
    return f"{minutes}-{FEEDBACK}-{plan.feedback // 60}" if plan.feedback else minutes


def _frame(fields: Fields) -> int:
    """Seconds that both have: 0 when not said, a choice, or minutes typed in."""
    frame = fields.get("frame", "0")
    return _minutes(fields.get("frame_minutes", ""), most=24 * 60) if frame == "any" else _whole(frame) * 60


def _turns(fields: Fields) -> tuple[int, ...]:
    count = _whole(fields.get("speakers", "2"))
    if not 2 <= count <= 8:
        raise PlanError("error.speakers")
    if not fields.get("unequal"):
        return (_minutes(fields.get("minutes", "3")),) * count
    return tuple(_minutes(fields.get(f"minutes_{number}", "3")) for number in range(1, count + 1))


def _minutes(text: str, most: int = PRESET_MAX) -> int:
    """Seconds from a field with whole minutes."""
    minutes = _whole(text)
    if not 1 <= minutes <= most:
        raise PlanError("error.minutes")
    return minutes * 60


def _whole(text: str) -> int:
    """A small whole number; the length is bounded because int() of a long text is slow."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise PlanError("error.minutes")
    return int(text)
