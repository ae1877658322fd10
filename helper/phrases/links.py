"""Showing one phrase in large letters, by a tap or a link, going on to those beside it, and sharing it."""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, sharing
from helper.events import Event
from helper.phrases import codec
from helper.phrases.book import first
from helper.phrases.model import Handler, Model, Step
from helper.sharing import Sharing

MISSING, SHOWN = "missing", "shown"


def _show(model: Model, event: Event, at: int) -> Step:
    """A phrase, by its id; or the first one of a situation, in the tone that is wanted."""
    situation = model.book.situation(events.text(event, "situation"))
    return _large(model, first(situation, model.wants.tone).id if situation else events.text(event, "id"))


def _next(model: Model, event: Event, at: int) -> Step:
    return _beside(model, 1)


def _previous(model: Model, event: Event, at: int) -> Step:
    return _beside(model, -1)


def _beside(model: Model, step: int) -> Step:
    """The phrase beside the large one, of the same situation; after the last comes the first."""
    shown = model.book.phrases.get(model.shown)
    situation = shown and model.book.situation(shown.situation)
    if not shown or not situation:
        return model, []
    phrases = situation.phrases
    there = phrases[(phrases.index(shown) + step) % len(phrases)]
    model = replace(model, shown=there.id, sharing=Sharing(), voice="", announce=(SHOWN,))
    return model, [effects.hush()]


def _large(model: Model, phrase: str) -> Step:
    if phrase not in model.book.phrases:
        return model, []
    model = replace(model, shown=phrase, from_link=False, missing=False, sharing=Sharing(), voice="")
    return model, [effects.hush(), effects.focus("say-large")]


def follow(model: Model, event: Event, at: int) -> Step:
    """A link was opened. Anything else than a phrase's is for another tool."""
    phrase = codec.read(events.fragment(event))
    if phrase is None:
        return model, []
    model, done = _large(model, phrase)
    if not done:
        model = replace(model, missing=True, shown="", announce=(MISSING,))
        return model, [effects.clear_address(), effects.focus("say-it")]
    return replace(model, from_link=True), done


def _close(model: Model, event: Event, at: int) -> Step:
    if not model.shown:
        return replace(model, missing=False), []
    closed, done = _closed(model)
    return closed, [*done, effects.focus("say-it") if model.from_link else effects.focus_back()]


def _to_call(model: Model, event: Event, at: int) -> Step:
    """Back to the running call, wherever the phrase was opened from: the focus goes there (timer)."""
    return _closed(model) if model.shown else (model, [])


def _closed(model: Model) -> Step:
    address = [effects.clear_address()] if model.from_link else []
    return replace(model, shown="", from_link=False, sharing=Sharing(), voice=""), [effects.hush(), *address]


def _handed(model: Model, event: Event, at: int) -> Step:
    """A sentence, a message or a link was handed on, or could not be."""
    heard, done = sharing.heard(event, "say-large-by-hand" if model.shown else "ask-by-hand")
    return (replace(model, sharing=heard, voice="", announce=(sharing.TOLD,)), done) if heard else (model, [])


HANDLERS: dict[str, Handler] = {
    "show": _show, "next": _next, "previous": _previous, "link": follow, "close": _close, "to_call": _to_call,
    "copy": _handed, "copy_link": _handed, "share": _handed,
}  # fmt: skip
