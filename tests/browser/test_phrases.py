"""The phrases in a real browser, in each language: found, shown large, read aloud, copied, sent, printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    Clock,
    NewContext,
    Watch,
    act,
    case,
    filled,
    helper_url,
    in_sheet,
    more,
    settled,
    tab,
    when,
    when_ready,
)
from tests.browser.reach import covered
from tests.built import Server
from tests.faults import missing, on

LARGE, WORDS, LIST, STRIP = ".say-large", ".say-words", ".say .say-list button", ".say-strip--moment button"
TILES = ".say .tiles a[data-send]"
OTHER = {"en": "de", "de": "en"}

# Voices as a device has them: one that sends the words away, and one in each language that does not.
VOICES = """
  const made = [["x-remote", false], ["en-GB", true], ["de_DE", true]];
  globalThis.spoken = [];
  Object.defineProperty(globalThis, "speechSynthesis", { value: {
    getVoices: () => made.map(([lang, localService]) => ({ lang: lang === "x-remote" ? REMOTE : lang, localService })),
    addEventListener: () => {},
    cancel: () => {},
    speak: (it) => {
      spoken.push([it.text, it.lang, it.voice.localService]); it.onstart(); globalThis.finish = it.onend;
    },
  } });
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
COPYING = "navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }"
REFUSING = "navigator.clipboard.writeText = async () => { throw new Error('no'); }"


def address(language: str, page: str) -> str:
    return f"/{page}/" if language == "en" else f"/{language}/{page}/"


def opened(page: Page, language: str, fragment: str = "#say-it") -> None:
    page.goto(helper_url(language) + fragment)
    when_ready(page)


def show(page: Page, name: str) -> None:
    before = page.locator(WORDS).first.inner_text() if page.locator(LARGE).is_visible() else ""
    page.evaluate("(name) => { location.hash = `say=${name}`; }", name)
    expect(page.locator(LARGE)).to_be_visible()
    if before:
        expect(page.locator(WORDS).first).not_to_have_text(before, use_inner_text=True)


def test_the_way_back_from_a_sentence_has_one_place_in_a_call_and_outside(page: Page, language: str) -> None:
    """On each size from the first sentence to a call of its own."""
    opened(page, language)
    for width, height in ((360, 740), (320, 480), (640, 360), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        with case(f"{width}x{height}"):
            places = []
            for name in ("no-video-room", "no-video-rather"):
                show(page, name)
                when(page, "() => scrollY === 0")
                places.append(page.locator("[data-send='phrases.close']").bounding_box())
                assert not covered(page)
                expect(page.locator(".md-logo")).to_be_hidden()
                page.click("[data-send='phrases.close']")
                expect(page.locator(".md-logo")).to_be_visible()
                if name == "no-video-room":
                    page.click("[data-tabs] [data-opens=timer]")
                    settled(page)
                    page.click(".setup [type=submit]")
                    page.wait_for_selector(".call:visible")
                    tab(page, "phrases")
            tab(page, "timer")
            more(page)
            page.locator(STRIP).first.click()
            expect(page.locator(LARGE)).to_be_visible()
            when(page, "() => scrollY === 0")
            places.append(page.locator("[data-send='phrases.close']").bounding_box())
            assert places[0] == places[1] == places[2]
            page.click("[data-send='phrases.close']")
            act(page, "end")
            act(page, "reset")
            expect(page.locator(".setup")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 480), (740, 360), (1280, 800)])
def test_from_home_a_sentence_fills_the_screen_after_two_taps(
    new_context: NewContext, language: str, width: int, height: int
) -> None:
    page = new_context(viewport={"width": width, "height": height}).new_page()
    page.goto("/" if language == "en" else f"/{language}/")
    page.add_init_script("addEventListener('click', () => sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1)")
    page.evaluate("addEventListener('click', () => sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1)")
    door = page.locator(".doors a[href$='#say-it']")
    expect(door).to_be_in_viewport(ratio=1)
    door.click()
    tile = page.locator(TILES).first
    expect(tile).to_be_in_viewport(ratio=1)
    tile.click()
    expect(page.locator(LARGE)).to_be_focused(timeout=30_000)
    assert page.evaluate("sessionStorage.taps") == "2"
    expect(page.locator(WORDS)).to_be_in_viewport(ratio=1)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.say-words')).fontSize)")
    assert size >= 24, "to be read at arm's length"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in page.locator(f"{LARGE} button:visible").all():
        expect(control).to_be_in_viewport(ratio=1)
    page.click("[data-send='phrases.close']")
    expect(page.locator(LARGE)).to_be_hidden()
    expect(tile).to_be_focused()


