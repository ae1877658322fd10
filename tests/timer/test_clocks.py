"""A clock that leaps: the call as it would be without that is there when it is asked for, to the millisecond."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.timer import machine
from helper.timer.machine import PAUSED, Timer
from tests.timer.calls import FIELDS, MINUTE, SECOND, START, Played

pytestmark = pytest.mark.runtime

FEEDBACK = {**FIELDS, "feedback": "on", "feedback_minutes": "3"}
HOUR = 60 * MINUTE


class Device(Played):
    """A helper whose wall clock can be set while real time goes on."""

    @property
    def real(self) -> int:
        return self.now - self.ahead

    def seen(self) -> tuple[object, ...]:
        """The call as people see it, whatever the clock says."""
        timer = self.model.timer
        deadline = timer.deadline and timer.deadline - self.now
        return timer.status, timer.index, deadline, timer.left, timer.lengths, timer.warned, timer.rung


def begun(fields: dict[str, str] = FEEDBACK) -> Device:
    return Device().send("init", fields=fields).send("start", fields=fields)


COURSES: dict[str, list[tuple[str, int]]] = {
    "first turn": [("tick", 10 * SECOND)],
    "last minute": [("tick", 130 * SECOND)],
    "gap": [("tick", 182 * SECOND)],
    "second turn": [("tick", 60 * SECOND), ("next", SECOND), ("tick", 20 * SECOND)],
    "feedback": [("next", SECOND), ("next", SECOND), ("tick", 20 * SECOND)],
    "overtime": [("next", SECOND), ("next", SECOND), ("tick", 200 * SECOND)],
    "after a pause": [("pause", 20 * SECOND), ("resume", 30 * SECOND), ("tick", SECOND)],
}
LEAPS = (5 * SECOND, 90 * SECOND, 200 * SECOND, HOUR, 24 * HOUR)


def played(course: list[tuple[str, int]]) -> Device:
    device = begun()
    for name, after in course:
        device.send("tick", after=after).send("tick", after=SECOND).send(name)
    return device


@pytest.mark.parametrize("leap", LEAPS)
@pytest.mark.parametrize("course", COURSES)
def test_a_leap_that_is_not_counted_leaves_no_trace(course: str, leap: int) -> None:
    device, untouched = played(COURSES[course]), played(COURSES[course])
    device.leap(leap).send("undo_jump", after=SECOND)
    assert device.seen() == untouched.send("tick", after=SECOND).seen()
    assert device.model.jumped == 0 and not any(it.key == "notice.clock_ahead" for it in device.model.notices)
    rest = [(it.send("tick", after=30 * SECOND)).seen() for it in (device, untouched)]
    assert rest[0] == rest[1]


@pytest.mark.parametrize("course", COURSES)
def test_a_leap_that_counts_stays(course: str) -> None:
    device = played(COURSES[course]).leap(HOUR)
    believed = device.model.timer
    device.send("dismiss", after=SECOND).send("undo_jump", after=SECOND)
    assert device.model.timer == believed and not device.model.notices


@pytest.mark.parametrize("moves", [["pause"], ["pause", "resume"], ["add_minute"], ["pause", "add_minute", "resume"]])
def test_a_pause_or_a_minute_before_the_answer_is_kept(moves: list[str]) -> None:
    device, untouched = begun(), begun()
    for it in (device, untouched):
        it.send("tick", after=10 * SECOND)
    device.leap(HOUR)
    for move in moves:
        for it in (device, untouched):
            it.send(move, after=2 * SECOND)
    device.send("undo_jump", after=SECOND)
    assert device.seen() == untouched.send("tick", after=SECOND).seen()


@pytest.mark.parametrize("move", ["next", "back", "pass_on", "end"])
def test_choosing_a_turn_answers_the_question(move: str) -> None:
    device = begun().send("tick", after=10 * SECOND).leap(200 * SECOND).send(move, after=SECOND)
    chosen = device.model.timer
    assert device.send("undo_jump", after=SECOND).model.timer == chosen


def test_two_leaps_are_taken_back_together() -> None:
    device, untouched = begun(), begun()
    device.send("tick", after=10 * SECOND).leap(HOUR).send("tick", after=SECOND).leap(90 * SECOND)
    device.send("undo_jump", after=SECOND)
    assert device.seen() == untouched.send("tick", after=12 * SECOND).seen()


def test_a_clock_that_leapt_and_is_put_right_was_only_the_clock() -> None:
    device, untouched = begun(), begun()
    device.send("tick", after=10 * SECOND).leap(HOUR).send("tick", after=20 * SECOND).leap(-HOUR)
    assert device.seen() == untouched.send("tick", after=30 * SECOND).seen()
    device.send("pause", after=SECOND)
    assert device.model.timer.status == PAUSED, "and the buttons work"


@pytest.mark.parametrize("leap", [HOUR, -HOUR])
def test_a_pause_and_an_end_do_not_mind_the_clock(leap: int) -> None:
    device, untouched = begun(), begun()
    for it in (device, untouched):
        it.send("pause", after=10 * SECOND).send("tick", after=SECOND)
    device.leap(leap)
    seen = [it.send("resume", after=2 * SECOND).send("tick", after=SECOND).seen() for it in (device, untouched)]
    assert seen[0] == seen[1]


def test_an_end_is_taken_back_after_the_clock_was_set_back() -> None:
    device, untouched = begun(), begun()
    device.send("end", after=10 * SECOND).send("tick", after=SECOND).leap(-HOUR).send("take_back", after=2 * SECOND)
    assert device.seen() == untouched.send("tick", after=13 * SECOND).seen()


MOVES = ["tick", "tick", "next", "pause", "resume", "add_minute", "back", "pass_on", "nothing"]
STEP = st.tuples(st.integers(SECOND, 150 * SECOND), st.sampled_from(MOVES))


@given(st.lists(STEP, max_size=12), st.integers(4 * SECOND, 30 * HOUR), st.lists(STEP, max_size=4))
def test_not_counted_is_as_if_it_had_not_been(course, leap, rest) -> None:  # type: ignore[no-untyped-def]
    """Whatever happened before, and whatever comes after the answer."""
    device, untouched = begun(), begun()
    for wait, move in course:
        for it in (device, untouched):
            it.send("tick", after=wait).send(move, after=SECOND)
    paused = device.model.timer.status == PAUSED
    device.leap(leap).tapped("undo_jump")
    untouched.send("tick").send("tick", after=device.real - untouched.real)
    assert device.seen() == untouched.seen()
    assert paused or device.model.jumped == 0
    for wait, move in rest:
        seen = [it.send("tick", after=wait).send(move, after=SECOND).seen() for it in (device, untouched)]
        assert seen[0] == seen[1]


def test_the_position_in_a_call_grows_with_its_time() -> None:
    timer: Timer = machine.apply(machine.new(begun().model.setup.plan), "start", START)
    for now in range(START, START + 9 * MINUTE, 7 * SECOND):
        later, _ = machine.advance(timer, now)
        assert machine.position(later, later.index, machine.segment_left(later, now)) == now - START
