"""A message as a row of things that people write when they ask for a call: at each place the longest that fits.

A grammar without ambiguity: what is longer wins, and of two that are as long the one that stands first in ORDER. Slots
are read by functions of their own, each of which gives all that may stand at a place. What nothing fits stays a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from helper.shorthand.lexicon import Lexicon, Token, Way, plain, tokens
from helper.timer.codec import read_preset
from helper.timer.plan import MAX_SPEAKERS, Plan

MOST = 2_000
"""Letters that are read; a request is short."""
MOST_NUMBER, MOST_HOURS = 999, 4

PRESET, TURNS, TOTAL, CLOCK, NUMBER, LONG = "preset", "turns", "total", "clock", "number", "long"
"""What the grammar itself makes out: a preset link, minutes of each, a length, a time zone's abbreviation, a number
that could be anything, a number as long as a phone's. All else is named as in the lexicon."""

ORDER = (
    "idiom", "question", "other_turns", "paired", "each", "range", TURNS, TOTAL, "feedback_each",
    "feedback_minutes", "feedback_or_total", "maybe_feedback",
    "no_feedback", "listen", "feedback_of", "feedback", "between_times", "until", "after", "at", "time", "danger",
    "known_as", CLOCK, "outreach", "bookend", "theme", "open", "text_first", "now", "call", "place", "people", "later",
    "within", "ago", "filler", "negation", NUMBER,
)  # fmt: skip
"""What counts where two are as long."""
LOOSE = {"time": "any_time"}
"""Between two times, the first may be a number that goes on: "7-9pm"."""
LENGTHS = {"hour": 60, "half_hour": 30, "quarter_hour": 15}
INNER = frozenset({"minutes", "hours", *LENGTHS, "am", "pm", "oclock", "number", "between", CLOCK})
"""Parts of others, which mean nothing by themselves, or something else."""

BETWEEN = frozenset("-/_|+x*&")
ADDRESS = re.compile(r"[A-Za-z]{1,10}://[^\s#]*(?:#(\S*))?")
WORD = re.compile(r"\S+")
LIKE_A_PHONE = re.compile(r"(?<![\w/])\+?\d+(?:/\d{2,})?(?:[ ().-]{1,3}\d{2,})*(?![\w/])")
HIDDEN = "…"
DIGITAL = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")


class Hour(NamedTuple):
    """Hour and minute as they are written; `sure` where that alone says which half of the day it is."""

    hour: int
    minute: int
    sure: bool


class Time(NamedTuple):
    """A time of day in minutes; `vague` where nobody said whether it is that of the morning or of the evening."""

    minute: int
    vague: bool


class Found(NamedTuple):
    """Something in a message: what it is, what stands in its slots, and from which token to which."""

    name: str
    values: tuple[object, ...]
    start: int
    end: int
    way: Way | None = None


