"""The share timer's model as plain data for the page to paint.

Only the choice of what is seen lives here. A view is a flat mapping from names that the page's
elements are bound to (data-text, data-show, data-state ... in overrides/partials/timer.html)
to texts and truths; every text comes from `Texts`.
"""

from __future__ import annotations

from collections.abc import Mapping

from helper.texts import Texts, digits
from helper.timer import codec, form, machine
from helper.timer.codec import Shared
from helper.timer.machine import ENDED, GAP, IDLE, PAUSED, RUNNING, WARNING, Timer
from helper.timer.model import Model, Notice
from helper.timer.plan import BOOKEND, SHARE, Plan, Segment

type View = dict[str, object]

CALM, OVER = "calm", "over"
"""What a turn looks like beside the states and signals of machine.py."""


def view(model: Model, now: int, texts: Texts, facts: Mapping[str, str] | None = None) -> View:
    """What the page shows at `now` (UTC ms). Other tools' facts do not matter here."""
    clock = model.timer
    screen = "ended" if clock.status == ENDED else "call" if clock.is_on else "setup"
    return {
        "screen": screen,
        "setup": screen == "setup",
        "call": screen == "call",
        "ended": screen == "ended",
        "title": digits(_shown(model, now)) if clock.is_on else "",
        "awake": clock.status in (RUNNING, GAP),
        "name": f"call-{clock.started}" if clock.is_on else "",
        "keep": codec.write(Shared(clock, model.me, now), history=True) if clock.is_on else "",
        **_setup(model, texts),
        **_notices(model, now, texts),
        **(_call(model, now, texts) if clock.is_on else {}),
    }


def next_change(model: Model, now: int) -> int | None:
    """UTC ms at which the view changes by itself, None while it stands still."""
    return machine.next_change(model.timer, now)


