"""What a screen reader is told during a call: milestones only, never the running seconds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from helper import app
from helper.texts import Texts
from tests.site.test_site import Pages
from tests.timer.calls import FIELDS, SECOND, START

LIVE = "@role='status' or @role='alert' or @aria-live"
BOUND = ("data-text", "data-show", "data-list", "data-value")


def played(texts: Texts, seconds: int, **fields: str) -> Iterator[tuple[int, app.Answer]]:
    """A call started and left to itself, with a tick a second as the worker sends them: second and answer."""
    model = app.Model()
    events = [{"type": "init", "forms": {"timer": FIELDS}}, {"type": "timer.start", "fields": {**FIELDS, **fields}}]
    for event in events:
        done = app.answer(model, event, START, texts)
        model = done.model
        yield 0, done
    for second in range(1, seconds + 1):
        done = app.answer(model, {"type": "tick"}, START + second * SECOND, texts)
        model = done.model
        yield second, done


def spoken(answer: app.Answer) -> list[str]:
    return [str(effect["text"]) for effect in answer.effects if effect["do"] == "announce"]


def test_a_call_is_told_at_its_milestones_and_at_no_other_second(texts: Texts) -> None:
    """A 3/3: start; warning, end and handing over of each turn, with the gap of five seconds between."""
    told = [second for second, answer in played(texts, 400) if spoken(answer)]
    first, second = [0, 120, 180], [185, 305, 365]
    assert told == [*first, *second]


def test_what_changes_while_time_runs_is_in_no_live_region(pages: Pages, texts: Texts, language: str) -> None:
    page = pages["helper/" if language == "en" else "de/helper/"]
    running = [answer.view for second, answer in played(texts, 110) if second > 1]
    changing = {name for before, after in itertools.pairwise(running) for name in after
                if before[name] != after[name]}  # fmt: skip
    assert {"timer.left", "timer.part"} <= changing
    for name in changing:
        for element in page.xpath(" | ".join(f"//*[@{kind}='{name}']" for kind in BOUND)):
            assert not element.xpath(f"ancestor-or-self::*[{LIVE}]"), f"{name} would be read out all the time"


def test_what_a_search_finds_is_spoken_by_the_place_that_waits_for_a_rest(pages: Pages) -> None:
    """Not at every key: no element that shows it is live itself, and the one that repeats it is."""
    counts = []
    for page in pages.values():
        for live in page.xpath("//*[@data-rest]"):
            (shown,) = live.xpath("preceding-sibling::*[1]")
            assert live.get("role") == "status" and not shown.xpath(f"ancestor-or-self::*[{LIVE}]")
            assert shown.get("aria-hidden") or "hidden" in shown.attrib, "said once"
        counts.append(len(page.xpath("//*[@data-rest]")))
    assert min(counts) == 1 and max(counts) == 4, "every page's own search, and the helper's three"


@pytest.mark.parametrize("fields", [{"handover": "tap"}, {"warning": "0"}])
def test_nothing_is_told_twice(texts: Texts, fields: dict[str, str]) -> None:
    said = [text for _, answer in played(texts, 400, **fields) for text in spoken(answer)]
    assert len(said) >= 3 and all(before != after for before, after in itertools.pairwise(said))