class Parsed(NamedTuple):
    """A message: its plain text, its tokens, what was found in their order, and whether it was too long."""

    text: str
    tokens: tuple[Token, ...]
    found: tuple[Found, ...]
    plans: tuple[Plan, ...]
    has_long_number: bool
    is_cut: bool

    def quote(self, start: int, end: int) -> str:
        """What stands from one token to another, as it was written."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""


def parse(lexicon: Lexicon, text: str) -> Parsed:
    """What a message consists of. Never raises."""
    whole = plain(text)
    shown, plans, has_long = _without_addresses(whole[:MOST])
    pieces = tuple(tokens(shown))
    found = tuple(_Scanner(lexicon, pieces).scan())
    return Parsed(shown, pieces, found, plans, has_long, len(whole) > MOST)


def _without_addresses(text: str) -> tuple[str, tuple[Plan, ...], bool]:
    """A text without web addresses and long numbers, in whose place there are signs that mean nothing; the plans that
    preset links name; and whether there was a long number."""
    plans, long = [], False

    def hidden(match: re.Match[str]) -> str:
        if plan := read_preset(match[1] or ""):
            plans.append(plan)
        return HIDDEN

    def preset(match: re.Match[str]) -> str:
        """Also without an address before it: "open-15", "3-3-feedback-5"."""
        plan = read_preset(match[0].lstrip("#")) if re.search(r"[a-z]{4}\W*\d|\d\W+[a-z]{5}", match[0]) else None
        if not plan:
            return match[0]
        plans.append(plan)
        return HIDDEN

    def phone(match: re.Match[str]) -> str:
        nonlocal long
        digits = sum(it.isdigit() for it in match[0])
        if digits < 7 or not (match[0][0] in "+0" or re.search(r"\d{3}", match[0])):
            return match[0]
        long = True
        return HIDDEN

    text = LIKE_A_PHONE.sub(phone, WORD.sub(preset, ADDRESS.sub(hidden, text)))
    return text, tuple(plans), long


type Ends[T] = list[tuple[int, T]]
"""Where something that begins at a place may end, and what it is."""


class _Scanner:
    def __init__(self, lexicon: Lexicon, pieces: tuple[Token, ...]) -> None:
        self.lexicon, self.tokens = lexicon, pieces
        self.memory: dict[tuple[str, int], Ends[object]] = {}
        self.slots: dict[str, Callable[[int], Iterator[tuple[int, object]]]] = {
            "n": self._number, "minutes": self._minutes, "hour": self._hour, "time": self._time, "turns": self._turns,
            "any_time": self._any_time, "place": self._place, "clear_time": self._clear_time, "bare": self._bare,
        }  # fmt: skip
        self.by_slot = {
            slot: [way for way in lexicon.starts.get(f"{{{slot}}}", ()) if way.name not in INNER] for slot in self.slots
        }

    def scan(self) -> Iterator[Found]:
        at = 0
        while at < len(self.tokens):
            best = min(self._here(at), key=lambda it: (-it.end, ORDER.index(it.name)), default=None)
            if best:
                yield best
            at = best.end if best else at + 1

    def _here(self, at: int) -> Iterator[Found]:
        slotted = (way for slot, ways in self.by_slot.items() if self._slot(LOOSE.get(slot, slot), at) for way in ways)
        for way in (*self._starting(at), *slotted):
            for end, values in self._fits(way, at):
                if way.name == CLOCK or (way.name not in INNER and way.name in ORDER):
                    yield Found(way.name, values, at, end, way)
        for name, read in ((TURNS, "turns"), (TOTAL, "minutes"), ("time", "clear_time"), (NUMBER, "bare")):
            for end, value in self._slot(read, at):
                yield Found(name, (value,), at, end)

    def _starting(self, at: int) -> Iterator[Way]:
        """The ways that may begin with a token; those under `exact` are listed by how it is written."""
        for text in dict.fromkeys(self.tokens[at][:2]) if at < len(self.tokens) else ():
            yield from self.lexicon.starts.get(text, ())

    def _fits(self, way: Way, at: int) -> Ends[tuple[object, ...]]:
        states: Ends[tuple[object, ...]] = [(at, ())]
        for part in way.parts:
            following: Ends[tuple[object, ...]] = []
            for here, values in states:
                if part[0] == "{" and len(part) > 1:
                    slot = LOOSE.get(part[1:-1], "") if way.name == "between_times" else part[1:-1]
                    following += [(end, (*values, value)) for end, value in self._slot(slot, here)]
                elif here < len(self.tokens) and part == (
                    self.tokens[here].written if way.exact else self.tokens[here].plain
                ):
                    following.append((here + 1, values))
            states = following
        return states

    def _slot(self, name: str, at: int) -> Ends[object]:
        if (name, at) not in self.memory:
            self.memory[name, at] = []  # a way that began with its own slot would never end
            self.memory[name, at] = list(self.slots[name](at))
        return self.memory[name, at]

    def _plain(self, at: int) -> str:
        return self.tokens[at].plain if at < len(self.tokens) else ""

    def _number(self, at: int) -> Iterator[tuple[int, int]]:
        """A whole number, in digits or as a word."""
        text = self._plain(at)
        if text.isdigit() and text.isdecimal() and len(text) <= len(str(MOST_NUMBER)):
            yield at + 1, int(text)
        for way in self._starting(at):
            if way.name == NUMBER:
                for end, _ in self._fits(way, at):
                    yield end, int(way.value)

    def _minutes(self, at: int) -> Iterator[tuple[int, int]]:
        if self._slot("n", at):
            for name, factor, most in (("minutes", 1, MOST_NUMBER), ("hours", 60, MOST_HOURS)):
                for way in self.lexicon.named(name):
                    for end, (number,) in self._fits(way, at):
                        if isinstance(number, int) and number <= most:
                            yield end, number * factor
        for way in self._starting(at):
            if way.name in LENGTHS:
                for end, _ in self._fits(way, at):
                    yield end, LENGTHS[way.name]

    def _turns(self, at: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """ "3/3", "three three", "5 and 5"; with the same sign all through."""
        for end, number in self._slot("n", at):
            yield from self._further(end, (number,), None)

    def _further(self, at: int, numbers: tuple[object, ...], sign: str | None) -> Iterator[tuple[int, tuple[int, ...]]]:
        for here, between in self._between(at, spoken=not self._plain(at - 1).isdigit()):
            if sign is not None and between != sign:
                continue
            for end, number in self._slot("n", here):
                if between or not self._plain(here).isdigit():  # "3 3" may be anything
                    more = (*numbers, number)
                    yield end, more  # type: ignore[misc]
                    if len(more) <= MAX_SPEAKERS:
                        yield from self._further(end, more, between)

    def _between(self, at: int, spoken: bool) -> Iterator[tuple[int, str]]:
        if self._plain(at) in BETWEEN:
            yield at + 1, self._plain(at)
        for way in self.lexicon.named("between"):
            for end, _ in self._fits(way, at):
                yield end, way.parts[0]
        if spoken:
            yield at, ""

    def _hour(self, at: int) -> Iterator[tuple[int, Hour]]:
        text = self._plain(at)
        if match := DIGITAL.fullmatch(text):
            yield at + 1, Hour(int(match[1]), int(match[2]), match[1][0] == "0")
        elif text.isdecimal() and len(text) <= 2 and int(text) <= 24:
            yield at + 1, Hour(int(text), 0, text[0] == "0")

    def _clear_time(self, at: int) -> Iterator[tuple[int, Time]]:
        """A time of day that can be nothing else."""
        for name in ("am", "pm", "oclock") if self._slot("hour", at) else ():
            for way in self.lexicon.named(name):
                for end, (value,) in self._fits(way, at):
                    if isinstance(value, Hour) and (time := _time(value, name)):
                        yield end, time
        if ":" in self._plain(at):
            yield from self._any_hour(at)

    def _any_time(self, at: int) -> Iterator[tuple[int, Time]]:
        """A time of day, or a number that may be one."""
        yield from self._slot("clear_time", at)  # type: ignore[misc]
        yield from self._any_hour(at)

    def _any_hour(self, at: int) -> Iterator[tuple[int, Time]]:
        for end, hour in self._hour(at):
            if time := _time(hour, ""):
                yield end, time

    def _time(self, at: int) -> Iterator[tuple[int, Time]]:
        """A time of day, but no number that is the beginning of something else."""
        clear = {end for end, _ in self._slot("clear_time", at)}
        yield from ((end, time) for end, time in self._any_time(at) if end in clear or not self._goes_on(at, end))

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether a number is the beginning of something else: "3/3", "10 min", "50 %"."""
        sign, after = self._plain(end), self._plain(end + 1)
        if sign == "%" or (sign in BETWEEN and after[:1].isdigit()):
            return True
        return any(longer > end for longer, _ in self._slot("minutes", at))

    def _place(self, at: int) -> Iterator[tuple[int, str]]:
        """Up to three words with capital letters."""
        words: list[str] = []
        for here in range(at, min(at + 3, len(self.tokens))):
            written = self.tokens[here].written
            if not written[0].isupper() or any(way.name == CLOCK for way in self._starting(here)):
                return
            words.append(written)
            yield here + 1, " ".join(words)

    def _bare(self, at: int) -> Iterator[tuple[int, str]]:
        if self._plain(at)[:1].isdigit():
            yield at + 1, self.tokens[at].written


def _time(it: Hour, half: str) -> Time | None:
    """A time of day, None for one that there is not."""
    if half in ("am", "pm") and 1 <= it.hour <= 12:
        return Time((it.hour % 12 + (12 if half == "pm" else 0)) * 60 + it.minute, False)
    if it.hour > 24 or (it.hour == 24 and it.minute) or (half == "am" and it.hour > 12):
        return None
    return Time(it.hour % 24 * 60 + it.minute, not it.sure and 1 <= it.hour <= 12)
