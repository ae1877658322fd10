"""The share timer in a real browser, in each language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Playwright, expect

from helper.fragment import clean
from helper.timer import codec, machine, tabs
from helper.timer.codec import Shared
from helper.timer.machine import Timer
from helper.timer.plan import Plan
from tests.browser.clocks import DEVICES
from tests.browser.conftest import (
    MORE,
    Clock,
    NewContext,
    Watch,
    act,
    case,
    held_back,
    helper_url,
    more,
    settled,
    when_ready,
)
from tests.built import Server
from tests.mangled import MANGLES
from tools.chromium import launch

LEFT, WHO, CALL = ".call .left", ".call .who strong", ".call"
KEPT_CALL = "sessionStorage.getItem('steady-line.call')"


def seconds(page: Page) -> int:
    minutes, rest = page.inner_text(LEFT).split(":")
    return int(minutes) * 60 + int(rest)


def kept(page: Page) -> Timer:
    """What the tab keeps of the running call."""
    return tabs.read_kept(page.evaluate(KEPT_CALL)).timer


def start(page: Page, language: str, fragment: str = "") -> None:
    page.goto(helper_url(language) + fragment)
    when_ready(page)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")


def test_a_call_from_its_start_to_an_end_that_is_taken_back(page: Page, language: str, clock: Clock) -> None:
    """In one visit: what it does by itself, each button, going back by mistake, and a reload."""

    def place() -> object:
        return page.eval_on_selector(LEFT, "(it) => [it.getBoundingClientRect().x, it.getBoundingClientRect().y]")

    start(page, language, "#5-5")
    first = page.inner_text(WHO)
    assert 295 <= seconds(page) <= 300
    before = seconds(page)
    page.wait_for_function(f"() => document.querySelector('{LEFT}').textContent !== '{page.inner_text(LEFT)}'")
    assert seconds(page) < before, "the time falls"
    act(page, "pause")
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")
    where = place()
    page.go_back()  # which is told
    expect(page.locator(".call .notices li")).to_have_count(1)
    assert place() == where, "nothing that is told moves the time"
    act(page, "resume")
    expect(page.locator(CALL)).to_have_attribute("data-is", "calm")
    with case("a reload takes the call up"):
        before = seconds(page)
        page.reload()
        page.wait_for_selector(f"{CALL}:visible")
        assert before - 15 < seconds(page) <= before
        assert "#" not in page.url or page.url.endswith("#5-5")
    act(page, "next")
    expect(page.locator(WHO)).not_to_have_text(first)
    deadline = kept(page).deadline
    act(page, "end")
    expect(page.locator(".after")).to_be_visible()
    expect(page.locator(".notices li:visible")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0
    with case("an end can be taken back for a while"):
        expect(page.locator("[data-send='timer.take_back']")).to_be_in_viewport(ratio=1)
        act(page, "take_back")
        expect(page.locator(CALL)).to_be_visible()
        assert kept(page).deadline == deadline
        act(page, "end")
        expect(page.locator("[data-send='timer.take_back']")).to_be_visible()
        clock.move(11)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # which asks Python for the time
        expect(page.locator("[data-send='timer.take_back']")).to_be_hidden()


def test_what_is_tapped_while_the_page_still_loads_counts(page: Page, server: Server, language: str) -> None:
    """The page can be seen and tapped before its script is there."""
    with held_back(server, "/assets/helper/helper."):
        page.goto(helper_url(language), wait_until="commit")
        page.click("[data-with*='4-4']")
        page.click(".setup [type=submit]")
        assert "?" not in page.url, "a form that nobody listens to would send what it holds"
    expect(page.locator(CALL)).to_be_visible(timeout=30_000)
    expect(page.locator(LEFT)).to_have_text(re.compile("^[34]:"))


def test_a_tap_before_python_is_ready_counts_from_the_tap(page: Page, server: Server) -> None:
    with held_back(server, ".wasm"):
        page.goto(helper_url("en"), wait_until="commit")
        page.wait_for_selector(".setup [type=submit]")
        page.wait_for_function("() => document.querySelector('[data-stage=starting]:not([hidden])')")
        tapped = page.evaluate("(document.querySelector('.setup [type=submit]').click(), Date.now())")
        assert page.get_attribute(".timer", "data-is") is None, "else this test means nothing"
    page.wait_for_selector(f"{CALL}:visible", timeout=30_000)
    assert abs(kept(page).started - tapped) < 100


def test_two_devices_on_one_link_show_the_same_second(new_context: NewContext) -> None:
    mine, theirs = new_context().new_page(), new_context().new_page()
    start(mine, "en")
    mine.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")
    mine.click(".turn__bar [data-send='timer.share']")
    mine.wait_for_function("() => globalThis.copied")
    theirs.goto(mine.evaluate("globalThis.copied").replace("/helper/", "/de/helper/"))
    theirs.wait_for_selector(f"{CALL}:visible")
    assert theirs.inner_text(WHO) != mine.inner_text(WHO)
    assert kept(mine).deadline == kept(theirs).deadline
    # One is read after the other, and painted when the machine gets to it: look again then.
    assert any(seconds(mine) == seconds(theirs) or theirs.wait_for_timeout(50) for _ in range(60))
    assert "#" not in theirs.url, "the link does not stay in the address bar"


def test_a_link_opens_whatever_its_way_has_done_to_it(page: Page) -> None:
    """The browser itself escapes what it is given; what it makes of that is read as the page's Python reads it."""
    call = machine.apply(machine.new(Plan()), "start", page.evaluate("Date.now()"))
    sent = Shared(call, 0, call.started)
    page.goto("/calls/formats/")
    arrived = page.evaluate(
        "(all) => all.map((fragment) => { location.hash = fragment; return location.hash; })",
        [mangle(codec.write(sent)) for mangle in MANGLES.values()],
    )
    for name, fragment in zip(MANGLES, arrived, strict=True):
        assert codec.is_call(clean(fragment)) and codec.read(clean(fragment)) == sent, name


