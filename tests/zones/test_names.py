"""One zone under several names, by the links of the tz database itself."""

from __future__ import annotations

from helper.zones import clocks
from tools.world.zones import Zones


def test_a_zone_is_the_same_under_each_of_its_names() -> None:
    zones = Zones(["en"])
    links = {name: target for name, target in zones.links.items() if {name, target} <= zones.rules.keys()}
    assert len(links) > 200
    assert not [pair for pair in links.items() if not clocks.same(*pair)]
    assert clocks.same("UTC+05:30", "Asia/Kolkata")