def test_danger_is_one_tap_away_and_the_sentences_beside_one_come_by_arrow_key_and_swipe(
    new_context: NewContext, language: str
) -> None:
    page = new_context(has_touch=True).new_page()
    opened(page, language)
    expect(page.locator(".tile--danger")).to_be_in_viewport(ratio=1)
    page.locator(TILES).first.click()
    expect(page.locator(LARGE)).to_be_visible()
    expect(page.locator(".danger-link")).to_be_in_viewport(ratio=1)
    words = page.locator(WORDS)
    seen = [words.inner_text()]

    def other_than(last: str) -> str:
        expect(words).not_to_have_text(last, use_inner_text=True)
        return words.inner_text()

    page.click("[data-send='phrases.next']")
    seen.append(other_than(seen[-1]))
    page.focus(LARGE)
    page.keyboard.press("ArrowRight")
    seen.append(other_than(seen[-1]))
    page.evaluate(
        """(selector) => {
          const target = document.querySelector(selector);
          const touch = (clientX) => new Touch({ identifier: 1, target, clientX, clientY: 300 });
          const send = (type, touches, changedTouches) =>
            target.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches }));
          send("touchstart", [touch(300)], [touch(300)]);
          send("touchend", [], [touch(100)]);
        }""",
        WORDS,
    )
    seen.append(other_than(seen[-1]))
    assert len(set(seen)) == 4
    for back in reversed(seen[:-1]):
        page.keyboard.press("ArrowLeft")
        expect(words).to_have_text(back)


def test_the_sheet_is_a_dialog_that_escape_closes_alone_and_a_blank_a_button_that_opens_it(
    page: Page, language: str
) -> None:
    opened(page, language)
    show(page, "no-video-room")
    opener = page.locator(".say-top [data-sheet]")
    opener.click()
    expect(page.locator(".sheet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sheet")).to_be_hidden()
    expect(page.locator(LARGE)).to_be_visible()
    expect(opener).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(LARGE)).to_be_hidden()
    show(page, "good-time-minutes")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        box = page.locator(".say-words .blank:visible").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width - 16, "its box stays within a phone"
    show(page, "good-time-moment")
    blank = page.locator(f"{WORDS} .blank:visible")
    expect(blank).to_have_count(1)
    page.evaluate("async () => { for (let n = 0; n < 4; n++) await new Promise(requestAnimationFrame); }")
    expect(page.locator(LARGE)).to_be_focused()  # which it takes in the frame after next, from whatever has it by then
    blank.focus()
    page.keyboard.press("Enter")
    field = page.locator("[name=slot_name]")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(blank).to_be_focused()
    blank.click()
    field.fill("Sam")
    expect(page.locator(WORDS)).to_contain_text("Sam")
    page.click(".sheet [data-close]:visible >> nth=-1")
    expect(blank).to_have_count(0)
    expect(page.locator(LARGE)).to_be_focused()


def test_without_python_a_tile_leads_to_the_sentences(page: Page, server: Server, watch: Watch, language: str) -> None:
    watch.expected += ["404", "wasm", "Pyodide"]
    server.fault = on(".wasm", missing)
    page.goto(helper_url(language) + "#say-it")
    expect(page.locator("[data-fault]:visible")).to_be_visible(timeout=30_000)
    page.locator(TILES).first.click()
    page.wait_for_url("**/phrases/#close-to-using")


def test_from_the_running_timer_a_phrase_is_large_after_one_tap(page: Page, language: str, clock: Clock) -> None:
    opened(page, language, "")
    expect(page.locator(STRIP).first).to_be_hidden()
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    more(page)
    calm = page.locator(STRIP).first.inner_text()
    page.locator(STRIP).first.click()
    expect(page.locator(WORDS)).to_be_visible()
    left = page.locator(".say-clock strong")
    expect(left).to_have_text(re.compile(r"^\d:\d\d$"))
    ground = "getComputedStyle(document.querySelector('.say-large'), '::before').backgroundColor"
    colour = page.evaluate(ground)
    clock.move(125)
    expect(page.locator(LARGE)).to_have_attribute("data-is", "warning", timeout=10_000)
    page.wait_for_function(f"(colour) => {ground} !== colour", arg=colour)  # the call's, behind the phrase
    page.click("[data-send='phrases.close']")
    act(page, "pause")
    act(page, "resume")
    expect(page.locator(".call")).to_have_attribute("data-is", "warning")
    more(page)
    expect(page.locator(STRIP).first).not_to_have_text(calm, use_inner_text=True)
    page.locator(STRIP).first.click()
    expect(page.locator(LARGE)).to_be_visible()
    expect(page.locator(LARGE)).to_have_attribute("data-is", "warning")
    page.keyboard.press("Escape")
    expect(page.locator(".call")).to_be_visible()


