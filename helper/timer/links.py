"""One link, two devices, no server: sharing a running call, joining one, and taking one up after a reload.

A link is the page's address with the timer after the # sign (codec.py), which browsers do not send to any server.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, sharing
from helper.events import Event
from helper.timer import codec, form, machine, qr
from helper.timer.codec import CodecError, Shared
from helper.timer.model import Handler, Model, Notice, Step, advance, announced, told, unshared
from helper.timer.plan import SHARE

BY_HAND = "timer-by-hand"


def _nudge(model: Model, event: Event, at: int) -> Step:
    """Move the whole call by a second, to match the other device's clock."""
    seconds = event.get("seconds")
    if not isinstance(seconds, int) or seconds not in (1, -1):
        return model, []
    return replace(model, timer=machine.shift(model.timer, seconds * 1000)), []


def link(model: Model, at: int) -> str:
    """The fragment that holds the call as it is at `at` (UTC ms)."""
    return codec.write(Shared(model.timer, model.me, at))


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
        shared = codec.read(kept)
    except CodecError:
        return replace(model, notices=(Notice("notice.kept_lost"),)), []
    return advance(replace(model, timer=shared.timer, me=shared.me), at)


def follow(model: Model, event: Event, at: int) -> Step:
    """A link was opened: a preset, or a call to join. Anything else is for another tool."""
    fragment = events.fragment(event)
    plan = codec.read_preset(fragment)
    if plan and not model.timer.is_on:
        setup = replace(model.setup, plan=plan, lot=False)
        model = replace(model, setup=setup, timer=machine.new(plan), problem="", offer=None)
        return model, [effects.fill("timer", form.write(setup)), effects.focus("setup")]
    if plan:  # a reload of a page that was opened with a preset is no mistake
        news = told(model, Notice("notice.call_on")) if events.name(event) == "link" else model.notices
        return replace(model, notices=news), []
    if not fragment.startswith(codec.START):
        return model, []
    try:
        shared = codec.read(fragment)
    except CodecError as error:
        return replace(model, notices=told(model, Notice(error.key))), [effects.clear_address()]
    if model.timer.is_on and model.timer.started != shared.timer.started:
        return replace(model, waiting=shared), [effects.clear_address()]
    model, done = _join(model, shared, at)
    return model, [effects.clear_address(), *done]


def _join(model: Model, shared: Shared, at: int) -> Step:
    """Take part in a call from another device. With two people the other one is me."""
    joined, _ = machine.advance(shared.timer, at)
    me = 1 - shared.me if shared.timer.plan.kind == SHARE and len(shared.timer.plan.turns) == 2 else shared.me
    ahead = shared.sent - at
    notices = (Notice("notice.clock_differs", n=-(-ahead // 1000)),) if ahead > 1000 else ()
    model = replace(unshared(model), timer=joined, me=me, notices=notices, waiting=None)
    return announced(model, "announce.joined"), [effects.focus("call")]


def _accept(model: Model, event: Event, at: int) -> Step:
    return _join(model, model.waiting, at) if model.waiting else (model, [])


HANDLERS: dict[str, Handler] = {
    "nudge": _nudge, "share": _share, "link": follow, "accept": _accept, "loaded": _loaded,
    "load_failed": _load_failed,
}  # fmt: skip
