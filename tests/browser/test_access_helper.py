"""The access gate on every state of the helper: one page for each tool, led from state to state. In those of the timer
every control is within reach on every phone, with nothing over it, and stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.browser.axe import faint, findings
from tests.browser.conftest import (
    Clock,
    NewContext,
    Watch,
    act,
    helper_url,
    in_sheet,
    more,
    settled,
    share,
    skipped_time,
    tab,
    when_ready,
)
from tests.browser.reach import SIZES, ZOOMED, covered
from tests.browser.test_zones import THEIRS, always, choose
from tests.built import Server

CALL = ".call"
SCRIPTS = re.compile(r"<script\b.*?</script>|</?noscript>|<template data-later>.*?</template>", re.DOTALL)
REFUSED = "() => { navigator.clipboard.writeText = async () => { throw new Error('no'); }; }"
# As tall as the page, so that what sticks to an edge covers nothing: what it covers can be scrolled from under it,
# which axe cannot know. That it never covers the focus is tested in test_keyboard.py.
TALL: ViewportSize = {"width": 360, "height": 6000}
ASIDE = ("running, in another tab", "over, behind a large phrase")
"""States in which another tool is shown."""
SPEECH = """Object.defineProperty(globalThis, "speechSynthesis", { value: {
  getVoices: () => ["en-GB", "de-DE"].map((lang) => ({ lang, localService: true })), cancel: () => {},
  addEventListener: () => {}, speak: (it) => it.onstart(),
} }); globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"""


@pytest.fixture
def page(new_context: NewContext) -> Page:
    page = new_context(viewport=TALL, reduced_motion="reduce", timezone_id="Europe/Berlin").new_page()
    page.add_init_script(SPEECH)
    return page


def all_clear(page: Page, states: Iterator[str]) -> None:
    """Look at the page in each state that the journey stops at."""
    found, seen = [], []
    for state in states:
        seen.append(state)
        found += [f"{state}: {it}" for it in findings(page)]
    assert not found, "\n".join(found)
    assert len(seen) == len(set(seen))


def timer_states(page: Page, clock: Clock, language: str) -> Iterator[str]:
    page.goto(helper_url(language))
    when_ready(page)
    yield "set-up"
    page.click(".setup summary")
    page.click(".signal summary")
    page.check("[name=unequal]")
    page.check("[name=feedback]")
    page.select_option("[name=frame]", "any")
    yield "more options"
    page.fill("[name=minutes_1]", "0")
    expect(page.locator("[data-text='timer.problem']")).not_to_be_empty()
    yield "a problem"
    page.uncheck("[name=unequal]")
    page.select_option("[name=frame]", "5")
    expect(page.locator("[data-send='timer.take_offer']")).to_be_visible()
    yield "an offer"
    page.check("[name=kind][value=bookend]")
    yield "one activity"
    page.check("[name=kind][value=share]")
    page.check("[name=handover][value=tap]")
    page.select_option("[name=frame]", "0")
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    yield "running"
    tab(page, "zones")
    expect(page.locator(".running")).to_be_visible()
    yield "running, in another tab"
    tab(page, "timer")
    act(page, "pause")
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")
    yield "paused"
    act(page, "resume")
    page.evaluate("() => { navigator.clipboard.writeText = async () => {}; }")
    share(page)
    page.click(".made summary")
    expect(page.locator(".code")).to_be_visible(timeout=20_000)
    expect(page.locator(".call [data-text='timer.outcome']")).not_to_be_empty()
    page.click(".keys summary")
    yield "shared, with a code and the keys"
    act(page, "step")
    act(page, "mark")
    expect(page.locator(".marked")).not_to_be_empty()
    yield "in step by voice"
    act(page, "less")
    expect(page.locator(".more")).to_be_hidden()
    more(page)
    page.evaluate(REFUSED)
    page.click(".turn [data-send='timer.share']")
    expect(page.locator(".call .told textarea")).to_be_visible()
    yield "sharing refused"
    clock.move(125)
    expect(page.locator(CALL)).to_have_attribute("data-is", "warning")
    expect(page.locator(".call .notices").first).to_be_visible()
    yield "warning, after a sleep"
    clock.move(200)
    expect(page.locator(CALL)).to_have_attribute("data-is", "over")
    yield "over"
    more(page)
    page.click(".say-strip--moment button >> nth=0")
    yield "over, behind a large phrase"
    page.click("[data-send='phrases.close']")
    page.evaluate("location.hash = 'call=1&kind=share'")
    yield "another link opened"
    act(page, "next")
    act(page, "end")
    expect(page.locator(".after")).to_be_visible()
    yield "ended"
    act(page, "reset")
    settled(page)
    page.check("[name=handover][value=auto]")
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    clock.move(200 + 182)
    expect(page.locator(CALL)).to_have_attribute("data-is", "gap")
    yield "handing over"


def zones_states(page: Page, language: str) -> Iterator[str]:
    page.goto(helper_url(language) + "#time-zones")
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)
    yield "no place yet"
    page.fill(THEIRS, "york")
    page.wait_for_selector("#zones-theirs-list [role=option]")
    page.press(THEIRS, "ArrowDown")
    yield "the list of places"
    page.fill(THEIRS, "xyzzy")
    expect(page.locator("#zones-theirs-problem")).not_to_be_empty()
    yield "an unknown place"
    choose(page, "Auckland")
    always(page, "theirs")
    page.wait_for_selector(".zones .verdict[data-is=yes]")
    yield "yes"
    page.check("[name=text_first]")
    page.wait_for_selector(".zones .verdict[data-is=text]")
    yield "a text first"
    page.fill("[name=theirs_from]", "09:00")
    page.fill("[name=theirs_until]", "09:01")
    page.wait_for_selector(".zones .verdict[data-is=no]")
    yield "no"
    always(page, "theirs")
    skipped_time(page)
    yield "a time that does not exist"
    page.click("#weekly-call")
    page.fill("#zones-weekly-time", "19:00")
    page.wait_for_selector("[data-list='zones.weekly_steps'] li")
    yield "a weekly call"
    page.click("#call-back")
    page.fill("#zones-back-time", "18:00")
    page.wait_for_selector("[data-text='zones.back']:visible")
    yield "a promise to call back"
    page.click("#my-hours")
    page.click("[data-focus=own] details summary")
    yield "hours to hand on"
    page.click("#message-to-send")
    page.select_option("#zones-language", {"en": "de", "de": "en"}[language])
    page.evaluate(REFUSED)
    page.click("[data-send='zones.copy']")
    expect(page.locator(".zones textarea")).to_be_visible()
    yield "a message to copy by hand"


def phrases_states(page: Page, language: str) -> Iterator[str]:
    other = {"en": "de", "de": "en"}[language]
    page.goto(helper_url(language) + "#say-it")
    when_ready(page)
    yield "situations"
    page.locator(".say summary").first.click()
    yield "all situations of a phase"
    page.fill("#say-query", "qqq")
    expect(page.locator("[data-show='phrases.lost']")).to_be_visible()
    yield "nothing found"
    page.locator("[data-sheet]:not(.blank):visible").click()
    yield "the sheet"
    page.click(".sheet [data-close]:visible >> nth=-1")
    in_sheet(page, "theirs", other)
    page.fill("#say-query", "video")
    yield "phrases in two languages"
    page.evaluate("location.hash = 'say=good-time-moment'")
    expect(page.locator(".say-large")).to_be_visible()
    page.locator("[data-send='phrases.speak']").first.click()
    expect(page.locator("[data-send='phrases.hush']")).to_be_visible()
    yield "one phrase in two languages, read aloud, with blanks"
    page.evaluate(REFUSED)
    page.locator("[data-send='phrases.copy']:visible").first.click()
    expect(page.locator(".say-large textarea")).to_be_visible()
    page.evaluate("location.hash = 'say=my-limit-then-go'")
    page.locator(".say-top [data-sheet]").click()
    page.fill("[name=slot_minutes]", "0")
    expect(page.locator("[data-text='phrases.slot_problem']")).not_to_be_empty()
    yield "a blank that cannot be"
    page.click(".sheet [data-close]:visible >> nth=-1")
    page.click("[data-send='phrases.close']")
    page.click(".ask summary")
    page.fill("#ask-minutes", "0")
    expect(page.locator("[data-text='phrases.ask_problem']")).not_to_be_empty()
    yield "asking for a call"
    page.click(".received summary")
    page.fill("#read-text", "OR 3/3 w/ fb till 9 CET, 7? purple. I want to die")
    expect(page.locator("[data-list='phrases.read_unclear']")).to_be_visible()
    yield "a request that was read"


def test_in_any_state_of_the_timer_axe_finds_nothing_and_every_control_is_within_reach_and_stands_out(
    page: Page, clock: Clock, language: str
) -> None:
    found, seen, reached = [], [], 0
    for state in timer_states(page, clock, language):
        seen.append(state)
        found += [f"{state}: {it}" for it in findings(page)]
        if state in ASIDE:
            continue
        reached += 1
        for width, height in (*SIZES, *ZOOMED):
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{state}, {width}x{height}: {it}" for it in covered(page)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{state}, {width}x{height}: as wide as {wide}"] if wide > width else []
        found += [f"{state}, {it}" for it in faint(page)]
        page.set_viewport_size(TALL)
    assert reached > 10 and len(seen) == len(set(seen))
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_any_state_of_the_time_zones(page: Page, language: str) -> None:
    all_clear(page, zones_states(page, language))


def test_axe_finds_nothing_in_any_state_of_the_phrases(page: Page, language: str) -> None:
    all_clear(page, phrases_states(page, language))


def test_axe_finds_nothing_where_something_is_missing(page: Page, server: Server, watch: Watch, language: str) -> None:
    """A real fault once; the others differ in their words alone."""

    def gone(handler: SimpleHTTPRequestHandler) -> bool:
        if ".wasm" not in handler.path:
            return False
        handler.send_error(404)
        return True

    def states() -> Iterator[str]:
        watch.expected += ["404", "wasm", "Pyodide"]
        server.fault = gone
        page.goto(helper_url(language))
        expect(page.locator("[data-fault]:visible")).to_be_visible(timeout=20_000)
        yield "a part is missing"
        page.evaluate("for (const it of document.querySelectorAll('[data-fault], [data-stage]')) it.hidden = false")
        yield "every message at once"

    all_clear(page, states())


def test_axe_finds_nothing_without_scripts(page: Page, language: str) -> None:
    """axe is a script itself, so the page is given as a browser without any would show it."""

    def still(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=SCRIPTS.sub("", answer.text()))

    def states() -> Iterator[str]:
        page.route("**/helper/", still)
        page.goto(helper_url(language))
        expect(page.locator(".zones")).to_be_visible()
        yield "no scripts"

    all_clear(page, states())
