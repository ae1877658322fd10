"""Every control can be reached and nothing lies on top of it, on small phones, on their side too, and with everything
enlarged, in each state. The timer's states are in test_access_helper.py."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import PHONE, NewContext, helper_url, when_ready
from tests.browser.reach import SIZES, ZOOMED, covered
from tests.browser.test_frame import home
from tests.browser.test_zones import LIST, THEIRS, VERDICT, choose, opened
from tests.built import Server
from tools.chromium import launch


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
    page.locator(".say-top [data-sheet]").click()
    yield "phrases: the sheet"


def amiss(page: Page, language: str, sizes: list[tuple[int, int]]) -> list[str]:
    found = []
    for state in states(page, language):
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{state}, {width}x{height}: {it}" for it in covered(page)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{state}, {width}x{height}: as wide as {wide}"] if wide > width else []
        page.set_viewport_size(PHONE)
    return found


def test_every_control_is_reached_and_nothing_lies_on_it(new_context: NewContext, language: str) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    found = amiss(page, language, [*SIZES, *ZOOMED])
    assert not found, "\n".join(found)


def test_it_stays_so_with_letters_of_twice_the_size(driver: Playwright, server: Server) -> None:
    """As set in the browser itself. German has the longer words."""
    browser = launch(driver, "--blink-settings=defaultFontSize=32")
    try:
        context = browser.new_context(
            base_url=server.url, viewport=PHONE, service_workers="block", timezone_id="Africa/Abidjan"
        )
        found = amiss(context.new_page(), "de", [(360, 740)])
    finally:
        browser.close()
    assert not found, "\n".join(found)
