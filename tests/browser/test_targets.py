"""Places to tap are at least 44 by 44 pixels (WCAG 2.5.5) in the menu and in the helper's main states; on every page:
test_access.py. Those of a call's three controls are in sight on every phone.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, act, case, helper_url, more, tab, when_ready
from tests.browser.reach import SIZES, small


def test_targets_in_the_menu(page: Page, language: str) -> None:
    page.goto("/" if language == "en" else f"/{language}/")
    page.click(".menu summary")
    assert not small(page)


def test_targets_in_the_helper(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup summary")
    page.click(".signal summary")
    page.check("[name=unequal]")
    found = small(page)
    tab(page, "zones")
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)
    page.fill("#zones-theirs", "york")
    page.wait_for_selector("#zones-theirs-list [role=option]")
    found += small(page)
    page.locator("#zones-theirs-list [role=option]").first.click()
    expect(page.locator("#hours")).to_be_visible()
    for summary in page.locator(".zones summary").all():
        summary.click()
    found += small(page)
    tab(page, "phrases")
    for summary in page.locator(".say summary").all():
        summary.click()
    found += small(page)
    page.evaluate("location.hash = 'say=good-time-moment'")
    expect(page.locator(".say-large")).to_be_visible()
    found += small(page)
    page.click("[data-send='phrases.close']")
    tab(page, "timer")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    found += small(page)
    more(page)
    for summary in page.locator(".call summary:visible").all():
        summary.click()
    found += small(page)
    act(page, "end")
    found += small(page)
    assert not found, "\n".join(found)


def test_a_call_has_three_controls_in_sight_and_its_time_is_large(new_context: NewContext, language: str) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(helper_url(language))
    when_ready(page)

    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        with case(f"set-up, {width}x{height}"):
            expect(page.locator(".sums .sentence")).to_be_in_viewport(ratio=1)
            expect(page.locator(".setup [type=submit]")).to_be_in_viewport(ratio=1)
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    for state in ("pause", "resume"):
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            with case(f"before {state}, {width}x{height}"):
                controls = page.locator(".turn__buttons > button:visible")
                expect(controls).to_have_count(3)
                for control in controls.all():
                    expect(control).to_be_in_viewport(ratio=1)
                expect(page.locator(".danger-link")).to_be_in_viewport(ratio=1)
                expect(page.locator(".md-logo, [data-tabs]").locator("visible=true")).to_have_count(0)
                size = page.eval_on_selector(".call .left", "(it) => parseFloat(getComputedStyle(it).fontSize)")
                assert size >= min(0.33 * width, 0.3 * height)
        act(page, state)
