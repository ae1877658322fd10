"""What is handed on: a link to the zones and hours, the calendar file, a message.

Only these events live here (update.py has the others). A link is the page's address with zones and
hours after the # sign (links.py), which browsers do not send to any server.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects
from helper.zones import calendar, form, links
from helper.zones.early import text
from helper.zones.form import MINE, THEIRS
from helper.zones.links import LinkError, Shared
from helper.zones.model import FORM, Event, Handler, Model, Step, placed

REPORT = "zones.copied"


def _share(model: Model, event: Event, at: int) -> Step:
    mine, theirs = model.person(MINE), model.person(THEIRS)
    if not mine or not theirs:
        return model, []
    shared = Shared(mine.zone, mine.hours, theirs.zone, theirs.hours)
    return replace(model, outcome="", by_hand=""), [effects.copy_link(links.write(shared), REPORT)]


def _link(model: Model, event: Event, at: int) -> Step:
    fragment = text(event, "fragment").removeprefix("#")
    return take_link(model, fragment) if fragment.startswith(links.START) else (model, [])


def take_link(model: Model, fragment: str) -> Step:
    """Whoever opens a link is the other one, unless the device is where the link's own "mine" is."""
    try:
        shared = links.read(fragment)
    except LinkError:
        return replace(model, problem="problem.link"), [effects.clear_address(), effects.focus(FORM)]
    if model.device != shared.mine or model.device == shared.theirs:
        shared = shared.swapped()
    fields = form.write_hours(MINE, shared.mine_hours) | form.write_hours(THEIRS, shared.theirs_hours)
    for name, zone in ((MINE, shared.mine), (THEIRS, shared.theirs)):
        place = model.index.of_zone(zone)
        if place:
            model, fields[name] = placed(model, name, place)
    setup = replace(model.setup, mine=shared.mine_hours, theirs=shared.theirs_hours)
    model = replace(model, setup=setup, problem="", say=True)
    return model, [effects.clear_address(), effects.fill(FORM, fields), effects.focus(FORM)]


def _file(model: Model, event: Event, at: int) -> Step:
    """The calendar file was asked for: have what makes it fetched first."""
    if not model.weekly():
        return model, []
    model = replace(model, file="loading", title=text(event, "title"))
    if calendar.PACKAGE in model.packages:
        return write_file(model, at)
    return model, [effects.load(calendar.PACKAGE)]


def write_file(model: Model, at: int) -> Step:
    weekly, call = model.weekly(), model.setup.weekly
    if not weekly or not call:
        return replace(model, file=""), []
    entry = call.entry if call.entry.title else replace(call.entry, title=model.title)
    file = calendar.write(weekly, entry, at)
    return replace(model, file="saved"), [effects.download(calendar.FILE, calendar.TYPE, file)]


def _copy(model: Model, event: Event, at: int) -> Step:
    return replace(model, outcome="", by_hand=""), [effects.copy(text(event, "text"), REPORT)]


def _send(model: Model, event: Event, at: int) -> Step:
    return replace(model, outcome="", by_hand=""), [effects.share_text(text(event, "text"), REPORT)]


def _copied(model: Model, event: Event, at: int) -> Step:
    outcome = text(event, "outcome")
    if outcome not in ("copied", "copy_refused"):
        return model, []
    return replace(model, outcome=outcome, by_hand=text(event, "text")), []


HANDLERS: dict[str, Handler] = {
    "share": _share, "link": _link, "file": _file, "copy": _copy, "send": _send, "copied": _copied,
}  # fmt: skip
