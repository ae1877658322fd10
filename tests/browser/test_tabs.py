"""The helper's tools as tabs: one at a time, opened by taps, keys and links, with the running call always in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch, case, held_back, helper_url, tab, when_ready
from tests.built import Server

PANELS = {"timer": "#panel-timer", "zones": "#panel-zones", "phrases": "#panel-phrases"}
CHOSEN = "[role=tab][aria-selected=true]"
SMALL = {"upright": (320, 568), "on its side": (740, 360), "enlarged four times": (320, 256)}


def only(page: Page, name: str) -> None:
    """One panel shows, and its tab says so."""
    for other, panel in PANELS.items():
        expect(page.locator(panel)).to_be_visible(visible=other == name)
    expect(page.locator(CHOSEN)).to_have_count(1)
    expect(page.locator(CHOSEN)).to_have_attribute("data-opens", name)


def test_one_tool_at_a_time_without_python_and_without_asking_it(page: Page, server: Server, language: str) -> None:
    server.fault = lambda request: "worker." in request.path and not request.wfile.write(b"")  # no Python ever
    page.goto(helper_url(language))
    for name in ("zones", "phrases", "timer"):
        tab(page, name)
        only(page, name)
    assert page.get_attribute(".timer", "data-is") is None


def test_nothing_moves_under_a_finger_while_the_helper_starts(page: Page, server: Server, language: str) -> None:
    start = page.locator(".timer form .main")

    def places() -> list[object]:
        found = []
        for width, height in ((360, 740), (412, 823)):
            page.set_viewport_size({"width": width, "height": height})
            found.append((width, start.bounding_box()))
        return found

    with held_back(server, "/pyodide."):
        page.goto(helper_url(language), wait_until="commit")
        start.wait_for()
        before = places()
        assert not page.locator(f"{PANELS['zones']}, {PANELS['phrases']}").locator("visible=true").count()
    when_ready(page)
    assert page.inner_text(".timer .sums .sentence") and places() == before


def test_without_the_shell_the_tools_stand_one_below_the_other(page: Page, server: Server, watch: Watch) -> None:
    watch.expected.append("404")
    server.fault = lambda request: "/helper/helper." in request.path and request.send_error(404) is None
    page.goto(helper_url("en"))
    for panel in PANELS.values():
        expect(page.locator(panel)).to_be_visible()


@pytest.mark.parametrize(
    ("fragment", "name"),
    [("", "timer"), ("#share-timer", "timer"), ("#time-zones", "zones"), ("#say-it", "phrases"), ("#3-3", "timer"),
     ("#open-15", "timer"), ("#2-2", "timer"), ("#good-to-know", "timer"), ("#weekly-call", "zones"),
     ("#zones=1&mine=Europe/Berlin", "zones"), ("#<img>", "timer")],
)  # fmt: skip
def test_links_into_the_page_open_the_right_tab(page: Page, fragment: str, name: str) -> None:
    page.goto(helper_url("en") + fragment)
    only(page, name)
    when_ready(page)
    only(page, name)
    tab(page, "phrases" if name != "phrases" else "zones")
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    if fragment not in ("", "#<img>"):
        only(page, name)


def test_a_phrase_in_a_link_is_large_and_its_list_is_below(page: Page) -> None:
    page.goto(helper_url("en") + "#say=closing-good")
    expect(page.locator(".say-large")).to_be_visible(timeout=30_000)
    page.click("[data-send='phrases.close']")
    only(page, "phrases")


def test_the_keys_of_the_pattern_and_the_tab_is_in_the_address_and_not_in_the_history(page: Page) -> None:
    page.goto(helper_url("en"))
    page.locator(CHOSEN).focus()
    right = [("ArrowRight", name) for name in ("zones", "phrases", "timer")]
    for key, name in [*right, ("ArrowLeft", "phrases"), ("Home", "timer"), ("End", "phrases")]:
        with case(f"{key} to {name}"):
            page.keyboard.press(key)
            only(page, name)
            expect(page.locator(CHOSEN)).to_be_focused()
    assert page.locator("[role=tab][tabindex='0']").count() == 1
    before = page.evaluate("history.length")
    tab(page, "zones")
    tab(page, "phrases")
    assert page.url.endswith("#say-it") and page.evaluate("history.length") == before
    page.reload()
    only(page, "phrases")


def test_a_late_answer_takes_nobody_away_from_where_they_went_since(page: Page, server: Server) -> None:
    with held_back(server, ".wasm"):
        page.goto(helper_url("en"), wait_until="commit")
        page.wait_for_selector("[role=tab]")
        page.click(".setup [type=submit]")
        tab(page, "zones")
        assert page.get_attribute(".timer", "data-is") is None, "else this test means nothing"
    expect(page.locator(".running")).to_be_visible(timeout=30_000)
    only(page, "zones")


def test_the_running_call_is_always_in_sight_and_one_tap_away(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    for name in ("zones", "phrases"):
        tab(page, name)
        expect(page.locator(".running")).to_be_in_viewport()
        page.mouse.wheel(0, 3000)
        expect(page.locator(".running")).to_be_in_viewport()
        page.click(".running")
        only(page, "timer")
        expect(page.locator(".call")).to_be_focused()
    expect(page.locator(".running")).to_be_hidden()
    page.keyboard.press("Escape")  # closes More, from which the tools were opened
    for button in ("timer.pause", "timer.next"):
        expect(page.locator(f".call [data-send='{button}']")).to_be_in_viewport(ratio=1)


def test_without_scripts_the_tools_stand_one_after_the_other(new_context: NewContext, language: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(helper_url(language))
    for panel in PANELS.values():
        expect(page.locator(panel)).to_be_visible()
    assert page.locator("[role=tab]").count() == 0
    page.click("[data-tabs] a[href='#say-it']")
    expect(page.locator("#say-it")).to_be_in_viewport()


def test_nothing_is_cut_off_or_covered_on_a_small_screen(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    for name in PANELS:
        tab(page, name)
        for size, (width, height) in SMALL.items():
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, size)
    tab(page, "timer")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    for size, (width, height) in SMALL.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, size
        for button in page.locator(".call button:visible").all():
            button.focus()
            covered = button.evaluate("""(it) => {
              const { left, top, width, height } = it.getBoundingClientRect();
              const there = document.elementFromPoint(left + width / 2, top + height / 2);
              return !(there && it.contains(there));
            }""")
            assert not covered, (size, button.inner_text())