def test_search_finds_in_both_languages_and_both_stand_side_by_side(page: Page, language: str) -> None:
    opened(page, language)
    page.fill("#say-query", {"en": "KAMERA", "de": "CAMERA"}[language])
    expect(page.locator(LIST)).to_have_count(1)
    assert page.eval_on_selector_all(f"{LIST} span", "all => all.map((it) => it.lang)") == [language, OTHER[language]]
    page.fill("#say-query", "qqq")
    expect(page.locator(LIST).first).to_be_visible()  # no dead end: the way to help, and what comes nearest
    expect(page.locator("[data-show='phrases.lost'] a").first).to_be_visible()
    page.fill("#say-query", "")
    in_sheet(page, "theirs", OTHER[language])
    show(page, "no-video-room")
    expect(page.locator(WORDS)).to_have_count(2)
    assert page.eval_on_selector_all(WORDS, "all => all.map((it) => it.lang)") == [language, OTHER[language]]
    assert len({*page.locator(WORDS).all_inner_texts()}) == 2
    names = page.locator(f"{LARGE} .say-thumb .actions button").all_inner_texts()
    assert len(names) == len(set(names)) == 6, "each says for which language it is"


def test_the_tone_filter(page: Page) -> None:
    opened(page, "en")
    for tone in ("gentle", "clear", "firm"):
        with case(tone):
            in_sheet(page, "tone", tone)
            page.fill("#say-query", "")
            page.fill("#say-query", "call")
            expect(page.locator(LIST).first).to_be_visible()
            page.wait_for_function(
                "(tone) => [...document.querySelectorAll('.say .say-list small')].every((it) => it.innerText === tone)",
                arg=tone,
            )
            assert page.locator(LIST).count() >= 2


def test_a_link_opens_its_phrase_and_an_unknown_one_says_so_and_a_phrase_is_copied_sent_and_linked(
    page: Page, language: str
) -> None:
    opened(page, language, "#say=ending-now-hang-up")
    expect(page.locator(WORDS)).to_have_count(1)
    page.click("[data-send='phrases.close']")
    page.wait_for_function("() => location.hash === ''")
    page.evaluate("location.hash = 'say=gone'")
    expect(page.locator("[data-text='phrases.missing']")).not_to_be_empty()
    expect(page.locator(LARGE)).to_be_hidden()
    page.evaluate(f"() => {{ {COPYING} }}")
    show(page, "closing-good")
    words = page.inner_text(WORDS)
    for button, expected in (("copy", words), ("share", words), ("copy_link", "#say=closing-good")):
        with case(button):
            page.evaluate("globalThis.copied = undefined")
            if button == "copy_link":
                page.click(".say-top [data-sheet]")
            page.click(f"[data-send='phrases.{button}']")
            page.wait_for_function("() => globalThis.copied")
            assert page.evaluate("copied").endswith(expected)
            expect(page.locator(f"{LARGE} .told p >> nth=0")).not_to_be_empty()
    page.click("[data-send='phrases.close']")
    page.wait_for_function("() => location.hash === ''")
    page.goto(page.evaluate("copied"))
    expect(page.locator(LARGE)).to_be_visible()
    expect(page.locator(WORDS)).to_have_text(words)
    with case("where copying is refused the text can be copied by hand"):
        expect(page.locator(f"{LARGE} textarea")).to_be_hidden()
        page.evaluate(f"() => {{ {REFUSING} }}")
        page.click("[data-send='phrases.copy']")
        expect(page.locator(f"{LARGE} textarea")).to_be_visible()
        expect(page.locator(f"{LARGE} .told p >> nth=0")).not_to_be_empty()
        assert page.input_value(f"{LARGE} textarea") == page.inner_text(WORDS)
    page.click("[data-send='phrases.close']")
    tab(page, "timer")
    page.click(".setup [type=submit]")
    expect(page.locator(".call")).to_be_visible()