@pytest.mark.parametrize("address", ["helper/%23{}", "de/helper/%2523{}", "helper/?fbclid=x%23{}", "helper?x=1#{}"])
def test_a_link_whose_number_sign_was_escaped_opens_all_the_same(page: Page, watch: Watch, address: str) -> None:
    watch.expected.append("404")
    call = machine.apply(machine.new(Plan()), "start", page.evaluate("Date.now()"))
    page.goto("/" + address.format(codec.write(Shared(call, 0, call.started))))
    expect(page.locator(CALL)).to_be_visible(timeout=30_000)


def test_a_link_that_is_not_understood_is_said_where_the_eye_is_and_the_page_works(page: Page, language: str) -> None:
    page.goto(helper_url(language) + "#call=1&kind=<img src=x onerror=alert(1)>")
    when_ready(page)
    notice = page.locator(".timer > .notices").first
    expect(notice).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    for fragment in ("2x3", "3-3-feedback-", "OR-3/3", "3,3", "call2-7k3m", "%63all=1", "5min"):
        with case(fragment):
            page.evaluate("location.hash = '3-3'")  # which is understood: what was said of the last one goes
            expect(notice).to_be_hidden()
            page.evaluate("location.hash = 'time-zones'")
            expect(page.locator(".zones")).to_be_visible()
            page.evaluate("document.querySelector('[data-announcer]').textContent = ''")
            page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
            expect(notice).to_be_visible()
            expect(notice).to_be_in_viewport()
            expect(page.locator("[data-announcer]")).not_to_be_empty()
            expect(page.locator(".setup [name=minutes]")).to_have_value("3")
    page.click(".setup [type=submit]")
    expect(page.locator(CALL)).to_be_visible()


