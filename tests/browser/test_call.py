"""What a call looks like: nothing lies on anything, on small phones either; what opens beside it is of its kind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MORE, PHONE, Clock, NewContext, act, case, helper_url, more, settled, tab, when_ready
from tests.browser.reach import covered
from tests.browser.test_timer import CALL, start

SIZES = [(320, 480), (375, 548), (360, 740), (568, 320), (640, 360)]
SHARE, DANGER = ".turn [data-send='timer.share']", ".say-strip--danger"
LESS = ".main[data-send='timer.less']"
STRIP = ".say-strip--moment button >> nth=0"
NAME = """() => {
  const places = [".who", ".turn__bar", ".turn .left"].map((it) => document.querySelector(it).getBoundingClientRect());
  const [name, bar, time] = places;
  return name.top >= bar.bottom - 1 && name.bottom <= time.top + 1 && name.left >= 0 && name.right <= innerWidth;
}"""
FIELD = """(it) => {
  const { backgroundColor, borderLeftWidth, borderRightWidth } = getComputedStyle(it, "::before");
  return [backgroundColor, borderLeftWidth, borderRightWidth];
}"""
SAID = """() => {
  const said = document.querySelector(".turn__said");
  const seen = [...said.children].filter((it) => it.checkVisibility());
  return Math.max(...seen.map((it) => it.getBoundingClientRect().bottom)) <= said.getBoundingClientRect().bottom + 1;
}"""
# The same finger on what comes to lie under it, as soon as that is there: a busy machine would be too late for it.
TWICE = """async (back) => {
  back.click();
  const seen = () => [...document.querySelectorAll(".turn .main")].find((it) => it.checkVisibility());
  const there = () => !back.checkVisibility() && seen();
  for (let frame = 0; frame < 600 && !there(); frame++) await new Promise(requestAnimationFrame);
  seen()?.click();
}"""
FILLED = "(it) => getComputedStyle(it).backgroundColor !== 'rgba(0, 0, 0, 0)'"


def on_sizes(page: Page, question: str) -> list[tuple[int, int]]:
    """The sizes of SIZES on which the answer is no."""
    bad = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        bad += [] if page.evaluate(question) else [(width, height)]
    page.set_viewport_size(PHONE)
    return bad


def box(it: Locator) -> dict[str, float]:
    found = it.bounding_box()
    assert found
    return dict(found)


def place(it: Locator) -> tuple[float, float, float]:
    """Where it begins, and its height: its name may be a longer one."""
    found = box(it)
    return found["x"], found["y"], found["height"]


def closed(page: Page) -> None:
    """Back from what stands beside the call's three controls."""
    settled(page)
    page.click(LESS)
    expect(page.locator(".more")).to_be_hidden()


def test_whose_turn_it_is_never_comes_into_the_bar(page: Page, language: str) -> None:
    start(page, language, "#3-3-feedback")
    for _ in range(3):
        name = page.inner_text(".who")
        assert not on_sizes(page, NAME), name
        if page.locator(".turn [data-send='timer.next']").is_visible():
            act(page, "next")


def test_no_word_of_the_last_minute_is_cut(new_context: NewContext, language: str) -> None:
    """Nor a notice of what the browser refuses, such as to stay awake."""
    page = new_context(permissions=["clipboard-write"]).new_page()
    start(page, language)
    expect(page.locator(".turn .note")).not_to_be_empty()
    assert not on_sizes(page, SAID)
    clock = Clock(page)
    clock.pass_(125)
    expect(page.locator(CALL)).to_have_attribute("data-is", "warning")
    act(page, "dismiss")  # that it was due five seconds ago
    expect(page.locator(".turn [data-show='timer.any_notice']")).to_be_hidden()
    expect(page.locator(".turn__said .sentence").first).to_be_visible()
    assert not on_sizes(page, SAID)


