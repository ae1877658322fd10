"""The time-zone checker's state as plain data for the page to paint (overrides/partials/zones.html).

Its parts stand in the order of the page: the two sides, the emergency numbers there, the verdict with a picture of
their day (daylight.py), when both can, a message to send, a promise to call back (back_view.py), a certain moment, a
weekly call (weekly_view.py), my own hours (alone_view.py). Sentences with more than a text of their own are
sentences.py's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from helper import events, sharing
from helper.texts import Texts
from helper.zones import alone_view, back_view, calendar, clocks, daylight, links, sentences, strips, weekly_view
from helper.zones.clocks import MINUTE
from helper.zones.form import BOTH, FIRST_DAY, LAST_DAY, MINE, MOMENT, SIDES, THEIRS, Moment
from helper.zones.guess import AREA, DIALLED, OFFSET, SHORT, Guess, dialled
from helper.zones.hours import Verdict, is_good, may_i_call, when_both
from helper.zones.links import VERDICT
from helper.zones.model import Model, Side, State, Waiting
from helper.zones.places import Place
from helper.zones.sentences import Pair, Speech, times

type View = dict[str, object]
NAMED = 4
"""So many of the countries that share a dialling code are named."""
SOON = 14 * clocks.DAY
"""Clock changes this near are told with the verdict."""

FITS = {(True, True): "good", (True, False): "not_theirs", (False, True): "not_mine", (False, False): "neither"}


def view(model: State, now: int, texts: Texts, context: Mapping[str, str] | None = None) -> View:
    """What the page shows at `now` (UTC ms). What other tools tell does not matter here."""
    if isinstance(model, Waiting):
        stage = "failed" if model.failed else "waiting"
        failed = texts.say(f"load.{model.failed}") if model.failed else ""
        outdated = model.failed == events.OUTDATED
        return {
            "stage": stage, "waiting": not model.failed, "failed": failed, "outdated": outdated,
            "can_retry": bool(model.failed) and not outdated, "there": False,
        }  # fmt: skip
    speech, now = Speech(texts, model.index), now - now % MINUTE
    shown: View = {
        "stage": "ready",
        "waiting": False,
        "failed": "",
        "outdated": False,
        "can_retry": False,
        "problem": texts.say(model.problem) if model.problem else "",
        **{f"{part}_problem": _problem(model, part, texts) for part in (*SIDES, "moment", "weekly")},
        **{f"{side}_hours": _hours_note(model, side, texts) for side in SIDES},
        "hours_told": _hours_told(model, texts),
        **sharing.view(model.sharing, texts),
        "link": sharing.of_link(links.link(model)),
        "links": bool(links.link(model)),
        "data": texts.say("data", version=model.index.version),
    }
    for name in SIDES:
        shown |= _side(model.side(name), name, speech, now)
    pair = _pair(model)
    return {
        **shown,
        **_there(model, speech),
        **_verdict(model, speech, now),
        **_both(model, speech, pair, now),
        **_moment(model, speech, pair, now),
        **weekly_view.view(model, speech, pair, now),
        **_message(model, speech, pair, now),
        **back_view.view(model, speech, pair, now),
        **alone_view.view(model, speech, now),
    }


def next_change(model: State, now: int) -> int | None:
    """UTC ms of the next full minute, while a place's time is shown."""
    shown = None if isinstance(model, Waiting) else model.theirs.place or model.mine.place
    return now - now % MINUTE + MINUTE if shown else None


def announcement(model: State, now: int, texts: Texts) -> str:
    """What a screen reader is to say after a place was chosen; empty for nothing."""
    if isinstance(model, Waiting):
        return ""
    if VERDICT not in model.announce:
        told = (
            sharing.say(model.sharing, texts) if key == sharing.TOLD else texts.say(key, file=calendar.FILE)
            for key in model.announce
        )
        return " ".join(told)
    found = _found(model, now)
    if not found or not model.theirs.place:
        return ""
    there = sentences.clock_now(Speech(texts, model.index), "fact.there", model.theirs.place, now)
    return f"{texts.say(f'verdict.{found.answer}')} {there}"


