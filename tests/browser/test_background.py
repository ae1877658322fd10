"""The timer when nobody looks: hidden and throttled, frozen, and the wake lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.clocks import SEEN_TO, Clocks
from tests.browser.conftest import Clock, Watch, act, helper_url, share, when_ready
from tests.browser.test_timer import CALL, WHO, seconds, start
from tests.built import Server
from tests.real_tabs import real_tabs


@pytest.fixture
def tabs(driver: Playwright, server: Server, watch: Watch, tmp_path: Path) -> Iterator[BrowserContext]:
    with real_tabs(driver, tmp_path) as context:
        context.on("page", watch.attach)
        yield context


LATENESS = """
  globalThis.heard = [];
  new MutationObserver(() => {
    const tone = document.querySelector(".call").dataset.is;
    heard.push([tone, Date.now(), document.visibilityState]);
  }).observe(document.querySelector(".call"), { attributeFilter: ["data-is"] });
  globalThis.ticks = 0;
  setInterval(() => ticks++, 100);
"""


def test_a_hidden_slowed_tab_still_signals_on_time(tabs: BrowserContext, server: Server) -> None:
    page = tabs.new_page()
    page.goto(server.url + helper_url("en") + "#1-1")
    when_ready(page)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    clocks = Clocks(tabs)
    clocks.move(20_000, 20_000, SEEN_TO)
    clocks.tick()  # ten real seconds are left, enough to be slowed in
    started = page.evaluate(f"({{ run: () => {{ {LATENESS} }} }}).run(), Date.now()")
    front = tabs.new_page()
    front.bring_to_front()
    while not (heard := page.evaluate("heard")):  # asking does not wake the page's own timers
        front.wait_for_timeout(1000)
        assert page.evaluate("Date.now()") - started < 60_000
    tone, at, visibility = heard[0]
    assert (tone, visibility) == ("warning", "hidden")
    deadline = int(page.evaluate("sessionStorage['steady-line.call']").split()[1])
    due = deadline - 30_000
    slowed = page.evaluate("ticks") < (at - started) / 100 / 2
    assert slowed, "the page's own timers were not slowed, so this proves nothing"
    assert due <= at < due + 5_000, "not a speed test: a page's timer would be up to a minute late"


def test_a_frozen_page_comes_back_right_and_names_what_it_missed(page: Page, clock: Clock) -> None:
    start(page, "en")
    session = page.context.new_cdp_session(page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    clock.move(200)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    page.wait_for_selector(".notices li:visible")
    expect(page.locator(WHO)).to_have_text("Their turn")
    # Three minutes and the short gap have gone: some fifteen seconds of the second turn, too.
    assert 155 <= seconds(page) <= 166
    assert page.locator(".notices li:visible").count() >= 3


def test_the_wake_lock_is_held_while_it_runs_and_let_go(page: Page) -> None:
    page.add_init_script("""
      globalThis.locks = [];
      const lock = () => ({ released: false, release() { this.released = true; return Promise.resolve(); } });
      const request = async () => (locks.push(lock()), locks.at(-1));
      Object.defineProperty(navigator, "wakeLock", { value: { request } });
    """)
    start(page, "en")
    page.wait_for_function("() => locks.length === 1 && !locks[0].released")
    page.evaluate("locks[0].released = true; document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("() => locks.length === 2")
    act(page, "pause")
    page.wait_for_function("() => locks.every(({ released }) => released)")


def test_a_refused_wake_lock_is_said(page: Page, language: str) -> None:
    page.add_init_script("""
      Object.defineProperty(navigator, "wakeLock", { value: { request: () => Promise.reject(new Error("no")) } });
    """)
    start(page, language)
    expect(page.locator(f"{CALL} .note")).not_to_be_empty()


def test_two_tabs_with_the_same_call_know_of_each_other(page: Page) -> None:
    start(page, "en")
    kept = page.evaluate("sessionStorage['steady-line.call']")
    other = page.context.new_page()
    other.add_init_script(f"sessionStorage['steady-line.call'] = {kept!r}")
    other.goto(helper_url("en"))
    other.wait_for_selector(f"{CALL}:visible")
    expect(other.locator(".notices li:visible")).to_have_count(1)
    act(other, "pause")  # where nobody hears it
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")
    act(page, "resume")
    expect(other.locator(CALL)).to_have_attribute("data-is", "calm")
    act(other, "end")
    expect(page.locator(".after")).to_be_visible()
    act(page, "take_back")
    expect(other.locator(CALL)).to_be_visible()
    expect(other.locator(".notices li:visible")).to_have_count(1)
    page.close()
    expect(other.locator(".notices li:visible")).to_have_count(0)


def test_storage_that_is_refused_is_said_and_the_timer_runs(page: Page) -> None:
    page.add_init_script("""
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    """)
    start(page, "en")
    expect(page.locator(".notices li:visible")).to_have_count(1)
    act(page, "pause")
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")


def test_a_refused_clipboard_shows_the_link_instead(page: Page) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    start(page, "en")
    share(page)
    expect(page.locator(".call .told textarea")).to_be_visible()
    assert "#call2-" in page.input_value(".call .told textarea")
    page.click(".made summary")
    expect(page.locator(".code")).to_be_visible()
