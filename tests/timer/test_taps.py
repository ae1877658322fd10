"""The rule for taps: twice is once, what changed under the finger does not count, and no meant tap is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.timer import buttons, tabs, update
from helper.timer.machine import ENDED, PAUSED, RUNNING
from helper.timer.model import Model
from helper.timer.taps import BURST_MS, MOMENT_MS
from helper.timer.update import TAPS
from tests.timer.calls import FIELDS, MINUTE, SECOND, START, Played

pytestmark = pytest.mark.runtime

AGAIN = (0, 60, 150, 300, 450, 600, MOMENT_MS - 1)
FEEDBACK = {**FIELDS, "feedback": "on", "feedback_minutes": "3"}


def call(fields: dict[str, str] = FIELDS) -> Played:
    return Played().send("init", fields=fields).send("start", fields=fields).send("tick", after=10 * SECOND)


STATES = {
    "setup": lambda: Played().send("init", fields=FIELDS),
    "first turn": call,
    "handed over by tap": lambda: call({**FIELDS, "handover": "tap"}),
    "last minute": lambda: call().send("tick", after=2 * MINUTE),
    "gap": lambda: call().send("tick", after=2 * MINUTE + 51 * SECOND),
    "last turn": lambda: call().send("next").send("tick", after=2 * SECOND),
    "feedback": lambda: call(FEEDBACK).send("next").send("next", after=SECOND).send("tick", after=SECOND),
    "overtime": lambda: call({**FIELDS, "kind": "open", "limit": "1"}).send("tick", after=MINUTE),
    "waiting for the tap": lambda: call({**FIELDS, "handover": "tap"}).send("tick", after=4 * MINUTE),
    "paused": lambda: call().send("pause").send("tick", after=2 * SECOND),
    "paused in the last turn": lambda: call().send("next").send("pause", after=SECOND).send("tick", after=SECOND),
    "ended": lambda: call().send("end").send("tick", after=SECOND),
    "clock leapt": lambda: call().leap(60 * MINUTE).send("tick", after=2 * SECOND),
}


def same(one: Model, other: Model) -> bool:
    """Alike but for what is only remembered about taps and clocks."""
    names = ("setup", "timer", "me", "problem", "notices", "jumped", "waiting", "without", "ended", "joined", "offset")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def tapped(played: Played, name: str) -> Played:
    return played.send(name, fields=FIELDS, seconds=1)


CHANGING = sorted(TAPS)


@pytest.mark.parametrize("second", CHANGING)
@pytest.mark.parametrize("state", STATES)
def test_a_second_tap_on_the_same_spot_does_nothing_whatever_lies_there_now(state: str, second: str) -> None:
    played = STATES[state]()
    for first in CHANGING:
        now = played.now
        once = tapped(replace(played), first)
        if once.model.timer == played.model.timer and once.model.notices == played.model.notices:
            continue  # it means nothing here
        for after in AGAIN:
            twice = tapped(replace(once, now=now + after), second)
            alone = replace(once).send("tick", after=after)
            assert same(twice.model, alone.model), (first, after)


@pytest.mark.parametrize("state", STATES)
def test_what_changes_a_call_when_it_is_tapped_is_among_the_taps(state: str) -> None:
    played = STATES[state]()
    if not played.model.timer.is_on:
        return
    alone = replace(played).send("tick", after=SECOND).model.timer
    for name in sorted(update.HANDLERS.keys() - TAPS):
        after = replace(played).send(name, after=SECOND, fields=FIELDS, seconds=1).model.timer
        assert after == alone, f"“{name}” belongs into TAPS of helper/timer/update.py"


@pytest.mark.parametrize("state", STATES)
def test_an_action_after_a_second_counts(state: str) -> None:
    played = STATES[state]()
    if played.model.timer.status == RUNNING:
        assert played.send("pause").send("end", after=SECOND).model.timer.status == ENDED
    elif played.model.timer.status == PAUSED:
        assert played.send("resume").send("next", after=SECOND).model.timer.index >= 1


def test_a_tap_as_the_turn_changes_by_itself_was_meant_for_the_one_before() -> None:
    for after in (0, 100, 600):
        played = call().send("tick", after=2 * MINUTE + 55 * SECOND)  # the second turn begins
        assert (played.model.timer.index, played.model.timer.status) == (1, RUNNING)
        assert played.send("next", after=after).model.timer.status == RUNNING
    unseen = call().send("next", after=2 * MINUTE + 56 * SECOND)  # the page has not shown the second turn yet
    assert (unseen.model.timer.index, unseen.model.timer.status) == (1, RUNNING)
    assert unseen.send("next", after=SECOND).model.timer.status == ENDED


def test_a_notice_that_moves_the_buttons_makes_no_other_tap_of_a_tap() -> None:
    played = call().send("trouble", name="wake_lock")
    assert played.send("next", after=200).model.timer.index == 0
    assert played.send("next", after=MOMENT_MS).model.timer.index == 1


def test_a_notice_that_the_page_has_not_shown_moves_nothing() -> None:
    played = call()
    back = played.now - 3_600_000
    played.model, _ = update.update(played.model, {"type": "pause", "mono": played.now}, back, back)
    assert played.model.timer.status == PAUSED


def test_a_key_that_is_held_counts_once() -> None:
    played = call().send("next")
    for _ in range(100):
        played.send("next", after=33)
    assert (played.model.timer.index, played.model.timer.status) == (1, RUNNING)
    assert played.send("next", after=BURST_MS).model.timer.status == ENDED


def test_the_same_tap_again_while_nothing_is_to_be_seen_of_the_first_is_a_repetition() -> None:
    model, late = call().model, START + 15 * SECOND  # a slow device shows nothing for some seconds
    for at in (START + 11 * SECOND, START + 13 * SECOND):
        model, _ = update.update(model, {"type": "next", "mono": late}, at, late)
    assert (model.timer.index, model.timer.status) == (1, RUNNING)
    model, _ = update.update(model, {"type": "next", "mono": late}, late + SECOND, late + SECOND)
    assert model.timer.status == ENDED


def test_taps_before_python_was_ready_count_as_if_it_had_been() -> None:
    model, ready = Model(), START + 12 * SECOND
    events = [("init", 0), ("start", 200), ("start", 350), ("pause", 5_000), ("resume", 7_000), ("next", 9_000)]
    for name, after in events:
        model, _ = update.update(model, {"type": name, "fields": FIELDS, "mono": 1}, START + after, ready)
    assert (model.timer.index, model.timer.deadline) == (1, START + 9_000 + 3 * MINUTE)


def test_a_tap_that_ended_with_the_worker_counts_in_the_next_one() -> None:
    before = call()
    kept = tabs.kept(before.model, before.now)
    model, tap, ready = Model(), before.now + SECOND, before.now + 9 * SECOND
    for event, at in (({"type": "init", "kept": kept, "fields": FIELDS}, ready), ({"type": "pause"}, tap)):
        model, _ = update.update(model, {**event, "mono": 1}, at, ready)
    assert (model.timer.status, model.timer.left) == (PAUSED, before.model.timer.deadline - tap)


def test_a_clock_that_is_set_back_does_not_lock_the_buttons() -> None:
    played = call().send("pause")
    back = played.now - 3_600_000
    played.model, _ = update.update(played.model, {"type": "tick", "mono": played.now + SECOND}, back, back)
    later = back + SECOND
    played.model, _ = update.update(played.model, {"type": "resume", "mono": played.now + 2 * SECOND}, later, later)
    assert played.model.timer.status == RUNNING


ENDINGS = {"end": "first turn", "next": "last turn", "end in the gap": "gap", "end while paused": "paused"}


@pytest.mark.parametrize("how", ENDINGS)
def test_an_end_can_be_taken_back_and_the_time_ran_on(how: str) -> None:
    played = STATES[ENDINGS[how]]()
    untouched = replace(played).send("tick", after=9 * SECOND)
    played.send(how.split()[0], after=SECOND)
    assert played.model.timer.status == ENDED
    played.send("take_back", after=8 * SECOND)
    assert played.model.timer == untouched.model.timer and played.model.notices == untouched.model.notices
    assert played.did("focus")


def test_signals_that_were_due_meanwhile_are_given() -> None:
    played = call().send("tick", after=108 * SECOND).send("end").send("take_back", after=6 * SECOND)
    assert played.did("sound") and played.model.timer.warned
    assert [notice.key for notice in played.model.notices] == ["missed.warning"]


def test_an_end_stands_after_ten_seconds_or_once_something_else_was_started() -> None:
    played = call().send("end").send("tick", after=buttons.RETURN_MS)
    assert not buttons.can_return(played.model, played.now)
    assert played.send("take_back", after=SECOND).model.timer.status == ENDED
    played = call().send("end").send("start", after=SECOND).send("take_back", after=SECOND)
    assert played.model.timer.started == played.now - SECOND
    played = call().send("end").send("reset", after=SECOND).send("take_back", after=SECOND)
    assert not played.model.timer.is_on


@given(st.lists(st.tuples(st.integers(0, 3 * SECOND), st.sampled_from([*CHANGING, "tick"])), max_size=40))
def test_whatever_is_tapped_no_two_changes_come_within_a_moment(course: list[tuple[int, str]]) -> None:
    """A model of the rule that knows nothing of it: between two taps that changed the call lies a moment."""
    played, last = call(), 0
    for wait, name in course:
        played.send("tick", after=wait)
        before = played.model.timer
        tapped(played, name)
        if played.model.timer != before:
            assert played.now - last >= MOMENT_MS, name
            last = played.now