def context(model: State, now: int, texts: Texts) -> dict[str, str]:
    """What the other tools may know: the "zone" where I am, and the "time" there as "15:05", which can be said in any
    language; and the "emergency" number where the other one is."""
    if isinstance(model, Waiting):
        return {}
    told, place = {}, model.mine.place
    if place:
        told = {"zone": Speech(texts, model.index).name(place), "time": f"{clocks.local(now, place.zone):%H:%M}"}
    there = model.theirs.place and model.theirs.named and model.index.emergency(model.theirs.place)
    return {**told, "emergency": there.ambulance[0]} if there and there.ambulance else told


def _found(model: Model, now: int) -> Verdict | None:
    theirs = model.person(THEIRS)
    if theirs is None:
        return None
    return may_i_call(theirs, model.setup.text_first, now - now % MINUTE)


def _pair(model: Model) -> Pair | None:
    mine, theirs = model.mine.place, model.theirs.place
    return Pair(mine, theirs) if mine and theirs else None


def _problem(model: Model, part: str, texts: Texts) -> str:
    """What is wrong with a part of the form, in words."""
    side = model.side(part) if part in SIDES else Side()
    if side.typed.strip() and not side.place:
        if not side.guesses:
            return texts.say("problem.none")
        if side.guesses[0].mistyped:
            return texts.say("problem.mistyped")
        if side.asked:
            return texts.say("problem.choose" if len(side.guesses) > 1 else "problem.confirm")
    hidden = part == MINE and not side.typed.strip() and clocks.is_hidden(model.device)
    key = model.setup.problem(part) or ("problem.device" if hidden else "")
    days = {
        name: texts.locale.date(datetime.combine(day, time()))
        for name, day in (("first", FIRST_DAY), ("last", LAST_DAY))
    }
    return texts.say(key, **days) if key else ""


def _hours_told(model: Model, texts: Texts) -> str:
    """Their hours in a few words, for whoever has not opened them."""
    hours = model.setup.hours(THEIRS)
    if model.told:
        return texts.say("hours.linked")
    if not hours:
        return ""
    if hours.earliest == hours.latest:
        return texts.say("hours.always")
    ends = (datetime.combine(FIRST_DAY, time()) + timedelta(minutes=it) for it in (hours.earliest, hours.latest))
    start, end = map(texts.locale.time, ends)
    return texts.say("hours.told", **{"from": start}, until=end)


def _hours_note(model: Model, side: str, texts: Texts) -> str:
    hours = model.setup.hours(side)
    if side == THEIRS and model.told:
        return " ".join([texts.say("hours.from_link"), *alone_view.week(texts, model.told.week)])
    if not hours or not hours.over_midnight:
        return ""
    if hours.earliest == hours.latest:
        return texts.say("hours.always")
    return texts.say("hours.night") if hours.latest else ""


def _side(side: Side, name: str, speech: Speech, now: int) -> View:
    """The list under a place's field."""
    options = [] if side.place else [_option(guess, speech, now) for guess in side.guesses]
    found = speech.texts.say("place.found", n=len(options)) if options else ""
    return {f"{name}_options": options, f"{name}_found": found, f"{name}_dialled": _dialled(side, speech)}


def _dialled(side: Side, speech: Speech) -> str:
    """That a dialling code was typed: whose it is, that it does not say where a phone is, and what else it may be."""
    found = None if side.place else dialled(speech.index, side.typed)
    if not found:
        return ""
    say = speech.texts.say
    named = [speech.index.area(country, speech.language) for country in found.countries[:NAMED]]
    further = found.further + len(found.countries) - len(named)
    offsets = [guess.place for guess in side.guesses if guess.kind == OFFSET and guess.place.city < 0]
    told = [say("place.code", code=found.code, countries=", ".join(named))]
    told += [say("place.code_more", n=further)] if further else []
    told += [say("place.code_travels")]
    told += [say("place.code_offset", offset=speech.name(offset)) for offset in offsets]
    return " ".join(told)


