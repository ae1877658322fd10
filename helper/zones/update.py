"""An event of the page, applied to the time-zone checker's state. Unknown events change nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from helper import effects, events
from helper.effects import Effect
from helper.events import Event
from helper.sharing import Sharing
from helper.zones import calendar, clocks, form, links, places
from helper.zones.calendar import Entry
from helper.zones.form import MINE, SIDES, THEIRS
from helper.zones.guess import guesses, only, tells_country
from helper.zones.links import VERDICT
from helper.zones.model import FORM, PACKAGES, Handler, Model, Side, State, Step, Waiting, placed
from helper.zones.places import Index


def update(model: State, event: Event, at: int, now: int) -> tuple[State, list[Effect]]:
    """The state after `event`, which happened at `at` (UTC ms), and the effects it asks for."""
    name = events.name(event)
    if isinstance(model, Waiting):
        waiting, done = WHILE_WAITING[name](model, event) if name in WHILE_WAITING else (model, [])
        return _opened(waiting, at) if waiting.is_over else (waiting, done)
    model = replace(model, announce=())
    return HANDLERS[name](model, event, at) if name in HANDLERS else (model, [])


# Until zone files and places are there


type Wait = tuple[Waiting, list[Effect]]


def _init(waiting: Waiting, event: Event) -> Wait:
    language = events.text(event, "language") or waiting.language
    waiting = Waiting(language, events.text(event, "zone"), events.fields(event), files=event.get("files") is True)
    return _link(waiting, event)[0], [effects.load(*PACKAGES)]


def _link(waiting: Waiting, event: Event) -> Wait:
    fragment = events.fragment(event)
    return (replace(waiting, link=fragment) if links.is_link(fragment) else waiting), []


def _typed_early(waiting: Waiting, event: Event) -> Wait:
    return replace(waiting, fields=events.fields(event)), []


def _retry(waiting: Waiting, event: Event) -> Wait:
    return replace(waiting, failed=""), [effects.load(*PACKAGES)]


def _came(waiting: Waiting, event: Event) -> Wait:
    return replace(waiting, packages=waiting.packages | events.packages(event)), []


def _did_not_come(waiting: Waiting, event: Event) -> Wait:
    missing = not events.packages(event).isdisjoint(PACKAGES)
    return replace(waiting, failed=events.reason(event) if missing else waiting.failed), []


WHILE_WAITING: dict[str, Callable[[Waiting, Event], Wait]] = {
    "init": _init, "link": _link, "change": _typed_early, "retry": _retry, "loaded": _came,
    "load_failed": _did_not_come,
}  # fmt: skip


def _opened(waiting: Waiting, at: int) -> tuple[State, list[Effect]]:
    try:
        return _with_places(waiting, places.load(), at)
    except (ImportError, ValueError):  # what came was not whole
        return replace(waiting, failed=events.FAILED, packages=frozenset()), []


def _with_places(waiting: Waiting, index: Index, at: int) -> Step:
    """The places are there: see what was typed meanwhile, the device's own zone, and a link. Raises clocks.ZoneError
    when the zone files are not."""
    clocks.clock(index.zones[-1])
    guesses(index, "a", at)  # the first search makes the lists that the others use
    setup = form.read(waiting.fields)
    model = Model(index, waiting.language, waiting.device, setup=setup, files=waiting.files, packages=waiting.packages)
    filled: dict[str, str] = {}
    for name in SIDES:
        typed = waiting.fields.get(name, "")
        found = only(index, typed, at)
        own = index.of_zone(waiting.device) if name == MINE and not typed else None
        if own and not clocks.is_hidden(waiting.device):
            model, filled[name] = placed(model, name, own, index.is_of_one_country(own.zone))
        elif found:
            model, filled[name] = placed(model, name, found.place, tells_country(index, found))
        else:
            model = model.with_side(name, _typed(model, typed, at))
    if waiting.link:
        return links.follow(model, waiting.link, filled)
    return model, [effects.fill(FORM, filled)] if filled else []


# From then on


def _loaded(model: Model, event: Event, at: int) -> Step:
    model = replace(model, packages=model.packages | events.packages(event))
    if model.file == "loading" and calendar.PACKAGE in model.packages:
        return _write_file(model, at)
    return model, []


def _load_failed(model: Model, event: Event, at: int) -> Step:
    missing = calendar.PACKAGE in events.packages(event)
    return replace(model, file=events.reason(event) if missing and model.file == "loading" else model.file), []


def _change(model: Model, event: Event, at: int) -> Step:
    """The form was changed. A place is kept only as long as its name stands in the field."""
    typed, before = events.fields(event), model
    setup = form.read(typed)
    fold = model.fold if setup.moment == model.setup.moment else None
    model = replace(model, setup=setup, fold=fold, sharing=Sharing())
    if setup.theirs != before.setup.theirs or typed.get(THEIRS, "") != before.theirs.typed:
        model = replace(model, told=None)
    if (setup.weekly, setup.back) != (before.setup.weekly, before.setup.back):
        model = replace(model, file="", written="")
    for name in SIDES:
        if typed.get(name, "") != model.side(name).typed:
            model = model.with_side(name, _typed(model, typed.get(name, ""), at))
    return model, []


def _typed(model: Model, typed: str, at: int) -> Side:
    """Somebody typed a place: what it may mean, and the place where it is just how one is called."""
    found = guesses(model.index, typed, at)
    meant = {model.index.label(guess.place, model.language): guess for guess in found}.get(typed)
    if not meant:
        return Side(typed, guesses=found)
    return Side(typed, meant.place, tells_country(model.index, meant), found)


def _choose(model: Model, event: Event, at: int) -> Step:
    """A place was taken from the list."""
    name, key = events.text(event, "side"), events.text(event, "key")
    place = model.index.place(key)
    if name not in SIDES or not place:
        return model, []
    model = replace(model, told=None) if name == THEIRS else model
    offered = model.side(name).guesses
    meant = next((it for it in offered if it.place.key == key), None)
    named = tells_country(model.index, meant) if meant else any(place.city in it.cities for it in offered)
    model, label = placed(model, name, place, named)
    return replace(model, announce=(VERDICT,)), [effects.fill(FORM, {name: label}), *_shown(name)]


def _shown(name: str) -> list[Effect]:
    """The answer comes into view, and a phone's keyboard goes away, after the one place that asks for it."""
    return [effects.focus(VERDICT)] if name == THEIRS else []


