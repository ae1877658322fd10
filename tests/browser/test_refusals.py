"""A browser that refuses what the helper asks for: each time a plain message or another way, and the call goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, act, helper_url, share, tab, when_ready
from tests.browser.test_timer import CALL, start
from tests.built import Server
from tests.faults import Answer, damaged, html, missing, on

NO_STORAGE = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(globalThis, name, { get() { throw new DOMException("no", "SecurityError"); } });
  }
"""
REFUSED = """
  const no = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  Object.defineProperty(navigator, "share", { value: no });
  Object.defineProperty(navigator, "clipboard", { value: { writeText: no } });
  Object.defineProperty(navigator, "wakeLock", { value: { request: no } });
  Object.defineProperty(navigator, "locks", { value: { request: no } });
  Object.defineProperty(navigator, "vibrate", { value() { throw new DOMException("no", "SecurityError"); } });
  globalThis.AudioContext = globalThis.webkitAudioContext = class { constructor() { throw new Error("no"); } };
  Object.defineProperty(globalThis, "speechSynthesis", { value: { cancel() { throw new Error("no"); } } });
"""
ABSENT = """
  for (const name of ["share", "clipboard", "wakeLock", "locks", "vibrate"]) {
    Object.defineProperty(navigator, name, { value: undefined });
  }
  for (const name of ["AudioContext", "webkitAudioContext", "speechSynthesis", "SpeechSynthesisUtterance"]) {
    Object.defineProperty(globalThis, name, { value: undefined });
  }
"""
SILENT = """
  globalThis.AudioContext = class {
    constructor() { this.state = "suspended"; }
    resume() { return new Promise(() => {}); }
  };
"""


def trouble(page: Page, count: int) -> None:
    expect(page.locator(".notices li:visible")).to_have_count(count)


@pytest.mark.parametrize("given", [REFUSED, ABSENT], ids=["refused", "absent"])
def test_nothing_that_is_asked_for_is_given(page: Page, language: str, given: str) -> None:
    page.add_init_script(given)
    start(page, language)
    expect(page.locator(f"{CALL} .note")).not_to_be_empty()  # the wake lock, and the sound
    trouble(page, 0)
    act(page, "pause")
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")
    act(page, "resume")
    share(page)
    expect(page.locator(".call .told textarea")).to_be_visible()
    assert "#call2-" in page.input_value(".call .told textarea")
    page.evaluate("() => { location.hash = 'say=no-video-room'; }")
    outcome = page.locator(".say-large .told p >> nth=0")
    page.click(".say-large [data-send='phrases.speak']")
    expect(outcome).not_to_be_empty()
    page.click(".say-large [data-send='phrases.copy']")
    expect(page.locator(".say-large textarea")).not_to_have_value("")
    page.click("[data-send='phrases.close']")
    tab(page, "timer")
    act(page, "end")
    expect(page.locator(".after")).to_be_visible()


@pytest.mark.parametrize("given", [REFUSED, ABSENT, SILENT], ids=["refused", "absent", "silent"])
def test_a_signal_that_cannot_sound_is_said(page: Page, given: str) -> None:
    page.add_init_script(given)
    page.goto(helper_url("en"))
    when_ready(page)
    page.click("[data-send='timer.try_signal']")
    page.click(".setup [type=submit]")
    expect(page.locator(f"{CALL} .note")).not_to_be_empty()
    page.click("[data-send='timer.pause']")


def test_storage_that_may_not_even_be_looked_at(page: Page, watch: Watch) -> None:
    watch.expected += ["page error: no", "SecurityError"]  # the theme's own scripts want it
    page.add_init_script(NO_STORAGE)
    start(page, "en")
    trouble(page, 1)
    act(page, "next")
    expect(page.locator(CALL)).to_be_visible()
    page.goto("/calls/")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("answer", [missing, html, damaged])
@pytest.mark.parametrize("part", ["/tzdata.", "/qr."])
def test_a_package_that_does_not_come_leaves_another_way(
    page: Page, server: Server, watch: Watch, part: str, answer: Answer
) -> None:
    watch.expected += ["404", "integrity", "digest"]
    server.fault = on(part, answer)
    start(page, "en")
    if part == "/qr.":
        page.evaluate("navigator.clipboard.writeText = async () => {}")
        share(page)
        expect(page.locator("[data-text='timer.no_code']")).not_to_be_empty()
        expect(page.locator(".code")).to_be_hidden()
    else:
        page.wait_for_selector(".zones[data-is=failed]", state="attached")
        page.evaluate("() => { location.hash = 'time-zones'; }")
        expect(page.locator("[data-send='zones.retry']")).to_be_visible()
        server.fault = None
        page.click("[data-send='zones.retry']")
        page.wait_for_selector(".zones[data-is=ready]", state="attached")
    expect(page.locator("[data-fault]:visible")).to_have_count(0)
