"""The request for a call, as a message for a group chat, and what may be sent after it.

Every piece of text comes from docs/<language>/words/phrases.yml, section `spoken`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helper.phrases.slots import format_name
from helper.texts import Texts
from helper.timer.codec import read_preset
from helper.timer.plan import BOOKEND, SHARE, Plan

FOLLOW_UPS = ("found-someone-short", "answering-now")
"""Ids of the phrases that are sent later: by who asked, and by who answers."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. An empty `format` is the timer's; empty `minutes` are the format's own;
    an empty `zone` is left out; an empty `language` is the page's. `problem` is the key of a text."""

    format: str = ""
    minutes: str = ""
    zone: str = ""
    text_first: bool = False
    feedback: bool = False
    language: str = ""
    problem: str = ""


def message(request: Request, context: Mapping[str, str], spoken: Texts) -> str:
    """The request in whole sentences."""
    plan, minutes, zone, feedback = _known(request, context)
    ask = "request.bookend" if plan.kind == BOOKEND else "request.ask"
    lines = [spoken.say(ask, format=_format(plan, spoken), minutes=spoken.locale.minutes(minutes))]
    lines += [spoken.say("request.zone", zone=zone)] if zone else []
    lines.append(spoken.say("request.text_first" if request.text_first else "request.just_call"))
    lines += [spoken.say("request.feedback")] if feedback else []
    return " ".join(lines)


def short(request: Request, context: Mapping[str, str], spoken: Texts) -> str:
    """The request as people in a hurry write it: "3/3? 15 min, CET"."""
    plan, minutes, zone, feedback = _known(request, context)
    name = _format(plan, spoken) if plan.kind == SHARE else spoken.say(f"short.{plan.kind}")
    text = spoken.say("short.ask", format=name, minutes=minutes)
    more = [zone] if zone else []
    more += [spoken.say("short.text_first")] if request.text_first else []
    more += [spoken.say("short.feedback")] if feedback else []
    for piece in more:
        text = spoken.say("short.and", before=text, more=piece)
    return text


def _known(request: Request, context: Mapping[str, str]) -> tuple[Plan, int, str, bool]:
    """The plan, its minutes and the zone, taken from the other tools where nothing was chosen; and whether feedback is
    asked for."""
    plan = read_preset(request.format or context.get("preset", "")) or Plan()
    minutes = int(request.minutes) if request.minutes else -(-plan.total // 60)
    return plan, minutes, request.zone or context.get("zone", ""), request.feedback or bool(plan.feedback)


def _format(plan: Plan, spoken: Texts) -> str:
    """Feedback is asked for in words of its own, so the format is named without it."""
    return format_name(Plan(plan.kind, plan.turns), spoken)
