"""The picture of a day in a place: an arc from midnight to midnight, noon at its top, as paths of an SVG drawing.

Its centre is (0, 0) and its radius RADIUS; y grows downwards. It follows the clock on the wall, so that a day of 23
hours looks like any other. Night is when most people sleep, wherever the sun is.
"""

from __future__ import annotations

import math
from datetime import datetime

from helper.zones import clocks
from helper.zones.hours import DAY_MINUTES, Week
from helper.zones.places import Place
from helper.zones.sentences import Speech

RADIUS = 100
MORNING, NIGHT = 7 * 60, 22 * 60
QUARTERS = {"morning": 6, "noon": 12, "evening": 18}
"""The hours of the clock that are named along the arc."""


def view(speech: Speech, place: Place, week: Week, now: int) -> dict[str, object]:
    """The arc's parts: day and night, the hours in which somebody takes calls, now; and what the clock says."""
    wall = clocks.local(now, place.zone)
    midnight = datetime(2001, 1, 1)
    return {
        "day": True,
        "day_light": arc(MORNING, NIGHT),
        "day_night": arc(0, MORNING) + arc(NIGHT, DAY_MINUTES),
        "day_good": "".join(arc(*part) for part in week.parts(wall.weekday())),
        "day_now": "M{} {}h0".format(*at(wall.hour * 60 + wall.minute)),
        "day_time": speech.time(now, place),
        "day_where": speech.name(place),
        **{f"day_{name}": speech.texts.locale.hour(midnight.replace(hour=hour)) for name, hour in QUARTERS.items()},
    }


def at(minute: int) -> tuple[float, float]:
    """Where a minute of the day (0 to 1440) is."""
    turned = math.pi * minute / DAY_MINUTES
    return round(-RADIUS * math.cos(turned), 1), round(-RADIUS * math.sin(turned), 1)


def arc(start: int, end: int) -> str:
    """The piece of the arc between two minutes of the day."""
    return "M{} {}A{r} {r} 0 0 1 {} {}".format(*at(start), *at(end), r=RADIUS)
