"""Several tabs of one browser: what somebody changes in one, the others do too.

Each tab tells of its call after every change. The last change wins, whichever tab hears of it when; who knows better
answers. A call that runs besides another one is said in both. Nothing is stored for this.
"""

from __future__ import annotations

from dataclasses import replace

from helper import effects, events
from helper.effects import Effect
from helper.events import Event
from helper.timer import codec, form, machine
from helper.timer.clocks import settled
from helper.timer.codec import CodecError, Shared
from helper.timer.machine import ENDED, IDLE, RUNNING, Timer
from helper.timer.model import Model, Notice, Step, advance, told, unshared
from helper.timer.signals import Signals

OTHER_CALL = "notice.other_call"
SILENT = "silent"


def kept(model: Model, at: int) -> str:
    """All that a tab knows of its running call; "" while there is none. While a turn runs, its end (UTC ms) stands
    behind it: the other pages show what is left, and have no Python that could read the rest. Last, what is to be heard
    other than usual, as "volume=quiet": a reload must not make it louder. SILENT says that nothing is."""
    if not model.timer.is_on:
        return ""
    text = codec.write(Shared(model.timer, model.me, at, model.offset, model.acted), history=True)
    end = [str(model.timer.deadline)] if model.timer.status == RUNNING else []
    wanted, usual = form.write_signals(model.setup.signals), form.write_signals(Signals())
    own = [f"{name}={it}" for name, it in wanted.items() if it != usual[name] and name != "sound"]
    return " ".join([text, *end, *own, *([] if wanted["sound"] else [SILENT])])


def read_kept(text: str) -> Shared:
    """The call of what `kept` wrote, or an older version of the helper. Raises CodecError as codec.read does."""
    return codec.read(text.partition(" ")[0])


def kept_signals(text: str) -> dict[str, str]:
    """The fields of the form that say what is to be heard other than usual."""
    words = text.split(" ")[1:]
    own = {name: it for name, sign, it in (word.partition("=") for word in words) if sign}
    return own | ({"sound": ""} if SILENT in words else {})


def news(model: Model, at: int) -> Effect:
    return effects.tell_tabs(model.timer.started, kept(model, at))


def heard(model: Model, event: Event, at: int) -> Step:
    """Another tab tells of a call: ours, as it is now, or another one."""
    call, text = event.get("call"), events.text(event, "kept")
    if not isinstance(call, int) or model.timer.status == IDLE:
        return model, []
    if call != model.timer.started:
        return _other(model, call, bool(text), at)
    if not text:
        return (over(model, at), []) if model.timer.is_on else (model, [])
    try:
        shared = read_kept(text)
    except CodecError:
        return model, []
    knows, lacks = shared.offset and not model.offset, model.offset and not shared.offset
    if lacks:  # a link was opened there, and the difference of the clocks was found here
        timer = machine.shift(shared.timer, model.offset)
        shared = replace(shared, timer=timer, acted=shared.acted + model.offset, offset=model.offset)
    if shared.acted > model.acted or knows:
        model, done = _follow(model, shared, at)
        return model, [*done, news(model, at)] if lacks else done
    return model, [news(model, at)] if shared.acted < model.acted or lacks else []


def over(model: Model, at: int) -> Model:
    """The call was ended, here or in another tab; as it was before, it can be taken up again."""
    ended = machine.apply(model.timer, "end", at)
    model = replace(model, before=replace(model, more=False, before=None))
    return replace(unshared(settled(model)), timer=ended, ended=at, more=False, notices=(), joined=None)


def _follow(model: Model, shared: Shared, at: int) -> Step:
    model = replace(model, acted=shared.acted, offset=shared.offset)
    if _plain(shared.timer, at) == _plain(model.timer, at):  # a link has no history, which is worth keeping
        return model, []
    stale = model.link_stale or bool(model.link)
    model = replace(settled(model), timer=shared.timer, before=None, joined=None, notices=(), link_stale=stale)
    return advance(model, at)


def _plain(timer: Timer, at: int) -> Timer:
    return replace(machine.advance(timer, at)[0], undo=())


def _other(model: Model, call: int, runs: bool, at: int) -> Step:
    if not runs:
        others = model.others - {call}
        notices = model.notices if others else tuple(it for it in model.notices if it.key != OTHER_CALL)
        return replace(model, others=others, notices=notices), []
    if model.timer.status == ENDED or call in model.others:
        return model, []
    model = replace(model, others=model.others | {call}, notices=told(model, Notice(OTHER_CALL)))
    return model, [news(model, at)]
