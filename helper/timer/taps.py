"""One rule for taps: what has just changed its meaning, or its place under the finger, does not count for a moment.

A finger comes down twice, trembles, or is on its way while the turn changes; a key is held. So for MOMENT_MS after a
change only the tap that made it counts, and taps that follow one another within BURST_MS are one. Judged by the time
of the tap, not of its arrival: those made before Python was ready count as if it had been.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

MOMENT_MS = 700
BURST_MS = 350


class Faces(NamedTuple):
    """Whatever decides what the buttons mean, and where they are (buttons.faces)."""

    meaning: tuple[object, ...]
    place: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Taps:
    """What taps are judged by; instants in UTC ms.

    shown         the faces that the page shows, as it does before Python is ready
    since, until  taps from `since` up to, not including, `until` do not count
    by, seen      what the last tap did, and when the page showed it: until then the same tap is a repetition
    late          the last tap that did not count
    """

    shown: Faces
    since: int = 0
    until: int = 0
    by: str = ""
    seen: int = 0
    late: int = 0

    def count(self, name: str, at: int) -> bool:
        """Whether a tap on the button `name` at `at` means something."""
        again = name == self.by and self.until - MOMENT_MS <= at < self.seen
        return not (self.since <= at < self.until or 0 <= at - self.late < BURST_MS or again)

    def refused(self, at: int) -> Taps:
        """After a tap that did not count."""
        return replace(self, late=at)

    def tapped(self, name: str, faces: Faces, at: int, now: int) -> Taps:
        """After a tap at `at`, handled at `now`, that changed something."""
        return replace(self, shown=faces, since=at, until=at + MOMENT_MS, by=name, seen=now)

    def turned(self, faces: Faces, now: int) -> Taps:
        """After something else changed what is shown, at `now`. Whoever tapped up to then saw the old: that counts
        if it still means the same."""
        if faces == self.shown:
            return self
        since = now + 1 if faces.meaning == self.shown.meaning else 0
        return replace(self, shown=faces, since=since, until=now + MOMENT_MS, by="")

    def opened(self, faces: Faces, now: int) -> Taps:
        """After the page was opened, or its worker was replaced: what was tapped before is to count."""
        if faces == self.shown:
            return self
        return replace(self, shown=faces, since=now, until=now + MOMENT_MS, by="")

    def shifted(self, milliseconds: int) -> Taps:
        """The same on a clock that is `milliseconds` ahead of the one used so far."""
        moved = {name: getattr(self, name) + milliseconds for name in ("until", "seen", "late")}
        return replace(self, since=self.since and self.since + milliseconds, **moved)
