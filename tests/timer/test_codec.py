"""Shared links and the tab's memory: what is written is read back, nothing else is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.timer import codec, machine
from helper.timer.codec import CodecError, Shared
from helper.timer.machine import GAP_MS
from tests.timer.calls import MINUTE, START, started
from tests.timer.test_machine import COURSE, PLANS

pytestmark = pytest.mark.runtime

GOOD = codec.write(Shared(started(), 0, START))


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


def test_a_link_is_short_enough_for_a_message() -> None:
    assert len(GOOD) < 300


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
    fields = dict(part.split("=", 1) for part in GOOD.split("&"))
    broken = "&".join(f"{key}={value}" for key, value in {**fields, name: change.split("=", 1)[1]}.items())
    with pytest.raises(CodecError) as caught:
        codec.read(broken)
    assert caught.value.key == "error.link"


def test_another_version_is_named_as_such() -> None:
    with pytest.raises(CodecError) as caught:
        codec.read(GOOD.replace("call=1", "call=2"))
    assert caught.value.key == "error.link_version"


@given(st.integers(0, len(GOOD) - 1))
def test_a_truncated_link_is_refused_or_whole(cut: int) -> None:
    with pytest.raises(CodecError):
        codec.read(GOOD[:cut])


@given(st.text(max_size=200) | st.text(alphabet="call=1&kindsharetus0123456789,-.:;", max_size=400))
def test_any_text_is_a_call_or_a_codec_error(text: str) -> None:
    for candidate in (text, f"call=1&{text}", f"{GOOD}&{text}"):
        try:
            shared = codec.read(candidate)
        except CodecError:
            continue
        assert shared.timer.is_on


def test_a_gap_with_nobody_after_it_is_refused() -> None:
    gap, _ = machine.advance(started(), START + 3 * MINUTE + 1)
    text = codec.write(Shared(gap, 0, START + 3 * MINUTE + 1))
    assert codec.read(text).timer.deadline == START + 3 * MINUTE + GAP_MS
    with pytest.raises(CodecError):
        codec.read(text.replace("index=0", "index=1"))
