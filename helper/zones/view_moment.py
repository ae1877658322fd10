"""A certain moment as the page shows it: both local times, or the choice that a clock change asks for.

Only this part of the view lives here.
"""

from __future__ import annotations

from helper.zones import clocks
from helper.zones.form import MINE, THEIRS, Moment
from helper.zones.hours import is_good
from helper.zones.model import Model
from helper.zones.places import Place
from helper.zones.speak import Pair, Speech, times

FITS = {(True, True): "good", (True, False): "not_theirs", (False, True): "not_mine", (False, False): "neither"}


def view(model: Model, speech: Speech, pair: Pair | None, now: int) -> dict[str, object]:
    shown: dict[str, object] = {"moment": "", "moment_fits": "", "moment_asks": "", "moment_options": []}
    moment = model.setup.moment
    if not pair or not moment:
        return shown
    place = pair.of(moment.side)
    kind, instants = clocks.instants(moment.wall, place.zone)
    if kind != clocks.ONCE:
        shown["moment_asks"] = _question(speech, kind, moment, place)
        shown["moment_options"] = [
            {"option": _option(speech, at, place), "carry": {"fold": fold}, "chosen": str(fold == model.fold).lower()}
            for fold, at in enumerate(instants)
        ]
    at = chosen(model, pair)
    if at is not None:
        shown["moment"] = speech.texts.say("moment.answer", **times(speech, at, pair))
        shown["moment_fits"] = _fits(model, speech, at, now)
    return shown


def chosen(model: Model, pair: Pair) -> int | None:
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


def _option(speech: Speech, at: int, place: Place) -> str:
    return speech.texts.say("moment.option", time=speech.time(at, place), offset=speech.offset(at, place))


def _fits(model: Model, speech: Speech, at: int, now: int) -> str:
    """Whether an instant is in the hours of both."""
    if at < now:
        return speech.texts.say("moment.past")
    mine, theirs = model.person(MINE), model.person(THEIRS)
    if not mine or not theirs:
        return ""
    return speech.texts.say(f"moment.{FITS[is_good(mine, at), is_good(theirs, at)]}")
