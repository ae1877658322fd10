"""May I call now, and if not, when? And when can we both?

Only these answers live here; words for them are speak.py's. Instants are UTC milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

from helper.zones.clocks import DAY
from helper.zones.hours import Person, Stretch, good, is_good

YES, TEXT, NO = "yes", "text", "no"
HORIZON = 8 * DAY
"""How far to look for a good time. Hours come round every day; only a clock change can swallow them."""
PICTURE = 2 * DAY


@dataclass(frozen=True, slots=True)
class Verdict:
    """answer  YES, TEXT (text first) or NO
    until   when the good time that is now ends; None when it does not within the horizon, or is not now
    next    the next good stretch where it is not good now; None when there is none within the horizon
    mine    whether it is in my own hours too
    """

    answer: str
    until: int | None
    next: Stretch | None
    mine: bool


def may_i_call(mine: Person | None, theirs: Person, text_first: bool, now: int) -> Verdict:
    """The verdict at `now`. My own hours do not forbid a call; they are only told."""
    stretches = good((theirs,), now, now + HORIZON)
    in_mine = mine is None or is_good(mine, now)
    if not stretches or stretches[0].start > now:
        return Verdict(NO, None, stretches[0] if stretches else None, in_mine)
    end = stretches[0].end
    return Verdict(TEXT if text_first else YES, end if end < now + HORIZON else None, None, in_mine)


def when_both(mine: Person, theirs: Person, now: int) -> tuple[Stretch, ...]:
    """The stretches of the next two days that are in the hours of both; where there is none, the first
    one within the horizon; empty when there is none there either."""
    stretches = good((mine, theirs), now, now + HORIZON)
    return tuple(stretch for stretch in stretches if stretch.start < now + PICTURE) or stretches[:1]
