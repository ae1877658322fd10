"""The time-zone checker's model as plain data for the page to paint (overrides/partials/zones.html).

Only the choice of what is seen lives here; sentences are speak.py's, and each part below
the verdict has a module of its own.
"""

from __future__ import annotations

from datetime import datetime, time

from helper.texts import Texts
from helper.zones import clocks, speak, strips, view_message, view_moment, view_weekly
from helper.zones.clocks import MINUTE
from helper.zones.form import FIRST_DAY, LAST_DAY, MINE, SIDES, THEIRS
from helper.zones.guess import COUNTRY, SHORT, Guess
from helper.zones.model import Model, Side
from helper.zones.speak import Pair, Speech
from helper.zones.verdict import Verdict, may_i_call

type View = dict[str, object]
SOON = 14 * clocks.DAY
"""Clock changes this near are told with the verdict."""


def view(model: Model, now: int, texts: Texts) -> View:
    """What the page shows at `now` (UTC ms)."""
    speech, now = Speech(texts, model.index), now - now % MINUTE
    shown: View = {
        "stage": "ready",
        "waiting": False,
        "failed": False,
        "problem": texts.say(model.problem) if model.problem else "",
        **{f"{part}_problem": _problem(model, part, texts) for part in (*SIDES, "moment", "weekly")},
        **{f"{side}_hours": _hours_note(model, side, texts) for side in SIDES},
        "outcome": texts.say(f"message.{model.outcome}") if model.outcome else "",
        "by_hand": model.by_hand,
        "any_by_hand": bool(model.by_hand),
        "data": texts.say("data", version=model.index.version),
    }
    for name in SIDES:
        shown |= _side(model.side(name), name, speech, now)
    pair = _pair(model)
    return {
        **shown,
        **_verdict(model, speech, now),
        **_both(model, speech, pair, now),
        **view_moment.view(model, speech, pair, now),
        **view_weekly.view(model, speech, pair, now),
        **view_message.view(model, speech, pair, now),
    }


def next_change(model: Model, now: int) -> int | None:
    """UTC ms of the next full minute, while a place's time is shown."""
    shown = model.theirs.place or model.mine.place
    return now - now % MINUTE + MINUTE if shown else None


def announcement(model: Model, now: int, texts: Texts) -> str:
    """What a screen reader is to say after a place was chosen; empty for nothing."""
    found = _found(model, now) if model.say else None
    if not found or not model.theirs.place:
        return ""
    there = speak.clock_now(Speech(texts, model.index), "fact.there", model.theirs.place, now)
    return f"{texts.say(f'verdict.{found.answer}')} {there}"


def facts(model: Model, now: int, texts: Texts) -> dict[str, str]:
    """What the other tools may know: where I am ("zone"), and both local times, also as
    "15:05" ("my_clock"), which can be said in any language."""
    known = {}
    for name, side in (("my", model.mine), ("their", model.theirs)):
        if side.place:
            speech = Speech(texts, model.index)
            known[f"{name}_zone"] = speech.name(side.place)
            known[f"{name}_time"] = speech.time(now, side.place)
            known[f"{name}_clock"] = f"{clocks.local(now, side.place.zone):%H:%M}"
    return {**known, "zone": known["my_zone"]} if "my_zone" in known else known


def _found(model: Model, now: int) -> Verdict | None:
    theirs = model.person(THEIRS)
    if theirs is None:
        return None
    return may_i_call(model.person(MINE), theirs, model.setup.text_first, now - now % MINUTE)


def _pair(model: Model) -> Pair | None:
    mine, theirs = model.mine.place, model.theirs.place
    return Pair(mine, theirs) if mine and theirs else None


def _problem(model: Model, part: str, texts: Texts) -> str:
    """What is wrong with a part of the form, in words."""
    side = model.side(part) if part in SIDES else Side()
    if side.typed.strip() and not side.place:
        if not side.guesses:
            return texts.say("problem.none")
        if side.asked:
            return texts.say("problem.choose")
    key = model.setup.problem(part)
    days = {
        name: texts.locale.date(datetime.combine(day, time()))
        for name, day in (("first", FIRST_DAY), ("last", LAST_DAY))
    }
    return texts.say(key, **days) if key else ""


def _hours_note(model: Model, side: str, texts: Texts) -> str:
    hours = model.setup.hours(side)
    if not hours or not hours.over_midnight:
        return ""
    if hours.earliest == hours.latest:
        return texts.say("hours.always")
    return texts.say("hours.night") if hours.latest else ""


def _side(side: Side, name: str, speech: Speech, now: int) -> View:
    """The list under a place's field."""
    options = [] if side.place else [_option(guess, speech, now) for guess in side.guesses]
    found = speech.texts.say("place.found", n=len(options)) if options else ""
    return {f"{name}_options": options, f"{name}_found": found}


def _option(guess: Guess, speech: Speech, now: int) -> dict[str, str]:
    place, index, say = guess.place, speech.index, speech.texts.say
    title = index.label(place, speech.language)
    if guess.kind == COUNTRY:
        cities = [place, *(index.of_city(number) for number in guess.cities)]
        country = index.country(guess.given, speech.language)
        title = say("place.country", country=country, cities=", ".join(speech.name(city) for city in cities))
    elif guess.kind == SHORT:
        title = say("place.short", short=guess.given, place=title)
    now_there = {"time": speech.time(now, place), "offset": speech.offset(now, place)}
    named = index.meaning(guess.given, place, speech.language) if guess.kind == SHORT else ""
    detail = say("place.named", name=named, **now_there) if named else say("place.now", **now_there)
    return {"key": place.key, "title": title, "detail": detail}


def _verdict(model: Model, speech: Speech, now: int) -> View:
    found, mine, theirs = _found(model, now), model.mine.place, model.theirs.place
    if found is None or theirs is None:
        return {"answer": "", "headline": speech.texts.say("verdict.empty"), "facts": []}
    told = list(speak.facts(speech, found, theirs, mine, model.setup.text_first, now))
    if mine and mine.zone == theirs.zone:
        told.append(speech.texts.say("fact.same"))
    for place in dict.fromkeys(place for place in (theirs, mine) if place):
        told += [speak.change(speech, it, place) for it in clocks.changes(place.zone, now, now + SOON)]
    headline = speech.texts.say(f"verdict.{found.answer}")
    return {"answer": found.answer, "headline": headline, "facts": [{"fact": text} for text in told]}


def _both(model: Model, speech: Speech, pair: Pair | None, now: int) -> View:
    """When both can, and the picture."""
    mine, theirs = model.person(MINE), model.person(THEIRS)
    if not (pair and mine and theirs):
        return {"both_before": speech.texts.say("both.need"), "both": [], "picture": False}
    before, stretches = speak.both(speech, mine, theirs, pair, now)
    picture = strips.view(speech, {MINE: (pair.mine, mine), THEIRS: (pair.theirs, theirs)}, now)
    return {"both_before": before, "both": [{"item": text} for text in stretches], "picture": True, **picture}
