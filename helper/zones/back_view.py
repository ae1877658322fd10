"""A promise to ring back, as data for the page to paint: a message in both times, and an entry for the calendar."""

from __future__ import annotations

from helper import sharing
from helper.zones import clocks, weekly_view
from helper.zones.clocks import MINUTE
from helper.zones.form import BACK, THEIRS
from helper.zones.hours import is_good
from helper.zones.model import Model
from helper.zones.sentences import Pair, Speech, times


def view(model: Model, speech: Speech, pair: Pair | None, now: int) -> dict[str, object]:
    """What the page shows of the promise at `now` (UTC ms)."""
    say, at = speech.texts.say, model.promised(now)
    shown = weekly_view.file(model, speech.texts, "back_", promised=True)
    if not pair or at is None:
        key = "message.need_places" if not pair else model.setup.problem(BACK)
        return {
            **shown, "back_need": say(key) if key else "", "back": "", "back_in": speech.language,
            "back_carry": sharing.of_text(""), "back_fits": "",
        }  # fmt: skip
    spoken = speech.written_in(model.setup.language)
    key = "back_same" if clocks.offset(at, pair.mine.zone) == clocks.offset(at, pair.theirs.zone) else "back"
    text = spoken.texts.say(f"message.text.{key}", **times(spoken, at, pair))
    theirs = model.person(THEIRS)
    late = theirs is not None and not is_good(theirs, at - MINUTE)
    return {
        **shown,
        "back_need": "",
        "back": text,
        "back_in": spoken.language,
        "back_carry": sharing.of_text(text),
        "back_fits": say("moment.not_theirs") if late else "",
    }
