"""Plans, the frame, the form and the preset links."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.fragment import clean
from helper.timer import codec, form
from helper.timer.form import Setup
from helper.timer.plan import BOOKEND, OPEN, TAP, Plan, PlanError, fit
from helper.timer.signals import Signals
from tests.timer.calls import FIELDS

pytestmark = pytest.mark.runtime


@pytest.mark.parametrize(
    ("plan", "minutes", "turns", "feedback"),
    [
        (Plan(), 6, (180, 180), 0),
        (Plan(), 5, (120, 120), 0),
        (Plan(), 2, (60, 60), 0),
        (Plan(turns=(300, 300), feedback=300), 15, (300, 300), 300),
        (Plan(turns=(300, 300), feedback=300), 5, (120, 120), 60),
        (Plan(turns=(180, 300)), 5, (120, 180), 0),
        (Plan(OPEN, (900,)), 5, (300,), 0),
    ],
)
def test_the_nearest_plan_that_fits(plan: Plan, minutes: int, turns: tuple[int, ...], feedback: int) -> None:
    nearest = fit(plan, minutes * 60)
    assert nearest is not None
    assert nearest.total <= minutes * 60
    assert (nearest.turns, nearest.feedback) == (turns, feedback)


def test_nothing_fits_where_not_everybody_gets_a_minute() -> None:
    assert fit(Plan(turns=(60, 60, 60)), 120) is None


@given(st.lists(st.integers(1, 60), min_size=2, max_size=8), st.integers(0, 60), st.integers(1, 600))
def test_a_fitted_plan_fits_and_gives_everybody_time(minutes: list[int], feedback: int, frame: int) -> None:
    nearest = fit(Plan(turns=tuple(n * 60 for n in minutes), feedback=feedback * 60), frame * 60)
    if nearest is None:
        assert len(minutes) > frame
    else:
        assert nearest.total <= frame * 60
        assert min(nearest.turns) >= 60


@pytest.mark.parametrize(
    ("fragment", "plan"),
    [
        ("3-3", Plan()),
        ("2-2", Plan(turns=(120, 120))),
        ("3-5", Plan(turns=(180, 300))),
        ("3-3-3", Plan(turns=(180,) * 3)),
        ("4-4-feedback", Plan(turns=(240, 240), feedback=180)),
        ("4-4-feedback-6", Plan(turns=(240, 240), feedback=360)),
        ("open-15", Plan(OPEN, (900,))),
        ("bookend-20", Plan(BOOKEND, (1200,))),
        *(
            (text, Plan())
            for text in ("3/3", "3_3", "3+3", "3|3", "3x3", "3×3", "3*3", "03-03", "3 - 3", "3- 3", "3⁄3")
        ),
        *((text, Plan(turns=(180,) * 3)) for text in ("3/3/3", "3_3_3", "3+3+3")),
        ("2x2", Plan(turns=(120, 120))),
        ("3/5", Plan(turns=(180, 300))),
        *(
            (f"4-4{text}", Plan(turns=(240, 240), feedback=180))
            for text in ("-fb", "fb", "/feedback", "+feedback", "_fb")
        ),
        *(
            (f"4-4{text}", Plan(turns=(240, 240), feedback=360))
            for text in ("-fb-6", "fb6", "/feedback/6", "-feedback6")
        ),
        ("3x3-fb", Plan(feedback=180)),
        ("open15", Plan(OPEN, (900,))),
        ("op en-15", Plan(OPEN, (900,))),
        ("4-4-feed back", Plan(turns=(240, 240), feedback=180)),
        ("open 15", Plan(OPEN, (900,))),
        ("open=15", Plan(OPEN, (900,))),
        ("bookend_20", Plan(BOOKEND, (1200,))),
        ("5-5&utm_source=chat&utm_medium=x", Plan(turns=(300, 300))),
    ],
)
def test_preset_links(fragment: str, plan: Plan) -> None:
    assert codec.read_preset(fragment) == plan
    assert codec.read_preset(fragment.upper()) == plan


@pytest.mark.parametrize(
    "fragment",
    ["3", "33", "0-3", "61-3", "3--3", "3-", "3-3-", "3-3-feedback-", "3-3-fb/", "3-3-feedback-1-2", "3-3-feedback-61",
     "3-3…", "open", "open-", "open-0", "open-x", "open-1-5", "theme-1.5", "bookend", "share-3", "share-3-3",
     "feedback-3-3", "fb3-3",
     "٣-٣", "1e3-3", "3-3-3-3-3-3-3-3-3", "99999999999999999999-3", "2x3", "3x3x3", "3-3/5", "3/3-3", "3.3", "3,3",
     "3:3",
     "3;3", "3&3", "3 3", "3min", "15", "3-3-x", "3-3-🙂", "OR-3/3", "or3-3", "call-3-3", "3-3 hello", "3-3 5",
     "+3-3-", "-3", "ope\ufffd \ufffdn-15"],
)  # fmt: skip
def test_what_may_have_been_meant_as_a_preset_is_no_other_one(fragment: str) -> None:
    assert codec.read_preset(fragment) is None
    assert codec.is_meant_as_preset(fragment) and codec.is_meant_as_preset(fragment.upper())


@pytest.mark.parametrize(
    "fragment",
    ["", "-", "feedback", "share", "share-timer", "time-zones", "say-it", "weekly-call", "opening", "themes",
     "call-over", "say=ten-10-11", "zones=1&mine_hours=0900-2130", "zones2-09-10", "call2-3-3", "step-10",
     "__tabbed_1_2", "__search"],
)  # fmt: skip
def test_headings_and_other_links_are_no_presets(fragment: str) -> None:
    assert codec.read_preset(fragment) is None
    assert not codec.is_meant_as_preset(fragment)


NUMBERS = st.lists(st.integers(1, 60), min_size=2, max_size=8)
LIKE_A_PRESET = st.lists(
    st.sampled_from(["3", "5", "15", "0", "61", "-", "/", "_", "x", "+", " ", ".", "fb", "feedback", "open", "…"]),
    max_size=9,
).map("".join)


@given(NUMBERS, st.sampled_from("-/_+|⁄"), st.none() | st.integers(1, 60), st.sampled_from(["feedback", "fb", "FB"]))
def test_every_format_can_be_written_in_several_ways(
    minutes: list[int], sign: str, feedback: int | None, word: str
) -> None:
    text = sign.join(map(str, [*minutes, *([word, feedback] if feedback else [])]))
    plan = Plan(turns=tuple(60 * n for n in minutes), feedback=60 * (feedback or 0))
    assert codec.read_preset(text) == plan == codec.read_preset(codec.write_preset(plan))


@given(LIKE_A_PRESET)
def test_numbers_are_understood_in_the_one_right_way_or_not_at_all(text: str) -> None:
    text = clean(text)
    plan = codec.read_preset(text)
    if plan is None:
        assert codec.is_meant_as_preset(text) or not re.search(r"\d", text) or not re.match(r"[\W_]*\d", text)
        return
    numbers = [60 * int(number) for number in re.findall(r"\d+", text)]
    assert numbers == [*plan.turns, *([plan.feedback] if plan.feedback and len(numbers) > len(plan.turns) else [])]
    assert bool(plan.feedback) == ("f" in text) and text[-1] not in "-/_x+ .…"


@given(st.text(max_size=40))
def test_any_fragment_is_a_plan_or_none(fragment: str) -> None:
    plan = codec.read_preset(fragment)
    assert plan is None or isinstance(plan, Plan)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"minutes": ""}, "error.minutes"),
        ({"minutes": "0"}, "error.minutes"),
        ({"minutes": "61"}, "error.minutes"),
        ({"minutes": "-3"}, "error.minutes"),
        ({"minutes": "3.5"}, "error.minutes"),
        ({"minutes": "9" * 4000}, "error.minutes"),
        ({"speakers": "1"}, "error.speakers"),
        ({"speakers": "9"}, "error.speakers"),
        ({"kind": "party"}, "error.plan"),
        ({"warning": "7"}, "error.plan"),
        ({"early": "7"}, "error.plan"),
        ({"frame": "any", "frame_minutes": ""}, "error.minutes"),
    ],
)
def test_a_field_that_cannot_be_meant_says_why(fields: dict[str, str], key: str) -> None:
    with pytest.raises(PlanError) as caught:
        form.read({**FIELDS, **fields})
    assert caught.value.key == key


def test_every_choice_of_the_form_reaches_the_plan() -> None:
    setup = form.read({
        **FIELDS, "speakers": "3", "unequal": "on", "minutes_1": "2", "minutes_2": "4", "minutes_3": "6",
        "feedback": "on", "feedback_minutes": "5", "first": "other", "handover": "tap", "warning": "30",
        "frame": "any", "frame_minutes": "90", "early": "600", "chime": "low", "volume": "quiet", "voice": "de",
    })  # fmt: skip
    assert setup == Setup(
        Plan(turns=(120, 240, 360), feedback=300, warning=30, handover=TAP, first=1, early=600),
        5400,
        signals=Signals(True, "low", "quiet", "de"),
    )
    assert form.signals(form.write_signals(setup.signals)) == setup.signals


@pytest.mark.parametrize(
    "own", [{"chime": "shrill"}, {"volume": "11"}, {"voice": "en; x"}, {"voice": "<b>"}, {"voice": "x" * 99}]
)
def test_a_signal_that_does_not_exist_is_the_usual_one(own: dict[str, str]) -> None:
    assert form.read({**FIELDS, **own}).signals == Signals()


@pytest.mark.parametrize("plan", [Plan(), Plan(turns=(60, 120, 180), feedback=60), Plan(OPEN, (300,), early=300)])
def test_the_form_shows_what_is_used(plan: Plan) -> None:
    fields = form.write(Setup(plan))
    assert form.read({name: text for name, text in fields.items() if text}).plan == plan


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "x"}, {"turns": (180,)}, {"turns": (180,) * 9}, {"turns": (59, 60)}, {"turns": (3601, 60)},
     {"feedback": 59}, {"warning": 1}, {"early": 60}, {"handover": "x"}, {"first": 2}, {"first": -1},
     {"kind": OPEN, "turns": (60, 60)}, {"kind": OPEN, "turns": (60,), "feedback": 60}],
)  # fmt: skip
def test_no_plan_that_nobody_can_have_meant(wrong: dict[str, object]) -> None:
    with pytest.raises(PlanError):
        Plan(**wrong)  # type: ignore[arg-type]
