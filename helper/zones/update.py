"""An event of the page, applied to the time-zone checker's model.

Only decisions live here: what an event means, and what to ask the page to do about it. Events are
mappings with a "type"; unknown ones change nothing.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects
from helper.zones import calendar, clocks, form, handing
from helper.zones.early import Early, fields, packages, text
from helper.zones.form import MINE, SIDES
from helper.zones.guess import guesses, only
from helper.zones.model import FORM, Event, Handler, Model, Side, Step, placed
from helper.zones.places import Index


def opened(early: Early, index: Index, at: int) -> Step:
    """The places are there: see what was typed meanwhile, the device's own zone, and a shared link.
    Raises clocks.ZoneError when the zone files are not."""
    clocks.clock(index.zones[-1])
    guesses(index, "a", at)  # the first search makes the lists that the others use
    setup = form.read(early.fields)
    model = Model(index, early.language, early.device, setup=setup, packages=early.packages)
    if early.link:
        return handing.take_link(model, early.link)
    filled = {}
    for name in SIDES:
        typed = early.fields.get(name, "")
        found = only(index, typed, at)
        if name == MINE and not typed:
            found = index.of_zone(early.device) if early.device else None
        if found:
            model, filled[name] = placed(model, name, found)
        else:
            model = model.with_side(name, _typed(model, typed, at))
    return model, [effects.fill(FORM, filled)] if filled else []


def update(model: Model, event: Event, at: int) -> Step:
    """The model after `event`, which happened at `at` (UTC ms), and the effects it asks for."""
    handler = HANDLERS.get(str(event.get("type", "")))
    model = replace(model, say=False)
    return handler(model, event, at) if handler else (model, [])


def _loaded(model: Model, event: Event, at: int) -> Step:
    model = replace(model, packages=model.packages | packages(event))
    if model.file == "loading" and calendar.PACKAGE in model.packages:
        return handing.write_file(model, at)
    return model, []


def _load_failed(model: Model, event: Event, at: int) -> Step:
    missing = calendar.PACKAGE in packages(event)
    return replace(model, file="failed" if missing and model.file == "loading" else model.file), []


def _change(model: Model, event: Event, at: int) -> Step:
    """The form was changed. A place is kept only as long as its name stands in the field."""
    typed = fields(event)
    setup = form.read(typed)
    fold = model.fold if setup.moment == model.setup.moment else None
    file = model.file if setup.weekly == model.setup.weekly else ""
    model = replace(model, setup=setup, fold=fold, file=file, outcome="", by_hand="")
    for name in SIDES:
        if typed.get(name, "") != model.side(name).typed:
            model = model.with_side(name, _typed(model, typed.get(name, ""), at))
    return model, []


def _typed(model: Model, typed: str, at: int) -> Side:
    """Somebody typed a place: what it may mean, and the place where it is just how one is called."""
    found = guesses(model.index, typed, at)
    labels = {model.index.label(guess.place, model.language): guess.place for guess in found}
    return Side(typed, labels.get(typed), found)


def _choose(model: Model, event: Event, at: int) -> Step:
    """A place was taken from the list."""
    name, place = text(event, "side"), model.index.place(text(event, "key"))
    if name not in SIDES or not place:
        return model, []
    model, label = placed(model, name, place)
    return replace(model, say=True), [effects.fill(FORM, {name: label})]


def _settle(model: Model, event: Event, at: int) -> Step:
    """Somebody is done with typing a place: take it if it can be only one, else ask."""
    name = text(event, "side")
    if name not in SIDES:
        return model, []
    side = model.side(name)
    if side.place or not side.typed.strip():
        return model, []
    found = only(model.index, side.typed, at)
    if not found:
        return model.with_side(name, replace(side, asked=True)), []
    model, label = placed(model, name, found)
    return replace(model, say=True), [effects.fill(FORM, {name: label})]


def _fold(model: Model, event: Event, at: int) -> Step:
    """One of the two times that a moment may be was chosen."""
    fold = event.get("fold")
    return (replace(model, fold=fold) if fold in (0, 1) and isinstance(fold, int) else model), []


HANDLERS: dict[str, Handler] = {
    "loaded": _loaded, "load_failed": _load_failed, "change": _change, "choose": _choose, "settle": _settle,
    "fold": _fold, **handing.HANDLERS,
}  # fmt: skip
