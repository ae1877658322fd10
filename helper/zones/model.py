"""The time-zone checker's state, and what follows from it without words.

Zone files and places come after the page: until then the state is a `Waiting`, which holds what is typed meanwhile,
and from then on a `Model`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from helper.effects import Effect
from helper.events import Event
from helper.sharing import Sharing
from helper.zones import clocks
from helper.zones.alone import Alone
from helper.zones.form import MINE, THEIRS, Call, Setup
from helper.zones.guess import Guess
from helper.zones.hours import Person, Slot, Week
from helper.zones.places import Index, Place
from helper.zones.weekly import Weekly

FORM = "zones"
PACKAGES = ("tzdata", "places")


@dataclass(frozen=True, slots=True)
class Waiting:
    """language  of the page
    device    the zone that the device is set to
    fields    what the form holds
    link      the fragment of a link that was opened, "" for none
    packages  those of PACKAGES, and others, that are there
    failed    why they did not come, one of events.MISSING; "" for nothing
    files     the device's share sheet takes a calendar's file
    """

    language: str = "en"
    device: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    packages: frozenset[str] = frozenset()
    failed: str = ""
    files: bool = False

    @property
    def is_over(self) -> bool:
        return not self.failed and self.packages.issuperset(PACKAGES)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two people. `typed` is what the field for the place holds; `guesses` is what it may mean; `asked` says
    that a choice between them is due; `named` that the place is where they are, and not only where it is as late."""

    typed: str = ""
    place: Place | None = None
    named: bool = False
    guesses: tuple[Guess, ...] = ()
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """index     the places
    language  of the page
    device    the zone that the device is set to
    told      what the other one tells in a link, as long as the form still says so
    asked     the page was opened to tell of my own hours
    fold      which of two times was chosen where a moment does not exist or exists twice (datetime's word)
    problem   key of what to say about a link, "" for nothing
    files     the device's share sheet takes a calendar's file
    file      what became of the calendar file: "", "loading", "started", "refused", or one of events.MISSING
    written   the file, "" as long as there is none
    title     the title that it waits for,
    by        the instant by which it promises a call (UTC ms), None for the weekly call, and
    luck      the number that gives it a name
    sharing   what became of copying or sharing
    packages  what was fetched
    announce  keys of what is to be announced
    """

    index: Index
    language: str
    device: str = ""
    mine: Side = Side()
    theirs: Side = Side()
    setup: Setup = Setup()
    told: Alone | None = None
    asked: bool = False
    fold: int | None = None
    problem: str = ""
    files: bool = False
    file: str = ""
    written: str = ""
    title: str = ""
    by: int | None = None
    luck: int = 0
    sharing: Sharing = Sharing()
    packages: frozenset[str] = frozenset()
    announce: tuple[str, ...] = ()

    def side(self, name: str) -> Side:
        return self.mine if name == MINE else self.theirs

    def with_side(self, name: str, side: Side) -> Model:
        return replace(self, mine=side) if name == MINE else replace(self, theirs=side)

    def person(self, name: str) -> Person | None:
        """Somebody whose place and hours are known."""
        place, hours = self.side(name).place, self.setup.hours(name)
        if not place or not hours:
            return None
        if name == THEIRS and self.told:
            return Person(place.zone, self.told.week)
        return Person.daily(place.zone, hours)

    def alone(self) -> Alone | None:
        """What I tell others of when I may be called, when that is known."""
        place, hours, own = self.mine.place, self.setup.mine, self.setup.own
        if not place or not hours or not own:
            return None
        slots = (Slot(own.days, hours), *([own.more] if own.more else []))
        slots = tuple(slot for slot in slots if slot.days)
        return Alone(place.zone, Week(slots), own.text_first, own.languages, own.formats) if slots else None

    def promised(self, now: int) -> int | None:
        """The next instant after `now` (both UTC ms) at which a clock shows the time by which I ring back. Where it is
        set forward over that time, it is rather too early than too late."""
        back = self.setup.back
        place = self.side(back.side).place if back else None
        if not back or not place:
            return None
        today = clocks.local(now, place.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        walls = (today + timedelta(days=day, minutes=back.minute) for day in range(3))
        return next(at for wall in walls for at in clocks.instants(wall, place.zone)[1] if at > now)

    def weekly(self) -> Weekly | None:
        """The weekly call, when both places and the call are known."""
        call, mine, theirs = self.setup.weekly, self.mine.place, self.theirs.place
        return weekly_of(call, mine, theirs) if call and mine and theirs else None


type State = Waiting | Model
type Step = tuple[Model, list[Effect]]
type Handler = Callable[[Model, Event, int], Step]


def weekly_of(call: Call, mine: Place, theirs: Place) -> Weekly:
    """An agreed call with its clocks."""
    zones = (mine.zone, theirs.zone) if call.side == MINE else (theirs.zone, mine.zone)
    return Weekly(call.weekday, call.minute, *zones)


def other(side: str) -> str:
    return THEIRS if side == MINE else MINE


def placed(model: Model, name: str, place: Place, named: bool) -> tuple[Model, str]:
    """Somebody is at a place; with what the field for it shows then. `named` as in Side."""
    label = model.index.label(place, model.language)
    return model.with_side(name, Side(label, place, named)), label