def test_what_will_run_is_spoken_once_somebody_has_changed_something(page: Page) -> None:
    """The page fills in forms of its own accord as it comes, and that is no news."""
    page.goto(helper_url("en"))
    when_ready(page)
    page.wait_for_selector(".zones[data-is=ready]", state="attached")
    sums = page.locator("[data-polite]", has=page.locator("[data-text='timer.sum']"))
    assert sums.get_attribute("aria-live") is None
    page.locator("[data-send='timer.preset']:visible").last.click()
    expect(sums).to_have_attribute("aria-live", "polite")


def test_presets_set_the_form_and_what_is_chosen_can_be_shared_before_the_start(
    page: Page, new_context: NewContext, language: str
) -> None:
    page.goto(helper_url(language) + "#4-4-feedback-6")
    when_ready(page)
    expect(page.locator(".setup [name=minutes]")).to_have_value("4")
    expect(page.locator(".presets [aria-pressed=true]")).to_have_count(0)
    for preset, minutes, feedback in (("5-5", "5", False), ("3-3-feedback", "3", True)):
        with case(preset):
            chosen = page.locator(f".presets [data-pressed='timer.preset_{preset}']")
            chosen.click()
            expect(chosen).to_have_attribute("aria-pressed", "true")
            expect(page.locator(".presets [aria-pressed=true]")).to_have_count(1)
            expect(page.locator(".setup [name=minutes]")).to_have_value(minutes)
            assert page.locator(".setup [name=feedback]").is_checked() == feedback
            assert page.locator("[data-text='timer.sum']").inner_text().count(minutes) >= 2
    page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")
    page.click("[data-send='timer.share_plan']")
    expect(page.locator(".setup .told:visible")).not_to_be_empty()
    theirs = new_context().new_page()
    theirs.goto(page.evaluate("globalThis.copied"))
    when_ready(theirs)
    expect(theirs.locator("[data-pressed='timer.preset_3-3-feedback']")).to_have_attribute("aria-pressed", "true")


def test_keys_drive_a_call(page: Page) -> None:
    def press(key: str) -> None:
        settled(page)
        page.keyboard.press(key)

    start(page, "en")
    press(" ")
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused")
    press(" ")
    press("m")
    page.wait_for_function(f"() => document.querySelector('{LEFT}').textContent.startsWith('3:')")
    press("n")
    expect(page.locator(WHO)).to_have_text("Their turn")
    press("b")
    expect(page.locator(WHO)).to_have_text("Your turn")


def test_the_same_spot_touched_twice_is_touched_once(page: Page, language: str) -> None:
    """Pause, carry on and hand over, one after the other, in a call for each pause between the two touches."""

    def twice(name: str, pause_ms: int) -> None:
        settled(page)
        box = page.locator(f".call [data-send='timer.{name}']:visible").first.bounding_box()
        assert box
        spot = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.evaluate(
            """async ([x, y, pause]) => {
              const { now } = Date;
              const first = now();
              document.elementFromPoint(x, y).click();
              await new Promise((done) => setTimeout(done, 60)); // as a rule, what it led to is there by then
              Date.now = () => first + pause; // however busy the machine is
              document.elementFromPoint(x, y).click();
              Date.now = now;
            }""",
            [*spot, pause_ms],
        )
        settled(page)

    start(page, language)
    for pause_ms in (60, 300, 550):
        with case(f"{pause_ms} ms"):
            twice("pause", pause_ms)
            assert page.get_attribute(CALL, "data-is") == "paused" and 170 <= seconds(page) <= 180
            first = page.inner_text(WHO)
            twice("resume", pause_ms)
            assert page.get_attribute(CALL, "data-is") == "calm" and page.inner_text(WHO) == first
            twice("next", pause_ms)
            assert page.locator(CALL).is_visible() and page.inner_text(WHO) != first
            assert kept(page).index == 1 and kept(page).lengths == (180_000, 180_000)
        act(page, "end")
        act(page, "start")
        expect(page.locator(WHO)).to_have_text(first)