def _option(guess: Guess, speech: Speech, now: int) -> dict[str, str]:
    place, index, say = guess.place, speech.index, speech.texts.say
    title = index.label(place, speech.language)
    cities = [place, *(index.of_city(number) for number in guess.cities)]
    named = ", ".join(speech.name(city) for city in cities)
    if guess.kind == AREA:
        title = say("place.country", country=index.area(guess.given, speech.language), cities=named)
    elif guess.kind == DIALLED:
        countries = dict.fromkeys(index.cities[city.city].country for city in cities)
        shared = ", ".join(index.area(country, speech.language) for country in countries)
        title = say("place.dialled", countries=shared, code=guess.given, cities=named)
    elif guess.kind == OFFSET and place.city < 0:
        title = say("place.offset", offset=title)
    elif guess.kind == SHORT:
        title = say("place.short", short=guess.given, place=title)
    now_there = {"time": speech.time(now, place), "offset": speech.offset(now, place)}
    meant = index.meaning(guess.given, place, speech.language) if guess.kind == SHORT else ""
    detail = say("place.named", name=meant, **now_there) if meant else say("place.now", **now_there)
    return {"key": place.key, "title": title, "detail": detail}


def _there(model: Model, speech: Speech) -> View:
    """The emergency numbers where the other one is, for all the tools; nothing as long as that is not known."""
    place, say = model.theirs.place, speech.texts.say
    numbers = model.index.emergency(place) if place and model.theirs.named else None
    if not place or not numbers:
        return {"there": False}
    ambulance, police = ", ".join(numbers.ambulance), ", ".join(numbers.police)
    told = [say("there.ambulance" if police else "there.any", numbers=ambulance)] if ambulance else []
    told += [say("there.police", numbers=police)] if police else []
    country = model.index.area(model.index.cities[place.city].country, speech.language)
    return {
        "there": True,
        "there_button": say("there.button", country=country),
        "there_numbers": [{"line": line} for line in told],
        "there_unsure": not ambulance,
    }


def _verdict(model: Model, speech: Speech, now: int) -> View:
    found, mine, theirs = _found(model, now), model.mine.place, model.theirs.place
    if found is None or theirs is None:
        return {"answer": "", "headline": "", "facts": [], "day": False, "placed": bool(theirs) or model.asked}
    told = list(sentences.facts(speech, found, theirs, mine, model.setup.text_first, now))
    if mine and clocks.same(mine.zone, theirs.zone):
        told.append(speech.texts.say("fact.same"))
    if model.told:
        week = " ".join(alone_view.week(speech.texts, model.told.week))
        told += [speech.texts.say("fact.week", week=week), *alone_view.likes(speech.texts, model.told)]
    for place in dict.fromkeys(place for place in (theirs, mine) if place):
        told += [sentences.change(speech, it, place) for it in clocks.changes(place.zone, now, now + SOON)]
    headline = speech.texts.say(f"verdict.{found.answer}")
    person = model.person(THEIRS)
    return {
        "answer": found.answer,
        "headline": headline,
        "facts": [{"fact": text} for text in told],
        "placed": True,
        **(daylight.view(speech, theirs, person.week, now) if person else {}),
    }


def _both(model: Model, speech: Speech, pair: Pair | None, now: int) -> View:
    """When both can, and the picture."""
    mine, theirs = model.person(MINE), model.person(THEIRS)
    if not (pair and mine and theirs):
        return {"both_before": speech.texts.say("both.need"), "both": [], "picture": False}
    before, windows = sentences.both(speech, mine, theirs, pair, now)
    picture = strips.view(speech, {MINE: (pair.mine, mine), THEIRS: (pair.theirs, theirs)}, now)
    return {"both_before": before, "both": [{"item": text} for text in windows], "picture": True, **picture}


