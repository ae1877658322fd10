"""An event of the page, applied to the share timer's model.

The course of a call is machine.py's; here is which of its actions an event means, and what to ask the page to do about
it. Unknown events change nothing.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events, sharing
from helper.events import LUCK_BITS, Event
from helper.sharing import Sharing
from helper.timer import clocks, codec, form, links, machine, match, signals, tabs
from helper.timer.buttons import can_return, faces
from helper.timer.machine import ENDED, GAP, IDLE, RUNNING
from helper.timer.model import (
    Handler,
    Model,
    Notice,
    Step,
    advance,
    announced,
    sounds,
    told,
    unshared,
)
from helper.timer.plan import PlanError, fit

MAX_ADDRESS = 500
TROUBLES = frozenset({"tap", "sound", "vibration", "wake_lock", "storage", "other_tab", "no_voice", "speech"})
TOLD = frozenset({"tap", "sound", "wake_lock", "no_voice", "speech"})
"""Those that a screen reader says during a call."""
HEARD = frozenset({"sound", "no_voice", "speech"})
"""Those that it says when the signal is tried."""


def update(model: Model, event: Event, at: int, now: int) -> Step:
    """The model after `event`, which happened at `at` and is handled at `now` (both UTC ms), and
    the effects it asks for.

    What the clock brought about before the event is worked out first, so a tap always acts on
    the segment that was really on.
    """
    name = events.name(event)
    model, done = advance(clocks.check(replace(model, announce=()), event, now), at)
    model = _turned(model, at, now)
    tapped = name in TAPS
    if tapped and not model.taps.count(name, at):
        return replace(model, taps=model.taps.refused(at)), done
    before, handler = model, HANDLERS.get(name)
    if not handler:
        return model, done
    if at < model.filled <= now:  # tapped while the form was being filled; not after the clock was set back
        event = {key: value for key, value in event.items() if key != "fields"}
    model, more = handler(model, event, at)
    if any(effect["do"] == "fill" for effect in more):
        model = replace(model, filled=now)
    changed = model.timer != before.timer
    if tapped and changed:
        model = replace(model, acted=at)
    if changed and name != "elsewhere" and (model.timer.is_on or before.timer.is_on):
        more = [*more, tabs.news(model, at)]
    if changed:
        model = replace(model, marked=None)
    if tapped and (changed or faces(model, at) != before.taps.shown):
        model = replace(model, taps=model.taps.tapped(name, faces(model, at), at, now))
    elif name == "init":
        model = replace(model, taps=model.taps.opened(faces(model, at), now))
    return _turned(model, at, now), done + more


def _turned(model: Model, at: int, now: int) -> Model:
    """The model after something else than a tap, with the rule for taps (taps.py) told what it changed."""
    return replace(model, taps=model.taps.turned(faces(model, at), now))


def _change(model: Model, event: Event, at: int) -> Step:
    """The form was changed: check it against the frame, keep what was there if it cannot be read."""
    if event.get("fields") is None:
        return model, []
    fields = events.fields(event)
    setup = replace(model.setup, signals=form.signals(fields))
    model = replace(model, setup=setup, tried=False, sharing=Sharing())
    try:
        setup = form.read(fields)
    except PlanError as error:
        return replace(model, problem=error.key, offer=None), []
    offer = fit(setup.plan, setup.frame) if setup.frame else None
    model = replace(model, setup=setup, problem="", offer=None if offer == setup.plan else offer)
    if model.timer.status in (IDLE, ENDED):
        model = replace(model, timer=machine.new(setup.plan))
    return model, []


def _preset(model: Model, event: Event, at: int) -> Step:
    """A ready-made format was chosen. Who begins, and how turns end, stay as they are."""
    plan, old = codec.read_preset(events.text(event, "preset")), model.setup.plan
    if not plan or model.timer.is_on:
        return model, []
    first = old.first if old.first < len(plan.turns) else 0
    plan = replace(plan, warning=old.warning, early=old.early, handover=old.handover, first=first)
    model = replace(model, setup=replace(model.setup, plan=plan), timer=machine.new(plan), problem="", offer=None)
    return model, [effects.fill("timer", form.write(model.setup))]


def _share_plan(model: Model, event: Event, at: int) -> Step:
    """The link to what is chosen was handed on before the start, or could not be."""
    heard, done = sharing.heard(event, links.PLAN_BY_HAND)
    if not heard or model.timer.is_on:
        return model, []
    return announced(replace(model, sharing=heard), sharing.TOLD), done


def _take_offer(model: Model, event: Event, at: int) -> Step:
    if model.offer is None:
        return model, []
    setup = replace(model.setup, plan=model.offer)
    model = replace(model, setup=setup, offer=None, timer=machine.new(setup.plan))
    return model, [effects.fill("timer", form.write(setup))]


def _start(model: Model, event: Event, at: int) -> Step:
    if model.timer.is_on:
        return model, []
    if event.get("fields") is not None:
        model, _ = _change(model, event, at)
        if model.problem:
            return model, [effects.focus("setup")]
    plan = model.setup.plan
    if model.setup.lot:
        plan = replace(plan, first=_draw(event, len(plan.turns)))
    started = machine.apply(machine.new(plan), "start", at)
    model = replace(
        unshared(clocks.settled(model)), timer=started, notices=(), me=0, more=False, before=None, joined=None, offset=0
    )
    return announced(model, "announce.start"), [effects.focus("call")]


def _draw(event: Event, count: int) -> int:
    """Draw lots with the random number that comes with the event."""
    return events.luck(event) * count >> LUCK_BITS


def _action(name: str) -> Handler:
    def act(model: Model, event: Event, at: int) -> Step:
        before, after = model.timer, machine.apply(model.timer, name, at)
        if after == before:
            return model, []
        model = replace(model, more=False, step=False, sharing=Sharing())
        if after.status == ENDED:
            return announced(tabs.over(model, at), "announce.ended"), [effects.focus("ended")]
        if name == "reset":
            return replace(model, timer=after, before=None), [effects.focus("setup")]
        model = clocks.beside(replace(model, timer=after, joined=None), name, at)
        notices = tuple(notice for notice in model.notices if notice.key == clocks.AHEAD)
        model = replace(model, notices=notices, link_stale=model.link_stale or bool(model.link))
        return announced(model, f"announce.{name}"), []

    return act


def _pause_or_resume(model: Model, event: Event, at: int) -> Step:
    """One key does both."""
    return HANDLERS["pause" if model.timer.status in (RUNNING, GAP) else "resume"](model, event, at)


def _more(model: Model, event: Event, at: int) -> Step:
    return replace(model, more=model.timer.is_on and not model.more, step=False, marked=None, sharing=Sharing()), []


def _less(model: Model, event: Event, at: int) -> Step:
    return replace(model, more=False, step=False, marked=None, sharing=Sharing()), []


def _to_call(model: Model, event: Event, at: int) -> Step:
    """From a phrase that lay over the call. What comes up under the finger does not count for a moment."""
    if not model.timer.is_on:
        return model, []
    model, _ = _less(model, event, at)
    return replace(model, taps=model.taps.tapped("to_call", faces(model, at), at, at)), [effects.focus("call")]


def _stay(model: Model, event: Event, at: int) -> Step:
    """The device's own way back was used while nothing lay over the call: it goes on, and is not left by mistake."""
    if not model.timer.is_on:
        return model, []
    model = replace(model, notices=told(model, Notice("notice.stay")))
    return announced(model, "notice.stay"), []


