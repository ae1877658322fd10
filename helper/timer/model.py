"""The share timer's state, and what the passing of time does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from helper.effects import Effect
from helper.events import Event
from helper.jump import Reading
from helper.sharing import Sharing
from helper.timer import machine, signals
from helper.timer.codec import Shared
from helper.timer.form import Setup
from helper.timer.machine import Timer
from helper.timer.plan import Plan
from helper.timer.taps import Faces, Taps

LATE_MS = 2_000
"""A signal given later than this was missed: it still rings, and a notice says how late it is."""

MAX_NOTICES = 6


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell: the key of a text, and what fills its slots. `at` is a UTC ms instant that the text counts
    from ("40 seconds ago")."""

    key: str
    at: int = 0
    n: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """setup     what the form says
    timer     the call
    me        the person (from 0) who holds this device
    problem   key of what is wrong with the form, "" for nothing
    offer     a plan that would fit the frame
    notices   what to tell, oldest first
    reading   both clocks at the last event
    jumped    milliseconds by which the wall clock leapt ahead; `without` is the call as it would be without that
    more      everything beside the three main controls is shown
    before    all this as it was when the call was ended, which was at `ended` (UTC ms)
    taps      what the next tap is judged by
    acted     UTC ms of the last change that somebody made to the call
    offset    milliseconds by which this device's clock was found to be ahead of the one that the call's links go by
    joined    the call as the link had it that was opened at `opened` (UTC ms), while the clocks may differ
    step      how to bring two timers into step is shown; `marked` is the call when "now" was tapped, and when (UTC ms)
    match_problem  key of what is wrong with what the other phone is said to show
    others    by their start, the calls that run in other tabs
    waiting   a call from a link, while another one is on, or the same with changes since
    page      the page's address
    link      the fragment last shared from it, "" for none; `link_stale` says that the call has changed since
    code      that link drawn (qr.py)
    no_code   why it cannot be drawn, one of events.MISSING; "" for nothing
    filled    when the form was last asked to show something else (UTC ms): what was read from it earlier is older
    tried     the signal was tried
    sharing   what became of the sharing
    troubles  what the browser refuses, of update.TROUBLES
    announce  keys of what is to be announced
    """

    setup: Setup = Setup()
    timer: Timer = machine.new(Plan())
    me: int = 0
    problem: str = ""
    offer: Plan | None = None
    notices: tuple[Notice, ...] = ()
    reading: Reading | None = None
    jumped: int = 0
    without: Timer | None = None
    more: bool = False
    before: Model | None = None
    ended: int = 0
    taps: Taps = Taps(Faces(("setup",), (False,)))
    acted: int = 0
    offset: int = 0
    joined: Shared | None = None
    opened: int = 0
    step: bool = False
    marked: tuple[Timer, int] | None = None
    match_problem: str = ""
    others: frozenset[int] = frozenset()
    waiting: Shared | None = None
    page: str = ""
    link: str = ""
    link_stale: bool = False
    code: tuple[int, str] | None = None
    no_code: str = ""
    filled: int = 0
    tried: bool = False
    sharing: Sharing = Sharing()
    troubles: frozenset[str] = frozenset()
    announce: tuple[str, ...] = ()


type Step = tuple[Model, list[Effect]]
type Handler = Callable[[Model, Event, int], Step]


def advance(model: Model, at: int) -> Step:
    """What the clock brought about up to `at`: the newest signal is given, also when it comes late; a notice accounts
    for late ones."""
    later, crossed = machine.advance(model.timer, at)
    if not crossed:
        return model, []
    late = [signal for signal in crossed if at - signal.due > LATE_MS]
    missed = tuple(Notice(f"missed.{signal.kind}", signal.due) for signal in late)
    sharing = model.sharing if model.sharing.by_hand else Sharing()  # what is to be said now stands there
    model = replace(model, timer=later, notices=(*model.notices, *missed)[-MAX_NOTICES:], sharing=sharing)
    newest = crossed[-1].kind
    given = signals.given(newest, model.setup.signals, sounds(model), spoken=not late)
    over = newest == machine.END and later.is_last
    return announced(model, "announce.last" if over else f"announce.{newest}"), given


def sounds(model: Model) -> bool:
    """Whether this page is to make the signals heard."""
    return model.setup.signals.sound and "other_tab" not in model.troubles


def told(model: Model, notice: Notice) -> tuple[Notice, ...]:
    """Notices with this one last, and no older one of its kind."""
    return (*(old for old in model.notices if old.key != notice.key), notice)


def announced(model: Model, key: str) -> Model:
    """The model with one more announcement due, by the key of its text."""
    return replace(model, announce=(*model.announce, key))


def unshared(model: Model) -> Model:
    """The model without a link: there is another call, or none."""
    return replace(model, link="", link_stale=False, code=None, no_code="", sharing=Sharing())
