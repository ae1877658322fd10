"""Messages as people write them, and what they come to. What they do not say clearly sets nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.shorthand.grammar import MOST
from helper.shorthand.lexicon import Lexicon, plain
from helper.shorthand.reading import AFTER, AT, BLOCKING, MAYBE, NO, UNTIL, YES, Reading, read
from helper.timer.codec import PRESETS, write_preset
from helper.timer.plan import KINDS, SHARE, Plan

pytestmark = pytest.mark.runtime

PLANS = {
    "3-3": [
        "OR 3/3 no FB", "O/R 3/3", "3x3", "3X3", "3×3", "3-3", "3–3", "3 / 3", "3+3", "3|3", "3 & 3", "3_3",
        "3 and 3", "three three",
        "three by three", "drei drei", "3 auf 3", "3/3 listen only", "3/3, just listening please", "3/3 w/o fb",
        "3/3 without feedback", "3/3 ohne Feedback", "3/3, kein FB", "3/3, Feedback brauche ich nicht",
        "3/3 no crosstalk",
        "ein offenes Ohr für 3/3?", "3 min each", "each 3 minutes", "je 3 Minuten", "jeder drei Minuten", "2x3 min",
        "3min/3min", "3 min / 3 min", "three-on-three",
        "2 mal 3 Minuten", "3-3 min", "3/3 minutes", "3/3, FB optional", "3/3 (6 min)",
        "call me on +49 170 1234567 for a 3/3",
        "I'm not doing well. Anyone for 3/3?", "Ich kann heute nicht lange: 3/3?", "3/3, no rush", "at 3/3",
        "in 10 min 3/3 pls", "3/3 step 12 stuff, 24/7", "https://example.org/helper/#3-3",
    ],
    "3-3-feedback-3": [
        "3/3 fb", "3/3 w/ fb", "3-3 w/fb", "3/3FB", "3/3 + FB", "3/3 mit Feedback", "3/3 gern mit Rückmeldung",
        "3-3-feedback",
    ],
    "4-4-feedback-3": ["anyone for 4x4 w/ feedback till 9pm CET?"],
    "4-4-feedback-5": [
        "4/4 and 5 min feedback", "4/4 with 5 min FB", "4/4, danach 5 Minuten Feedback", "4/4 + 5 fb",
        "#4-4-feedback-5",
    ],
    "5-5": [
        "hat wer 10 min für ein 5/5?", "wer hat zehn Minuten für ein 5/5", "OR 5/5 until 21:00", "fünf fünf",
        "15 min for 5/5",
    ],
    "5-5-feedback-2": [
        "5min/5min + fb jew 1min", "5/5 mit anschließendem Feedback (je 1 Minute)", "5/5 + 1 min fb each",
    ],
    "5-5-5": ["5/5/5 no fb", "5/5/5, 3 of us", "5 min each for 3 people"],
    "open-15": [
        "OR 15 min?", "15 min?", "an open call, 15 minutes", "offenes Gespräch, 15 Min.", "quarter of an hour",
        "eine Viertelstunde?", "open-15",
    ],
    "open-10": ["listen only, 10 min", "10 Minuten ein offenes Ohr", "10' OR"],
    "open-30": ["half an hour?", "halbe Stunde?", "30 mins to talk"],
    "open-60": ["1h call", "eine Stunde telefonieren?"],
    "theme-15": ["themed call 15 min", "15 Minuten Themengespräch"],
    "bookend-20": ["bookend 20 min", "20 Minuten Bookending", "book-end, 20 mins"],
}  # fmt: skip
"""Messages by the preset link of the plan that they ask for."""

NO_PLAN = {
    "two_ways": ["3/5", "5-10", "3/4 anyone", "26/11", "9-5"],
    "one_to_one": ["1-1 call?", "1/1", "1 on 1"],
    "three": ["3/3/3", "5-5-5 fb"],
    "impossible": ["90/90", "0/0", "61/61", "3/3/3/3/3/3/3/3/3", "3 hours", "5/5 with 90 min feedback"],
    "range": ["10-15 min?", "10 to 15 minutes", "5 bis 10 Minuten", "zwischen 5 und 10 Minuten"],
    "several": ["3/3 or 4/4?", "3/3 oder 5/5", "5/5 first, then 3/3"],
    "kinds": ["bookend 3/3", "3/3 oder offen", "themed call, or an open call, 15 min"],
    "feedback_both": ["3/3 no FB. With feedback!", "listen only 3/3 w/ fb"],
    "feedback_or_total": ["3/3 FB 10 min", "5/5 mit Feedback 15 Minuten"],
    "lengths": ["10 min, or 15 min", "bookend, 3 min before and 3 min after"],
    "too_short": ["5 min for a 3/3", "hat wer 5 min für ein 5/5?", "3/3 w/ fb, 8 min"],
    "negated": ["not 3/3", "no 5/5 today", "kein 3/3", "3/3 instead of 5/5"],
    "other": [
        "sober since 3/3!", "group meeting moved to 3/3", "thank you for the 5/5, Bo", "the 3/3 yesterday did me good",
        "what is 3/3?", "Danke für das 3/3", "5/5 gestern tat gut", "seit 3/3 nüchtern", "was heißt 3/3?",
        "What does 5/5 with FB mean?", "Was heisst denn 5/5?",
    ],
    "people": ["3/3, 3 people", "5/5/5/5, zu 3"],
}  # fmt: skip
"""What contradicts itself, or can mean several things, by what is said of it."""

NOTHING = [
    "",
    "   ",
    "hello everyone",
    "how was your day",
    "Danke euch allen",
    "Found someone, all good",
    "Day 3 clean",
    "?!",
    "🙏🙏",
    "…",
]
NO_LENGTH = [
    "OR?",
    "O/R",
    "anyone for a call",
    "wer hat Zeit zu reden",
    "listen only",
    "ein offenes Ohr",
    "bookend?",
    "outreach pls",
]


def flat(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(what, message) for what, messages in cases.items() for message in messages]


@pytest.mark.parametrize(("preset", "message"), flat(PLANS))
def test_a_request_is_read(known: Lexicon, preset: str, message: str) -> None:
    found = read(known, message)
    assert found.plan and write_preset(found.plan) == preset, found
    assert not {doubt.key for doubt in found.doubts} & BLOCKING


@pytest.mark.parametrize(("doubt", "message"), flat(NO_PLAN))
def test_what_is_in_doubt_sets_nothing_and_is_said(known: Lexicon, doubt: str, message: str) -> None:
    found = read(known, message)
    assert found.plan is None and found.doubts_of(doubt), found
    assert doubt in BLOCKING


@pytest.mark.parametrize("message", NOTHING)
def test_nothing_is_nothing(known: Lexicon, message: str) -> None:
    found = read(known, message)
    assert found.is_nothing and found.plan is None, found


@pytest.mark.parametrize("message", NO_LENGTH)
def test_what_names_no_length_sets_nothing(known: Lexicon, message: str) -> None:
    found = read(known, message)
    assert found.plan is None and not found.is_nothing


@pytest.mark.parametrize(("message", "wish"), [
    ("3/3 no FB", NO), ("3/3 nur zuhören", NO), ("listen only", NO), ("3/3 fb", YES), ("3/3 mit oder ohne FB", MAYBE),
    ("3/3 FB optional", MAYBE), ("3/3, message me on FB", ""), ("3/3", ""), ("10 min with feedback", YES),
])  # fmt: skip
def test_feedback_is_as_it_is_wished(known: Lexicon, message: str, wish: str) -> None:
    assert read(known, message).feedback == wish


@pytest.mark.parametrize(("message", "times", "zone"), [
    ("till 9pm CET", [(UNTIL, 21, 0, False)], "CET"), ("until 21:30 UTC", [(UNTIL, 21, 30, False)], "UTC"),
    ("bis 21 Uhr", [(UNTIL, 21, 0, False)], ""), ("bis 20.15", [(UNTIL, 20, 15, False)], ""),
    ("bis 18h", [(UNTIL, 18, 0, False)], ""), ("by 9", [(UNTIL, 9, 0, True)], ""),
    ("um 9 Uhr abends", [(AT, 21, 0, False)], ""), ("ab 08:00 MEZ", [(AFTER, 8, 0, False)], "MEZ"),
    ("7-9pm ET", [(AFTER, 19, 0, False), (UNTIL, 21, 0, False)], "ET"),
    ("between 11 and 1pm", [(AFTER, 11, 0, True), (UNTIL, 13, 0, False)], ""),
    ("zwischen 19 und 21 Uhr", [(AFTER, 19, 0, False), (UNTIL, 21, 0, False)], ""), ("12am", [(AT, 0, 0, False)], ""),
    ("noon? 12 pm", [(AT, 12, 0, False)], ""), ("9pm German time", [(AT, 21, 0, False)], "Berlin"),
    ("21 Uhr Wiener Zeit", [(AT, 21, 0, False)], "Wien"), ("bis halb 9", [], ""), ("25:00", [], ""),
    ("I'm in ET, not PT", [], ""), ("ist et pt", [], ""),
])  # fmt: skip
def test_times_and_zones(known: Lexicon, message: str, times: list[tuple[str, int, int, bool]], zone: str) -> None:
    found = read(known, message)
    named = [(it.relation, *divmod(it.time.minute, 60), it.time.vague) for it in found.times]
    assert (named, found.zone) == (times, zone)


def test_a_place_is_one_only_where_it_is_known(known: Lexicon) -> None:
    for message in ("3/3, I'm in New York", "3/3 bis 21 Uhr Berlin Zeit", "3/3 9pm Paris time"):
        assert read(known, message).zone == "" and read(known, message).rest
        assert read(known, message, {"New York", "Berlin", "Paris"}.__contains__).zone
    assert read(known, "bin in Gefahr, 3/3", {"Berlin"}.__contains__).zone == ""


@pytest.mark.parametrize(("message", "what"), [
    ("3/3 text me first", "text_first"), ("3/3, schreib mir vorher", "text_first"), ("3/3 right now", "now"),
    ("3/3 jetzt gleich", "now"), ("OR", "call"), ("in 10 min 3/3", "later"),
    ("free for the next 30 min, 3/3", "within"),
    ("in den nächsten 20 Minuten, 3/3", "within"), ("3/3 or I kill myself", "danger"), ("Überdosis", "danger"),
    ("I can't go on, 3/3?", "danger"), ("ich hab den Abschiedsbrief fertig", "danger"),
    ("took too many pills, 3/3?", "danger"), ("I want to hang myself", "danger"), ("I'm not safe", "danger"),
    ("hab alle Tabletten genommen", "danger"), ("ich will mich erhängen", "danger"),
])  # fmt: skip
def test_what_else_is_understood(known: Lexicon, message: str, what: str) -> None:
    assert getattr(read(known, message), what)


def test_or_is_a_call_only_in_capitals(known: Lexicon) -> None:
    assert read(known, "OR").call and not read(known, "this or that").call


def test_a_length_that_is_no_length_of_the_call_is_not_one(known: Lexicon) -> None:
    for message in ("in 10 min", "10 min ago", "vor 10 Minuten", "next 10 min", "seit 20 Minuten"):
        assert read(known, message).total == 0 and read(known, message).plan is None


def test_what_is_not_understood_is_quoted_as_it_stands_there(known: Lexicon) -> None:
    found = read(known, "Hi! Purple elephants. 3/3 please, 7?")
    assert found.rest == ("Purple elephants",) and [doubt.quote for doubt in found.doubts] == ["7"]
    assert read(known, "hi everyone, anyone free for a 3/3 please? thanks").rest == ()


def test_a_phone_number_is_left_out_and_that_is_said(known: Lexicon) -> None:
    for number in ("+49 170 1234567", "0170/1234567", "(0170) 123 45 67", "555-555-5555"):
        found = read(known, f"3/3? {number}")
        assert found.doubts_of("long") and found.plan == Plan()
        assert not any(part in repr(found) for part in ("1234567", "5555"))


def test_the_language_is_that_of_most_of_it(known: Lexicon) -> None:
    assert read(known, "hat wer 10 min für ein 5/5?").language == "de"
    assert read(known, "anyone for 4x4 w/ feedback?").language == "en"
    assert read(known, "3/3").language == ""


def test_only_the_beginning_of_a_long_text_is_read_and_that_is_said(known: Lexicon) -> None:
    found = read(known, "x " * MOST + "3/3")
    assert found.plan is None and found.doubts_of("cut")


# Whatever it is


PIECES = st.sampled_from([
    *(message for _, message in flat(PLANS) + flat(NO_PLAN)), *NO_LENGTH, "not", "kein", ",", "\n", ".", "OR",
    "9pm", "CET",
    "three", "and", "/", "-", "'", "{n}", "{", "\0", "\ud800", "٣/٣", "3²", "１/１", "=", "bis", "until", "FB",
])  # fmt: skip
MESSAGE = st.lists(PIECES | st.text(max_size=12), max_size=12).flatmap(
    lambda parts: st.sampled_from([" ", "", ", "]).map(lambda between: between.join(parts))
)


@given(message=MESSAGE)
def test_whatever_is_pasted_is_read_alike_each_time(known: Lexicon, message: str) -> None:
    found = read(known, message)
    assert read(known, message) == found
    assert read(known, plain(message)[:MOST]) == Reading(**{
        **{name: getattr(found, name) for name in Reading.__slots__},
        "doubts": tuple(doubt for doubt in found.doubts if doubt.key != "cut"),
    })  # fmt: skip
    if found.plan:
        assert not {doubt.key for doubt in found.doubts} & BLOCKING
        assert not found.is_nothing
        if found.total and found.plan.kind == SHARE:
            assert found.plan.total <= found.total * 60
    assert all(words in plain(message) for words in found.rest)


@given(kind=st.sampled_from(KINDS), minutes=st.integers(1, 60), people=st.integers(2, 8), feedback=st.integers(0, 60))
def test_a_plan_that_was_understood_reads_the_same(
    known: Lexicon, kind: str, minutes: int, people: int, feedback: int
) -> None:
    plan = Plan(kind, (minutes * 60,) * people, feedback * 60) if kind == SHARE else Plan(kind, (minutes * 60,))
    preset = write_preset(plan)
    assert read(known, f"https://example.org/helper/#{preset}").plan == plan
    if people == 2 and minutes > 1:
        assert read(known, preset).plan == plan


@given(minutes=st.integers(2, 60), wish=st.sampled_from(["", "no_feedback", "feedback"]), data=st.data())
def test_every_way_of_the_lexicon_to_wish_feedback_is_understood(
    known: Lexicon, minutes: int, wish: str, data: st.DataObject
) -> None:
    said = " ".join(data.draw(st.sampled_from(known.named(wish))).parts) if wish else ""
    found = read(known, f"{minutes}/{minutes} {said}")
    assert found.feedback == {"": "", "no_feedback": NO, "feedback": YES}[wish]
    assert found.plan == Plan(SHARE, (minutes * 60, minutes * 60), 180 if wish == "feedback" else 0)


@given(number=st.integers(0, 2_000), other=st.integers(0, 2_000), sign=st.sampled_from(["/", "-", "x", " ", "+"]))
def test_numbers_never_set_what_is_not_written(known: Lexicon, number: int, other: int, sign: str) -> None:
    plan = read(known, f"{number}{sign}{other}").plan
    assert plan is None or (number == other and plan.turns == (number * 60, number * 60))


def test_the_presets_of_the_timer_are_read(known: Lexicon) -> None:
    for preset in PRESETS:
        assert read(known, preset).plan