def test_back_closes_what_was_opened_last_and_never_loses_a_call(page: Page, language: str) -> None:
    home = "/" if language == "en" else f"/{language}/"
    page.goto(home)
    start(page, language)
    deadline = kept(page).deadline
    more(page)
    page.click(".more [data-opens=zones]")
    expect(page.locator(".zones")).to_be_visible()
    page.go_back()
    expect(page.locator(".more")).to_be_visible()
    page.go_back()
    expect(page.locator(".more")).to_be_hidden()
    expect(page.locator(CALL)).to_be_visible()
    more(page)
    page.click(".more [data-opens=zones]")
    page.click(".running")
    page.wait_for_function("() => history.state.depth === 2")
    expect(page.locator(".more")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".more")).to_be_hidden()
    page.wait_for_function("() => history.state.depth === 1")
    page.go_back()
    expect(page.locator(".call .notices li")).to_have_count(1)
    expect(page.locator(CALL)).to_be_visible()
    page.go_back()
    page.wait_for_url(f"**{home}")
    page.goto(helper_url(language))
    expect(page.locator(CALL)).to_be_visible(timeout=30_000)
    assert kept(page).deadline == deadline


def test_a_clock_that_was_set_ahead_takes_no_time_away(page: Page, clock: Clock, language: str) -> None:
    start(page, language)
    mine = page.inner_text(WHO)
    clock.move(3600)
    for height in (740, 640):
        page.set_viewport_size({"width": 360, "height": height})
        for name in ("undo_jump", "dismiss"):
            with case(f"{name}, {height} px high"):
                expect(page.locator(f".call .notices [data-send='timer.{name}']:visible")).to_be_in_viewport(ratio=1)
    act(page, "undo_jump")
    expect(page.locator(WHO)).to_have_text(mine)
    assert 165 <= seconds(page) <= 180
    expect(page.locator(".call .notices").first).to_be_hidden()


def test_a_phone_whose_clock_is_ahead_is_set_by_one_tap(page: Page, new_context: NewContext, language: str) -> None:
    start(page, language)
    call = tabs.read_kept(page.evaluate(KEPT_CALL))
    sent = Shared(machine.shift(call.timer, -240_000), call.me, call.sent - 240_000)  # their clock is ahead of ours
    theirs = new_context().new_page()
    theirs.goto(f"{helper_url(language)}#{codec.write(sent)}")
    theirs.wait_for_selector(f"{CALL}:visible")
    expect(theirs.locator(".call .notices [data-send='timer.adjust']")).to_be_in_viewport(ratio=1)
    act(theirs, "adjust")
    expect(theirs.locator(WHO)).not_to_have_text(page.inner_text(WHO))  # each sees the other as the other
    assert kept(theirs).index == 0 and 150 <= seconds(theirs) <= 180


@pytest.mark.parametrize("apart", [-90, 90])
def test_two_phones_come_into_step_by_voice(page: Page, new_context: NewContext, language: str, apart: int) -> None:
    """Each taps "now" at the same moment; one reads out, the other one enters. `apart` says by how many seconds the
    other one's clock is ahead."""
    start(page, language)
    theirs = new_context().new_page()
    DEVICES.clocks[theirs.context].move(apart * 1000)
    page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")
    settled(page)
    page.click(".turn__bar [data-send='timer.share']")
    page.wait_for_function("() => globalThis.copied")
    theirs.goto(page.evaluate("copied"))
    theirs.wait_for_selector(f"{CALL}:visible")
    assert abs(seconds(theirs) + apart - seconds(page)) <= 3
    taps = {page: 0, theirs: 0}

    def tap(phone: Page, selector: str) -> None:
        settled(phone)
        phone.click(f"{selector}:visible")
        taps[phone] += 1

    tap(theirs, ".call .notices [data-send='timer.step']")
    tap(page, MORE)
    tap(page, ".more [data-send='timer.step']")
    for phone in (page, theirs):
        expect(phone.locator("[data-send='timer.mark']")).to_be_in_viewport(ratio=1)
    settled(page)
    for phone in (page, theirs):  # "now"
        phone.click("[data-send='timer.mark']")
        taps[phone] += 1
    expect(page.locator(".match")).to_be_hidden()
    read_out = re.search(r"\d+:\d\d", page.inner_text(".marked"))
    assert read_out
    expect(theirs.locator(".match [type=submit]")).to_be_in_viewport(ratio=1)
    theirs.fill("[name=left]", read_out[0].replace(":", ""))
    tap(theirs, ".match [type=submit]")
    expect(theirs.locator(".more")).to_be_hidden()
    assert abs(seconds(theirs) - seconds(page)) <= 2
    assert abs(kept(theirs).deadline - apart * 1000 - kept(page).deadline) <= 1_500
    assert taps == {page: 3, theirs: 3}, "and three figures"


