"""What was read in a message, in sentences for the page; and the reply, in the language of the message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from helper.phrases.slots import format_name
from helper.shorthand.reading import BLOCKING, MAYBE, NO, UNTIL, YES, Doubt, Reading
from helper.texts import MONDAY, Texts
from helper.timer.plan import OPEN, SHARE, Plan

DAY_MINUTES = 24 * 60


def understood(reading: Reading, texts: Texts, ahead: int | None) -> Iterator[str]:
    """What was understood, the format first. `ahead` is by how many minutes the reader's clock is ahead of the zone
    that the message names, None where that is not known."""
    plan = reading.plan
    if plan:
        yield from _format(reading, plan, texts)
    elif reading.kind and reading.kind != SHARE:
        yield texts.say(f"read.kind.{reading.kind}")
    elif reading.call:
        yield texts.say("read.call")
    if reading.feedback == NO:
        yield texts.say("read.no_feedback")
    elif reading.feedback == YES and not (plan and plan.feedback):
        yield texts.say("read.feedback_wished")
    if reading.total and not (plan and plan.kind != SHARE):
        yield texts.say("read.total", length=texts.locale.minutes(reading.total))
    for when in reading.times:
        said = texts.say(f"read.{when.relation}", time=_time(when.time.minute, texts))
        if when.time.vague:
            said = texts.say("read.vague", said=said)
        elif ahead:
            said = texts.say("read.mine", said=said, time=_time((when.time.minute + ahead) % DAY_MINUTES, texts))
        yield said
    if reading.zone:
        yield texts.say("read.zone", zone=reading.zone)
    for name, minutes in (("later", reading.later), ("within", reading.within)):
        if minutes:
            yield texts.say(f"read.{name}", length=texts.locale.minutes(minutes))
    for name in ("now", "text_first"):
        if getattr(reading, name):
            yield texts.say(f"read.{name}")


def _format(reading: Reading, plan: Plan, texts: Texts) -> Iterator[str]:
    minutes, people = plan.turns[0] // 60, len(plan.turns)
    if plan.kind != SHARE:
        key = f"read.{plan.kind}" if reading.kind else f"read.unnamed_{OPEN}"
        yield texts.say(key, length=texts.locale.minutes(minutes))
    elif people == 2:
        yield texts.say("read.turns", n=minutes)
    else:
        yield texts.say("read.turns_many", people=people, n=minutes)
    if plan.feedback:
        key = "read.feedback_usual" if reading.usual else "read.feedback"
        yield texts.say(key, length=texts.length(plan.feedback))


def unclear(reading: Reading, texts: Texts) -> Iterator[str]:
    """What was not understood, or may mean several things."""
    for it in reading.doubts:
        yield texts.say(
            f"read.doubt.{it.key}",
            quote=it.quote,
            length=texts.locale.minutes(it.n),
            there=texts.locale.minutes(it.other),
        )
    for words in reading.rest:
        yield texts.say("read.rest", words=words)


def outcome(reading: Reading, texts: Texts, on_call: bool) -> str:
    """Why the timer is not set to it; "" where it can be."""
    if reading.is_nothing:
        return texts.say("read.nothing")
    if on_call:
        return texts.say("read.on_call")
    if reading.plan:
        return ""
    return texts.say("read.stays" if _blocking(reading) else "read.no_plan")


def _blocking(reading: Reading) -> Doubt | None:
    return next((it for it in reading.doubts if it.key in BLOCKING), None)


def reply(reading: Reading, spoken: Texts) -> str:
    """An answer that says what was understood, and asks where something is unclear."""
    plan, doubt = reading.plan, _blocking(reading)
    if plan:
        minutes = spoken.locale.minutes(-(-plan.total // 60))
        lines = [spoken.say("reply.yes", format=format_name(plan, spoken), minutes=minutes)]
    elif doubt and doubt.quote:
        lines = [spoken.say("reply.unclear", quote=doubt.quote)]
    else:
        lines = [spoken.say("reply.which")]
    if reading.feedback == NO:
        lines.append(spoken.say("reply.listen"))
    if reading.feedback == MAYBE or reading.doubts_of("feedback_both"):
        lines.append(spoken.say("reply.feedback"))
    ends = [when.time for when in reading.times if when.relation == UNTIL]
    if len(ends) == 1 and not ends[0].vague:
        time = " ".join(filter(None, (_time(ends[0].minute, spoken), reading.zone)))
        lines.append(spoken.say("reply.until", time=time))
    if reading.text_first:
        lines.append(spoken.say("reply.text_first"))
    elif plan:
        lines.append(spoken.say("reply.call"))
    return " ".join(lines)


def _time(minute: int, texts: Texts) -> str:
    return texts.locale.time(MONDAY + timedelta(minutes=minute))
