"""What fills the blanks of a phrase.

A slot is a name in braces. What was typed comes first, then what the other tools have told; else it stays blank:
visible, named, and left out when read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from helper.texts import MONDAY, Texts
from helper.timer.codec import PRESETS, read_preset, write_preset
from helper.timer.plan import SHARE, Plan

SLOTS = ("minutes", "format", "time", "zone", "day", "name", "number")

GIVEN = ("emergency",)
"""Slots that only the other tools can fill; until they do, words stand there."""

FORMATS = (*PRESETS, "open-15", "theme-15", "bookend-20")
"""The formats to choose from, written like the timer's preset links."""

TURN_ONLY = frozenset({"both-share"})
"""Situations whose minutes are those of one turn; elsewhere they are the whole call's."""
BY_HAND = frozenset({"interrupting"})
"""Situations whose minutes have nothing to do with the agreed ones."""

JUST_NOW = frozenset({"good-time"})
"""Situations whose time is the present one, here; elsewhere it is an appointment, which nobody else knows."""

UNTOUCHED, BEFORE = write_preset(Plan()), "before"
"""What the timer tells of itself while nobody has touched it (timer/view.py, context)."""

SLOT = re.compile(r"\{(" + "|".join((*SLOTS, *GIVEN)) + r")\}")
TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
MAX_TYPED = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a phrase: plain words, or a slot (by name) that is filled or blank."""

    text: str
    slot: str = ""
    blank: bool = False


def parts(phrase: str, values: Mapping[str, str], spoken: Texts) -> list[Part]:
    """A phrase in pieces, its slots filled with `values` or shown by their names."""
    made = []
    for at, piece in enumerate(SLOT.split(phrase)):
        if at % 2 == 0:
            made.append(Part(piece))
        else:
            value = values.get(piece, "")
            starts = at == 1 and not made[0].text
            shown = value[:1].upper() + value[1:] if starts else value
            made.append(Part(shown or spoken.say(f"blank.{piece}"), piece, not value))
    return [part for part in made if part.text]


def to_copy(pieces: list[Part]) -> str:
    """The phrase as text; blanks are named in brackets."""
    return "".join(f"[{part.text}]" if part.blank else part.text for part in pieces)


def to_speak(pieces: list[Part]) -> str:
    """The phrase for a voice: blanks become a pause, which is for the person to fill; 3/3 is no fraction."""
    return "".join(
        "…" if part.blank else part.text.replace("/", " ") if part.slot == "format" else part.text for part in pieces
    )


def values(typed: Mapping[str, str], context: Mapping[str, str], situation: str, spoken: Texts) -> dict[str, str]:
    """What fills the slots of a situation's phrases, in the language of `spoken`."""
    plan = read_preset(typed.get("format", "") or _preset(context))
    filled = {slot: typed.get(slot, "") for slot in ("name", "number")}
    filled["zone"] = typed.get("zone") or context.get("zone", "")
    time = typed.get("time") or (context.get("time", "") if situation in JUST_NOW else "")
    filled["time"] = time_of_day(time, spoken) if TIME.fullmatch(time) else ""
    filled["day"] = spoken.locale.weekday(MONDAY.replace(day=int(typed["day"]))) if typed.get("day") else ""
    filled["format"] = format_name(plan, spoken) if plan else ""
    number = context.get("emergency", "")
    filled["emergency"] = spoken.say("emergency.number", number=number) if number else spoken.say("emergency.unknown")
    filled["minutes"] = _minutes(typed.get("minutes", ""), plan, situation, spoken)
    return filled


def _preset(context: Mapping[str, str]) -> str:
    """The timer's preset, once somebody has set or started it."""
    preset = context.get("preset", "")
    return "" if preset == UNTOUCHED and context.get("phase", BEFORE) == BEFORE else preset


def format_name(plan: Plan, spoken: Texts) -> str:
    """A plan in words: "3/3", "3/3 with feedback", "an open call"."""
    if plan.kind != SHARE:
        return spoken.say(f"format.{plan.kind}")
    turns = "/".join(str(seconds // 60) for seconds in plan.turns)
    return spoken.say("format.feedback", turns=turns) if plan.feedback else turns


def time_of_day(typed: str, spoken: Texts) -> str:
    """A time typed as "15:05", as the language writes it."""
    hours, minutes = typed.split(":")
    return spoken.locale.time(MONDAY.replace(hour=int(hours), minute=int(minutes)))


def _minutes(typed: str, plan: Plan | None, situation: str, spoken: Texts) -> str:
    if typed:
        return spoken.locale.minutes(int(typed))
    if plan is None or situation in BY_HAND:
        return ""
    return spoken.length(plan.turns[0] if situation in TURN_ONLY else plan.total)
