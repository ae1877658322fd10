"""The share timer's model as plain data for the page to paint.

A view is a flat mapping from names that the page's elements are bound to (data-text, data-show, data-state ... in
overrides/partials/timer.html) to texts and truths; every text comes from `Texts`.
"""

from __future__ import annotations

from collections.abc import Mapping

from helper import effects, events, sharing
from helper.texts import Texts, digits
from helper.timer import buttons, codec, links, machine, tabs
from helper.timer.form import ONE_TAP
from helper.timer.machine import EARLY, END, ENDED, GAP, IDLE, PAUSED, RUNNING, WARNING, Timer
from helper.timer.model import Model, Notice, sounds
from helper.timer.plan import BOOKEND, SHARE, Plan, Segment

type View = dict[str, object]

CALM, OVER = "calm", "over"
"""What a segment looks like beside the states and signals of machine.py."""

MINE, THEIRS, BOTH = "mine", "theirs", "both"
"""Whose turn it is, as side, colour and shape."""

LONG_NAME = 20
"""Letters of whose turn it is from which they are set smaller: more than fits into two lines of the large ones."""

QUIET = ("tap", "sound", "vibration", "wake_lock", "no_voice", "speech")
"""Troubles that stand in a line of their own under the time, the weightiest first; the others are notices."""


def view(model: Model, now: int, texts: Texts, context: Mapping[str, str] | None = None) -> View:
    """What the page shows at `now` (UTC ms). What other tools tell does not matter here."""
    timer = model.timer
    screen = buttons.screen(model)
    return {
        "screen": screen,
        "setup": screen == "setup",
        "call": screen == "call",
        "ended": screen == "ended",
        "can_return": buttons.can_return(model, now),
        effects.TITLE: _title(model, now, texts) if timer.is_on else "",
        effects.AWAKE: timer.status in (RUNNING, GAP),
        effects.SOUND: timer.is_on and sounds(model),
        effects.SPOKEN: _spoken(model, texts) if _speaks(model) else {},
        effects.ONLY_TAB: f"call-{timer.started}" if timer.is_on else "",
        effects.KEEP: tabs.kept(model, now),
        **_setup(model, texts),
        **_notices(model, now, texts),
        **sharing.view(model.sharing, texts),
        **(_call(model, now, texts) if timer.is_on else {}),
    }


