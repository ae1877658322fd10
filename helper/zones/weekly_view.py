"""The weekly call as plain data for the page to paint: when it is, what the year's clock changes do to it, its file.

What it reckons with is weekly.py's, the file calendar.py's.
"""

from __future__ import annotations

from helper import events, sharing
from helper.texts import Texts
from helper.zones import calendar, clocks, sentences, stale
from helper.zones.form import MINE, Call
from helper.zones.model import Model, other, weekly_of
from helper.zones.places import Place
from helper.zones.sentences import Pair, Speech, times
from helper.zones.weekly import LEADER, Oddity, Step, Year, year


def view(model: Model, speech: Speech, pair: Pair | None, now: int) -> dict[str, object]:
    """What the page shows of the call, and of its calendar file, at `now` (UTC ms)."""
    shown = file(model, speech.texts)
    call = model.setup.weekly
    if not pair or not call:
        return {**shown, "weekly": "", "weekly_first": "", "weekly_steps": [], "weekly_note": "", "weekly_stale": ""}
    found = this_year(call, pair, now)
    return {
        **shown,
        "weekly_stale": _stale(speech, pair),
        "weekly": speech.texts.say("weekly.is", **times(speech, found.first, pair, by_day=False)),
        "weekly_first": speech.texts.say("weekly.first", day=speech.day(found.first, pair.mine)),
        "weekly_steps": [{"step": text} for text in _lines(speech, call, pair, found)],
        "weekly_note": _note(speech, found),
    }


def file(model: Model, texts: Texts, prefix: str = "", promised: bool = False) -> dict[str, object]:
    """What became of the calendar file of the weekly call, or of the promise to ring back, and other ways to it."""
    own = (model.by is not None) == promised
    state, written = (model.file, model.written) if own else ("", "")
    shown = {
        "file": texts.say(f"weekly.{state}", file=calendar.FILE) if state else "",
        "file_hint": texts.say("weekly.text_hint", file=calendar.FILE) if written else "",
        "file_outdated": state == events.OUTDATED,
        "file_written": bool(written),
        "file_text": sharing.of_text(written),
        "file_shares": model.files and bool(written),
        "file_sheet": sharing.of_file(calendar.FILE, calendar.TYPE, written),
    }
    return {f"{prefix}{name}": value for name, value in shown.items()}


def _stale(speech: Speech, pair: Pair) -> str:
    """The places for which an older calendar program may be wrong."""
    names = [speech.name(place) for place in dict.fromkeys(pair) if place.zone in stale.ZONES]
    if not names:
        return ""
    if len(names) == 1:
        return speech.texts.say("weekly.stale", place=names[0])
    return speech.texts.say("weekly.stale_both", place=names[0], other=names[1])


def this_year(call: Call, pair: Pair, now: int) -> Year:
    """The call's year: reckoned from the start of the day, so that it is not done anew every minute,
    unless that day's call is over."""
    weekly = weekly_of(call, pair.mine, pair.theirs)
    midnight = clocks.local(now, weekly.leader).replace(hour=0, minute=0, second=0, microsecond=0)
    found = year(weekly, clocks.instant(midnight, weekly.leader))
    return found if found.first > now else year(weekly, now)


def _note(speech: Speech, found: Year) -> str:
    if not found.steps:
        return speech.texts.say("weekly.none")
    return "" if any(step.moved for step in found.steps) else speech.texts.say("weekly.same")


def _lines(speech: Speech, call: Call, pair: Pair, found: Year) -> list[str]:
    """A line for each clock change (or several before the same call) and for each odd day, in order."""
    lines = [(step.at, _step(speech, call, pair, step)) for step in found.steps]
    lines += [(oddity.at, _odd_day(speech, call, pair.of(call.side), oddity)) for oddity in found.oddities]
    return [text for _, text in sorted(lines)]


def _step(speech: Speech, call: Call, pair: Pair, step: Step) -> str:
    told = []
    for who, change in step.changes:
        told.append(sentences.change(speech, change, pair.of(call.side if who == LEADER else other(call.side))))
    return " ".join([*told, _effect(speech, step, other(call.side), pair)])


def _effect(speech: Speech, step: Step, follower: str, pair: Pair) -> str:
    if not step.moved:
        return speech.texts.say("weekly.nothing")
    place = pair.of(follower)
    slots = {
        "from": speech.day(step.at, place),
        "weekday": speech.weekday(step.at, place),
        "time": speech.time(step.at, place),
    }
    key = "weekly.for_you" if follower == MINE else "weekly.for_them"
    if step.until is None:
        return speech.texts.say(key, **slots)
    if step.until == step.at:
        return speech.texts.say(f"{key}_once", **slots)
    return speech.texts.say(f"{key}_until", until=speech.day(step.until, place), **slots)


def _odd_day(speech: Speech, call: Call, leader: Place, oddity: Oddity) -> str:
    shown = clocks.local(oddity.at, leader.zone)
    meant = shown.replace(hour=call.minute // 60, minute=call.minute % 60)
    locale = speech.texts.locale
    return speech.texts.say(
        f"weekly.{oddity.kind}",
        day=locale.day(shown),
        time=locale.time(meant),
        place=speech.name(leader),
        actual=locale.time(shown),
    )
