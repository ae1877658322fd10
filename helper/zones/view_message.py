"""The message to send, in the user's language or the other's.

Only this part of the view lives here.
"""

from __future__ import annotations

from helper.zones.form import BOTH, MINE, MOMENT, THEIRS
from helper.zones.model import Model
from helper.zones.speak import Pair, Speech, times
from helper.zones.verdict import when_both
from helper.zones.view_moment import chosen
from helper.zones.view_weekly import this_year


def view(model: Model, speech: Speech, pair: Pair | None, now: int) -> dict[str, object]:
    about = model.setup.about
    at = _instant(model, pair, now)
    if pair is None or at is None:
        need = "need_places" if pair is None else f"need_{about}"
        return {"message": "", "message_need": speech.texts.say(f"message.{need}"), "message_carry": {}}
    spoken = Speech(speech.texts, speech.index)
    if model.setup.language != speech.language:
        spoken = Speech(speech.texts.within(model.setup.language), speech.index)
    text = spoken.texts.say(f"message.text.{_key(model)}", **times(spoken, at, pair, by_day=about in (BOTH, MOMENT)))
    return {
        "message": text,
        "message_need": "",
        "message_carry": {"text": text},
        "message_in": spoken.language,
    }


def _key(model: Model) -> str:
    call = model.setup.weekly
    if model.setup.about in (BOTH, MOMENT) or call is None:
        return "call"
    return "weekly_mine" if call.side == MINE else "weekly_theirs"


def _instant(model: Model, pair: Pair | None, now: int) -> int | None:
    """The instant (UTC ms) that the message is about, when it is known."""
    if pair is None:
        return None
    if model.setup.about == MOMENT:
        return chosen(model, pair)
    if model.setup.about == BOTH:
        mine, theirs = model.person(MINE), model.person(THEIRS)
        stretches = when_both(mine, theirs, now) if mine and theirs else ()
        return stretches[0].start if stretches else None
    call = model.setup.weekly
    return this_year(call, pair, now).first if call else None
