"""An event of the page, applied to the tool's state. Unknown events change nothing.

The page copies, shares and reads aloud by itself what the view gives its buttons (sharing.py); their events tell what
became of it.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events
from helper.events import Event
from helper.phrases import book, form, links, received
from helper.phrases.model import Handler, Model, Step
from helper.phrases.search import index
from helper.sharing import Sharing

SPEAKING, SPOKEN = "speaking", "spoken"
VOICES = frozenset({SPEAKING, SPOKEN, "no_speech", "no_voice", "speech_refused", "silent"})


def update(model: Model, event: Event, at: int, now: int) -> Step:
    """The model after `event` and the effects it asks for. Time does not matter to phrases."""
    model, handler = replace(model, announce=()), HANDLERS.get(events.name(event))
    return handler(model, event, at) if handler else (model, [])


def _init(model: Model, event: Event, at: int) -> Step:
    model = replace(model, book=book.read(event.get("data")), index={}, lexicon=None, device=events.text(event, "zone"))
    model, asked = _change(model, event, at)
    model, done = links.follow(model, event, at)
    return model, asked + done


def _change(model: Model, event: Event, at: int) -> Step:
    wants, before = form.read(events.fields(event)), model.wants.received
    model = replace(model, wants=wants, index=model.index or (index(model.book) if wants.query else {}))
    return (model, []) if wants.received == before else received.taken(model, at)


def _hush(model: Model, event: Event, at: int) -> Step:
    return replace(model, voice=""), [effects.hush()]


def _speak(model: Model, event: Event, at: int) -> Step:
    """What became of reading aloud."""
    voice = events.text(event, "outcome")
    if voice not in VOICES:
        return model, []
    announce = () if voice in (SPEAKING, SPOKEN) else (f"outcome.{voice}",)
    return replace(model, voice=voice, sharing=Sharing(), announce=announce), []


HANDLERS: dict[str, Handler] = {
    "init": _init, "change": _change, "speak": _speak, "hush": _hush, **links.HANDLERS,
    "loaded": received.loaded, "load_failed": received.load_failed, "set_timer": received.set_timer,
    "copy_reply": received.handed, "share_reply": received.handed,
}  # fmt: skip
