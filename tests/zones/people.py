"""People in places, and the tool played by events: what the tests of the time-zone checker share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from helper.effects import Effect
from helper.texts import Texts
from helper.zones import tool
from helper.zones.hours import Hours, Person, Slot, Window
from helper.zones.model import PACKAGES, State, Waiting

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
FIELDS = {
    "mine": "", "mine_from": "09:00", "mine_until": "21:30", "theirs": "", "theirs_from": "09:00",
    "theirs_until": "21:30", "date": "", "time": "", "clock": "mine", "weekday": "0", "weekly_time": "",
    "weekly_clock": "mine", "minutes": "30", "title": "Call", "about": "both", "language": "en",
    **{f"own_day_{day}": "on" for day in range(7)},
    "back_time": "", "back_clock": "theirs", "own_from": "09:00", "own_until": "21:30", "own_speaks_en": "on",
}  # fmt: skip


def utc(text: str) -> int:
    """The instant (UTC ms) of "2026-11-21 09:40"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000


def there(text: str, zone: str, fold: int = 0) -> int:
    """The instant (UTC ms) of a local time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) * 1000


NOW = utc("2026-11-21 09:40")


def person(zone: str, earliest: int | str = "09:00", latest: int | str = "21:30") -> Person:
    return Person.daily(zone, Hours(_minute(earliest), _minute(latest)))


def _minute(time: int | str) -> int:
    return time if isinstance(time, int) else int(time[:2]) * 60 + int(time[3:])


def is_good_by_hand(people: tuple[Person, ...], at: int) -> bool:
    """Whether a minute is in everybody's hours, by the plainest means."""
    for zone, week in people:
        clock = datetime.fromtimestamp(at // 1000, ZoneInfo(zone))
        minute = clock.hour * 60 + clock.minute
        if not any(_is_in(minute, clock.weekday(), slot) for slot in week.slots):
            return False
    return True


def _is_in(minute: int, weekday: int, slot: Slot) -> bool:
    late = slot.hours.latest or 24 * 60
    if slot.hours.earliest < late:
        return bool(slot.days & 1 << weekday) and slot.hours.earliest <= minute < late
    begun = weekday if minute >= slot.hours.earliest else (weekday + 6) % 7
    return bool(slot.days & 1 << begun) and not late <= minute < slot.hours.earliest


def scan(people: tuple[Person, ...], start: int, end: int) -> tuple[Window, ...]:
    """The good windows, by looking at every minute."""
    found: list[Window] = []
    for at in range(start, end, MINUTE):
        if is_good_by_hand(people, at):
            begin = found.pop().start if found and found[-1].end == at else at
            found.append(Window(begin, at + MINUTE))
    return tuple(found)


@dataclass
class Played:
    """The tool's model driven by events, as the page does it; what it fills in comes back as typed."""

    model: State = field(default_factory=Waiting)
    now: int = NOW
    fields: dict[str, str] = field(default_factory=lambda: dict(FIELDS))
    effects: list[Effect] = field(default_factory=list)
    answered: State = field(default_factory=Waiting)
    """The model right after the last event, before what was filled in came back."""

    def send(self, kind: str, **more: object) -> Played:
        self.model, self.effects = tool.update(self.model, {"type": kind, **more}, self.now, self.now)
        answered = self.model
        filled = [effect for effect in self.effects if effect["do"] == "fill"]
        for effect in filled:
            self.fields |= effect["fields"]  # type: ignore[arg-type]
            done = self.effects
            self.send("change", fields=dict(self.fields))
            self.effects = done
        self.answered = answered
        return self

    def opened(self, zone: str = "Europe/Berlin", language: str = "en", **more: object) -> Played:
        self.send("init", zone=zone, language=language, fields=dict(self.fields), **more)
        return self.send("loaded", packages=list(PACKAGES))

    def typed(self, **fields: str) -> Played:
        self.fields |= fields
        return self.send("change", fields=dict(self.fields))

    def chosen(self, key: str, side: str = "theirs") -> Played:
        """A place was taken from the list of what was typed: here the name of its zone."""
        return self.typed(**{side: key.partition("@")[0]}).send("choose", side=side, key=key)

    def did(self, what: str) -> Effect | None:
        return next((effect for effect in self.effects if effect["do"] == what), None)

    def view(self, texts: Texts) -> dict[str, object]:
        return tool.view(self.model, self.now, texts.part("zones"))

    def shown(self, texts: Texts, name: str) -> list[str]:
        """The texts of a list of the view."""
        entries = self.view(texts)[name]
        assert isinstance(entries, list)
        return [str(next(iter(entry.values()))) for entry in entries]
