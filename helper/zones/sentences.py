"""What the time-zone checker has found out, in sentences: the verdict, the common hours, clock changes, the message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from helper.texts import Texts
from helper.zones import clocks, hours
from helper.zones.clocks import MINUTE, Change
from helper.zones.form import MINE
from helper.zones.hours import HORIZON, NO, TEXT, Bad, Person, Verdict, Window
from helper.zones.places import Index, Place, offset_name, short_name


class Pair(NamedTuple):
    """The places of both, when they are known."""

    mine: Place
    theirs: Place

    def of(self, side: str) -> Place:
        return self.mine if side == MINE else self.theirs


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of a language together with the names of places."""

    texts: Texts
    index: Index

    @property
    def language(self) -> str:
        return self.texts.locale.language

    def written_in(self, language: str) -> Speech:
        """The same in a language of the site, for a message to somebody who reads that."""
        return self if language == self.language else Speech(self.texts.within(language), self.index)

    def name(self, place: Place) -> str:
        return self.index.name(place, self.language)

    def time(self, at: int, place: Place) -> str:
        return self.texts.locale.time(clocks.local(at, place.zone))

    def day(self, at: int, place: Place) -> str:
        return self.texts.locale.day(clocks.local(at, place.zone))

    def weekday(self, at: int, place: Place) -> str:
        return self.texts.locale.weekday(clocks.local(at, place.zone))

    def offset(self, at: int, place: Place) -> str:
        """The offset from UTC, with the abbreviation where it cannot be mistaken: "UTC+1, CET"."""
        short = short_name(self.index, at, place.zone)
        own = f"abbreviation.{short}"
        if self.texts.prefix + own in self.texts.words:
            short = self.texts.say(own)
        return ", ".join(part for part in (offset_name(clocks.offset(at, place.zone)), short) if part)


def clock_now(speech: Speech, key: str, place: Place, now: int) -> str:
    return speech.texts.say(
        key,
        place=speech.name(place),
        time=speech.time(now, place),
        weekday=speech.weekday(now, place),
        offset=speech.offset(now, place),
    )


def facts(
    speech: Speech, found: Verdict, theirs: Place, mine: Place | None, text_first: bool, now: int
) -> Iterator[str]:
    """The sentences under the verdict, the weightiest first."""
    say = speech.texts.say
    there = clock_now(speech, "fact.there", theirs, now)
    if found.answer == NO:
        yield _next(speech, found.next, theirs, mine, now)
        if text_first:
            yield say("fact.text_then")
        yield there
        return
    yield there
    if found.answer == TEXT:
        yield say("fact.text")
    if found.until is None:
        yield say("fact.always")
    else:
        left = speech.texts.span((found.until - now) // MINUTE)
        until = speech.time(found.until, theirs)
        if mine and not clocks.same(mine.zone, theirs.zone):
            yield say("fact.lasts_both", left=left, time=until, mine=speech.time(found.until, mine))
        else:
            yield say("fact.lasts", left=left, time=until)


def _next(speech: Speech, window: Window | None, theirs: Place, mine: Place | None, now: int) -> str:
    if window is None:
        return speech.texts.say("fact.no_next")
    at = window.start
    slots = {
        "left": speech.texts.span((at - now) // MINUTE),
        "day": speech.day(at, theirs),
        "time": speech.time(at, theirs),
    }
    today = all(speech.day(now, place) == slots["day"] for place in (theirs, mine) if place)
    if mine is None or clocks.same(mine.zone, theirs.zone):
        return speech.texts.say("fact.next_today" if today else "fact.next", **slots)
    my_day, mine_then = speech.day(at, mine), speech.time(at, mine)
    if my_day == slots["day"]:
        return speech.texts.say("fact.next_both_today" if today else "fact.next_one_day", mine=mine_then, **slots)
    return speech.texts.say("fact.next_both", my_day=my_day, mine=mine_then, **slots)


def both(speech: Speech, mine: Person, theirs: Person, pair: Pair, now: int) -> tuple[str, list[str]]:
    """When both can: a sentence before the list ("" for none), and the list."""
    windows = hours.when_both(mine, theirs, now)
    if not windows:
        found = hours.least_bad(mine, theirs, now)
        before = " ".join(speech.texts.say(key) for key in ("both.none", *(["both.least"] if found else [])))
        return before, [_bad(speech, it, pair) for it in found]
    if windows[0] == Window(now, now + HORIZON):
        return speech.texts.say("both.always"), []
    before = speech.texts.say("both.later") if windows[0].start >= now + hours.PICTURE else ""
    return before, [_window(speech, window, pair) for window in windows]


def _window(speech: Speech, window: Window, pair: Pair) -> str:
    mine, theirs = pair
    return speech.texts.say(
        "both.item",
        day=speech.day(window.start, mine),
        **{"from": speech.time(window.start, mine)},
        to=speech.time(window.end, mine),
        their_day=speech.day(window.start, theirs),
        their_from=speech.time(window.start, theirs),
        their_to=speech.time(window.end, theirs),
    )


def _bad(speech: Speech, it: Bad, pair: Pair) -> str:
    """A time outside the hours of one or both, and by how much."""
    who = "both" if it.mine and it.theirs else "mine" if it.mine else "theirs"
    mine, theirs = (speech.texts.span(minutes) for minutes in (it.mine, it.theirs))
    outside = speech.texts.say(f"both.bad_{who}", mine=mine, theirs=theirs)
    return f"{speech.texts.say('both.bad', **times(speech, it.at, pair))} {outside}"


def change(speech: Speech, it: Change, place: Place) -> str:
    """A clock being set, in words: what it shows just then, and what instead."""
    before, after = clocks.shown(it.at, it.before), clocks.shown(it.at, it.after)
    return speech.texts.say(
        "fact.change" if it.minutes > 0 else "fact.change_back",
        day=speech.texts.locale.day(before),
        place=speech.name(place),
        length=speech.texts.span(abs(it.minutes)),
        before=speech.texts.locale.time(before),
        after=speech.texts.locale.time(after),
    )


def times(speech: Speech, at: int, pair: Pair, by_day: bool = True) -> dict[str, str]:
    """What fills a text about one instant for both: places, times, and days (or only weekdays)."""
    mine, theirs = pair
    name, said = ("day", speech.day) if by_day else ("weekday", speech.weekday)
    return {
        "place": speech.name(mine),
        name: said(at, mine),
        "time": speech.time(at, mine),
        "their_place": speech.name(theirs),
        f"their_{name}": said(at, theirs),
        "their_time": speech.time(at, theirs),
    }
