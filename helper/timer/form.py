"""The setup form's fields, read into a plan, and what they offer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from helper.events import Fields, Range
from helper.timer.codec import LINKS, PRESETS, read_preset, write_preset
from helper.timer.plan import (
    AUTO,
    EARLIER,
    HANDOVERS,
    KINDS,
    MAX_SPEAKERS,
    MAX_TURN,
    MIN_SPEAKERS,
    MIN_TURN,
    SHARE,
    TAP,
    WARNINGS,
    Plan,
    PlanError,
)
from helper.timer.signals import CHIMES, MEDIUM, MIDDLE, VOLUMES, Signals

ME, OTHER, LOT = FIRSTS = ("me", "other", "lot")
SPEAKERS = Range(MIN_SPEAKERS, MAX_SPEAKERS, 2)
TURN = Range(MIN_TURN // 60, MAX_TURN // 60, 3)
LIMIT = TURN._replace(usual=15)
FRAME = Range(1, 24 * 60, 20)
NO_FRAME, ANY_FRAME = "0", "any"
WARNING = 60
VOICE = re.compile("[a-z]{2,3}(-[a-zA-Z0-9]{2,8})*", re.ASCII)
ONE_TAP = {name: write_preset(plan) for name in (*PRESETS, "3-3-feedback") if (plan := read_preset(name))}
"""What one tap chooses: preset links, and how the helper itself writes each."""

CHOICES: Mapping[str, Any] = MappingProxyType({
    "presets": tuple(ONE_TAP), "kinds": KINDS, "firsts": FIRSTS, "handovers": HANDOVERS, "warnings": WARNINGS,
    "warning": WARNING, "frames": (NO_FRAME, "5", "15", "45", ANY_FRAME), "speakers": SPEAKERS, "turn": TURN,
    "limit": LIMIT, "frame": FRAME, "links": LINKS, "earlier": EARLIER, "early": 0, "chimes": tuple(CHIMES),
    "chime": MIDDLE, "volumes": tuple(VOLUMES), "volume": MEDIUM,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setup:
    """What the form says. `frame` is the time both have, in seconds, 0 when not given.
    `lot` asks for the beginner to be drawn when the call starts."""

    plan: Plan = Plan()
    frame: int = 0
    lot: bool = False
    signals: Signals = Signals()


def read(fields: Fields) -> Setup:
    """The setup that the form's fields describe. Raises PlanError, whose key says what is wrong."""
    kind = fields.get("kind", SHARE)
    if kind not in KINDS:
        raise PlanError("error.plan")
    if kind == SHARE:
        turns = _turns(fields)
        feedback = _minutes(fields, "feedback_minutes", TURN) if fields.get("feedback") else 0
    else:
        turns, feedback = (_minutes(fields, "limit", LIMIT),), 0
    begin = fields.get("first", ME)
    drawn = kind == SHARE and begin == LOT
    first = 1 if kind == SHARE and begin == OTHER else 0
    warning = fields.get("warning", str(WARNING))
    if warning not in map(str, WARNINGS):
        raise PlanError("error.plan")
    early = fields.get("early", "0")
    if early not in map(str, EARLIER):
        raise PlanError("error.plan")
    handover = TAP if fields.get("handover") == TAP else AUTO
    plan = Plan(kind, turns, feedback, int(warning), handover, first, int(early))
    return Setup(plan, _frame(fields), drawn, signals(fields))


def signals(fields: Fields) -> Signals:
    """What is to be heard on this device; what is not understood is as usual."""
    chime, volume = fields.get("chime", MIDDLE), fields.get("volume", MEDIUM)
    voice = fields.get("voice", "")
    return Signals(
        bool(fields.get("sound")), chime if chime in CHIMES else MIDDLE, volume if volume in VOLUMES else MEDIUM,
        voice if VOICE.fullmatch(voice) else "",
    )  # fmt: skip


def write(setup: Setup) -> dict[str, str]:
    """The fields that show this setup: the inverse of `read` for everything it can express."""
    plan, minutes = setup.plan, [str(seconds // 60) for seconds in setup.plan.turns]
    fields = {"kind": plan.kind, "warning": str(plan.warning), "handover": plan.handover, "early": str(plan.early)}
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


def write_signals(signals: Signals) -> dict[str, str]:
    """The same for what is to be heard."""
    own = {"chime": signals.chime, "volume": signals.volume, "voice": signals.voice}
    return {"sound": "on" if signals.sound else "", **own}


def _frame(fields: Fields) -> int:
    """Seconds that both have: 0 when not said, a choice, or minutes typed in."""
    frame = fields.get("frame", NO_FRAME)
    if frame == NO_FRAME:
        return 0
    return _minutes(fields, "frame_minutes" if frame == ANY_FRAME else "frame", FRAME)


def _turns(fields: Fields) -> tuple[int, ...]:
    count = SPEAKERS.read(fields.get("speakers", str(SPEAKERS.usual)))
    if count is None:
        raise PlanError("error.speakers")
    if not fields.get("unequal"):
        return (_minutes(fields, "minutes", TURN),) * count
    return tuple(_minutes(fields, f"minutes_{number}", TURN) for number in range(1, count + 1))


def _minutes(fields: Fields, name: str, allowed: Range) -> int:
    """Seconds from a field with whole minutes."""
    minutes = allowed.read(fields.get(name, str(allowed.usual)))
    if minutes is None:
        raise PlanError("error.minutes")
    return minutes * 60
