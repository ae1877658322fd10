"""Signals as somebody chose them: tones, and a voice of the device that says them, too. Phones as people reported them
(phones.py, tests/reports.md)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from helper.timer import machine
from tests.browser import phones
from tests.browser.conftest import PHONE, Clock, Watch, case, helper_url, more, tab, when_ready
from tests.browser.test_timer import kept

BEFORE_MS = 300
CALL, SIGNAL = ".call", "[data-text='timer.signal']"
END = {"en": "Time.", "de": "Die Zeit ist um."}
MINUTE = {"en": "One minute left.", "de": "Noch eine Minute."}
OTHER = {"en": "de", "de": "en"}


def wants(page: Page, language: str, voice: str) -> None:
    """Open the page and choose a voice."""
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".signal summary")
    page.select_option("[name=voice]", voice)


def near(page: Page, clock: Clock, left: int) -> None:
    """Let time pass until a moment before so many seconds are left of the turn: what is due then comes on its
    instant."""
    clock.pass_((machine.remaining(kept(page), page.evaluate("Date.now()")) - BEFORE_MS) / 1000 - left)


def said(page: Page, text: str) -> None:
    page.wait_for_function("(text) => did.includes(text)", arg=text)


@pytest.mark.parametrize("name", ["SPEAKING", "LATE_VOICES", "LOCKED_SPEECH"])
def test_a_signal_is_spoken_after_its_tones_in_the_language_of_either(page: Page, language: str, name: str) -> None:
    page.add_init_script(getattr(phones, name))
    page.clock.install()
    wants(page, language, language)
    for voice in (language, OTHER[language]):
        with case(voice):
            page.select_option("[name=voice]", voice)
            page.evaluate("did.length = 0")
            page.click("[data-send='timer.try_signal']")
            page.wait_for_function("() => did.includes('tone')")
            page.clock.run_for(2_000)  # after which a voice begins
            said(page, END[voice])
            done = page.evaluate("did.filter((it) => it !== 'sound made' && it !== 'resume')")
            assert done == ["tone"] * 3 + [END[voice]]
            expect(page.locator(SIGNAL)).not_to_be_empty()


def test_in_a_call_the_minute_and_the_end_are_spoken(page: Page, language: str, clock: Clock) -> None:
    """Also on a phone that has to be made to speak by the tap that starts the call."""
    page.add_init_script(phones.LOCKED_SPEECH)
    wants(page, language, OTHER[language])
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    near(page, clock, 60)
    said(page, MINUTE[OTHER[language]])
    near(page, clock, 0)
    said(page, END[OTHER[language]])


def test_without_a_wish_nothing_is_spoken(page: Page, language: str) -> None:
    page.add_init_script(phones.SPEAKING + "speech.speak = () => did.push('spoke');")
    page.clock.install()
    page.goto(helper_url(language))
    when_ready(page)
    page.click("[data-send='timer.try_signal']")
    page.wait_for_function("() => did.includes('tone')")
    page.clock.run_for(2_000)  # after which a voice would have begun
    assert not page.evaluate("did.includes('spoke')")


@pytest.mark.parametrize("name", ["FAR_VOICES", "NO_VOICES", "NO_SPEECH"])
def test_no_word_leaves_the_device_and_that_is_said_as_soon_as_it_is_chosen(
    page: Page, language: str, name: str
) -> None:
    page.add_init_script(getattr(phones, name))
    page.clock.install()
    wants(page, language, language)
    signal = page.locator(SIGNAL)
    expect(signal).not_to_be_empty()
    why = signal.inner_text()
    page.click("[data-send='timer.try_signal']")
    expect(signal).to_contain_text(why)
    page.wait_for_function("() => did.includes('tone')")
    page.clock.run_for(2_500)  # after which a voice would have begun
    assert END[language] not in page.evaluate("did")
    page.select_option("[name=voice]", "")
    expect(signal).to_be_empty()


@pytest.mark.parametrize("name", ["THROWING_SPEECH", "STUCK_SPEECH", "MUTE_SPEECH"])
def test_a_voice_that_fails_takes_no_signal_away_and_is_told(
    page: Page, language: str, name: str, clock: Clock, watch: Watch
) -> None:
    page.add_init_script(getattr(phones, name))
    page.clock.install()
    wants(page, language, language)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    near(page, clock, 60)
    page.wait_for_function("() => did.includes('tone')")
    expect(page.locator(CALL)).to_have_attribute("data-is", "warning")
    near(page, clock, 0)
    page.wait_for_function("() => did.filter((it) => it === 'tone').length >= 4")
    page.clock.run_for(6_500)  # tones first; then a voice has four seconds to begin
    expect(page.locator(f"{CALL} .note")).not_to_be_empty()
    assert not watch.unexpected


def test_a_sentence_that_is_being_read_aloud_is_not_cut_off(page: Page, language: str, clock: Clock) -> None:
    page.add_init_script(
        phones.SPEAKING
        + "speech.speak = (it) => { did.push(it.text); speech.speaking = true; setTimeout(() => it.onstart?.()); };"
    )
    page.add_init_script("speechSynthesis.cancel = () => did.push('cut off');")
    page.clock.install()
    wants(page, language, language)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    page.wait_for_function("() => { speechSynthesis.speaking = false; return true; }")
    tab(page, "phrases")
    page.evaluate("location.hash = 'say=no-video-room'")
    page.click("[data-send='phrases.speak']:visible")
    expect(page.locator("[data-send='phrases.hush']")).to_be_visible()
    page.evaluate("did.length = 0")
    near(page, clock, 60)
    page.wait_for_function("() => did.includes('tone')")
    page.clock.run_for(1_500)  # after which a voice would have begun
    assert not page.evaluate("did.includes('cut off')") and MINUTE[language] not in page.evaluate("did")


def test_what_was_chosen_outlasts_a_reload_and_the_whole_screen_is_the_times(
    page: Page, language: str, clock: Clock
) -> None:
    page.add_init_script(phones.SPEAKING)
    wants(page, language, language)
    page.select_option("[name=volume]", "quiet")
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    for size in ({"width": 360, "height": 740}, {"width": 740, "height": 360}, {"width": 1366, "height": 768}):
        page.set_viewport_size(size)
        more(page)
        page.click("[data-full-screen]")
        page.wait_for_function("() => document.fullscreenElement")
        expect(page.locator(".more")).to_be_hidden()
        drawn = page.eval_on_selector(
            ".left",
            """(it) => { const range = document.createRange(); range.selectNodeContents(it);
            const { width } = range.getBoundingClientRect();
            return [width / innerWidth, parseFloat(getComputedStyle(it).fontSize) / innerHeight]; }""",
        )
        assert drawn[0] >= 0.75 or drawn[1] >= 0.4, f"read from across a room: {size}, {drawn}"
        page.evaluate("document.exitFullscreen()")
        page.wait_for_function("() => !document.fullscreenElement")
    page.set_viewport_size(PHONE)
    page.reload()
    page.wait_for_selector(f"{CALL}:visible")
    assert page.input_value("[name=volume]") == "quiet" and page.input_value("[name=voice]") == language
    near(page, clock, 60)
    said(page, MINUTE[language])