def _spoken(model: Model, texts: Texts) -> dict[str, str]:
    """What a voice says at each signal of the segment that is on, in the language that was chosen."""
    texts, timer = texts.within(model.setup.signals.voice), model.timer
    words = {"language": texts.locale.language, END: texts.say("spoken.end")}
    for kind, lead in ((WARNING, timer.lead), (EARLY, timer.early_lead)):
        seconds = lead // 1000
        words[kind] = (
            texts.say("spoken.seconds", n=seconds) if seconds % 60 else texts.say("spoken.minutes", n=seconds // 60)
        )
    return words


def next_change(model: Model, now: int) -> int | None:
    """UTC ms at which the view changes by itself, None while it stands still."""
    if buttons.can_return(model, now):
        return model.ended + buttons.RETURN_MS
    return machine.next_change(model.timer, now)


def announcement(model: Model, now: int, texts: Texts) -> str:
    """What a screen reader is to say after the last event; empty for nothing."""
    timer = model.timer
    who = _turn(model, texts, "who.") if timer.is_on else ""
    seconds = -(-_shown(model, now) // 1000)  # rounded as the digits are
    left = texts.length(abs(seconds))
    when = "gap" if timer.status == GAP else "over" if seconds < 0 else "left"
    so_far = texts.say(f"announce.{when}", left=left)
    said = (
        sharing.say(model.sharing, texts) if key == sharing.TOLD else texts.say(key, who=who, left=left, so_far=so_far)
        for key in model.announce
    )
    return " ".join(sentence for sentence in said if sentence)


def context(model: Model, now: int, texts: Texts) -> dict[str, str]:
    """What the other tools may know of the call: its phase ("before", "calm", "warning", "over", "gap", "paused",
    "after"), and the plan as a preset link, which can be said in any language."""
    timer = model.timer
    phase = {IDLE: "before", ENDED: "after"}.get(timer.status) or _tone(model, machine.remaining(timer, now))
    return {"phase": phase, "preset": codec.write_preset(timer.plan if timer.is_on else model.setup.plan)}


def _shown(model: Model, now: int) -> int:
    """The milliseconds on display: of the turn, or in the gap until the next one begins."""
    timer = model.timer
    return timer.deadline - now if timer.status == GAP else machine.remaining(timer, now)


def _setup(model: Model, texts: Texts) -> View:
    plan, frame = model.setup.plan, model.setup.frame
    fits, link = frame and plan.total <= frame, codec.write_preset(plan)
    return {
        "problem": texts.say(model.problem) if model.problem else "",
        **{f"preset_{name}": link == own for name, own in ONE_TAP.items()},
        "sum": "" if model.problem else _sum(model, texts),
        "plan_link": sharing.of_link(link),
        "fits": texts.say("setup.fits", length=texts.length(frame)) if fits else "",
        "too_long": texts.say("setup.too_long", length=texts.length(frame)) if frame and not fits else "",
        "offer": texts.say("setup.offer", plan=_plan(model.offer, texts)) if model.offer else "",
        "signal": _signal(model, texts),
    }


def _sum(model: Model, texts: Texts) -> str:
    """What will run, in one sentence: "You 3, they 3, feedback 3: 9 minutes in all."."""
    plan, people = model.setup.plan, len(model.setup.plan.turns)
    minutes, alike = plan.turns[0] // 60, len(set(plan.turns)) == 1
    if plan.kind != SHARE:
        parts = [texts.say(f"turn.{plan.kind}")]
    elif alike and people > 2:
        parts = [texts.say("sum.each", people=people, n=minutes)]
    elif alike and model.setup.lot:
        parts = [texts.say("sum.both", n=minutes)]
    else:
        parts = [
            _part_of_sum(it.speaker, it.seconds // 60, people, texts) for it in plan.segments if it.speaker is not None
        ]
    if plan.feedback:
        parts.append(texts.say("sum.feedback", n=plan.feedback // 60))
    said = texts.say("setup.sum", parts=", ".join(parts), length=texts.length(plan.total))
    return said[:1].upper() + said[1:]


def _part_of_sum(speaker: int, minutes: int, people: int, texts: Texts) -> str:
    if speaker == 0:
        return texts.say("sum.me", n=minutes)
    return texts.say("sum.other" if people == 2 else "sum.n", number=speaker + 1, n=minutes)


def _signal(model: Model, texts: Texts) -> str:
    """What is to be known of the signal that was just tried."""
    troubles = [f"trouble.{name}" for name in ("no_voice", "speech") if _speaks(model) and name in model.troubles]
    if not model.tried:
        return texts.say(troubles[0]) if troubles else ""
    said = "signal.off" if not sounds(model) else "trouble.sound" if "sound" in model.troubles else "signal.sound"
    keys = [said, *troubles, *(["trouble.vibration"] if "vibration" in model.troubles else [])]
    return " ".join(texts.say(key) for key in keys)


def _plan(plan: Plan, texts: Texts) -> str:
    """A plan in words: "2/2", "2/2 with 3 minutes of feedback", "open call, 5 minutes"."""
    if plan.kind != SHARE:
        return texts.say(f"plan.{plan.kind}", length=texts.length(plan.total))
    turns = "/".join(str(turn // 60) for turn in plan.turns)
    if not plan.feedback:
        return turns
    return texts.say("plan.feedback", turns=turns, length=texts.length(plan.feedback))


def _call(model: Model, now: int, texts: Texts) -> View:
    timer, left = model.timer, machine.remaining(model.timer, now)
    tone, shown_digits = _tone(model, left), digits(_shown(model, now))
    following = None if timer.is_last else timer.plan.segments[timer.index + 1]
    shown, who = _shown_segment(timer), _turn(model, texts)
    return {
        "tone": tone,
        "left": shown_digits,
        "digits": str(len(shown_digits)),
        "side": BOTH if shown.speaker is None else MINE if shown.speaker == model.me else THEIRS,
        "who": who,
        "who_size": "long" if len(who) > LONG_NAME else "short",
        "doing": texts.say(f"doing.{tone}") if tone in (WARNING, OVER, PAUSED) else _early(timer, texts),
        "sentence": _sentence(timer, tone, texts),
        "whole": texts.say("call.whole", left=digits(machine.remaining_call(timer, now))),
        "then": _who(model, following, texts, "then.") if following else texts.say("call.last"),
        "more": model.more,
        "part": _part(timer, left),
        **buttons.buttons(model, now),
        "segments": [
            {"index": str(index), "speaker": _who(model, segment, texts)}
            for index, segment in enumerate(timer.plan.segments)
        ],
        "many_segments": len(timer.plan.segments) > 1,
        "on_now": str(timer.index),
        "step": model.step,
        "marked": _marked(model, texts),
        "match_problem": texts.say(model.match_problem) if model.match_problem else "",
        "bookend": timer.plan.kind == BOOKEND and tone == OVER,
        "note": _note(model, texts),
        "link": sharing.of_link(links.link(model, now)),
        "link_button": texts.say("button.share_again" if model.link_stale else "button.share"),
        "link_stale": model.link_stale,
        "link_made": bool(model.link) and not model.link_stale,
        "no_code": texts.say(f"code.{model.no_code}") if model.no_code else "",
        "outdated": model.no_code == events.OUTDATED,
        "code": model.code[1] if model.code else "",
        "code_box": f"0 0 {model.code[0]} {model.code[0]}" if model.code else "0 0 1 1",
    }


def _marked(model: Model, texts: Texts) -> str:
    """What was shown here when somebody said "now", and what is to be done with it: who shared the call reads out."""
    if not model.marked:
        return ""
    timer, at = model.marked
    who, left = _who(model, timer.segment, texts, "turn."), digits(machine.remaining(timer, at))
    return texts.say("step.tell" if model.link else "step.ask", who=who, left=left)


def _shown_segment(timer: Timer) -> Segment:
    """The segment whose name is on display: in the gap the one that comes."""
    return timer.plan.segments[timer.index + 1] if timer.status == GAP else timer.segment


def _turn(model: Model, texts: Texts, style: str = "turn.") -> str:
    """Whose segment is on display, as _who says it; in the gap, that it comes."""
    return _who(model, _shown_segment(model.timer), texts, "next." if model.timer.status == GAP else style)


def _title(model: Model, now: int, texts: Texts) -> str:
    """The window's title: what is left, and whose turn it is."""
    return f"{digits(_shown(model, now))}, {_turn(model, texts)}"


def _note(model: Model, texts: Texts) -> str:
    """What the browser refuses during the call, in the fewest words that are true. That nothing vibrates matters only
    where nothing sounds either."""
    found = [name for name in QUIET if name in model.troubles]
    if sounds(model) and not {"tap", "sound"} & model.troubles:
        found = [name for name in found if name != "vibration"]
    silent = () if sounds(model) else ("tap", "sound")
    mute = () if _speaks(model) else ("no_voice", "speech")
    return " ".join(texts.say(f"trouble.{name}") for name in found if name not in silent + mute)


def _speaks(model: Model) -> bool:
    """Whether a voice is to say the signals."""
    return sounds(model) and bool(model.setup.signals.voice)


def _early(timer: Timer, texts: Texts) -> str:
    """After the earlier warning, how much is left at most."""
    early = timer.status == RUNNING and timer.forewarned
    return texts.say("doing.early", left=texts.length(timer.early_lead // 1000)) if early else ""


def _tone(model: Model, left: int) -> str:
    timer = model.timer
    if timer.status in (GAP, PAUSED):
        return timer.status
    if left <= 0:
        return OVER
    return WARNING if timer.warned else CALM


def _part(timer: Timer, left: int) -> int:
    """How much of the segment is over, in per cent, for the bar."""
    length = timer.lengths[timer.index]
    return 100 if timer.status == GAP else max(0, min(100, (length - left) * 100 // length))


def _who(model: Model, segment: Segment, texts: Texts, style: str = "who.") -> str:
    """Whose segment it is, in one of the ways of docs/<language>/words/timer.yml: "who." (You), "turn." (Your turn)."""
    if segment.speaker is None:
        return texts.say(style + segment.kind)
    if segment.speaker == model.me:
        return texts.say(style + "me")
    if len(model.timer.plan.turns) == 2:
        return texts.say(style + "other")
    return texts.say(style + "n", number=segment.speaker + 1)


def _sentence(timer: Timer, tone: str, texts: Texts) -> str:
    """What one may say now. "About a minute" is only said where that is true."""
    if tone not in (WARNING, OVER, GAP) or timer.plan.kind == BOOKEND:
        return ""
    about_a_minute = timer.lead == 60_000
    return texts.say("sentence.warning_other" if tone == WARNING and not about_a_minute else f"sentence.{tone}")


def _notices(model: Model, now: int, texts: Texts) -> View:
    shown = [_notice(notice, now, texts) for notice in model.notices]
    shown += [texts.say(f"trouble.{name}") for name in sorted(model.troubles.difference(QUIET))]
    return {
        "notices": [{"notice": text} for text in shown],
        "any_notice": bool(shown),
        "can_dismiss": bool(model.notices),
        "can_undo_jump": model.without is not None,
        "can_adjust": model.joined is not None,
        "waiting": texts.say(f"notice.{_waiting(model)}") if model.waiting else "",
    }


def _waiting(model: Model) -> str:
    return "old_link" if model.waiting and model.waiting.timer.started == model.timer.started else "waiting"


def _notice(notice: Notice, now: int, texts: Texts) -> str:
    seconds = max(0, (now - notice.at) // 1000) if notice.at else notice.n
    # A figure to the second makes sense for a minute or two; after that it only flickers.
    rounded = seconds if seconds < 120 else seconds // 60 * 60
    return texts.say(notice.key, ago=texts.length(rounded), n=notice.n)