def test_blanks_are_filled_from_the_timer_and_by_hand_in_both_languages(page: Page) -> None:
    opened(page, "en", "#4-4")
    tab(page, "phrases")
    in_sheet(page, "theirs", "de")
    show(page, "my-limit-then-go")
    expect(page.locator(WORDS).nth(0)).to_contain_text("8 minutes")
    expect(page.locator(WORDS).nth(1)).to_contain_text("8 Minuten")
    filled(page, "minutes", "25")
    expect(page.locator(WORDS).nth(1)).to_contain_text("25 Minuten")
    filled(page, "minutes", "0")
    expect(page.locator("[data-text='phrases.slot_problem']")).not_to_be_empty()
    expect(page.locator(WORDS).nth(0)).to_contain_text("8 minutes")
    show(page, "good-time-moment")
    expect(page.locator(f"{WORDS} .blank:visible")).to_have_count(2)
    expect(page.locator("[data-text='phrases.blank']")).not_to_be_empty()
    filled(page, "name", "<b>Sam</b>")
    expect(page.locator(WORDS).nth(0)).to_contain_text("<b>Sam</b>")
    assert "Sam" not in page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])")
    page.reload()
    page.wait_for_selector(f"{LARGE}:visible")
    assert page.input_value("[name=slot_name]") == "", "nothing typed is kept"


def test_reading_aloud_uses_a_voice_of_the_language_that_stays_on_the_device(page: Page, language: str) -> None:
    page.add_init_script(VOICES.replace("REMOTE", f"'{language}-XX'"))
    opened(page, language)
    in_sheet(page, "theirs", OTHER[language])
    show(page, "no-video-room")
    for at, code in enumerate((language, OTHER[language])):
        page.locator("[data-send='phrases.speak']").nth(at).click()
        page.wait_for_function("(n) => globalThis.spoken.length === n", arg=at + 1)
        expect(page.locator("[data-send='phrases.hush']")).to_be_visible()
        text, voice, local = page.evaluate("spoken.at(-1)")
        assert text == page.locator(WORDS).nth(at).inner_text()
        assert voice[:2] == code and local
        page.evaluate("finish()")
        expect(page.locator("[data-send='phrases.hush']")).to_be_hidden()


@pytest.mark.parametrize(
    "without",
    [VOICES.replace("REMOTE", "'en-US'").replace('["en-GB", true], ["de_DE", true]', ""),
     "Object.defineProperty(globalThis, 'speechSynthesis', { value: undefined })",
     VOICES.replace("REMOTE", "'en-US'").replace("it.onstart()", "it.onerror({ error: 'not-allowed' })")],
    ids=["no voice", "no speech", "refused"],
)  # fmt: skip
def test_where_reading_aloud_is_refused_it_says_so(page: Page, language: str, without: str) -> None:
    page.add_init_script(without)
    opened(page, language)
    show(page, "no-video-room")
    page.click("[data-send='phrases.speak']")
    expect(page.locator(f"{LARGE} .told p >> nth=0")).not_to_be_empty()


def test_without_javascript_every_phrase_can_be_read_and_reached(new_context: NewContext, language: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address(language, "phrases") + "#no-video-room")
    assert page.locator("li[id]").count() >= 90
    assert page.locator("li#no-video-room").is_visible()
    assert page.locator(".slot").count() > 20 and all(page.locator(".slot").all_inner_texts())
    link = page.locator("li#no-video-room a").get_attribute("href") or ""
    page.goto(address(language, "phrases") + link)
    assert page.url.endswith(f"{helper_url(language)}#say=no-video-room")


def test_a_phrase_on_its_page_opens_large_in_the_helper(page: Page, language: str) -> None:
    page.goto(address(language, "phrases"))
    page.click("li#closing-good a")
    expect(page.locator(WORDS)).to_have_count(1, timeout=30_000)


def test_the_card_prints_on_one_page(page: Page, language: str) -> None:
    page.goto(address(language, "card"))
    for kind in ("a6", "fold"):
        with case(kind):
            page.check(f"[name=card][value={kind}]")
            assert page.locator(".card:visible").count() == 1
            assert page.locator(".card:visible li").count() == 15
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            printed = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
            if kind == "a6":
                (width, height) = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)[0]
                assert (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) == (105, 148)
            page.emulate_media(media="print")
            parts = page.locator(".card--fold:visible > div, .card--a6:visible").all()
            assert parts
            for part in parts:
                assert part.evaluate("it => it.scrollHeight <= it.clientHeight + 1"), "nothing is cut off"
            page.emulate_media(media="null")  # as printing itself has it