def test_an_hour_is_not_cut_off(page: Page) -> None:
    start(page, "en", "#open-60")
    act(page, "add_minute")
    expect(page.locator(LEFT)).to_have_text(re.compile("1:00:"))
    for width in (320, 360, 390, 412):
        page.set_viewport_size({"width": width, "height": 740})
        sizes = page.eval_on_selector(
            LEFT, "(it) => [it.scrollWidth, it.clientWidth, document.documentElement.scrollWidth]"
        )
        assert sizes[0] <= sizes[1] and sizes[2] <= width, (width, sizes)


@pytest.mark.parametrize("letters", [24, 32])
def test_large_letters_make_nothing_wider_than_the_phone(driver: Playwright, server: Server, letters: int) -> None:
    """As set in the browser itself: 16 is usual. One browser of each kind reads both languages."""
    browser = launch(driver, f"--blink-settings=defaultFontSize={letters}")
    try:
        page = browser.new_page(viewport={"width": 360, "height": 740}, service_workers="block")
        for language in ("en", "de"):
            page.goto(server.url + helper_url(language))
            when_ready(page)
            for part in (".setup", ".call"):
                page.eval_on_selector_all(f"{part} details", "(all) => all.forEach((it) => { it.open = true; })")
                assert page.evaluate("document.documentElement.scrollWidth") <= 360, (language, part)
                if part == ".setup":
                    page.click(".setup [type=submit]")
                    page.wait_for_selector(f"{CALL}:visible")
            sizes = page.eval_on_selector(LEFT, "(it) => [it.scrollWidth, it.clientWidth]")
            assert sizes[0] <= sizes[1], (language, sizes)
            page.evaluate("sessionStorage.clear()")  # the next one finds no call
    finally:
        browser.close()


def test_a_worker_ended_from_outside_comes_back_with_the_call(page: Page) -> None:
    page.add_init_script("""
      const Real = Worker;
      globalThis.workers = [];
      globalThis.Worker = class extends Real { constructor(...all) { super(...all); workers.push(this); } };
    """)
    page.clock.install()
    start(page, "de")
    before = seconds(page)
    page.evaluate("workers[0].terminate()")
    act(page, "pause")
    DEVICES.clocks[page.context].move(20_000, 20_000)
    page.clock.fast_forward(8_500)  # nobody answers
    page.wait_for_function("() => workers.length > 1", timeout=20_000)
    expect(page.locator(CALL)).to_have_attribute("data-is", "paused", timeout=20_000)
    assert before - 5 <= seconds(page) <= before, "the pause counts from the tap, though nobody was there to take it"


def test_after_sleep_the_state_is_right_and_the_missed_signals_are_named(page: Page, clock: Clock) -> None:
    start(page, "en")
    clock.move(150)
    page.wait_for_selector(".notices li:visible")
    expect(page.locator(CALL)).to_have_attribute("data-is", "warning")
    assert 20 <= seconds(page) <= 30
    clock.move(150 + 60)
    expect(page.locator(WHO)).to_have_text("Their turn")
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
    ground = "getComputedStyle(document.querySelector('.call'), '::before').backgroundColor"
    calm = page.evaluate(ground)
    clock.move(61)
    expect(page.locator(CALL)).to_have_attribute("data-is", "over")
    page.wait_for_function(f"() => {ground} !== '{calm}'")
    assert page.inner_text(LEFT).startswith("+")
    assert page.inner_text(".call .sentence:visible")
