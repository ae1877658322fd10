"""Every control can be reached and nothing lies on top of it, on small phones, on their side too, in each state. The
timer's states are in test_targets.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, helper_url, when_ready
from tests.browser.reach import SIZES, covered
from tests.browser.test_frame import home
from tests.browser.test_zones import LIST, THEIRS, VERDICT, choose, opened


def states(page: Page, language: str) -> Iterator[str]:
    for address in ("", "danger/", "calls/formats/", "close/"):
        page.goto(home(language) + address)
        yield f"/{address}"
    opened(page, language)
    yield "zones: the question"
    page.fill(THEIRS, "york")
    page.wait_for_selector(LIST)
    yield "zones: places to choose from"
    choose(page, "Vancouver")
    expect(page.locator(VERDICT)).to_be_focused()
    yield "zones: the answer"
    for summary in page.locator(".zones summary").all():
        summary.click()
    yield "zones: everything open"
    page.goto(helper_url(language) + "#say-it")
    page.reload()
    when_ready(page)
    yield "phrases: situations"
    for summary in page.locator(".say summary").all():
        summary.click()
    yield "phrases: everything open"
    page.fill("#say-query", "qqq")
    expect(page.locator(".say .say-list button").first).to_be_visible()
    yield "phrases: nothing found"
    page.evaluate("location.hash = 'say=good-time-moment'")
    expect(page.locator(".say-large")).to_be_visible()
    yield "phrases: one sentence"
    page.locator(".say-large [data-sheet]").click()
    yield "phrases: the sheet"


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_control_is_reached_and_nothing_lies_on_it(
    new_context: NewContext, language: str, width: int, height: int
) -> None:
    page = new_context(viewport={"width": width, "height": height}, reduced_motion="reduce").new_page()
    found = [f"{state}: {it}" for state in states(page, language) for it in covered(page)]
    assert not found, "\n".join(found)
