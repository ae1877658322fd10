"""What frames every page: the home page on a phone, the menu, the skip link, and the bar of a running call."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import NewContext, Watch, case, helper_url, when_ready
from tests.built import Server
from tests.faults import missing, on

BAR, LEFT = "[data-running]", "[data-running] [data-left]"
HOSTILE = [
    "call2-4d <img src=x onerror=alert(1)>", "call2-4d 1e400", "%", "call2-4d -5", "call2-4d 9e13", "call2- <b>",
    "call=1&status=running&deadline=99999999999999", "&&&===", "call2-" * 5000, "call \u0000",
]  # fmt: skip


def home(language: str) -> str:
    return "/" if language == "en" else f"/{language}/"


def test_the_doors_are_on_the_first_screen_of_a_phone_most_urgent_first(page: Page, language: str) -> None:
    page.goto(home(language))
    doors = page.locator(".doors strong a")
    expect(doors).to_have_count(9)
    for door in doors.all():
        expect(door).to_be_in_viewport(ratio=1)
    targets = [str(door.get_attribute("href")) for door in doors.all()]
    assert targets[0].endswith("danger/") and targets[1].endswith("close/") and targets[2].endswith("#say-it")
    assert page.locator(".times h2").count() == 3, "before, during and after a call"


def test_whoever_is_new_sees_where_to_start_below_the_urgent_doors(page: Page, language: str) -> None:
    page.goto(home(language))
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 560})
        with case(f"{width} px wide"):
            start = page.locator(".jump a[href$='calls/']")
            expect(start).to_be_in_viewport(ratio=1)
            box, last = start.bounding_box(), page.locator("h1 + .doors li").last.bounding_box()
            assert box and last and box["y"] > last["y"] + last["height"]


def test_what_sets_the_timer_is_a_button_and_those_of_one_kind_of_call_stand_in_a_row(
    new_context: NewContext, language: str
) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(home(language) + "calls/formats/")
    links = page.locator("article a[href*='helper/#']")
    assert links.count() == page.locator(".timers a").count() == 7
    boxes = [link.bounding_box() for link in links.all()]
    assert len({box["y"] for box in boxes[:3] if box}) == 1, "3/3, 4/4 and 5/5"
    looks = "all => new Set(all.map(it => getComputedStyle(it).borderTopWidth + getComputedStyle(it).display)).size"
    assert links.evaluate_all(looks) == 1 and all(box and box["height"] >= 44 for box in boxes)


def test_header_words_and_footer_share_one_left_edge(new_context: NewContext, language: str) -> None:
    page = new_context().new_page()
    for address in ("", "danger/", "calls/formats/", "helper/"):
        page.goto(home(language) + address)
        for width in (360, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            edges = page.evaluate(
                """() => [".md-logo", "h1", ".md-footer__inner"].map((selector) => {
                  const it = document.querySelector(selector);
                  return it.getBoundingClientRect().left + parseFloat(getComputedStyle(it).paddingLeft);
                })"""
            )
            assert max(edges) - min(edges) <= 1, (width, address, edges)


def test_a_wide_screen_s_room_is_used(new_context: NewContext, language: str) -> None:
    """By what else is on the page, or by the page itself."""
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    farthest = """() => Math.max(...[...document.querySelectorAll("main *")].map((it) => {
      const { right, top, bottom } = it.getBoundingClientRect();
      const filled = it.checkVisibility() && top < innerHeight && bottom > 0 && it.children.length === 0;
      return filled && it.textContent.trim() ? right : 0;
    }))"""
    for address in (
        *("", "danger/", "close/", "overdose/", "numbers/", "phrases/", "card/", "calls/", "safety/"),
        *("twelfth-step/helpline/", "about/privacy/", "about/glossary/", "about/licences/"),
    ):
        page.goto(home(language) + address)
        assert page.evaluate(farthest) > 900, address


def test_no_words_of_a_door_are_cut_at_the_edge(page: Page, language: str) -> None:
    """What is left of "I want to call | someone" at the edge of the screen says something else."""
    page.goto(home(language))
    for width, height in ((360, 740), (320, 480)):
        page.set_viewport_size({"width": width, "height": height})
        edges = page.evaluate(
            """() => [...document.querySelectorAll(".doors :is(h2, a)")].map((it) => {
                 const range = document.createRange();
                 range.selectNodeContents(it);
                 const { top, bottom } = range.getBoundingClientRect();
                 return [it.textContent, top, bottom];
               })"""
        )
        assert [words for words, top, bottom in edges if top < height < bottom] == [], (width, height)


def test_the_call_comes_first_in_danger(new_context: NewContext, language: str) -> None:
    page = new_context(timezone_id="Europe/Berlin").new_page()
    page.goto(home(language) + "danger/")
    expect(page.locator("[data-own]")).to_be_visible()
    for width, height in ((360, 740), (320, 480)):
        page.set_viewport_size({"width": width, "height": height})
        with case(f"{width}x{height}"):
            numbers = page.locator("h1 + [data-own] .emergency a").all()
            assert numbers
            for number in numbers:
                expect(number).to_be_in_viewport(ratio=1)
                box = number.bounding_box()
                assert box and box["height"] >= 68 and box["width"] >= 130
            order = page.evaluate(
                """() => ["[data-own]", "#crisis-lines", "#when-they-answer", "[data-finder]", "#yourself"]
                     .map((it) => document.querySelector(it).getBoundingClientRect().top)"""
            )
            assert order == sorted(order)


def test_the_numbers_are_large_buttons_on_the_first_screen_of_a_phone(page: Page, language: str) -> None:
    page.goto(home(language) + "danger/")
    expect(page.locator("h1 + [data-own]")).to_be_visible()
    for number in page.locator("article .dial a:not(.alone)").all():
        expect(number).to_be_in_viewport(ratio=1)
        box = number.bounding_box()
        assert box and box["width"] >= 120 and box["height"] >= 48
    for cell in page.locator("td a[href^='tel:']").all():
        box = cell.bounding_box()
        assert box and min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("name", ["danger/", "safety/misconduct/"])
def test_no_table_of_numbers_is_cut_off_on_a_phone(page: Page, language: str, name: str) -> None:
    page.goto(home(language) + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for wrap in page.locator(".md-typeset__scrollwrap, table").all():
        assert wrap.evaluate("it => it.scrollWidth - it.clientWidth") <= 1


def test_the_menu_works_by_keys_and_closes(page: Page, language: str) -> None:
    page.goto(home(language))
    page.focus(".menu > summary")
    page.keyboard.press("Enter")
    panel = page.locator(".menu__panel")
    expect(panel).to_be_in_viewport(ratio=0.99)
    page.locator(".menu__panel summary").first.focus()
    page.keyboard.press("Enter")
    expect(panel.locator("a[href$='calls/formats/']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".menu > summary")).to_be_focused()


def test_the_menu_works_without_scripts(new_context: NewContext, language: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(home(language))
    page.click(".menu > summary")
    page.click(".menu__panel a[href$='helper/']")
    page.wait_for_url(f"**{helper_url(language)}")


def test_the_skip_link_shows_and_leads_to_the_title(page: Page, language: str) -> None:
    page.goto(home(language) + "danger/")
    page.keyboard.press("Tab")
    link = page.locator(".md-skip")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.wait_for_function("() => getComputedStyle(document.querySelector('.md-skip')).opacity === '1'")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#danger'")


def test_a_running_call_is_told_on_other_pages_and_leads_back(page: Page, language: str) -> None:
    page.goto(home(language))
    expect(page.locator(BAR)).to_be_hidden()
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    page.goto(home(language) + "calls/etiquette/")
    expect(page.locator(BAR)).to_be_in_viewport(ratio=1)
    first = page.inner_text(LEFT)
    assert "2:5" in first or "3:00" in first
    expect(page.locator(LEFT)).not_to_have_text(first)
    page.evaluate("() => { Date.now = () => 4e12; }")
    expect(page.locator(LEFT)).to_be_empty()
    page.click(BAR)
    expect(page.locator(".call")).to_be_visible(timeout=30_000)


def test_whatever_is_stored_is_only_ever_shown_as_a_time(page: Page) -> None:
    page.goto("/danger/")
    for text in HOSTILE:
        with case(text[:40]):
            page.evaluate("(text) => { sessionStorage['steady-line.call'] = text; }", text)
            page.reload()
            page.wait_for_function("() => document.readyState === 'complete'")
            assert page.evaluate("sessionStorage['steady-line.call']") == text, "it was there"
            assert page.locator(f"{BAR} img, {BAR} b").count() == 0
            expect(page.locator(LEFT)).to_be_empty()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_page_whose_storage_is_refused_is_a_page(page: Page) -> None:
    page.add_init_script("Object.defineProperty(globalThis, 'sessionStorage', { get() { throw new Error('no'); } })")
    page.goto("/danger/")
    expect(page.locator(BAR)).to_be_hidden()
    page.click(".menu > summary")
    expect(page.locator(".menu__panel")).to_be_visible()


def test_the_search_comes_when_it_is_wanted_and_also_hears_words_without_keys(
    page: Page, server: Server, language: str
) -> None:
    page.goto(home(language) + "danger/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.hits if "search" in path or "bundle." in path]
    page.click(".menu > summary")
    page.click(".menu__search")
    query = page.locator(".md-search__input")
    expect(query).to_be_focused()
    page.wait_for_selector(".md-search-result__meta:not(:empty)", state="attached")
    query.evaluate("it => { it.value = 'Sponsor'; it.dispatchEvent(new InputEvent('input')); }")  # as pasted
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(page.locator(".search__lost")).to_be_hidden()
    query.fill("qqqqq")
    expect(page.locator(".search__lost a").first).to_be_visible()  # no dead end


def test_a_search_that_cannot_come_says_so_and_is_tried_again(page: Page, server: Server, watch: Watch) -> None:
    watch.expected += ["404", "MIME"]
    server.fault = on("bundle.", missing)
    page.goto("/danger/")
    page.click(".menu > summary")
    page.click(".menu__search")
    said = page.locator("[data-search-missing]")
    expect(said).to_be_visible()
    server.fault = None
    page.keyboard.press("Tab")
    page.locator(".md-search__input").focus()
    expect(page.locator(".md-search-result__meta")).not_to_be_empty()
    expect(said).to_be_hidden()


def test_a_search_without_its_index_says_so(page: Page, server: Server, watch: Watch) -> None:
    watch.expected += ["404", "Not Found", "fetch"]
    server.fault = on("search_index.json", missing)
    page.clock.install()
    page.goto("/danger/")
    page.click(".menu > summary")
    with page.expect_response("**/search_index.json"):
        page.click(".menu__search")
    for _ in range(2):
        with suppress(Error):  # what the theme throws and does not catch: the clock stops there
            page.clock.run_for(10_000)
    expect(page.locator("[data-search-missing]")).to_be_visible()


def test_without_the_pages_script_nothing_dead_is_shown(page: Page, server: Server, watch: Watch) -> None:
    watch.expected.append("404")
    server.fault = on("/page.", missing)
    page.goto("/danger/")
    page.click(".menu > summary")
    expect(page.locator(".menu__panel")).to_be_visible()
    for dead in (".palette", ".menu__search", ".md-search"):
        expect(page.locator(dead)).to_be_hidden()
