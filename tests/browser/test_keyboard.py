"""Without a mouse: the main journeys by keys alone. At every stop the focus can be seen, and it is never lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.conftest import NewContext, helper_url, settled, when_ready
from tests.browser.test_access import DESKTOP, addresses

# What is wrong with the element that has the focus, "" for nothing. Its mark may stand on a label that is drawn in
# its place; and of what sticks to an edge, nothing may cover all of it (WCAG 2.4.11).
SEEN = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return "nothing has the focus";
  const name = `${it.tagName}.${it.className} ${it.textContent.trim().slice(0, 30)}`;
  if (it.tabIndex < 0) return "";  // put there by us, to be read from
  const marked = (part) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor);
  };
  const hidden = getComputedStyle(it).opacity === "0";
  const drawn = (hidden ? [it.nextElementSibling, it.closest("label")] : [it]).find((part) => part && marked(part));
  if (!drawn) return `${name}: no outline`;
  const { left, right, top, bottom } = drawn.getBoundingClientRect();
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return `${name}: out of the window`;
  const at = (low, high, most) =>
    [0.1, 0.5, 0.9].map((part) => low + (high - low) * part).filter((x) => x >= 0 && x < most);
  const bare = at(left, right, innerWidth).some((x) => at(top, bottom, innerHeight).some((y) => {
    const front = document.elementFromPoint(x, y);
    return front && (drawn.contains(front) || front.contains(drawn) || it.closest("label")?.contains(front));
  }));
  return bare ? "" : `${name}: covered`;
}"""


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """Without motion: what slides away is gone at once."""
    return new_context(reduced_motion="reduce").new_page()


def assert_seen(page: Page) -> None:
    """Soon, that is: the search opens a moment after keys have led to it."""
    if not page.evaluate(SEEN):
        return
    try:
        page.wait_for_function(f"() => ({SEEN})() === ''", timeout=3_000)
    except TimeoutError:
        pytest.fail(f"{page.url}: {page.evaluate(SEEN)}")


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the element has the focus; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        there, wrong = page.evaluate(f"(selector) => [document.activeElement.matches(selector), ({SEEN})()]", selector)
        if wrong:
            assert_seen(page)
        if there:
            return
    pytest.fail(f"Tab does not lead to {selector}")


def test_a_call_by_keys_from_home_to_its_end(page: Page, language: str) -> None:
    page.goto("/" if language == "en" else f"/{language}/")
    tab_to(page, "article a[href$='helper/#share-timer']")
    page.keyboard.press("Enter")
    when_ready(page)
    tab_to(page, ".setup [type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator(".call")).to_be_visible()
    expect(page.locator(".call")).to_be_focused()
    settled(page)
    tab_to(page, "[data-send='timer.pause']")
    page.keyboard.press("Enter")
    expect(page.locator(".call")).to_have_attribute("data-is", "paused")
    assert_seen(page)
    settled(page)
    expect(page.locator("[data-send='timer.resume']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".call")).to_have_attribute("data-is", "calm")
    assert_seen(page)
    who = page.inner_text(".call .who strong")
    settled(page)
    tab_to(page, ".main[data-send='timer.next']")
    page.keyboard.press("Enter")
    expect(page.locator(".call .who strong")).not_to_have_text(who)
    assert_seen(page)
    tab_to(page, "[data-send='timer.more']")
    page.keyboard.press("Enter")
    expect(page.locator("[data-send='timer.more']")).to_have_attribute("aria-expanded", "true")
    assert_seen(page)
    page.keyboard.press("Escape")
    expect(page.locator(".more")).to_be_hidden()
    tab_to(page, ".main[data-send='timer.end']")
    settled(page)
    page.keyboard.press("Enter")
    expect(page.locator(".after")).to_be_focused()
    settled(page)
    tab_to(page, "[data-send='timer.start']")
    page.keyboard.press("Enter")
    expect(page.locator(".call")).to_be_visible()
    assert_seen(page)


def test_the_time_zones_by_keys(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    tab_to(page, "[role=tab]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[role=tab][data-opens=zones]")).to_be_focused()
    assert_seen(page)
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)
    tab_to(page, "#zones-theirs")
    page.keyboard.type("Nairobi")
    page.wait_for_selector("#zones-theirs-list [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".zones .verdict")).to_have_attribute("data-is", re.compile("yes|no"))
    assert_seen(page)
    expect(page.locator(".zones .verdict")).to_be_focused()
    tab_to(page, ".zones summary:has(#certain-time)")
    page.keyboard.press("Enter")
    tab_to(page, "#zones-date")


def test_a_phrase_by_keys(page: Page, language: str) -> None:
    page.goto(helper_url(language) + "#say-it")
    when_ready(page)
    tab_to(page, ".say .tiles a[data-send]")
    words = page.evaluate("() => document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator(".say-large")).to_be_focused()
    tab_to(page, ".say-large [data-send='phrases.close']")
    page.keyboard.press("Enter")
    expect(page.locator(".say-large")).to_be_hidden()
    page.wait_for_function("(words) => document.activeElement.textContent === words", arg=words)
    assert_seen(page)


def test_the_language_the_menu_and_the_search_by_keys(page: Page) -> None:
    page.goto("/calls/")
    tab_to(page, ".md-select summary")
    page.keyboard.press("Enter")
    tab_to(page, "[hreflang=de]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/calls/")
    tab_to(page, ".menu summary")
    page.keyboard.press("Enter")
    tab_to(page, ".menu a[href$='calls/formats/'], .menu a[href$='formats/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/calls/formats/")
    tab_to(page, ".md-search__input")
    page.keyboard.type("bookending")
    page.wait_for_selector(".md-search-result__link", timeout=20_000)
    for _ in range(20):  # the list is made anew while it is still searching
        page.keyboard.press("ArrowDown")
        if page.evaluate("() => document.activeElement.matches('.md-search-result__link')"):
            break
        page.wait_for_timeout(100)
    assert_seen(page)
    there = page.evaluate("() => document.activeElement.href")
    with page.expect_navigation():  # also where it leads to the page that is open
        page.keyboard.press("Enter")
    assert page.url.startswith(there.partition("?")[0])


@pytest.mark.parametrize("viewport", [None, DESKTOP], ids=["phone", "desktop"])
def test_the_focus_is_seen_wherever_tab_leads(new_context: NewContext, viewport: dict[str, int] | None) -> None:
    """On every kind of page; those of one kind differ in their words alone."""
    page = new_context(**({"viewport": viewport} if viewport else {}), reduced_motion="reduce").new_page()
    kinds = ("/", "/twelfth-step/helpline", "/calls/formats", "/card", "/helper", "/about/sources", "/danger")
    for address in kinds:
        assert address in set(addresses("en"))
        page.goto(address)
        if address == "/helper":
            when_ready(page)
        stops = set()
        for _ in range(90):
            page.keyboard.press("Tab")
            stop, wrong = page.evaluate(f"() => [document.activeElement.outerHTML, ({SEEN})()]")
            if stop.startswith("<body"):
                break  # round once
            if wrong:
                assert_seen(page)
            stops.add(stop)
        assert len(stops) >= 8, address


def test_the_first_tab_leads_to_a_link_past_the_header(page: Page, language: str) -> None:
    page.goto("/calls/" if language == "en" else f"/{language}/calls/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    assert_seen(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('article') !== null")
