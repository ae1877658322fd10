"""Handing on a link to the zones and hours, or a message; and opening such a link.

A link is the page's address with zones and hours after the # sign (codec.py), which browsers do not send to any
server.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, sharing
from helper.events import Event
from helper.sharing import Sharing
from helper.zones import clocks, codec, form
from helper.zones.codec import CodecError, Shared
from helper.zones.form import MINE, THEIRS
from helper.zones.model import FORM, Handler, Model, Step, placed

REPORT = "zones.outcome"
VERDICT = "verdict"


def _copy_link(model: Model, event: Event, at: int) -> Step:
    mine, theirs = model.person(MINE), model.person(THEIRS)
    if not mine or not theirs:
        return model, []
    shared = Shared(mine.zone, mine.hours, theirs.zone, theirs.hours)
    return replace(model, sharing=Sharing()), [effects.copy_link(codec.write(shared), REPORT)]


def _copy(model: Model, event: Event, at: int) -> Step:
    return replace(model, sharing=Sharing()), [effects.copy(events.text(event, "text", sharing.MAX_TEXT), REPORT)]


def _share(model: Model, event: Event, at: int) -> Step:
    return replace(model, sharing=Sharing()), [effects.share(events.text(event, "text", sharing.MAX_TEXT), REPORT)]


def _outcome(model: Model, event: Event, at: int) -> Step:
    return replace(model, sharing=sharing.heard(event) or model.sharing), []


def _link(model: Model, event: Event, at: int) -> Step:
    fragment = events.fragment(event)
    return follow(model, fragment) if codec.is_link(fragment) else (model, [])


def follow(model: Model, fragment: str) -> Step:
    """Whoever opens a link is the other one, unless the device is where the link's own "mine" is."""
    try:
        shared = codec.read(fragment, model.index.zones)
    except CodecError:
        return replace(model, problem="problem.link"), [effects.clear_address(), effects.focus(FORM)]
    if not _is_own(shared, model.device):
        shared = shared.swapped()
    fields = form.write_hours(MINE, shared.mine_hours) | form.write_hours(THEIRS, shared.theirs_hours)
    for name, zone in ((MINE, shared.mine), (THEIRS, shared.theirs)):
        place = model.index.of_zone(zone)
        if place:
            model, fields[name] = placed(model, name, place)
    setup = replace(model.setup, mine=shared.mine_hours, theirs=shared.theirs_hours)
    model = replace(model, setup=setup, problem="", announce=(VERDICT,))
    return model, [effects.clear_address(), effects.fill(FORM, fields), effects.focus(FORM)]


def _is_own(shared: Shared, device: str) -> bool:
    """Whether a device is on the side of the one who wrote the link, by the zone's name, else by what its clock
    does."""
    for is_same in (str.__eq__, clocks.same):
        mine, theirs = is_same(device, shared.mine), is_same(device, shared.theirs)
        if mine != theirs:
            return mine
    return False


HANDLERS: dict[str, Handler] = {
    "copy_link": _copy_link, "copy": _copy, "share": _share, "outcome": _outcome, "link": _link,
}  # fmt: skip
