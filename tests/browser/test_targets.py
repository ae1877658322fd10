"""Places to tap are at least 44 by 44 pixels (WCAG 2.5.5) in the menu and in the helper's main states; on every page:
test_access.py. Those of the timer are within reach on every phone, with nothing over them.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import SCHEMES, set_scheme
from tests.browser.conftest import Clock, NewContext, act, case, helper_url, more, tab, when_ready
from tests.browser.reach import SIZES, ZOOMED, covered, small
from tests.browser.test_access_helper import timer_states

ASIDE = ("running, in another tab", "over, behind a large phrase")
"""States in which another tool is shown."""

# What of the call does not stand out from its field: words less than 7 to 1, edges and shapes less than 3 to 1. And
# whatever is red but for what is about danger.
FAINT = """() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => rgba(colour).slice(0, 3).map((it) => it / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
    .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const red = (colour) => {
    const [r, g, b, a] = rgba(colour);
    return a > 0 && r - Math.max(g, b) > 70 && Math.abs(g - b) < 45;
  };
  const ground = (it) => {
    for (let at = it; at; at = at.parentElement) {
      const own = getComputedStyle(at).backgroundColor;
      if (rgba(own)[3] > 0) return own;
      if (at.matches(".call")) return getComputedStyle(at, "::before").backgroundColor;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const found = [];
  for (const it of document.querySelectorAll("body *")) {
    if (!it.checkVisibility({ visibilityProperty: true }) || it.closest(".announcer, .md-skip, svg")) continue;
    const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(it);
    const name = `${it.tagName}.${it.className} “${it.textContent.trim().slice(0, 20)}”`;
    const colours = [color, backgroundColor, ...(parseFloat(borderTopWidth) ? [borderTopColor] : [])];
    const danger = it.closest(".danger-link, .there, .say-strip--danger");
    if (!danger && colours.some(red)) found.push(`${name} is red: ${colours}`);
    if (!it.closest(".call")) continue;
    const words = [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (words && contrast(color, ground(it)) < 7) found.push(`${name} is faint: ${contrast(color, ground(it))}`);
    const edge = it.matches("button, a, summary, input, select") && contrast(borderTopColor, ground(it.parentElement));
    if (parseFloat(borderTopWidth) && edge && edge < 3) found.push(`the edge of ${name}: ${edge}`);
  }
  const help = document.querySelector(".call:not([hidden])") && document.querySelector(".danger-link");
  const own = help && contrast(getComputedStyle(help).backgroundColor, ground(document.querySelector(".turn")));
  return own && own < 3 ? [...found, `the way to help in danger: ${own}`] : found;
}"""


def test_targets_in_the_menu(page: Page, language: str) -> None:
    page.goto("/" if language == "en" else f"/{language}/")
    page.click(".menu summary")
    assert not small(page)


def test_targets_in_the_helper(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup summary")
    page.click(".signal summary")
    page.check("[name=unequal]")
    found = small(page)
    tab(page, "zones")
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)
    page.fill("#zones-theirs", "york")
    page.wait_for_selector("#zones-theirs-list [role=option]")
    found += small(page)
    page.locator("#zones-theirs-list [role=option]").first.click()
    expect(page.locator("#hours")).to_be_visible()
    for summary in page.locator(".zones summary").all():
        summary.click()
    found += small(page)
    tab(page, "phrases")
    for summary in page.locator(".say summary").all():
        summary.click()
    found += small(page)
    page.evaluate("location.hash = 'say=good-time-moment'")
    expect(page.locator(".say-large")).to_be_visible()
    found += small(page)
    page.click("[data-send='phrases.close']")
    tab(page, "timer")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    found += small(page)
    more(page)
    for summary in page.locator(".call summary:visible").all():
        summary.click()
    found += small(page)
    act(page, "end")
    found += small(page)
    assert not found, "\n".join(found)


def test_every_control_of_the_timer_is_within_reach_and_stands_out(new_context: NewContext, language: str) -> None:
    page = new_context(reduced_motion="reduce", timezone_id="Europe/Berlin").new_page()
    found, seen = [], 0
    for state in timer_states(page, Clock(page), language):
        if state in ASIDE:
            continue
        seen += 1
        for width, height in (*SIZES, *ZOOMED):
            page.set_viewport_size({"width": width, "height": height})
            found += [f"{state}, {width}x{height}: {it}" for it in covered(page)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{state}, {width}x{height}: as wide as {wide}"] if wide > width else []
        for scheme in SCHEMES:
            set_scheme(page, scheme)
            found += [f"{state}, {scheme}: {it}" for it in page.evaluate(FAINT)]
        set_scheme(page, "light")
        page.evaluate("scrollTo(0, 0)")
    assert seen > 10
    assert not found, "\n".join(found)


def test_a_call_has_three_controls_in_sight_and_its_time_is_large(new_context: NewContext, language: str) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(helper_url(language))
    when_ready(page)

    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        with case(f"set-up, {width}x{height}"):
            expect(page.locator(".sums .sentence")).to_be_in_viewport(ratio=1)
            expect(page.locator(".setup [type=submit]")).to_be_in_viewport(ratio=1)
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    for state in ("pause", "resume"):
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            with case(f"before {state}, {width}x{height}"):
                controls = page.locator(".turn__buttons > button:visible")
                expect(controls).to_have_count(3)
                for control in controls.all():
                    expect(control).to_be_in_viewport(ratio=1)
                expect(page.locator(".danger-link")).to_be_in_viewport(ratio=1)
                expect(page.locator(".md-logo, [data-tabs]").locator("visible=true")).to_have_count(0)
                size = page.eval_on_selector(".call .left", "(it) => parseFloat(getComputedStyle(it).fontSize)")
                assert size >= min(0.33 * width, 0.3 * height)
        act(page, state)