def _status(model: Model, event: Event, at: int) -> Step:
    return announced(model, "announce.status"), []


def _try_signal(model: Model, event: Event, at: int) -> Step:
    """Only what the call would do: no sound where it is switched off."""
    done = signals.given(machine.END, model.setup.signals, sounds(model))
    return announced(replace(model, tried=True), "announce.try_signal" if sounds(model) else "signal.off"), done


def _dismiss(model: Model, event: Event, at: int) -> Step:
    return replace(clocks.settled(model), notices=(), waiting=None, joined=None), []


def _take_back(model: Model, event: Event, at: int) -> Step:
    """The call goes on as if it had not been ended."""
    if not model.before or not can_return(model, at):
        return model, []
    current = {name: getattr(model, name) for name in ("setup", "reading", "troubles", "taps", "others")}
    model, done = advance(replace(model.before, **current, announce=()), at)
    return (model if done else announced(model, "announce.status")), [*done, effects.focus("call")]


def _trouble(model: Model, event: Event, at: int) -> Step:
    """The browser refuses something, or no longer does; one of TROUBLES."""
    name = events.text(event, "name")
    if name not in TROUBLES:
        return model, []
    troubles = model.troubles - {name} if event.get("fine") else model.troubles | {name}
    news = name in troubles and name not in model.troubles
    model = replace(model, troubles=troubles)
    if news and ((name in TOLD and model.timer.is_on) or (name in HEARD and model.tried)):
        model = announced(model, f"trouble.{name}")
    return model, []


def _init(model: Model, event: Event, at: int) -> Step:
    """The page was opened: read the form, take up the call this tab was in, look at the address."""
    model, _ = _change(replace(model, page=events.text(event, "page", MAX_ADDRESS)), event, at)
    model, done = links.take_up(model, event, at)
    model, more = links.follow(model, event, at)
    return model, done + more


ACTIONS = sorted({name for _, name in machine.ACTIONS} - {"start"})

HANDLERS: dict[str, Handler] = {
    "init": _init, "change": _change, "preset": _preset, "share_plan": _share_plan, "take_offer": _take_offer,
    "start": _start, "pause_or_resume": _pause_or_resume, "more": _more, "less": _less, "stay": _stay,
    "to_call": _to_call, "status": _status, "try_signal": _try_signal, "dismiss": _dismiss, "take_back": _take_back,
    "trouble": _trouble, "undo_jump": clocks.undo_jump, "elsewhere": tabs.heard,
    "step": match.step, "mark": match.mark, "adjust": match.adjust, "match": match.match,
    **links.HANDLERS, **{name: _action(name) for name in ACTIONS},
}  # fmt: skip

TAPS = {
    *ACTIONS, "start", "pause_or_resume", "take_back", "take_offer",
    "dismiss", "accept", "undo_jump", "adjust", "mark", "match",
}  # fmt: skip
"""What people tap that changes the call, or what the page says of it: the rule for taps holds for these."""
