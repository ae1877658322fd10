"""Close to relapse, or beside somebody who took too much: what is on the first screen, and a message in one tap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.test_frame import home
from tools.numbers import read
from tools.numbers.model import Kind

AUSTRIA = read().countries["AT"]
BUTTON, TOLD = ".message button:visible", ".message [role=status]"
SENDS = "navigator.share = async (it) => { globalThis.given = it; if (globalThis.wrong) throw globalThis.wrong; };"
REFUSES = """if (globalThis.Clipboard)
  Clipboard.prototype.writeText = () => Promise.reject(new DOMException("", "NotAllowedError"));"""


def tapped(new_context: NewContext, language: str, script: str = "", **options: object) -> Page:
    """The page for who is close to relapse, when its message was tapped, on a phone that `script` changes."""
    context = new_context(**options)
    context.add_init_script(script)
    page = context.new_page()
    page.goto(home(language) + "close/")
    page.click(BUTTON)
    return page


def message(page: Page) -> str:
    return page.inner_text(".copy").strip()


def selected(page: Page) -> str:
    return str(page.evaluate("String(getSelection()).trim()"))


def test_a_message_and_a_voice_are_on_the_first_screen(new_context: NewContext, language: str) -> None:
    page = new_context(timezone_id="Europe/Vienna").new_page()
    page.goto(home(language) + "close/")
    first = page.locator("#crisis-lines + .lines a").first
    expect(first).to_have_attribute(
        "href", "tel:" + next(it.dial for it in AUSTRIA.lines if it.kind is Kind.CRISIS and not it.text)
    )
    for it in (page.locator(BUTTON), first):
        expect(it).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", ["close", "overdose", "danger"])
def test_the_smallest_screen_has_it_too(page: Page, language: str, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 480})
    page.goto(home(language) + f"{name}/")
    first = BUTTON if name == "close" else "h1 ~ :is(.dial, [data-own]) a[href^='tel:'] >> visible=true"
    expect(page.locator(first).first).to_be_in_viewport(ratio=1)
    for it in page.locator("header :is(.exit button, .danger-link, .menu > summary)").all():
        expect(it).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_a_country_there_are_lines_too(new_context: NewContext, language: str) -> None:
    page = new_context(timezone_id="UTC").new_page()
    page.goto(home(language) + "close/")
    expect(page.locator("[data-say=ask]")).to_be_visible()
    expect(page.locator("#crisis-lines + .dial a").first).to_be_in_viewport(ratio=1)


def test_the_own_number_comes_first_at_an_overdose(new_context: NewContext, language: str) -> None:
    page = new_context(timezone_id="Europe/Vienna").new_page()
    page.goto(home(language) + "overdose/")
    numbers = page.locator("h1 + [data-own] .emergency a")
    expect(numbers.first).to_have_attribute("href", f"tel:{AUSTRIA.ambulance[0]}")
    expect(numbers.first).to_be_in_viewport(ratio=1)
    assert page.locator("[data-own] .lines").count() == 0, "nothing between the number and what to do"


def test_the_message_goes_to_an_app_in_one_tap(new_context: NewContext, language: str) -> None:
    page = tapped(new_context, language, SENDS)
    expect(page.locator(TOLD)).not_to_be_empty()
    assert page.evaluate("given") == {"text": message(page)}


@pytest.mark.parametrize(("name", "told"), [("AbortError", False), ("NotAllowedError", True)])
def test_what_was_not_sent_is_told_unless_somebody_closed_it(
    new_context: NewContext, language: str, name: str, told: bool
) -> None:
    page = tapped(new_context, language, SENDS + f"globalThis.wrong = new DOMException('', '{name}');")
    page.wait_for_function("globalThis.given")
    assert (page.inner_text(TOLD) != "") == told
    assert (selected(page) == message(page)) == told


def test_where_no_app_takes_it_it_is_copied(new_context: NewContext, language: str) -> None:
    page = tapped(new_context, language, permissions=["clipboard-read", "clipboard-write"])
    expect(page.locator(TOLD)).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == message(page)


def test_what_cannot_be_copied_is_selected(new_context: NewContext, language: str) -> None:
    page = tapped(new_context, language, REFUSES)
    expect(page.locator(TOLD)).not_to_be_empty()
    assert selected(page) == message(page)