# A certain moment


def _moment(model: Model, speech: Speech, pair: Pair | None, now: int) -> dict[str, object]:
    shown: dict[str, object] = {"moment": "", "moment_fits": "", "moment_asks": "", "moment_options": []}
    moment = model.setup.moment
    if not pair or not moment:
        return shown
    place = pair.of(moment.side)
    kind, instants = clocks.instants(moment.wall, place.zone)
    if kind != clocks.ONCE:
        shown["moment_asks"] = _question(speech, kind, moment, place)
        shown["moment_options"] = [
            {
                "option": _moment_option(speech, at, place),
                "carry": {"fold": fold},
                "chosen": str(fold == model.fold).lower(),
            }
            for fold, at in enumerate(instants)
        ]
    at = _chosen(model, pair)
    if at is not None:
        shown["moment"] = speech.texts.say("moment.answer", **times(speech, at, pair))
        shown["moment_fits"] = _moment_fits(model, speech, at, now)
    return shown


def _chosen(model: Model, pair: Pair) -> int | None:
    """The instant (UTC ms) of the chosen moment; None as long as it is none, or may be two."""
    moment = model.setup.moment
    if moment is None:
        return None
    kind, instants = clocks.instants(moment.wall, pair.of(moment.side).zone)
    if kind == clocks.ONCE:
        return instants[0]
    return instants[model.fold] if model.fold is not None else None


def _question(speech: Speech, kind: str, moment: Moment, place: Place) -> str:
    day, time = speech.texts.locale.day(moment.wall), speech.texts.locale.time(moment.wall)
    return speech.texts.say(f"moment.{kind}", place=speech.name(place), day=day, time=time)


def _moment_option(speech: Speech, at: int, place: Place) -> str:
    return speech.texts.say("moment.option", time=speech.time(at, place), offset=speech.offset(at, place))


def _moment_fits(model: Model, speech: Speech, at: int, now: int) -> str:
    """Whether an instant is in the hours of both."""
    if at < now:
        return speech.texts.say("moment.past")
    mine, theirs = model.person(MINE), model.person(THEIRS)
    if not mine or not theirs:
        return ""
    return speech.texts.say(f"moment.{FITS[is_good(mine, at), is_good(theirs, at)]}")


# A message to send


def _message(model: Model, speech: Speech, pair: Pair | None, now: int) -> dict[str, object]:
    about = model.setup.about
    at = _message_instant(model, pair, now)
    if pair is None or at is None:
        need = "need_places" if pair is None else f"need_{about}"
        return {
            "message": "",
            "message_need": speech.texts.say(f"message.{need}"),
            "message_carry": sharing.of_text(""),
        }
    spoken = speech.written_in(model.setup.language)
    text = spoken.texts.say(
        f"message.text.{_message_key(model)}", **times(spoken, at, pair, by_day=about in (BOTH, MOMENT))
    )
    return {
        "message": text,
        "message_need": "",
        "message_carry": sharing.of_text(text),
        "message_in": spoken.language,
    }


def _message_key(model: Model) -> str:
    call = model.setup.weekly
    if model.setup.about in (BOTH, MOMENT) or call is None:
        return "call"
    return "weekly_mine" if call.side == MINE else "weekly_theirs"


def _message_instant(model: Model, pair: Pair | None, now: int) -> int | None:
    """The instant (UTC ms) that the message is about, when it is known."""
    if pair is None:
        return None
    if model.setup.about == MOMENT:
        return _chosen(model, pair)
    if model.setup.about == BOTH:
        mine, theirs = model.person(MINE), model.person(THEIRS)
        windows = when_both(mine, theirs, now) if mine and theirs else ()
        return windows[0].start if windows else None
    call = model.setup.weekly
    return weekly_view.this_year(call, pair, now).first if call else None
