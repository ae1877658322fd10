"""Shared links and the tab's memory: what is written is read back, nothing else is believed. What happens to a link on
its way: tests/test_fragment.py."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.timer import codec, machine
from helper.timer.codec import CodecError, Shared
from helper.timer.machine import GAP_MS
from helper.timer.plan import BOOKEND, OPEN, TAP, Plan
from tests.timer.calls import MINUTE, START, started
from tests.timer.test_machine import COURSE, PLANS

pytestmark = pytest.mark.runtime

GOOD = Shared(started(), 0, START)
LINK = codec.write(GOOD)

# Written by earlier versions, as they were sent.
GOOD_1 = (
    "call=1&kind=share&turns=180,180&feedback=0&warning=60&handover=auto&first=0&status=running&index=0"
    "&lengths=180000,180000&deadline=1763712180000&left=0&flags=000&started=1763712000000&me=0&sent=1763712000000"
)
PAUSED_1 = (
    "call=1&kind=share&turns=300,180,240&feedback=300&warning=120&handover=tap&first=1&status=paused&index=1"
    "&lengths=180000,300000,300000,300000&deadline=0&left=-10000&flags=110&started=1763712000000&me=2&sent=1763712250000"
)
KEPT_1 = (
    "call=1&kind=bookend&turns=1200&feedback=0&warning=30&handover=auto&first=0&status=running&index=0"
    "&lengths=1260000&deadline=1763713260000&left=0&flags=000&started=1763712000000&me=0&sent=1763712060000&undo="
)
HISTORY_1 = (
    "call=1&kind=share&turns=180,180&feedback=0&warning=60&handover=auto&first=0&status=running&index=1"
    "&lengths=180000,300000&deadline=1763712360000&left=0&flags=000&started=1763712000000&me=0&sent=1763712060000"
    "&undo=0:120000:180000,180000:000"
)


@given(PLANS, COURSE, st.integers(0, 1))
def test_a_call_survives_being_written_and_read(plan, course, me) -> None:  # type: ignore[no-untyped-def]
    timer, now = started(plan), START
    for wait, move in course:
        now += min(wait, 60_000)
        timer, _ = machine.advance(timer, now)
        timer = machine.apply(timer, move, now)
    if not timer.is_on:
        return
    shared = Shared(timer, me, now)
    assert codec.read(codec.write(shared, history=True)) == shared
    assert codec.read(codec.write(shared)) == replace(shared, timer=replace(timer, undo=()))


def test_what_earlier_versions_wrote_is_still_read() -> None:
    three = Plan(turns=(300, 180, 240), feedback=300, warning=120, handover=TAP, first=1)
    paused = replace(
        machine.new(three), status="paused", index=1, lengths=(180_000, 300_000, 300_000, 300_000), left=-10_000,
        warned=True, rung=True, started=START,
    )  # fmt: skip
    longer = machine.apply(started(Plan(BOOKEND, (1200,), warning=30)), "add_minute", START + MINUTE)
    passed = machine.apply(started(), "pass_on", START + MINUTE)
    assert codec.read(GOOD_1) == GOOD
    assert codec.read(PAUSED_1) == Shared(paused, 2, START + 250_000)
    assert codec.read(KEPT_1) == Shared(longer, 0, START + MINUTE)
    assert codec.read(HISTORY_1) == Shared(passed, 0, START + MINUTE)
    assert passed.undo and len(HISTORY_1) > 3 * len(codec.write(codec.read(HISTORY_1), history=True))


@pytest.mark.parametrize(
    "change",
    ["turns=0,0", "turns=180", "turns=", "turns=999999999,180", "turns=-180,180", "turns=1e3,180", "kind=party",
     "index=2", "index=-1", "index=x", "status=idle", "status=ended", "status=flying", "deadline=0", "deadline=-1",
     "deadline=99999999999999", "deadline=1763799999999", "lengths=1", "lengths=180000,0", "lengths=180000,-5",
     "lengths=180000,9999999999", "left=5", "flags=", "flags=2xx", "flags=0", "started=0", "me=2", "me=-1",
     "sent=", "sent=NaN", "warning=59", "handover=shout", "first=7", "undo=::::", "undo=5:0:180000,180000:11"],
)  # fmt: skip
def test_a_link_that_cannot_have_been_is_refused(change: str) -> None:
    name = change.split("=")[0]
    fields = dict(part.split("=", 1) for part in GOOD_1.split("&"))
    broken = "&".join(f"{key}={value}" for key, value in {**fields, name: change.split("=", 1)[1]}.items())
    with pytest.raises(CodecError) as caught:
        codec.read(broken)
    assert caught.value.key == "error.link"


@pytest.mark.parametrize(
    "change",
    [
        {"deadline": 0}, {"deadline": START + 3 * MINUTE + 1}, {"lengths": (0, 180_000)}, {"status": "paused",
        "left": 180_001},
        {"lengths": (180_000, 20_000_000_000)}, {"index": 2}, {"status": "gap", "index": 1},
        {"started": codec.MIN_INSTANT},
    ],
)  # fmt: skip
def test_nor_is_it_believed_when_it_is_packed(change: dict[str, object]) -> None:
    if "started" in change:
        text = codec.write(replace(GOOD, sent=codec.MIN_INSTANT - 1))
    else:
        text = codec.write(replace(GOOD, timer=replace(GOOD.timer, **change)))  # type: ignore[arg-type]
    with pytest.raises(CodecError) as caught:
        codec.read(text)
    assert caught.value.key == "error.link"


@pytest.mark.parametrize(
    "text", [GOOD_1.replace("call=1", "call=2"), LINK.replace("call2", "call4"), "call1-x", "call9"]
)
def test_another_version_is_named_as_such(text: str) -> None:
    with pytest.raises(CodecError) as caught:
        codec.read(text)
    assert caught.value.key == "error.link_version"


@pytest.mark.parametrize("text", [LINK, GOOD_1])
def test_a_truncated_link_is_refused(text: str) -> None:
    for cut in range(len(text)):
        with pytest.raises(CodecError):
            codec.read(text[:cut])


@given(st.text(max_size=200) | st.text(alphabet="call=1&kindsharetus0123456789,-.:;", max_size=400))
def test_any_text_is_a_call_or_a_codec_error(text: str) -> None:
    for candidate in (text, f"call=1&{text}", f"{GOOD_1}&{text}", f"call2-{text}", f"call3-{text}", f"{LINK}{text}"):
        try:
            shared = codec.read(candidate)
        except CodecError:
            continue
        assert shared.timer.is_on


def test_an_earlier_warning_stands_in_a_link_of_its_own_version_and_no_other_link_changes() -> None:
    """A page that was loaded before there was one opens the others as it did."""
    early = Shared(started(Plan(OPEN, (900,), early=300)), 0, START)
    assert codec.write(early).startswith("call3-") and codec.read(codec.write(early)) == early
    assert LINK == "call2-4dgb1f88y85pm9jtdyvh92hk02qz"
    with pytest.raises(CodecError):
        codec.read(codec.write(early).replace("call3", "call2"))


def test_a_gap_is_read() -> None:
    gap, _ = machine.advance(started(), START + 3 * MINUTE + 1)
    text = codec.write(Shared(gap, 0, START + 3 * MINUTE + 1))
    assert codec.read(text).timer.deadline == START + 3 * MINUTE + GAP_MS