def announcement(model: Model, now: int, texts: Texts) -> str:
    """What a screen reader is to say after the last event; empty for nothing."""
    who = _who(model, model.timer.segment, texts) if model.timer.is_on else ""
    left = texts.length(abs(_shown(model, now)) // 1000)
    return " ".join(texts.say(key, who=who, left=left) for key in model.say)


def facts(model: Model, now: int, texts: Texts) -> dict[str, str]:
    """What the other tools may know of the call: its phase ("before", "calm", "warning", "over",
    "gap", "paused", "after"), the minutes of a turn and the plan in words, and the plan as a
    preset link, which can be said in any language."""
    clock = model.timer
    phase = {IDLE: "before", ENDED: "after"}.get(clock.status) or _tone(model, machine.remaining(clock, now))
    plan = clock.plan if clock.is_on else model.setup.plan
    words = {"minutes": texts.length(plan.turns[0]), "format": _plan(plan, texts)}
    return {"phase": phase, **words, "preset": form.fragment(plan)}


def _shown(model: Model, now: int) -> int:
    """The milliseconds on display: of the turn, or in the gap until the next one begins."""
    clock = model.timer
    return clock.deadline - now if clock.status == GAP else machine.remaining(clock, now)


def _setup(model: Model, texts: Texts) -> View:
    plan, frame = model.setup.plan, model.setup.frame
    fits = frame and plan.total <= frame
    return {
        "problem": texts.say(model.problem) if model.problem else "",
        "total": "" if model.problem else texts.say("setup.total", length=texts.length(plan.total)),
        "fits": texts.say("setup.fits", length=texts.length(frame)) if fits else "",
        "too_long": texts.say("setup.too_long", length=texts.length(frame)) if frame and not fits else "",
        "offer": texts.say("setup.offer", plan=_plan(model.offer, texts)) if model.offer else "",
        "preset": "-".join(str(turn // 60) for turn in plan.turns) if plan.kind == SHARE else plan.kind,
    }


def _plan(plan: Plan, texts: Texts) -> str:
    """A plan in words: "2/2", "2/2 with 3 minutes of feedback", "open call, 5 minutes"."""
    if plan.kind != SHARE:
        return texts.say(f"plan.{plan.kind}", length=texts.length(plan.total))
    turns = "/".join(str(turn // 60) for turn in plan.turns)
    if not plan.feedback:
        return turns
    return texts.say("plan.feedback", turns=turns, length=texts.length(plan.feedback))


def _call(model: Model, now: int, texts: Texts) -> View:
    clock, left = model.timer, machine.remaining(model.timer, now)
    tone, main = _tone(model, left), _main(model)
    following = None if clock.is_last else clock.plan.segments[clock.index + 1]
    shown = following if clock.status == GAP and following else clock.segment
    return {
        "tone": tone,
        "left": digits(_shown(model, now)),
        "who": _who(model, shown, texts, "next." if tone == GAP else "turn."),
        "doing": texts.say(f"doing.{tone}") if tone in (WARNING, OVER, PAUSED) else "",
        "sentence": _sentence(clock, tone, texts),
        "whole": texts.say("call.whole", left=digits(machine.remaining_call(clock, now))),
        "then": texts.say("call.then", who=_who(model, following, texts)) if following else texts.say("call.last"),
        "part": _part(clock, left),
        **{f"main_{name}": name == main for name in ("next", "resume", "end")},
        "pausing": clock.status in (RUNNING, GAP),
        "running": clock.status == RUNNING,
        "can_end": main != "end",
        "can_back": bool(clock.undo) or clock.status == GAP,
        "can_pass_on": clock.status in (RUNNING, PAUSED) and not clock.is_last and left > 0,
        "bookend": clock.plan.kind == BOOKEND and tone == OVER,
        "link_stale": model.linked,
        "link_made": bool(model.link) and not model.linked,
        "code": model.code[1] if model.code else "",
        "code_box": f"0 0 {model.code[0]} {model.code[0]}" if model.code else "0 0 1 1",
    }


def _tone(model: Model, left: int) -> str:
    clock = model.timer
    if clock.status in (GAP, PAUSED):
        return clock.status
    if left <= 0:
        return OVER
    return WARNING if clock.warned else CALM


def _main(model: Model) -> str:
    """The action of the large button."""
    if model.timer.status == PAUSED:
        return "resume"
    return "end" if model.timer.is_last else "next"


def _part(clock: Timer, left: int) -> int:
    """How much of the stretch is over, in per cent, for the bar."""
    length = clock.lengths[clock.index]
    return 100 if clock.status == GAP else max(0, min(100, (length - left) * 100 // length))


def _who(model: Model, segment: Segment, texts: Texts, form: str = "who.") -> str:
    """Whose stretch it is, said in one of three ways: "who." (You), "turn." (Your turn), "next." (Next: you)."""
    if segment.speaker is None:
        return texts.say(form + segment.kind)
    if segment.speaker == model.me:
        return texts.say(form + "me")
    if len(model.timer.plan.turns) == 2:
        return texts.say(form + "other")
    return texts.say(form + "n", number=segment.speaker + 1)


def _sentence(clock: Timer, tone: str, texts: Texts) -> str:
    """What one may say now. "About a minute" is only said where that is true."""
    if tone not in (WARNING, OVER, GAP) or clock.plan.kind == BOOKEND:
        return ""
    about_a_minute = clock.lead == 60_000
    return texts.say("sentence.warning_other" if tone == WARNING and not about_a_minute else f"sentence.{tone}")


def _notices(model: Model, now: int, texts: Texts) -> View:
    shown = [_notice(notice, now, texts) for notice in model.notices]
    shown += [texts.say(f"trouble.{name}") for name in sorted(model.troubles)]
    return {
        "notices": [{"notice": text} for text in shown],
        "any_notice": bool(shown),
        "can_dismiss": bool(model.notices),
        "can_undo_jump": bool(model.jumped),
        "waiting": model.waiting is not None,
        "idle": model.timer.status == IDLE,
    }


def _notice(notice: Notice, now: int, texts: Texts) -> str:
    seconds = max(0, (now - notice.at) // 1000) if notice.at else notice.n
    # A figure to the second makes sense for a minute or two; after that it only flickers.
    rounded = seconds if seconds < 120 else seconds // 60 * 60
    return texts.say(notice.key, ago=texts.length(rounded), n=notice.n)
