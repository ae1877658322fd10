"""What a request for a call comes to: a plan for the timer, times, a time zone, wishes; and what is unclear.

A plan is there only where the message leaves no doubt about it. Each `Doubt` says what is contradictory or may mean
several things; those in BLOCKING leave the timer as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from helper.shorthand.grammar import CLOCK, HIDDEN, NUMBER, TOTAL, TURNS, Found, Parsed, Time, parse
from helper.shorthand.lexicon import Lexicon, Token
from helper.timer.codec import DEFAULT_FEEDBACK
from helper.timer.plan import BOOKEND, MAX_SPEAKERS, MAX_TURN, OPEN, SHARE, THEME, Plan

YES, NO, MAYBE = "yes", "no", "maybe"
UNTIL, AFTER, AT = "until", "after", "at"

BLOCKING = frozenset({
    "two_ways", "one_to_one", "three", "impossible", "range", "several", "kinds", "feedback_both", "lengths",
    "too_short", "negated", "people", "feedback_or_total", "other",
})  # fmt: skip
"""Doubts that leave no plan."""

LEFT_OUT = frozenset({NUMBER, "long", "cut"})
"""Doubts about what may not belong to a request at all."""

PLANNED = frozenset({
    TURNS, "turns", "each", "paired", TOTAL, "people", OPEN, THEME, BOOKEND,
    "feedback", "feedback_minutes", "feedback_each", "listen",
})  # fmt: skip
"""What makes the plan; a word such as "not" near it may turn it around."""
REACH, REACH_BACK = 3, 4
"""So many words a negation reaches ahead; and back to feedback, as in „Feedback brauche ich nicht“."""
ENDS = frozenset(f".,;!?:{HIDDEN}")
PLAIN = ("filler", "idiom")
"""What needs no telling."""
END = Token("\n", "\n", 0, 0)
OF_FEEDBACK = frozenset({"feedback", "feedback_minutes", "feedback_each", "listen"})
MEANT = {
    "no_feedback": NO,
    "listen": NO,
    "maybe_feedback": MAYBE,
    "feedback": YES,
    "feedback_minutes": YES,
    "feedback_of": YES,
    "feedback_each": YES,
    "feedback_or_total": YES,
}


UNSURE = {"range": "range", "feedback_or_total": "feedback_or_total", "other_turns": "other", "question": "other"}
"""What leaves a doubt wherever it stands, and which."""


class Doubt(NamedTuple):
    """What is unclear (a key of docs/<language>/words/phrases.yml, `read.doubt`), where in the message, and in minutes
    what it takes (`n`) and what there is (`other`)."""

    key: str
    quote: str = ""
    n: int = 0
    other: int = 0


class When(NamedTuple):
    """A time of day that the message names, as UNTIL, AFTER or AT."""

    relation: str
    time: Time


@dataclass(frozen=True, slots=True)
class Reading:
    """plan       for the timer; None where none is named, or not clearly
    kind       of the plan, as far as it is named; "" for none
    feedback   YES, NO or MAYBE as it is wished, "" where nothing is said
    usual      the minutes of feedback are those that are usual: the message names none
    total      minutes in all, 0 where none are named
    times      times of day
    zone       the place or clock that is named, "" for none or several
    later      minutes until the call is to begin, 0 for nothing said
    within     minutes for which there is time
    now        at once
    text_first a text is wanted before the call
    call       a call is asked for, or the word stands there
    danger     somebody may be in danger
    doubts     what is unclear
    rest       what stands there beside, as it was written
    language   in which most of it is written; "" where that cannot be said
    """

    plan: Plan | None = None
    kind: str = ""
    feedback: str = ""
    usual: bool = False
    total: int = 0
    times: tuple[When, ...] = ()
    zone: str = ""
    later: int = 0
    within: int = 0
    now: bool = False
    text_first: bool = False
    call: bool = False
    danger: bool = False
    doubts: tuple[Doubt, ...] = ()
    rest: tuple[str, ...] = ()
    language: str = ""

    @property
    def is_nothing(self) -> bool:
        """Nothing of a request was understood."""
        doubts = tuple(it for it in self.doubts if it.key not in LEFT_OUT)
        return replace(self, doubts=doubts, rest=(), language="", danger=False) == Reading()

    def doubts_of(self, *keys: str) -> bool:
        return any(doubt.key in keys for doubt in self.doubts)


type Knows = Callable[[str], bool]
"""Whether a text is the name of a place or a clock."""


def read(lexicon: Lexicon, text: str, knows: Knows = lambda _: False) -> Reading:
    """What a message asks for. Never raises; a text that says nothing gives a Reading that `is_nothing`."""
    parsed = parse(lexicon, text)
    found = [it for it in parsed.found if it.name != "place" or knows(str(it.values[0]))]
    negated = _negated(parsed, found)
    kept = [it for it in found if it not in negated]
    by_name: dict[str, list[Found]] = {}
    for it in kept:
        by_name.setdefault(it.name, []).append(it)
    doubts = [Doubt("negated", parsed.quote(*negated[it])) for it in negated]
    lengths = _lengths(by_name, doubts, parsed)
    zones = _zones(kept)
    doubts += [Doubt("zones", ", ".join(zones))] if len(zones) > 1 else []
    reading = Reading(
        total=lengths.get(TOTAL, 0),
        later=lengths.get("later", 0),
        within=lengths.get("within", 0),
        times=tuple(_times(kept)),
        zone=zones[0] if len(zones) == 1 else "",
        now="now" in by_name,
        text_first="text_first" in by_name,
        call="call" in by_name or "outreach" in by_name,
        danger="danger" in by_name,
        language=_language(kept),
    )
    reading = _planned(reading, by_name, parsed, doubts)
    doubts += [Doubt(NUMBER, str(it.values[0])) for it in by_name.get(NUMBER, ())]
    doubts += [Doubt("long")] if parsed.has_long_number else []
    doubts += [Doubt("cut")] if parsed.is_cut else []
    return replace(reading, doubts=tuple(dict.fromkeys(doubts)), rest=tuple(_rest(parsed, found, negated.values())))


def _lengths(by_name: dict[str, list[Found]], doubts: list[Doubt], parsed: Parsed) -> dict[str, int]:
    """The minutes that are named, where they are named but once."""
    lengths: dict[str, int] = {}
    for name in (TOTAL, "later", "within"):
        several = dict.fromkeys(_number(it) for it in by_name.get(name, ()))
        if len(several) == 1 and not (BOOKEND in by_name and len(by_name[name]) > 1):  # of the two calls, not between
            lengths[name] = next(iter(several))
        elif several:
            doubts.append(Doubt("lengths", ", ".join(parsed.quote(it.start, it.end) for it in by_name[name])))
    return lengths


def _planned(reading: Reading, by_name: dict[str, list[Found]], parsed: Parsed, doubts: list[Doubt]) -> Reading:
    """The reading with its plan, and with the doubts about it."""
    doubts += [
        Doubt(key, parsed.quote(it.start, it.end))
        for name, key in UNSURE.items()
        for it in by_name.get(name, ())
        if name != "range" or not _is_even(it)
    ]
    turns, kinds = _turns(by_name, parsed, doubts), [it for it in (OPEN, THEME, BOOKEND) if it in by_name]
    wished = {wish for name, wish in MEANT.items() if name in by_name}
    plans = list(dict.fromkeys(parsed.plans))
    for plan in plans:
        wished |= {YES} if plan.feedback else set()
    feedback = MAYBE if MAYBE in wished else wished.pop() if len(wished) == 1 else ""
    if len(wished) > 1 and not feedback:
        doubts.append(Doubt("feedback_both"))
    if feedback == MAYBE:
        doubts.append(Doubt("feedback_open"))
    reading = replace(reading, feedback=feedback)
    named = [*dict.fromkeys([*turns, *(plan.turns for plan in plans if plan.kind == SHARE)])]
    kinds = [*dict.fromkeys([*kinds, *(plan.kind for plan in plans if plan.kind != SHARE)])]
    if len(named) > 1 or len(plans) > 1:
        doubts.append(Doubt("several"))
    if len(kinds) > 1 or (kinds and named):
        doubts.append(Doubt("kinds"))
    minutes = _minutes_of_feedback(by_name, len(named[0]) if named else 2, doubts, parsed)
    reading = replace(reading, kind=kinds[0] if kinds else SHARE if named else "")
    if any(doubt.key in BLOCKING for doubt in doubts):
        return reading
    if named:
        own = plans[0].feedback if plans else 0
        return _shared(reading, named[0], own or minutes, doubts)
    if plans:
        return replace(reading, plan=plans[0])
    limit = reading.total or 0
    if limit * 60 > MAX_TURN:
        doubts.append(Doubt("impossible", f"{limit}"))
    elif limit:
        return replace(reading, plan=Plan(reading.kind or OPEN, (limit * 60,)))
    return reading


def _shared(reading: Reading, turns: tuple[int, ...], feedback: int, doubts: list[Doubt]) -> Reading:
    """Turns, with the feedback that is wished; the minutes in all must be enough for both."""
    usual = reading.feedback == YES and not feedback
    if usual:
        feedback = DEFAULT_FEEDBACK
    plan = Plan(SHARE, turns, feedback if reading.feedback == YES else 0)
    if reading.total and reading.total * 60 < plan.total:
        doubts.append(Doubt("too_short", "", plan.total // 60, reading.total))
        return reading
    return replace(reading, plan=plan, usual=usual)


def _minutes_of_feedback(by_name: dict[str, list[Found]], people: int, doubts: list[Doubt], parsed: Parsed) -> int:
    """Seconds for all together; 0 where none are named, or several."""
    each = by_name.get("feedback_each", [])
    said = [*by_name.get("feedback_minutes", ()), *by_name.get("feedback_of", ()), *each]
    named = {_number(it) * (people if it in each else 1) for it in said}
    fitting = [it for it in named if 0 < it * 60 <= MAX_TURN]
    if len(named) != len(fitting) or len(named) > 1:
        quotes = (parsed.quote(it.start, it.end) for it in said)
        doubts.append(Doubt("impossible", ", ".join(quotes)))
        return 0
    return fitting[0] * 60 if fitting else 0


def _turns(by_name: dict[str, list[Found]], parsed: Parsed, doubts: list[Doubt]) -> list[tuple[int, ...]]:
    """The seconds for each person, of all the formats that are named and can be."""
    people = {_number(it) for it in by_name.get("people", ())}
    named: list[tuple[tuple[int, ...], str]] = []
    for it in by_name.get("each", ()):
        count = next(iter(people)) if len(people) == 1 else 2
        named.append(((_number(it),) * min(count, MAX_SPEAKERS + 1), parsed.quote(it.start, it.end)))
    for it in (
        *by_name.get(TURNS, ()),
        *by_name.get("paired", ()),
        *(it for it in by_name.get("range", ()) if _is_even(it)),
    ):
        numbers = it.values[0] if isinstance(it.values[0], tuple) else it.values
        named.append((numbers, parsed.quote(it.start, it.end)))
    found = []
    for numbers, quote in named:
        doubt = _doubtful(numbers, "no_feedback" in by_name, len(numbers) in people)
        if doubt:
            doubts.append(Doubt(doubt, quote, numbers[0], numbers[1] if len(numbers) > 1 else 0))
        else:
            found.append(tuple(number * 60 for number in numbers))
    sizes = {len(turns) for turns in found}
    if people and (len(people) > 1 or (sizes and sizes != people)):
        doubts.append(Doubt("people"))
    return found


def _doubtful(numbers: tuple[int, ...], listens: bool, counted: bool) -> str:
    """Why these can be no turns, or could be something else as well; "" where they are turns."""
    if len(set(numbers)) > 1:
        return "two_ways"
    if not 2 <= len(numbers) <= MAX_SPEAKERS or not 0 < numbers[0] * 60 <= MAX_TURN:
        return "impossible"
    if numbers == (1, 1):
        return "one_to_one"
    return "three" if len(numbers) == 3 and not listens and not counted else ""


def _is_even(it: Found) -> bool:
    """ "3-3 min": from three to three minutes is nothing that anybody would say."""
    return it.values[0] == it.values[1]


def _number(it: Found) -> int:
    return it.values[0] if isinstance(it.values[0], int) else 0


def _times(found: Iterable[Found]) -> Iterable[When]:
    for it in found:
        named = [value for value in it.values if isinstance(value, Time)]
        if it.name == "between_times" and len(named) == 2:
            start, end = named
            if start.vague and not end.vague and end.minute >= 12 * 60 > start.minute + 12 * 60 - end.minute:
                start = _like(start, end)
            yield When(AFTER, start)
            yield When(UNTIL, end)
        elif named:
            yield When(it.name if it.name in (UNTIL, AFTER) else AT, named[0])


def _like(start: Time, end: Time) -> Time:
    """ "7-9pm": both are in the evening, where that makes the first the earlier one."""
    later = Time((start.minute + 12 * 60) % (24 * 60), False)
    return later if later.minute < end.minute else start


def _zones(found: list[Found]) -> list[str]:
    named = []
    for it in found:
        if it.name == "known_as" and it.way:
            named.append(it.way.value)
        elif it.name == CLOCK and it.way:
            named.append(it.way.parts[0])
        elif it.name == "place":
            named.append(str(it.values[0]))
    return list(dict.fromkeys(named))


def _language(found: Iterable[Found]) -> str:
    counts: dict[str, int] = {}
    for it in found:
        if it.way:
            counts[it.way.language] = counts.get(it.way.language, 0) + 1
    best = sorted(counts, key=lambda language: -counts[language])
    clear = len(best) == 1 or (len(best) > 1 and counts[best[0]] > counts[best[1]])
    return best[0] if clear else ""


def _negated(parsed: Parsed, found: list[Found]) -> dict[Found, tuple[int, int]]:
    """What a word such as "not" may turn around, each with the tokens from one to the other."""
    negated: dict[Found, tuple[int, int]] = {}
    for no in (it for it in found if it.name == "negation"):
        for it in found:
            ahead, back = range(no.end, it.start), range(it.end, no.start)
            reaches = it.start >= no.end and len(ahead) <= REACH and it.name in PLANNED
            reaches |= it.end <= no.start and len(back) <= REACH_BACK and it.name in OF_FEEDBACK
            reaches |= it.start >= no.end and len(ahead) <= 1 and it.name in ("text_first", "call", "outreach", "now")
            between = ahead if it.start >= no.end else back
            if reaches and not any(
                parsed.tokens[at].plain in ENDS or "\n" in parsed.tokens[at].plain for at in between
            ):
                negated[it] = (min(no.start, it.start), max(no.end, it.end))
    return negated


def _rest(parsed: Parsed, found: list[Found], doubted: Iterable[tuple[int, int]]) -> Iterable[str]:
    """Stretches of words of which something was not understood, as they were written."""
    told = {at for it in found if it.name not in (*PLAIN, "negation") for at in range(it.start, it.end)}
    told.update(at for start, end in doubted for at in range(start, end))
    filler = {at for it in found if it.name in PLAIN for at in range(it.start, it.end)}
    stretch: list[int] = []
    for at, token in enumerate((*parsed.tokens, END)):
        if at not in told and token.plain not in ENDS and "\n" not in token.plain:
            stretch += [at] if token.plain[:1].isalpha() else []
            continue
        if not filler.issuperset(stretch):
            yield parsed.quote(stretch[0], stretch[-1] + 1)
        stretch = []
