"""Handing on a link to the zones and hours, or a message; and opening such a link.

A link is the page's address with zones and hours after the # sign (codec.py), which browsers do not send to any
server.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, sharing
from helper.events import Event
from helper.zones import clocks, codec, form
from helper.zones.codec import CodecError, Shared
from helper.zones.form import MINE, THEIRS
from helper.zones.model import FORM, Handler, Model, Step, placed

BY_HAND = "zones-by-hand"
VERDICT = "verdict"


def link(model: Model) -> str:
    """The fragment that holds the zones and hours of both; "" until they are known."""
    mine, theirs = model.person(MINE), model.person(THEIRS)
    return codec.write(Shared(mine.zone, mine.hours, theirs.zone, theirs.hours)) if mine and theirs else ""


def _handed(model: Model, event: Event, at: int) -> Step:
    """A link, a message or a file was handed on, or could not be."""
    heard, done = sharing.heard(event, BY_HAND)
    return (replace(model, sharing=heard, announce=(sharing.TOLD,)), done) if heard else (model, [])


def _link(model: Model, event: Event, at: int) -> Step:
    fragment = events.fragment(event)
    return follow(model, fragment) if codec.is_link(fragment) else (model, [])


def follow(model: Model, fragment: str) -> Step:
    """Whoever opens a link is the other one, unless the device is where the link's own "mine" is."""
    try:
        shared = codec.read(fragment, model.index.zones)
    except CodecError:
        return replace(model, problem="problem.link"), [effects.clear_address(), effects.focus(FORM)]
    own = _is_own(shared, model.device)
    if not own:
        shared = shared.swapped()
    fields = form.write_hours(MINE, shared.mine_hours) | form.write_hours(THEIRS, shared.theirs_hours)
    certain = own is not None or shared.mine == shared.theirs
    for name, zone in ((MINE, shared.mine), (THEIRS, shared.theirs)):
        place = model.index.of_zone(zone)
        if place:
            model, fields[name] = placed(model, name, place, certain and model.index.is_of_one_country(zone))
    setup = replace(model.setup, mine=shared.mine_hours, theirs=shared.theirs_hours)
    model = replace(model, setup=setup, problem="", announce=(VERDICT,))
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
    "copy_link": _handed, "copy": _handed, "share": _handed, "copy_file": _handed,
    "share_file": _handed, "link": _link,
}  # fmt: skip
