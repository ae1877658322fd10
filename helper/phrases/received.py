"""A request for a call that somebody pastes: read (helper/shorthand), shown, answered, and set in the timer.

Nothing of it is kept: it is in the field, and in the model as long as it is there. helper/shorthand is not there at
start: load PACKAGE first.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, sharing
from helper.events import Event
from helper.phrases.model import Context, Model, Step
from helper.phrases.moments import ON_CALL
from helper.texts import Texts
from helper.timer import form
from helper.zones import clocks, places
from helper.zones.guess import guesses
from helper.zones.model import FORM, PACKAGES
from helper.zones.places import Index

PACKAGE = "shorthand"
WAITING = "waiting"
OWN = frozenset({"warning", "handover", "first"})
"""Fields of the timer that no message is about."""
BY_HAND = "read-by-hand"

type View = dict[str, object]


def taken(model: Model, at: int) -> Step:
    """The message that is in the field read, at the UTC ms `at`; or what reads it asked for."""
    text = model.wants.received
    if not text.strip():
        return replace(model, reading=None, unread=""), []
    if PACKAGE not in model.packages:
        return replace(model, unread=WAITING), [effects.load(PACKAGE)]
    from helper.shorthand import lexicon
    from helper.shorthand.reading import read

    known = model.lexicon or lexicon.build({it.code: it.words for it in model.book.languages})
    index = _index(model)
    reading = read(known, text, lambda name: bool(index and _named(index, name, at)))
    ahead = _ahead(index, reading.zone, model.device, at) if index and reading.zone else None
    return replace(model, lexicon=known, reading=reading, ahead=ahead, unread=""), []


def loaded(model: Model, event: Event, at: int) -> Step:
    """What reads has come, or the places, by which a name is known to be that of one."""
    model = replace(model, packages=model.packages | events.packages(event))
    return taken(model, at) if PACKAGE in model.packages else (model, [])


def load_failed(model: Model, event: Event, at: int) -> Step:
    missing = model.unread and PACKAGE in events.packages(event)
    return replace(model, unread=events.reason(event)) if missing else model, []


def set_timer(model: Model, event: Event, at: int) -> Step:
    """The timer, and the time zone of the other one, become as the message has them."""
    if not model.reading or not model.reading.plan:
        return model, []
    fields = form.write(form.Setup(model.reading.plan))
    done = [effects.fill("timer", {name: text for name, text in fields.items() if name not in OWN})]
    done += [effects.fill(FORM, {"theirs": model.reading.zone})] if model.reading.zone else []
    return model, [*done, effects.focus("setup")]


def handed(model: Model, event: Event, at: int) -> Step:
    """The reply was handed on, or could not be."""
    heard, done = sharing.heard(event, BY_HAND)
    return (replace(model, sharing=heard, announce=(sharing.TOLD,)), done) if heard else (model, [])


def view(model: Model, texts: Texts, spoken: Texts, context: Context) -> View:
    """What was understood, what not, and the reply in the language of `spoken`."""
    reading, on_call = model.reading, context.get("phase") in ON_CALL
    unread = {
        "read_unread": texts.say(f"read.load.{model.unread}") if model.unread else "",
        "read_outdated": model.unread == events.OUTDATED,
    }
    if not reading:
        return {**unread, "read": False, "read_danger": False}
    from helper.shorthand import words

    reply, understood = words.reply(reading, spoken), list(words.understood(reading, texts, model.ahead))
    settable = bool(reading.plan) and not on_call and not reading.danger  # where help is needed, no timer is
    return {
        **unread,
        "read": True,
        "read_danger": reading.danger,
        "read_understood": [{"said": it} for it in understood],
        "read_any_understood": bool(understood),
        "read_any": not reading.is_nothing and not reading.danger,
        "read_unclear": [{"said": it} for it in words.unclear(reading, texts)],
        "read_any_unclear": bool(reading.doubts or reading.rest),
        "read_outcome": "" if reading.danger else words.outcome(reading, texts, on_call),
        "read_can_set": settable,
        "read_zone_set": settable and bool(reading.zone),
        "read_reply": reply,
        "read_reply_lang": spoken.locale.language,
        "read_carry": sharing.of_text(reply),
    }


def _index(model: Model) -> Index | None:
    if not model.packages.issuperset(PACKAGES):
        return None
    try:
        return places.load()
    except (ImportError, ValueError):  # what came was not whole
        return None


def _named(index: Index, name: str, at: int) -> set[int]:
    """The offsets from UTC at an instant, in seconds, of all that is called just so."""
    return {clocks.offset(at, it.place.zone) for it in guesses(index, name, at) if it.exact}


def _ahead(index: Index, zone: str, device: str, at: int) -> int | None:
    """Minutes by which the clock of a device is ahead of a zone now; None where that may keep several times."""
    theirs = _named(index, zone, at)
    if len(theirs) != 1 or clocks.is_hidden(device):
        return None
    try:
        return (clocks.offset(at, device) - theirs.pop()) // 60
    except clocks.ZoneError:
        return None
