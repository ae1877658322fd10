"""The helper on phones as people reported them (phones.py, tests/reports.md): it holds, or says what does not, in sight
and aloud, and never what is not so."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from helper.timer import codec, machine
from helper.timer.codec import Shared
from helper.timer.plan import Plan
from tests.browser import phones
from tests.browser.conftest import NewContext, Watch, act, case, helper_url, share, tab, when_ready
from tests.browser.test_timer import CALL, LEFT, start
from tests.browser.test_zones import choose, opened

NOTE = f"{CALL} .note"
SPOKEN = """(it) => it.innerText && document.querySelector("[data-announcer]").textContent.includes(it.innerText)"""


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """Of a phone that says where it is: one that says UTC is asked first."""
    return new_context(timezone_id="Europe/Berlin").new_page()


def in_sight(page: Page, it: Locator) -> None:
    """Seen, whole, and not under what stands still at the lower edge."""
    expect(it).to_be_visible()
    box, tabs = it.bounding_box(), page.locator("[data-tabs]").bounding_box()  # none beside a sentence in large letters
    assert box
    edge = tabs["y"] if tabs and tabs["y"] > 300 else 740
    assert box["y"] >= 0 and box["y"] + box["height"] <= edge, (box, edge)


def said(page: Page, it: Locator) -> None:
    """What is shown is spoken, too: what is shown in the end, as an earlier word may still stand there."""
    page.wait_for_function(SPOKEN, arg=it.element_handle())


# Sound


@pytest.mark.parametrize("name", ["INTERRUPTED", "FROZEN", "UNSTARTED", "ASLEEP"])
def test_a_sound_that_does_not_move_is_told(page: Page, language: str, name: str) -> None:
    page.add_init_script(getattr(phones, name))
    page.clock.install()
    page.goto(helper_url(language))
    when_ready(page)
    signal = page.locator("[data-text='timer.signal']")
    page.click("[data-send='timer.try_signal']")
    expect(signal).not_to_be_empty()
    heard = signal.inner_text()
    page.clock.run_for(2_000)  # time enough for headphones
    expect(signal).not_to_have_text(heard)
    in_sight(page, signal)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    page.clock.run_for(2_000)
    expect(page.locator(NOTE)).not_to_be_empty()
    in_sight(page, page.locator(NOTE))
    made = "did.filter((it) => it === 'sound made').length"
    before = page.evaluate(made)
    for _ in range(50):  # a tap makes a new one, once the old one is known to stand still
        page.click(LEFT)
        if page.evaluate(made) > before:
            break
        page.clock.run_for(500)
    assert page.evaluate(made) > before


def test_after_a_reload_one_tap_brings_the_sound_back(page: Page, language: str) -> None:
    page.add_init_script(phones.UNTAPPED)
    start(page, language)
    expect(page.locator(NOTE)).to_be_empty()
    page.reload()
    expect(page.locator(NOTE)).not_to_be_empty()
    in_sight(page, page.locator(NOTE))
    said(page, page.locator(NOTE))
    page.click(LEFT)
    expect(page.locator(NOTE)).to_be_empty()


def test_whoever_opens_a_link_is_asked_to_tap(new_context: NewContext, language: str) -> None:
    theirs = new_context().new_page()
    call = machine.apply(machine.new(Plan()), "start", round(time.time() * 1000))
    theirs.add_init_script(phones.UNTAPPED)
    theirs.goto(f"{helper_url(language)}#{codec.write(Shared(call, 0, call.started))}")
    expect(theirs.locator(NOTE)).not_to_be_empty()
    theirs.click(LEFT)
    expect(theirs.locator(NOTE)).to_be_empty()


def test_a_call_that_takes_the_sound_is_noticed_when_the_page_is_seen_again(page: Page) -> None:
    page.add_init_script(phones.TAKEN)
    start(page, "de")
    page.wait_for_function("() => document.querySelector('.call .note').textContent === ''")
    page.evaluate("(phone.ring(), document.dispatchEvent(new Event('visibilitychange')))")
    expect(page.locator(NOTE)).not_to_be_empty()
    page.evaluate("phone.hangUp()")
    page.click(LEFT)
    expect(page.locator(NOTE)).to_be_empty()


def test_a_signal_without_sound_does_not_sound(page: Page, language: str) -> None:
    page.add_init_script(phones.FROZEN + phones.NO_VIBRATION)
    page.goto(helper_url(language))
    when_ready(page)
    page.locator(".setup [name=sound]").uncheck()
    page.click("[data-send='timer.try_signal']")
    expect(page.locator("[data-text='timer.signal']")).not_to_be_empty()
    in_sight(page, page.locator("[data-text='timer.signal']"))
    assert not page.evaluate("did.includes('tone')")


def test_a_device_that_does_not_vibrate_says_so(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    signal = page.locator("[data-text='timer.signal']")
    page.evaluate("Object.defineProperty(navigator, 'vibrate', { value: () => true, configurable: true })")
    page.click("[data-send='timer.try_signal']")
    expect(signal).not_to_be_empty()
    before = signal.inner_text()
    for name in ("NO_VIBRATION", "FALSE_VIBRATION"):
        with case(name):
            page.evaluate(getattr(phones, name))
            page.click("[data-send='timer.try_signal']")
            expect(signal).not_to_have_text(before)
            page.evaluate("Object.defineProperty(navigator, 'vibrate', { value: () => true })")
            page.click("[data-send='timer.try_signal']")
            expect(signal).to_have_text(before)


# The screen


def test_a_lock_that_the_system_takes_back_is_asked_for_again(page: Page, language: str) -> None:
    page.add_init_script(phones.RELEASED)
    start(page, language)
    page.wait_for_function("() => phone.lock")
    where = page.locator(LEFT).bounding_box()
    page.evaluate("phone.lock.release()")
    page.wait_for_function("() => did.filter((it) => it === 'lock').length === 2 && !phone.lock.released")
    expect(page.locator(NOTE)).to_be_empty()
    page.evaluate("(phone.saving = true, phone.lock.release())")
    expect(page.locator(NOTE)).not_to_be_empty()
    now = page.locator(LEFT).bounding_box()
    assert where and now and now["y"] <= where["y"], "the time is not pushed down"
    act(page, "end")
    expect(page.locator(".after")).to_be_visible()
    expect(page.locator(".notices:visible")).to_have_count(0)


# Speech


def large(page: Page, language: str) -> None:
    page.goto(f"{helper_url(language)}#say=no-video-room")
    expect(page.locator(".say-large")).to_be_visible(timeout=30_000)


def test_a_voice_that_says_nothing_is_told(page: Page, language: str) -> None:
    page.add_init_script(phones.SILENT_SPEECH)
    page.clock.install()
    large(page, language)
    page.click("[data-send='phrases.speak']")
    page.clock.run_for(4_500)
    told = page.locator(".say-large .told")
    expect(told).to_be_visible()
    in_sight(page, told)
    said(page, told)


def test_what_is_swallowed_is_said_again(page: Page, language: str) -> None:
    page.add_init_script(phones.SWALLOWING_SPEECH)
    large(page, language)
    stop = page.locator("[data-send='phrases.hush']")
    for _ in range(2):  # the second one cancels the first
        page.click("[data-send='phrases.speak']")
        expect(stop).to_be_visible()
    page.wait_for_function("() => did.filter((it) => it === 'speak').length === 3")


def test_what_was_cancelled_does_not_hide_how_to_stop(page: Page) -> None:
    page.add_init_script(phones.LATE_SPEECH)
    page.clock.install()
    large(page, "en")
    for _ in range(2):
        page.click("[data-send='phrases.speak']")
        expect(page.locator("[data-send='phrases.hush']")).to_be_visible()
    page.clock.run_for(600)  # what comes late is what this is about
    expect(page.locator("[data-send='phrases.hush']")).to_be_visible()


# Copying and sharing


def zones_link(page: Page) -> Locator:
    tab(page, "zones")
    choose(page, "Vancouver")
    page.click("#when-both")
    page.click("[data-send='zones.copy_link']")
    return page.locator(".zones .told")


def message(page: Page) -> Locator:
    page.click("#message-to-send")
    page.select_option("#zones-about", "moment")
    page.click("#certain-time")
    page.fill("#zones-date", "2027-01-15")
    page.fill("#zones-time", "19:00")
    page.click("[data-send='zones.copy']")
    return page.locator(".zones .told")


def phrase(page: Page) -> Locator:
    page.evaluate("location.hash = 'say=no-video-room'")
    page.click("[data-send='phrases.copy']:visible")
    return page.locator(".say-large .told")


def phrase_link(page: Page) -> Locator:
    page.click(".say-top [data-sheet]")
    page.click("[data-send='phrases.copy_link']")
    return page.locator(".say-large .told")


def request(page: Page) -> Locator:
    page.click("[data-send='phrases.close']")
    page.click(".ask summary")
    page.click(".ask [data-send='phrases.share'] >> nth=0")
    return page.locator(".ask .told")


def timer_link(page: Page) -> Locator:
    tab(page, "timer")
    page.click(".setup [type=submit]")
    share(page)
    return page.locator(".call .told")


WAYS = [zones_link, message, phrase, phrase_link, request, timer_link]
"""One after the other, on one page."""


def opened_helper(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    page.wait_for_selector(".zones[data-is=ready]", state="attached", timeout=30_000)


def test_what_is_handed_on_is_there_before_the_tap(page: Page, language: str) -> None:
    page.add_init_script(phones.SAFARI)
    opened_helper(page, language)
    for way in WAYS:
        with case(way.__name__):
            page.evaluate("(did.length = 0, document.querySelector('[data-announcer]').textContent = '')")
            told = way(page)
            expect(told).to_be_visible()
            assert len(page.evaluate("did")) == 1 and page.evaluate("did[0]")
            said(page, told.locator("p").first)
            in_sight(page, told)


@pytest.mark.parametrize(  # what differs between the two are words: the longer ones in each language
    ("name", "language"), [("REFUSING", "de"), ("IN_APP", "en"), ("IN_APP", "de")], indirect=["language"]
)
def test_what_cannot_be_copied_is_selected_in_sight(page: Page, language: str, name: str) -> None:
    page.add_init_script(getattr(phones, name))
    opened_helper(page, language)
    for way in WAYS:
        with case(way.__name__):
            told = way(page)
            box = told.locator("textarea")
            expect(box).to_be_focused()
            in_sight(page, told)
            text = box.input_value()
            assert text and page.evaluate("document.activeElement.selectionEnd") == len(text)
            words = told.locator("p").first.inner_text()
            assert ({"en": "This browser", "de": "Dieser Browser"}[language] in words) == (name == "IN_APP"), words


# Saving


def weekly(page: Page, language: str) -> None:
    opened(page, language)
    choose(page, "Vancouver")
    page.click("#weekly-call")
    page.select_option("#zones-weekday", "3")
    page.fill("#zones-weekly-time", "19:00")
    page.click("[data-send='zones.file']:visible")


@pytest.mark.parametrize("name", ["IDLE_DOWNLOADS", "NO_OBJECT_URLS"])
def test_a_file_that_is_not_saved_can_be_had_in_another_way(page: Page, language: str, name: str) -> None:
    page.add_init_script(phones.SAFARI + getattr(phones, name))
    weekly(page, language)
    copy = page.locator("[data-send='zones.copy_file']:visible")
    expect(copy).to_be_visible()
    expect(page.locator("[data-text='zones.file']")).not_to_be_empty()
    copy.click()
    page.wait_for_function("() => did.at(-1)?.startsWith('BEGIN:VCALENDAR')")
    page.click("[data-send='zones.share_file']:visible")
    page.wait_for_function("() => did.at(-1) === 'call.ics'")
    in_sight(page, page.locator(".zones .told"))
    expect(page.locator("[data-text='zones.weekly_stale']")).to_contain_text("Vancouver")


# No WebAssembly


def test_without_webassembly_nothing_claims_to_have_started(page: Page, language: str, watch: Watch) -> None:
    page.add_init_script(phones.NO_WEBASSEMBLY)
    page.goto(helper_url(language))
    fault = page.locator("[data-fault=unsupported]")
    expect(fault).to_be_visible()
    page.click(".setup [type=submit]")
    expect(page.locator("[data-stage=counting]")).to_be_hidden()
    in_sight(page, fault)
