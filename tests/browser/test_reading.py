"""Pages as they are read: what comes first on a phone, and what is folded away until it is asked for."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.test_frame import home

CHECKLIST = "twelfth-step/helpline/"


def test_a_volunteer_sees_how_to_take_the_number_without_scrolling(page: Page, language: str) -> None:
    page.goto(home(language) + CHECKLIST)
    expect(page.locator("#take-number ~ ul li").first.locator("label")).to_be_in_viewport(ratio=1)


def test_the_rules_and_the_ways_on_come_before_the_steps(page: Page, language: str) -> None:
    page.goto(home(language) + CHECKLIST)
    for first in page.locator(".rules li, .jump a").all():
        expect(first).to_be_in_viewport(ratio=1)
    tops = page.evaluate(
        """() => [".rules", ".jump", "#before", "#take-number"]
             .map((it) => document.querySelector(it).getBoundingClientRect().top)"""
    )
    assert tops == sorted(tops)


def test_the_checklist_is_short_enough_to_walk_through_with_a_caller_waiting(
    new_context: NewContext, language: str
) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(home(language) + CHECKLIST)
    assert page.evaluate("document.documentElement.scrollHeight") < 8 * 740
    ways = [str(link.get_attribute("href")) for link in page.locator(".steps a").all()]
    assert {"#take-number", "#log", "#find-someone", "#report-back", "#call-back", "#finish"} == set(ways)
    for heading in page.locator("summary :is(h2, h3)").all():
        expect(heading).to_be_visible()


def test_a_link_to_what_is_folded_away_opens_it(new_context: NewContext, language: str) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(home(language) + CHECKLIST + "#under-age")
    inside = page.locator("details:has(#under-age) ol")
    expect(inside).to_be_in_viewport()
    page.goto(home(language) + CHECKLIST)
    expect(inside).not_to_be_visible()
    link = page.locator("article a[href='#under-age']")
    link.click()
    expect(inside).to_be_in_viewport()
    expect(page.locator("#under-age")).to_be_in_viewport(ratio=1)
    page.click("summary:has(#under-age)")
    expect(inside).not_to_be_visible()
    link.click()  # once more
    expect(inside).to_be_in_viewport()


def test_what_is_folded_opens_without_scripts_and_is_printed(new_context: NewContext, language: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(home(language) + CHECKLIST)
    for box in page.locator("article details").all():
        inside = box.locator("p").last
        expect(inside).not_to_be_visible()
        page.emulate_media(media="print")
        expect(inside).to_be_visible()
        page.emulate_media(media="screen")
        box.locator("summary").click()
        expect(inside).to_be_visible()


def test_of_the_helper_what_is_to_be_read_is_printed(new_context: NewContext, language: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(home(language) + "helper/")
    page.emulate_media(media="print")
    expect(page.locator("#presets")).to_be_visible()
    expect(page.locator("#share-timer")).to_be_hidden()
