"""Handing on a link to the zones and hours, or a message; and opening such a link.

A link is the page's address with zones and hours after the # sign (of two people: codec.py; of one: alone.py), which
browsers do not send to any server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from helper import effects, events, sharing
from helper.events import Event
from helper.zones import alone, clocks, codec, form
from helper.zones.alone import Alone
from helper.zones.codec import CodecError, Shared
from helper.zones.form import MINE, THEIRS
from helper.zones.model import FORM, Handler, Model, Step, placed

BY_HAND = "zones-by-hand"
VERDICT = "verdict"
ASKED = "my-hours"
"""The fragment with which a page leads to the part where I tell of my own hours."""


def link(model: Model) -> str:
    """The fragment that holds the zones and hours of both; "" until they are known, and where the other one has hours
    by weekday, which have no room in it."""
    mine, theirs, own, others = model.mine.place, model.theirs.place, model.setup.mine, model.setup.theirs
    if not (mine and theirs and own and others) or model.told:
        return ""
    return codec.write(Shared(mine.zone, own, theirs.zone, others))


def is_link(fragment: str) -> bool:
    return codec.is_link(fragment) or alone.is_link(fragment) or fragment == ASKED


def _handed(model: Model, event: Event, at: int) -> Step:
    """A link, a message or a file was handed on, or could not be."""
    heard, done = sharing.heard(event, BY_HAND)
    return (replace(model, sharing=heard, announce=(sharing.TOLD,)), done) if heard else (model, [])


def _link(model: Model, event: Event, at: int) -> Step:
    fragment = events.fragment(event)
    return follow(model, fragment) if is_link(fragment) else (model, [])


def follow(model: Model, fragment: str, filled: Mapping[str, str] = MappingProxyType({})) -> Step:
    """Open a link. `filled` are fields that the form is to show besides."""
    shown = [effects.fill(FORM, dict(filled))] if filled else []
    if fragment == ASKED:
        return replace(model, asked=True), [*shown, effects.focus(form.OWN)]
    try:
        if alone.is_link(fragment):
            return _of_one(model, alone.read(fragment), filled)
        return _of_two(model, codec.read(fragment, model.index.zones), filled)
    except CodecError:
        return replace(model, problem="problem.link"), [*shown, effects.clear_address(), effects.focus(FORM)]


def _of_one(model: Model, told: Alone, filled: Mapping[str, str]) -> Step:
    """Whoever opens it may want to call the one who wrote it, who may also look at it themselves."""
    place = model.index.of_zone(told.zone)
    if not place:
        raise CodecError(told.zone)
    hours = told.week.slots[0].hours
    model, label = placed(model, THEIRS, place, model.index.is_of_one_country(told.zone))
    setup = replace(model.setup, theirs=hours, text_first=told.text_first)
    model = replace(model, setup=setup, told=told, problem="", announce=(VERDICT,))
    fields = {**filled, THEIRS: label, **form.write_hours(THEIRS, hours), "text_first": "on" if told.text_first else ""}
    return model, [effects.clear_address(), effects.fill(FORM, fields), effects.focus(VERDICT)]


def _of_two(model: Model, shared: Shared, filled: Mapping[str, str]) -> Step:
    """Whoever opens it is the other one, unless the device is where the link's own "mine" is."""
    own = _is_own(shared, model.device)
    if not own:
        shared = shared.swapped()
    fields = {**filled} | form.write_hours(MINE, shared.mine_hours) | form.write_hours(THEIRS, shared.theirs_hours)
    certain = own is not None or shared.mine == shared.theirs
    for name, zone in ((MINE, shared.mine), (THEIRS, shared.theirs)):
        place = model.index.of_zone(zone)
        if place:
            model, fields[name] = placed(model, name, place, certain and model.index.is_of_one_country(zone))
    setup = replace(model.setup, mine=shared.mine_hours, theirs=shared.theirs_hours)
    model = replace(model, setup=setup, told=None, problem="", announce=(VERDICT,))
    return model, [effects.clear_address(), effects.fill(FORM, fields), effects.focus(FORM)]


def _is_own(shared: Shared, device: str) -> bool | None:
    """Whether a device is on the side of the one who wrote the link, by the zone's name, else by what its clock
    does; None where it is on neither, or cannot tell."""
    for is_same in (str.__eq__, clocks.same):
        mine, theirs = is_same(device, shared.mine), is_same(device, shared.theirs)
        if mine != theirs:
            return mine
    return None


HANDLERS: dict[str, Handler] = {
    "copy_link": _handed, "copy_own_link": _handed, "copy": _handed, "share": _handed, "copy_file": _handed,
    "share_file": _handed, "link": _link,
}  # fmt: skip