def test_on_a_wide_screen_a_call_stands_on_one_edge(new_context: NewContext, language: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    start(page, language)
    for edge, side in (("left", "mine"), ("right", "theirs")):
        expect(page.locator(".turn")).to_have_attribute("data-is", side)
        where = f"""(all) => all.filter((it) => it.checkVisibility()).map((it) => {{
          const range = document.createRange();
          range.selectNodeContents(it);
          return Math.round((it.matches("button, progress") ? it : range).getBoundingClientRect().{edge});
        }})"""
        parts = ".turn .who strong, .turn progress, .turn .plan, .turn .main, .turn .left"
        found = page.locator(parts).evaluate_all(where)
        assert len(found) >= 5 and max(found) - min(found) <= 6, found
        assert box(page.locator(".turn"))["width"] <= 720
        if edge == "left":
            bar = page.locator(".turn__bar button").evaluate_all(where)
            assert abs(min(bar) - min(found)) <= 1
            act(page, "next")


def test_a_sentence_opened_from_a_call_keeps_its_colour_its_margins_and_its_bar(page: Page, language: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # or a colour would be on its way to another
    start(page, language)
    seen = set()
    for _ in range(2):
        field = page.eval_on_selector(CALL, FIELD)
        more(page)
        page.click(STRIP)
        expect(page.locator(".say-large")).to_be_visible()
        assert page.eval_on_selector(".say-large", FIELD) == field
        seen.add(tuple(field))
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert not covered(page), (width, height)
            for part in page.locator(".say-top, .say-clock, .say-words, .say-beside").all():
                edge = box(part)
                assert edge["x"] >= 12 and edge["x"] + edge["width"] <= width - 12, (width, height)
            expect(page.locator(".say-clock strong")).to_be_in_viewport(ratio=1)
            expect(page.locator(".danger-link")).to_be_in_viewport(ratio=1)
        page.set_viewport_size(PHONE)
        page.click("[data-send='phrases.close']")
        closed(page)
        settled(page)
        if page.locator(".turn [data-send='timer.next']").is_visible():
            page.click(".turn [data-send='timer.next']")
            settled(page)  # the colour has come
    assert len(seen) == 2, "by colour and side: whose turn it is"


@pytest.mark.parametrize("from_tab", [False, True])
def test_a_sentence_left_open_says_that_time_is_up_and_has_the_way_on(
    page: Page, language: str, clock: Clock, from_tab: bool
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup > details > summary")
    page.click("label:has([name=handover][value=tap])")
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")
    if from_tab:
        tab(page, "phrases")
        page.locator(".say .tiles button:visible").first.click()
    else:
        more(page)
        page.click(STRIP)
    back, onward = page.locator(".say-call [data-send='to_call']"), page.locator(".say-call [data-send='timer.next']")
    expect(back).to_be_visible()
    expect(onward).to_be_hidden()
    clock.pass_(185)
    expect(page.locator(".say-large")).to_have_attribute("data-is", "over")
    told = "(it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it.closest('.say-large')).color]"
    assert len(set(page.eval_on_selector(".say-clock", told))) == 1, "the bar is filled with the colour of the words"
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert not covered(page), (width, height)
        for button in (back, onward):
            assert box(button)["height"] >= 48 and box(button)["y"] >= height / 3, (width, height)
    page.set_viewport_size(PHONE)
    settled(page)
    onward.click()
    expect(onward).to_be_hidden()
    expect(page.locator(".say-large")).not_to_have_attribute("data-is", "over")
    back.evaluate(TWICE)
    expect(page.locator(".say-large, .more").filter(visible=True)).to_have_count(0)
    expect(page.locator(".turn .left")).to_be_visible()
    page.wait_for_timeout(200)
    expect(page.locator(CALL)).to_be_visible()


def test_the_link_is_sent_from_one_place_in_every_turn_and_what_ends_the_call_looks_its_own_way(
    page: Page, language: str
) -> None:
    start(page, language)
    page.evaluate("navigator.clipboard.writeText = async () => {}")
    assert page.eval_on_selector(".main[data-send='timer.next']", FILLED)
    expect(page.locator(SHARE)).to_have_count(1)
    before, name = place(page.locator(SHARE)), page.inner_text(SHARE)
    page.click(SHARE)
    expect(page.locator(".call [data-text='timer.outcome']")).not_to_be_empty()
    assert place(page.locator(SHARE)) == before
    act(page, "next")
    assert not page.eval_on_selector(".main[data-send='timer.end']", FILLED), "no look of the next turn"
    expect(page.locator(SHARE)).not_to_have_text(name)  # the one that was sent tells of another time
    assert place(page.locator(SHARE)) == before
    more(page)
    assert place(page.locator(SHARE)) == before
    page.click(SHARE)
    expect(page.locator(SHARE)).to_have_text(name)


def test_help_in_an_emergency_and_the_sentences_are_in_sight_at_once(page: Page, language: str) -> None:
    """On each size in a call of its own."""
    page.goto(helper_url(language))
    when_ready(page)
    for width, height in ((360, 740), (320, 480)):
        page.set_viewport_size({"width": width, "height": height})
        with case(f"{width}x{height}"):
            page.click(".setup [type=submit]")
            page.wait_for_selector(f"{CALL}:visible")
            more(page)
            if page.locator(f"{DANGER}[open]").count():  # as it was left in the call before
                page.click(f"{DANGER} summary")
            expect(page.locator(f"{DANGER} summary")).to_be_in_viewport(ratio=1)
            expect(page.locator(STRIP)).to_be_in_viewport(ratio=1)
            assert not covered(page)
            page.click(f"{DANGER} summary")
            expect(page.locator(f"{DANGER} button").first).to_be_in_viewport(ratio=1)
            closed(page)
            more(page)
            expect(page.locator(f"{DANGER} button").first).to_be_visible()
            expect(page.locator(".leave")).to_be_visible()
            act(page, "step")
            expect(page.locator(".leave")).to_be_hidden()
            closed(page)
            more(page)
            page.locator(".leave").scroll_into_view_if_needed()
            gap = page.evaluate(
                "() => document.querySelector('.leave').getBoundingClientRect().top"
                " - document.querySelector('.turn').getBoundingClientRect().bottom"
            )
            assert gap >= 96, "far from what is tapped in a hurry"
            act(page, "end")
            act(page, "reset")
            settled(page)


def test_what_opens_in_more_begins_at_the_top(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 480})
    start(page, language)
    page.evaluate("navigator.clipboard.writeText = async () => {}")
    clear = """() => [...document.querySelectorAll(".step, .made")].filter((it) => it.checkVisibility()).every((it) =>
      it.getBoundingClientRect().top >= document.querySelector(".turn__field").getBoundingClientRect().bottom)"""
    more(page)
    page.locator(".keys").scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 0
    page.click(SHARE)
    expect(page.locator(".made")).to_be_visible()
    assert page.evaluate("scrollY") == 0 and page.evaluate(clear), "where the code is"
    expect(page.locator(".code")).to_be_hidden()  # it would push away the commands and the sentences
    page.click(".made summary")
    expect(page.locator(".code")).to_be_visible(timeout=20_000)
    step = page.locator(".more [data-send='timer.step']:visible")
    step.scroll_into_view_if_needed()
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 100")
    step.click()
    expect(page.locator(".step")).to_be_focused()
    assert page.evaluate("scrollY") == 0 and page.evaluate(clear), "the step"
    expect(page.locator(MORE)).to_be_in_viewport(ratio=1)


def test_letters_of_twice_the_size_leave_the_words_of_a_call_whole_and_within(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 180, "height": 370})
    page.emulate_media(reduced_motion="reduce")
    start(page, language)
    broken = """(all) => all.filter((it) => it.checkVisibility()).flatMap((it) => {
      const range = document.createRange();
      const words = [...it.textContent.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
        range.setStart(it.firstChild, index);
        range.setEnd(it.firstChild, index + word.length);
        return range.getClientRects().length > 1 || range.getBoundingClientRect().right > innerWidth;
      });
      return words.map(([word]) => word);
    })"""
    buttons = page.locator(".turn__bar button, .turn__buttons button, .more .actions button")
    assert not buttons.evaluate_all(broken)
    more(page)
    assert not buttons.evaluate_all(broken)
    assert not covered(page)
    page.locator(".say-strip--moment button").first.click()
    expect(page.locator(".say-large")).to_be_visible()
    assert not covered(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 180


def test_on_its_side_a_sentence_has_the_whole_width_and_its_buttons_one_row(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 740, "height": 360})
    start(page, language)
    more(page)
    page.click(STRIP)
    expect(page.locator(".say-large")).to_be_visible()
    assert box(page.locator(".say-words").first)["width"] >= 0.9 * 740
    buttons = page.locator(".say-thumb").locator("button:visible, a:visible").all()
    assert len(buttons) >= 6 and len({round(box(it)["y"]) for it in buttons}) == 1
    assert not covered(page)


@pytest.mark.parametrize(("width", "height"), [*SIZES, (740, 360), (1280, 800)])
def test_from_more_the_way_back_is_in_sight_and_what_clears_everything_is_not(
    new_context: NewContext, language: str, width: int, height: int
) -> None:
    page = new_context(viewport={"width": width, "height": height}).new_page()
    start(page, language)
    more(page)
    expect(page.locator(".leave")).not_to_be_in_viewport()
    page.locator(".more .end").scroll_into_view_if_needed()
    expect(page.locator(LESS)).to_be_in_viewport(ratio=1)
    order = page.locator(".more > :is(.say-strip--moment, :has(> [data-opens]), :has(> .end))")
    first = order.evaluate_all("all => all.map((it) => it.children[0].id || it.children[0].className)")
    assert first == ["strip-moment", "md-button", "md-button end"]


def test_what_is_to_be_copied_by_hand_leaves_the_time_in_sight(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 480})
    start(page, language)
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('no'); }; }")
    page.click(SHARE)
    expect(page.locator(".turn > .told textarea")).to_be_visible()
    clear = """() => {
      const box = (it) => document.querySelector(it).getBoundingClientRect();
      const [time, told] = [box(".turn .left"), box(".turn > .told")];
      return time.bottom <= told.top && time.top >= 0 && told.bottom <= innerHeight;
    }"""
    for width, height in [*SIZES, (740, 360)]:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(clear), (width, height)
