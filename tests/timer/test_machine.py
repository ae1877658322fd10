"""The state machine: every transition of its table, every signal once, time conserved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.timer import machine
from helper.timer.machine import ENDED, GAP, GAP_MS, IDLE, PAUSED, RUNNING, Signal, Timer
from helper.timer.plan import AUTO, OPEN, TAP, Plan
from tests.timer.calls import MINUTE, SECOND, START, signals, started

pytestmark = pytest.mark.runtime

TAPPED = Plan(handover=TAP)


def at_gap() -> tuple[Timer, int]:
    now = START + 3 * MINUTE + 1
    return machine.advance(started(), now)[0], now


def test_a_three_three_signals_each_thing_once_and_on_its_instant() -> None:
    timer, seen = signals(started(), START + 10 * MINUTE)
    second = START + 3 * MINUTE + GAP_MS
    assert seen == [
        Signal("warning", START + 2 * MINUTE, 0),
        Signal("end", START + 3 * MINUTE, 0),
        Signal("handover", second, 1),
        Signal("warning", second + 2 * MINUTE, 1),
        Signal("end", second + 3 * MINUTE, 1),
    ]
    assert timer.status == RUNNING
    assert machine.remaining(timer, START + 10 * MINUTE) < 0, "past the end of the last turn it counts overtime"


def test_one_late_look_gives_the_same_as_many_ticks() -> None:
    ticked = signals(started(), START + 10 * MINUTE)
    slept = machine.advance(started(), START + 10 * MINUTE)
    assert slept == (ticked[0], tuple(ticked[1]))


def test_a_long_turn_is_announced_twice_and_a_short_one_once() -> None:
    plan = Plan(turns=(600, 300), early=300)
    _, seen = signals(started(plan), START + 20 * MINUTE)
    assert [(signal.kind, signal.index) for signal in seen if signal.kind in ("early", "warning")] == [
        ("early", 0), ("warning", 0), ("warning", 1),
    ]  # fmt: skip
    assert seen[0].due == START + 5 * MINUTE


def test_an_earlier_warning_comes_again_after_minutes_were_added_and_is_not_made_up_for() -> None:
    timer, seen = signals(started(Plan(OPEN, (600,), early=300)), START + 6 * MINUTE)
    assert [signal.kind for signal in seen] == ["early"]
    for _ in range(2):
        timer = machine.apply(timer, "add_minute", START + 6 * MINUTE)
    _, seen = signals(timer, START + 8 * MINUTE, begin=START + 6 * MINUTE)
    assert [(signal.kind, signal.due) for signal in seen] == [("early", START + 7 * MINUTE)]
    nine, _ = signals(started(Plan(OPEN, (540,), early=300)), START + 8 * MINUTE)
    assert not machine.advance(machine.apply(nine, "add_minute", START + 8 * MINUTE), START + 8 * MINUTE)[1]


TRANSITIONS = [
    (IDLE, "start", RUNNING),
    (RUNNING, "pause", PAUSED),
    (RUNNING, "next", RUNNING),
    (RUNNING, "pass_on", RUNNING),
    (RUNNING, "back", RUNNING),
    (RUNNING, "add_minute", RUNNING),
    (RUNNING, "end", ENDED),
    (GAP, "pause", PAUSED),
    (GAP, "next", RUNNING),
    (GAP, "back", RUNNING),
    (GAP, "add_minute", RUNNING),
    (GAP, "end", ENDED),
    (PAUSED, "resume", RUNNING),
    (PAUSED, "next", RUNNING),
    (PAUSED, "pass_on", RUNNING),
    (PAUSED, "back", PAUSED),
    (PAUSED, "add_minute", PAUSED),
    (PAUSED, "end", ENDED),
    (ENDED, "start", RUNNING),
    (ENDED, "reset", IDLE),
]


def in_state(status: str) -> tuple[Timer, int]:
    now = START + 10 * SECOND
    if status == IDLE:
        return machine.new(Plan()), now
    if status == GAP:
        return at_gap()
    running = started()
    return {
        RUNNING: running,
        PAUSED: machine.apply(running, "pause", now),
        ENDED: machine.apply(running, "end", now),
    }[status], now


@pytest.mark.parametrize(("status", "action", "then"), TRANSITIONS)
def test_each_transition_of_the_table(status: str, action: str, then: str) -> None:
    timer, now = in_state(status)
    assert timer.status == status
    assert machine.apply(timer, action, now).status == then


def test_the_table_has_no_other_transition() -> None:
    assert set(machine.ACTIONS) == {(status, action) for status, action, _ in TRANSITIONS}


@pytest.mark.parametrize("action", ["start", "resume", "reset", "nonsense", ""])
def test_an_action_without_meaning_changes_nothing(action: str) -> None:
    timer = started()
    assert machine.apply(timer, action, START + 5) == timer


def test_a_tap_hands_over_at_once_and_back_undoes_it() -> None:
    timer = machine.apply(started(), "next", START + 30 * SECOND)
    assert (timer.index, machine.remaining(timer, START + 30 * SECOND)) == (1, 3 * MINUTE)
    back = machine.apply(timer, "back", START + 40 * SECOND)
    assert (back.index, machine.remaining(back, START + 40 * SECOND)) == (0, 3 * MINUTE - 40 * SECOND)


def test_time_passed_on_goes_to_the_next_turn_and_comes_back_with_undo() -> None:
    timer = machine.apply(started(), "pass_on", START + MINUTE)
    assert machine.remaining(timer, START + MINUTE) == 5 * MINUTE
    back = machine.apply(timer, "back", START + MINUTE)
    assert back.lengths == (3 * MINUTE, 3 * MINUTE)
    assert machine.remaining(back, START + MINUTE) == 2 * MINUTE


def test_an_added_minute_warns_again() -> None:
    timer, seen = signals(started(TAPPED), START + 170 * SECOND)
    assert [signal.kind for signal in seen] == ["warning"]
    timer = machine.apply(timer, "add_minute", START + 170 * SECOND)
    assert machine.remaining(timer, START + 170 * SECOND) == 70 * SECOND
    _, seen = signals(timer, START + 300 * SECOND, begin=START + 170 * SECOND)
    assert [signal.kind for signal in seen] == ["warning", "end"]


def test_an_added_minute_in_the_gap_keeps_the_floor() -> None:
    gap, now = at_gap()
    longer = machine.apply(gap, "add_minute", now)
    assert (longer.index, machine.remaining(longer, now)) == (0, MINUTE)


def test_back_after_an_automatic_hand_over_stays_until_a_tap() -> None:
    now = START + 3 * MINUTE + GAP_MS + 2 * SECOND
    timer, _ = machine.advance(started(), now)
    assert timer.index == 1
    back = machine.apply(timer, "back", now)
    assert (back.index, machine.remaining(back, now)) == (0, -(GAP_MS + 2 * SECOND))
    later, seen = machine.advance(back, now + MINUTE)
    assert (later.index, later.status, seen) == (0, RUNNING, ())


def test_the_last_turn_is_ended_by_next() -> None:
    timer = machine.apply(started(), "next", START)
    assert machine.apply(timer, "next", START + 1).status == ENDED


def test_a_short_turn_warns_at_its_half() -> None:
    _, seen = signals(started(Plan(turns=(60, 60), warning=120)), START + 40 * SECOND)
    assert seen == [Signal("warning", START + 30 * SECOND, 0)]


def test_no_warning_when_none_is_wanted() -> None:
    _, seen = signals(started(Plan(warning=0)), START + 3 * MINUTE)
    assert [signal.kind for signal in seen] == ["end"]


MOVES = ["pause", "resume", "next", "pass_on", "back", "add_minute", "tick", "tick", "tick"]
COURSE = st.lists(st.tuples(st.integers(0, 400 * SECOND), st.sampled_from(MOVES)), max_size=40)
PLANS = st.builds(
    Plan,
    turns=st.lists(st.integers(1, 10) | st.sampled_from([15, 20, 25]), min_size=2, max_size=8).map(
        lambda minutes: tuple(n * 60 for n in minutes)
    ),
    feedback=st.sampled_from([0, 60, 300]),
    warning=st.sampled_from([0, 30, 60, 120]),
    handover=st.sampled_from([AUTO, TAP]),
    early=st.sampled_from([0, 300, 600]),
)


@given(PLANS, COURSE)
def test_whatever_people_do_the_timer_stays_sound(plan: Plan, course: list[tuple[int, str]]) -> None:
    timer, now = started(plan), START
    for wait, move in course:
        now += wait
        before = timer
        timer, fresh = machine.advance(timer, now)
        assert [signal.due for signal in fresh] == sorted(signal.due for signal in fresh)
        assert all(signal.due <= now for signal in fresh), "never before its time"
        assert machine.advance(timer, now) == (timer, ()), "each signal once"
        timer = machine.apply(timer, move, now)
        assert machine.remaining_call(timer, now) >= 0
        assert 0 <= timer.index < len(plan.segments)
        assert all(length > 0 for length in timer.lengths)
        change = machine.next_change(timer, now)
        assert change is None or now < change <= now + 1000
        if before.status == ENDED:
            assert timer == before


@given(st.lists(st.tuples(st.integers(1, 20 * SECOND), st.integers(1, 10**7)), max_size=8), st.integers(1, 60 * SECOND))
def test_pausing_conserves_time(pauses: list[tuple[int, int]], rest: int) -> None:
    """A model: what is left is the length less what ran, however long the pauses are."""
    plan = Plan(turns=(3600, 3600), handover=TAP)
    timer, now, ran = started(plan), START, 0
    for run, pause in pauses:
        now, ran = now + run, ran + run
        timer = machine.apply(timer, "pause", now)
        assert machine.remaining(timer, now) == 3600 * SECOND - ran
        now += pause
        timer = machine.apply(timer, "resume", now)
    assert machine.remaining(timer, now + rest) == 3600 * SECOND - ran - rest


@given(PLANS, st.lists(st.integers(1, 200 * SECOND), max_size=30))
def test_untouched_each_signal_comes_exactly_once_however_the_looks_fall(plan: Plan, looks: list[int]) -> None:
    """A model that knows nothing of states: lay the turns end to end and read the signals off."""
    expected, begin, auto = [], START, plan.handover == AUTO
    for index, segment in enumerate(plan.segments):
        if index:
            expected.append(("handover", begin, index))
        end = begin + segment.seconds * SECOND
        lead = min(plan.warning, segment.seconds // 2) * SECOND
        if plan.early and segment.seconds >= 2 * plan.early:
            expected.append(("early", end - plan.early * SECOND, index))
        if lead:
            expected.append(("warning", end - lead, index))
        expected.append(("end", end, index))
        if not auto:
            break
        begin = end + GAP_MS
    timer, now, seen = started(plan), START, []
    for look in looks:
        now += look
        timer, fresh = machine.advance(timer, now)
        seen += [(signal.kind, signal.due, signal.index) for signal in fresh]
    assert seen == [signal for signal in expected if signal[1] <= now]