def _settle(model: Model, event: Event, at: int) -> Step:
    """Somebody is done with typing a place: take it if it can be only one, else ask."""
    name = events.text(event, "side")
    if name not in SIDES:
        return model, []
    side = model.side(name)
    if side.place or not side.typed.strip():
        return model, []
    found = only(model.index, side.typed, at)
    if not found:
        return model.with_side(name, replace(side, asked=True)), []
    model, label = placed(model, name, found.place, tells_country(model.index, found))
    shown = _shown(name) if event.get("entered") is True else []  # whoever left the field is somewhere else
    return replace(model, announce=(VERDICT,)), [effects.fill(FORM, {name: label}), *shown]


def _fold(model: Model, event: Event, at: int) -> Step:
    """One of the two times that a moment may be was chosen."""
    fold = event.get("fold")
    return (replace(model, fold=fold) if fold in (0, 1) and isinstance(fold, int) else model), []


def _file(model: Model, event: Event, at: int) -> Step:
    """The calendar file was asked for, of the weekly call or of a promise: have what makes it fetched first."""
    by = model.promised(at) if event.get("about") == form.BACK else None
    if by is None and (event.get("about") == form.BACK or not model.weekly()):
        return model, []
    model = replace(
        model, file="loading", written="", sharing=Sharing(), title=events.text(event, "title"), by=by,
        luck=events.luck(event),
    )  # fmt: skip
    if calendar.PACKAGE in model.packages:
        return _write_file(model, at)
    return model, [effects.load(calendar.PACKAGE)]


def _write_file(model: Model, at: int) -> Step:
    weekly, call = model.weekly(), model.setup.weekly
    if model.by is not None:
        entry = Entry(model.title, max(1, min(form.SOONER, (model.by - at) // clocks.MINUTE)))
        file = calendar.write_once(model.by, entry, at, model.luck)
    elif not weekly or not call:
        return replace(model, file=""), []
    else:
        entry = call.entry if call.entry.title else replace(call.entry, title=model.title)
        file = calendar.write(weekly, entry, at, model.luck)
    return replace(model, written=file), [effects.download(calendar.FILE, calendar.TYPE, file, "zones.saving")]


def _saving(model: Model, event: Event, at: int) -> Step:
    """The browser was asked to save the file. What it does then is not known."""
    outcome = events.text(event, "outcome")
    known = outcome in ("started", "refused") and model.written
    return (replace(model, file=outcome, announce=(f"weekly.{outcome}",)) if known else model), []


HANDLERS: dict[str, Handler] = {
    "loaded": _loaded, "load_failed": _load_failed, "change": _change, "choose": _choose, "settle": _settle,
    "fold": _fold, "file": _file, "saving": _saving, **links.HANDLERS,
}  # fmt: skip
