"""The share timer in a real browser, in each language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from helper.timer import codec, machine
from helper.timer.codec import Shared
from helper.timer.machine import Timer
from helper.timer.plan import Plan
from tests.browser.conftest import Clock, NewContext, Watch, held_back, helper_url, when_ready
from tests.built import Server
from tests.mangled import MANGLES

LEFT, WHO, CALL = ".call .left", ".call .who strong", ".call"


def seconds(page: Page) -> int:
    minutes, rest = page.inner_text(LEFT).split(":")
    return int(minutes) * 60 + int(rest)


def kept(page: Page) -> Timer:
    """What the tab keeps of the running call."""
    return codec.read(page.evaluate("sessionStorage.getItem('steady-line.call')")).timer


def start(page: Page, language: str, fragment: str = "") -> None:
    page.goto(helper_url(language) + fragment)
    when_ready(page)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")


def test_a_three_three_from_start_to_end(page: Page, language: str) -> None:
    start(page, language)
    first = page.inner_text(WHO)
    assert 175 <= seconds(page) <= 180
    before = seconds(page)
    page.wait_for_function(f"() => document.querySelector('{LEFT}').textContent !== '{page.inner_text(LEFT)}'")
    assert seconds(page) < before, "the time falls"
    page.click("[data-send='timer.pause']")
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")
    page.click("[data-send='timer.resume']:visible")
    expect(page.locator(CALL)).to_have_attribute("data-is", "calm")
    page.click("[data-send='timer.next']:visible")
    expect(page.locator(WHO)).not_to_have_text(first)
    page.click("[data-send='timer.end']:visible")
    expect(page.locator(".after")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_tap_before_python_is_ready_counts_from_the_tap(page: Page, server: Server) -> None:
    with held_back(server, ".wasm"):
        page.goto(helper_url("en"), wait_until="commit")
        page.wait_for_selector(".setup [type=submit]")
        page.wait_for_function("() => document.querySelector('[data-stage=starting]:not([hidden])')")
        tapped = page.evaluate("(document.querySelector('.setup [type=submit]').click(), Date.now())")
        assert page.get_attribute(".timer", "data-is") is None, "else this test means nothing"
    page.wait_for_selector(f"{CALL}:visible", timeout=30_000)
    assert abs(kept(page).started - tapped) < 100


def test_a_reload_takes_the_call_up(page: Page, language: str) -> None:
    start(page, language, "#5-5")
    before = seconds(page)
    page.reload()
    page.wait_for_selector(f"{CALL}:visible")
    assert before - 15 < seconds(page) <= before
    assert "#" not in page.url or page.url.endswith("#5-5")


def test_two_devices_on_one_link_show_the_same_second(new_context: NewContext) -> None:
    mine, theirs = new_context().new_page(), new_context().new_page()
    start(mine, "en")
    mine.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")
    mine.click(".sharing summary")
    mine.click("[data-send='timer.share']")
    mine.wait_for_function("() => globalThis.copied")
    theirs.goto(mine.evaluate("globalThis.copied").replace("/helper/", "/de/helper/"))
    theirs.wait_for_selector(f"{CALL}:visible")
    assert theirs.inner_text(WHO) != mine.inner_text(WHO)
    assert kept(mine).deadline == kept(theirs).deadline
    # One is read after the other, so a second may turn between the two: look again then.
    assert any(seconds(mine) == seconds(theirs) for _ in range(20))
    assert "#" not in theirs.url, "the link does not stay in the address bar"


def test_a_broken_link_says_so_and_the_page_works(page: Page, language: str) -> None:
    page.goto(helper_url(language) + "#call=1&kind=<img src=x onerror=alert(1)>")
    when_ready(page)
    expect(page.locator(".timer > .notices").first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    page.click(".setup [type=submit]")
    expect(page.locator(CALL)).to_be_visible()


def test_a_link_opens_whatever_its_way_has_done_to_it(page: Page) -> None:
    """The browser itself escapes what it is given; each link has another length of turn, so that none is taken for the
    one before it."""
    page.goto(helper_url("en"))
    when_ready(page)
    now = page.evaluate("Date.now()")
    for number, (name, mangle) in enumerate(MANGLES.items()):
        minutes = 2 + number % 59
        call = machine.apply(machine.new(Plan(turns=(minutes * 60,) * 2)), "start", now + number)
        page.evaluate("(fragment) => { location.hash = fragment; }", mangle(codec.write(Shared(call, 0, call.started))))
        expect(page.locator(WHO), name).to_have_text("The other person’s turn")
        page.wait_for_function("() => sessionStorage.getItem('steady-line.call')?.startsWith('call2-')")
        assert kept(page).plan.turns == (minutes * 60,) * 2, name
        page.evaluate("document.querySelector('[data-send=\"timer.end\"]').click()")
        expect(page.locator(".after")).to_be_visible()


@pytest.mark.parametrize("address", ["helper/%23{}", "de/helper/%2523{}", "helper/?fbclid=x%23{}", "helper?x=1#{}"])
def test_a_link_whose_number_sign_was_escaped_opens_all_the_same(page: Page, watch: Watch, address: str) -> None:
    watch.expected.append("404")
    call = machine.apply(machine.new(Plan()), "start", page.evaluate("Date.now()"))
    page.goto("/" + address.format(codec.write(Shared(call, 0, call.started))))
    expect(page.locator(CALL)).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("fragment", ["#2x3", "#3-3-feedback-", "#OR-3/3", "#3,3", "#call2-7k3m", "#%63all=1", "#5min"])
def test_a_preset_that_is_not_understood_is_said_where_the_eye_is(page: Page, language: str, fragment: str) -> None:
    page.goto(helper_url(language) + "#time-zones")
    when_ready(page)
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    notice = page.locator(".timer > .notices").first
    expect(notice).to_be_visible()
    expect(notice).to_be_in_viewport()
    expect(page.locator("[data-announcer]")).not_to_be_empty()
    expect(page.locator(".setup [name=minutes]")).to_have_value("3")


def test_presets_set_the_form(page: Page, language: str) -> None:
    page.goto(helper_url(language) + "#4-4-feedback-6")
    when_ready(page)
    expect(page.locator(".setup [name=minutes]")).to_have_value("4")
    page.click(".presets a[href='#5-5']")
    expect(page.locator(".setup [name=minutes]")).to_have_value("5")


def test_keys_drive_a_call(page: Page) -> None:
    start(page, "en")
    page.keyboard.press(" ")
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")
    page.keyboard.press(" ")
    page.keyboard.press("m")
    page.wait_for_function(f"() => document.querySelector('{LEFT}').textContent.startsWith('3:')")
    page.keyboard.press("n")
    expect(page.locator(WHO)).to_contain_text("other person")
    page.keyboard.press("b")
    expect(page.locator(WHO)).to_have_text("Your turn")


def test_a_worker_ended_from_outside_comes_back_with_the_call(page: Page) -> None:
    page.add_init_script("""
      const Real = Worker;
      globalThis.workers = [];
      globalThis.Worker = class extends Real { constructor(...all) { super(...all); workers.push(this); } };
    """)
    start(page, "de")
    before = seconds(page)
    page.evaluate("workers[0].terminate()")
    page.click("[data-send='timer.pause']")
    page.wait_for_function("() => workers.length > 1", timeout=20_000)
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused", timeout=20_000)
    assert before - 10 <= seconds(page) <= before, "the pause counts from the tap, though nobody was there to take it"


def test_after_sleep_the_state_is_right_and_the_missed_signals_are_named(page: Page, clock: Clock) -> None:
    start(page, "en")
    clock.move(150)
    page.wait_for_selector(".notices li:visible")
    expect(page.locator(CALL)).to_have_attribute("data-is", "warning")
    assert 20 <= seconds(page) <= 30
    clock.move(150 + 60)
    expect(page.locator(WHO)).to_contain_text("other person")
    assert page.locator(".notices li:visible").count() >= 2


def test_a_clock_set_back_is_noticed_and_does_not_lengthen_the_turn(page: Page, clock: Clock) -> None:
    start(page, "en")
    clock.move(-3600)
    page.wait_for_selector(".notices li:visible")
    assert 165 <= seconds(page) <= 180


def test_the_whole_screen_changes_in_words_when_a_turn_ends(page: Page, clock: Clock, language: str) -> None:
    page.goto(helper_url(language) + "#open-1")
    when_ready(page)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    ground = "getComputedStyle(document.querySelector('.call')).backgroundColor"
    calm = page.evaluate(ground)
    clock.move(61)
    expect(page.locator(CALL)).to_have_attribute("data-is", "over")
    page.wait_for_function(f"() => {ground} !== '{calm}'")
    assert page.inner_text(LEFT).startswith("+")
    assert page.inner_text(".call .sentence:visible")
