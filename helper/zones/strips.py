"""The picture: the next two days as two strips, each in its own local time.

Places on it are in per cent of the strip's length from its left end, as [from, to].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from helper.zones import clocks
from helper.zones.clocks import MINUTE
from helper.zones.hours import Person, good
from helper.zones.places import Place
from helper.zones.sentences import Speech

HOUR = 60 * MINUTE
BEFORE, LENGTH = HOUR, 48 * HOUR
MARKS = (0, 6, 12, 18)
"""The local hours that are marked; midnight with its date."""

ROOM = 92
"""A mark further to the right has no room for its label."""

type Entries = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that the picture shows."""

    start: int

    @classmethod
    def at(cls, now: int) -> Scale:
        return cls(now // HOUR * HOUR - BEFORE)

    @property
    def end(self) -> int:
        return self.start + LENGTH

    def place(self, start: int, end: int | None = None) -> list[float]:
        """Where a window of time is, or an instant."""
        return [round((at - self.start) * 100 / LENGTH, 2) for at in (start, start if end is None else end)]


def view(speech: Speech, sides: dict[str, tuple[Place, Person]], now: int) -> dict[str, object]:
    """For each side (by name) its scale, good hours and clock changes; the overlap, and now."""
    scale = Scale.at(now)
    shown: dict[str, object] = {"now_at": scale.place(now)}
    for side, (place, person) in sides.items():
        shown[f"{side}_lane"] = speech.texts.say(f"picture.{side}", place=speech.name(place))
        shown[f"{side}_marks"] = _marks(speech, place, scale)
        shown[f"{side}_good"] = _windows((person,), scale)
        changes = clocks.changes(place.zone, scale.start, scale.end)
        shown[f"{side}_changes"] = [
            {"at": scale.place(it.at), "label": f"{it.minutes // 60:+d}:{abs(it.minutes) % 60:02}"} for it in changes
        ]
    shown["both_good"] = _windows(tuple(person for _, person in sides.values()), scale)
    shown["any_change"] = any(shown[f"{side}_changes"] for side in sides)
    return shown


def _windows(people: tuple[Person, ...], scale: Scale) -> Entries:
    return [{"at": scale.place(*window)} for window in good(people, scale.start, scale.end)]


def _marks(speech: Speech, place: Place, scale: Scale) -> Entries:
    """The marked hours of a place's days, where its clock shows them."""
    first = clocks.local(scale.start, place.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [first + timedelta(days=day) for day in range(4)]
    walls = [day + timedelta(hours=hour) for day in days for hour in MARKS]
    marks: Entries = []
    for wall in walls:
        _, instants = clocks.instants(wall, place.zone)
        if scale.start <= instants[0] < scale.end and clocks.local(instants[0], place.zone) == wall:
            at = scale.place(instants[0])
            label = _label(speech, wall) if at[0] < ROOM else ""
            marks.append({"at": at, "label": label, "kind": _kind(wall)})
    return marks


def _label(speech: Speech, wall: datetime) -> str:
    return speech.texts.locale.short_day(wall) if wall.hour == 0 else speech.texts.locale.hour(wall)


def _kind(wall: datetime) -> str:
    return {0: "midnight", 12: "noon"}.get(wall.hour, "quarter")
