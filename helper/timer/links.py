"""One link, two devices, no server: sharing a running call, joining one, and taking one up after a reload.

A link is the page's address with the timer after the # sign (codec.py), which browsers do not send to any server.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, sharing
from helper.events import Event
from helper.timer import codec, form, machine, match, qr, tabs
from helper.timer.clocks import settled
from helper.timer.codec import CodecError, Shared
from helper.timer.model import Handler, Model, Notice, Step, advance, announced, told, unshared
from helper.timer.plan import SHARE

BY_HAND, PLAN_BY_HAND = "timer-by-hand", "plan-by-hand"
ROUNDED_MS = 1_000
"""A link may hold its instants to the second."""


def link(model: Model, at: int) -> str:
    """The fragment that holds the call as it is at `at` (UTC ms)."""
    return codec.write(Shared(match.outward(model.timer, model.offset), model.me, at - model.offset))


def _share(model: Model, event: Event, at: int) -> Step:
    """The link was handed on, or could not be. Either way it is drawn, for the other phone's camera."""
    heard, done = sharing.heard(event, BY_HAND)
    if not heard or not model.timer.is_on:
        return model, []
    model = replace(unshared(model), link=link(model, at), sharing=heard)
    return announced(model, sharing.TOLD), [*done, effects.load(qr.PACKAGE)]


def _load_failed(model: Model, event: Event, at: int) -> Step:
    missing = model.link and qr.PACKAGE in events.packages(event)
    return replace(model, no_code=events.reason(event)) if missing else model, []


def _loaded(model: Model, event: Event, at: int) -> Step:
    """What draws the code has arrived."""
    if not model.link or qr.PACKAGE not in events.packages(event):
        return model, []
    return replace(model, code=qr.drawing(f"{model.page}#{model.link}")), []


def take_up(model: Model, event: Event, at: int) -> Step:
    """Go on with the call that this tab kept, if there is one: with what was missed since."""
    kept = events.text(event, "kept")
    if not kept:
        return model, []
    try:
        shared = tabs.read_kept(kept)
    except CodecError:
        return replace(model, notices=(Notice("notice.kept_lost"),)), []
    acted = shared.acted or shared.sent
    own = tabs.kept_signals(kept)
    setup = replace(model.setup, signals=form.signals({**form.write_signals(model.setup.signals), **own}))
    model = replace(model, timer=shared.timer, me=shared.me, offset=shared.offset, acted=acted, setup=setup)
    model, done = advance(model, at)
    return model, [*([effects.fill("timer", own)] if own else []), *done]


def follow(model: Model, event: Event, at: int) -> Step:
    """A link was opened: a preset, or a call to join. Anything else is for another tool."""
    fragment = events.fragment(event)
    plan = codec.read_preset(fragment)
    if plan and not model.timer.is_on:
        setup = replace(model.setup, plan=plan, lot=False)
        notices = tuple(notice for notice in model.notices if not notice.key.startswith("error."))  # of another link
        model = replace(model, setup=setup, timer=machine.new(plan), problem="", offer=None, notices=notices)
        return model, [effects.fill("timer", form.write(setup)), effects.focus("setup")]
    if plan:  # a reload of a page that was opened with a preset is no mistake
        news = told(model, Notice("notice.call_on")) if events.name(event) == "link" else model.notices
        return replace(model, notices=news), []
    if not codec.is_call(fragment):
        return _not_understood(model, "error.preset") if codec.is_meant_as_preset(fragment) else (model, [])
    try:
        shared = codec.read(fragment)
    except CodecError as error:
        return _not_understood(model, error.key)
    if model.timer.is_on and (model.timer.started != shared.timer.started or _is_old(model, shared)):
        return replace(model, waiting=shared), [effects.clear_address()]
    model, done = _join(model, shared, at)
    return model, [effects.clear_address(), *done]


def _is_old(model: Model, shared: Shared) -> bool:
    """Whether our call was changed since it was sent: people tap an old link to get back to the page."""
    return shared.sent + model.offset + ROUNDED_MS < model.acted


def _not_understood(model: Model, key: str) -> Step:
    """Nobody may take the timer that is there for the one that a link was to bring."""
    model = announced(replace(model, notices=told(model, Notice(key))), key)
    return model, [effects.clear_address(), effects.focus("setup")]


def _join(model: Model, shared: Shared, at: int) -> Step:
    """Take part in a call from another device. With two people the other one is me."""
    offset = model.offset if model.timer.started == shared.timer.started else 0
    joined, _ = machine.advance(machine.shift(shared.timer, offset), at)
    me = 1 - shared.me if shared.timer.plan.kind == SHARE and len(shared.timer.plan.turns) == 2 else shared.me
    notices = match.doubts(shared, offset, at)
    model = replace(
        unshared(settled(model)), timer=joined, me=me, more=False, notices=notices, waiting=None, before=None,
        offset=offset, acted=shared.sent + offset, joined=shared if notices else None, opened=at,
    )  # fmt: skip
    return announced(model, "announce.joined"), [effects.focus("call")]


def _accept(model: Model, event: Event, at: int) -> Step:
    return _join(model, model.waiting, at) if model.waiting else (model, [])


HANDLERS: dict[str, Handler] = {
    "share": _share, "link": follow, "accept": _accept, "loaded": _loaded, "load_failed": _load_failed,
}  # fmt: skip