def test_the_number_found_is_spoken_once_typing_rests(page: Page, language: str) -> None:
    page.clock.install()
    opened(page, language)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    shown, spoken = page.locator("[data-text='phrases.found']"), page.locator(".say-find ~ [data-rest]")
    for letter in {"en": "can", "de": "kan"}[language]:
        before = shown.text_content() or ""
        page.locator("#say-query").press_sequentially(letter)
        expect(shown).not_to_have_text(before)
        page.clock.run_for(500)
        expect(spoken).to_be_empty()
    page.clock.run_for(500)
    expect(spoken).to_have_text(shown.text_content() or "?")


# A request from a chat


REQUESTS = {
    "en": "anyone for 4x4 w/ feedback till 9pm CET? purple",
    "de": "hat wer Zeit für ein 4/4 mit Feedback bis 21 Uhr MEZ? lila",
}  # fmt: skip
READ = ".received"


def test_a_request_that_is_pasted_sets_the_timer_in_two_taps(new_context: NewContext, language: str) -> None:
    page = new_context(viewport={"width": 360, "height": 640}, timezone_id="Europe/London").new_page()
    opened(page, language)
    fold = page.locator(f"{READ} summary")
    box = fold.bounding_box()
    assert box and box["y"] > 640, "the first screen is no fuller"
    fold.click()
    page.fill("#read-text", REQUESTS[language])
    lines = page.locator(f"{READ} [data-list='phrases.read_understood'] li")
    expect(lines.first).to_contain_text("4")
    assert lines.count() >= 4
    expect(page.locator(f"{READ} [data-list='phrases.read_unclear'] li")).to_have_count(1)
    page.click("[data-send='phrases.set_timer']")
    expect(page.locator(".setup")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.setup [name=minutes]').value === '4'")
    assert page.is_checked(".setup [name=feedback]") and page.input_value("[name=theirs]")
    expect(page.locator(".sums .sentence")).to_contain_text("4")
    settle = page.locator(".setup [type=submit]")
    settled(page)
    settle.click()
    expect(page.locator(".call")).to_be_visible()


def test_what_is_not_clear_sets_nothing_a_reply_is_copied_and_so_is_a_request_for_a_group_chat(
    page: Page, language: str
) -> None:
    opened(page, language)
    page.evaluate(f"() => {{ {COPYING} }}")
    page.locator(f"{READ} summary").click()
    for text in ("3/3 or 5/5", "10-15 min", "purple"):
        with case(text):
            page.fill("#read-text", "")
            expect(page.locator(f"{READ} [data-text='phrases.read_outcome']")).to_be_hidden()
            page.fill("#read-text", text)
            expect(page.locator(f"{READ} .problem:visible")).not_to_be_empty()
            expect(page.locator("[data-send='phrases.set_timer']")).to_be_hidden()
    page.fill("#read-text", REQUESTS[language])
    page.locator("[data-send='phrases.copy_reply']").click()
    expect(page.locator(".say .told:visible")).to_have_count(1)
    assert page.evaluate("copied") == page.locator(f"{READ} blockquote").text_content()
    page.locator(".ask summary").click()
    expect(page.locator("#read-text")).to_be_hidden()  # one fold is open at a time
    page.select_option("#ask-format", "3-3")
    page.fill("#ask-minutes", "15")
    page.fill("#ask-zone", "CET")
    expect(page.locator(".ask blockquote")).to_have_count(4)
    short = page.locator(".ask blockquote").nth(1)
    expect(short).to_have_text({"en": "3/3? 15 min, CET", "de": "3/3? 15 Min., CET"}[language])
    before = page.locator(".ask blockquote").first.inner_text()
    page.locator(".chip", has=page.locator(f"[name=ask_language][value={OTHER[language]}]")).click()
    expect(page.locator(".ask blockquote").first).not_to_have_text(before, use_inner_text=True)
    assert page.locator(".ask blockquote").first.get_attribute("lang") == OTHER[language]
    page.evaluate("globalThis.copied = undefined")
    page.locator(".ask [data-send='phrases.copy']").nth(1).click()
    page.wait_for_function("() => globalThis.copied")
    assert page.evaluate("copied") == short.inner_text()
    page.fill("#ask-minutes", "0")
    expect(page.locator("[data-text='phrases.ask_problem']")).not_to_be_empty()
