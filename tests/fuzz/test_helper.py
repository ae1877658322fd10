"""Whatever comes in, the helper has an answer that the page can paint, and the next good tap works."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from helper.app import Answer, Model, answer
from helper.texts import Texts
from helper.timer import codec
from helper.timer.codec import CodecError
from helper.timer.taps import MOMENT_MS
from helper.zones import codec as zones
from tests.fuzz.hostile import (
    ALONE,
    CALL,
    CALL_1,
    LINKS,
    OPENING,
    PLACES,
    SETTINGS,
    TEXT,
    ZONES,
    ZONES_1,
    bent,
    event,
)
from tests.mangled import damaged, mangled
from tests.timer.calls import START

MINUTE = 60_000


def send(model: Model, message: dict[str, object], now: int, texts: Texts) -> Answer:
    """One event as it comes from the page, which is JSON; the answer must be JSON that a browser reads."""
    done = answer(model, json.loads(json.dumps(message)), now, texts)
    json.dumps([done.view, done.effects], allow_nan=False)
    assert done.wake is None or (isinstance(done.wake, int) and done.wake > now), "a wake in the past would spin"
    return done


@settings(max_examples=100)
@given(st.sampled_from(SETTINGS), st.lists(event(), min_size=1, max_size=8), st.integers(0, 10 * MINUTE))
def test_no_event_upsets_the_helper(
    texts: Texts, before: list[dict[str, object]], hostile: list[dict[str, object]], wait: int
) -> None:
    model, now = Model(), START
    for message in before:
        model = send(model, message, now, texts).model
    for message in hostile:
        now += wait
        model = send(model, message, now, texts).model
    model = send(model, {"type": "timer.end"}, now + MOMENT_MS, texts).model
    model = send(model, {"type": "timer.reset"}, now + 2 * MOMENT_MS, texts).model
    fields = {"kind": "share", "speakers": "2", "minutes": "3", "warning": "60", "handover": "auto", "first": "me"}
    done = send(model, {"type": "timer.start", "fields": fields}, now + 3 * MOMENT_MS, texts)
    assert done.view["timer.screen"] == "call"


@settings(max_examples=1000)
@given(bent([CALL, CALL_1]) | TEXT)
def test_a_stored_or_shared_call_is_right_or_refused(text: str) -> None:
    try:
        shared = codec.read(text)
    except CodecError:
        return
    assert codec.read(codec.write(shared, history=True)) == shared


@settings(max_examples=1000)
@given(bent([ZONES, ZONES_1]) | TEXT)
def test_shared_zones_are_right_or_refused(text: str) -> None:
    try:
        shared = zones.read(text)
    except zones.CodecError:
        return
    assert zones.read(zones.write(shared)) == shared


@settings(max_examples=250)
@given(st.sampled_from(SETTINGS), bent(LINKS), bent([CALL]))
def test_no_address_and_no_stored_call_upsets_the_helper(
    texts: Texts, before: list[dict[str, object]], fragment: str, kept: str
) -> None:
    model = Model()
    for message in [{**before[0], "kept": kept, "fragment": f"#{fragment}"}, *before[1:]]:
        model = send(model, message, START, texts).model
    send(model, {"type": "link", "fragment": f"#{fragment}"}, START, texts)


PACKAGES: dict[str, object] = {"type": "loaded", "packages": ["tzdata", "places"]}


def opened(link: str, before: list[dict[str, object]], texts: Texts) -> Answer:
    """The page with a link opened in it, the zones too."""
    model = Model()
    for message in [OPENING, PACKAGES, *before]:
        model = send(model, message, START - MINUTE, texts).model
    return send(model, {"type": "link", "fragment": f"#{link}"}, START, texts)


def brought(answer: Answer) -> tuple[object, ...]:
    """What a link is for: the timer and the other person's place and hours."""
    timer, zones = answer.model.tools["timer"], answer.model.tools["zones"]
    return timer.timer, timer.setup.plan, zones.mine.place, zones.theirs.place, zones.setup


def tells(answer: Answer) -> bool:
    return bool(
        answer.view["timer.any_notice"]
        or answer.view["timer.waiting"]
        or answer.view["zones.problem"]
        or answer.model.tools["phrases"].missing
    )


@settings(max_examples=300)
@given(st.sampled_from(LINKS[: -len(PLACES)]).flatmap(lambda link: st.tuples(st.just(link), mangled(link))))
def test_a_link_that_was_mangled_opens_or_is_told(texts: Texts, case: tuple[str, str]) -> None:
    link, text = case
    done = opened(text, [], texts)
    assert brought(done) == brought(opened(link, [], texts)) or (
        brought(done) == brought(opened("", [], texts)) and tells(done)
    )
    call = opened(text, [{"type": "timer.start"}], texts)
    assert brought(call)[:2] == brought(opened("", [{"type": "timer.start"}], texts))[:2], "a call is not replaced"
    assert tells(call) or link in (ZONES, ZONES_1, ALONE)


@settings(max_examples=300)
@given(st.sampled_from([CALL, ZONES, ALONE]).flatmap(lambda link: st.tuples(st.just(link), damaged(link))))
def test_a_link_that_was_damaged_never_brings_something_else(texts: Texts, case: tuple[str, str]) -> None:
    link, text = case
    assert brought(opened(text, [], texts)) in (brought(opened(link, [], texts)), brought(opened("", [], texts)))
