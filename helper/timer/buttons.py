"""Which buttons the call has at a moment. The view shows them; the rule for taps (taps.py) asks what they mean."""

from __future__ import annotations

from helper.timer.machine import ENDED, GAP, PAUSED, RUNNING, remaining
from helper.timer.model import Model
from helper.timer.taps import Faces

RETURN_MS = 10_000
"""For so long after its end a call can be taken up again."""


def screen(model: Model) -> str:
    return "ended" if model.timer.status == ENDED else "call" if model.timer.is_on else "setup"


def buttons(model: Model, now: int) -> dict[str, bool]:
    """The names in the view of the call's buttons, and whether each is there at `now` (UTC ms)."""
    timer = model.timer
    return {
        "main_next": not timer.is_last,
        "main_end": timer.is_last,
        "pausing": timer.status in (RUNNING, GAP),
        "paused": timer.status == PAUSED,
        "running": timer.status == RUNNING,
        "can_enter": model.marked is not None and not model.link,
        "can_end": not timer.is_last,
        "can_back": bool(timer.undo) or timer.status == GAP,
        "can_pass_on": timer.status in (RUNNING, PAUSED) and not timer.is_last and remaining(timer, now) > 0,
    }


def can_return(model: Model, at: int) -> bool:
    """Whether a call that was ended can be taken up again."""
    return model.before is not None and model.timer.status == ENDED and at < model.ended + RETURN_MS


def faces(model: Model, now: int) -> Faces:
    """What taps on the call are meant for. Before a call little is moved by what is said, and a start that is lost
    would be worse."""
    timer = model.timer
    if not timer.is_on:
        return Faces((screen(model),), (can_return(model, now),))
    told = (model.more, model.notices, model.troubles, model.waiting, model.joined)
    return Faces((screen(model), timer.started, timer.status, timer.index), (*buttons(model, now).values(), *told))
