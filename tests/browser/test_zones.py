"""The time-zone checker in a real browser, with the device in several zones, in each language."""

from __future__ import annotations

import json
import re
import zoneinfo
from datetime import UTC, datetime, timedelta
from http.server import SimpleHTTPRequestHandler
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch, act, case, held_back, helper_url, skipped_time, tab
from tests.built import Server
from tools.world.zones import folder

THEIRS, LIST, VERDICT = "#zones-theirs", "#zones-theirs-list [role=option]", ".zones .verdict"
DEVICES = [
    ("en", "en-GB", "Europe/Berlin", "Berlin, Germany"), ("de", "de-DE", "America/Vancouver", "Vancouver, Kanada"),
    ("en", "en-AU", "Pacific/Auckland", "Auckland, New Zealand"), ("de", "de-AT", "Asia/Calcutta", "Kalkutta, Indien"),
]  # fmt: skip
TWELVE_HOURS = {"en-AU"}
OTHER = {"en": "de", "de": "en"}
CUT = """() => {
  const edge = document.querySelector(".strips").getBoundingClientRect();
  const labels = [...document.querySelectorAll(".strips .marks b")].filter((it) => it.checkVisibility());
  const seen = labels.filter((it) => +getComputedStyle(it).opacity && it.textContent);
  const boxes = seen.map((it) => [it.textContent, it.getBoundingClientRect()]);
  return boxes.filter(([, it]) => it.left < edge.left - 1 || it.right > edge.right + 1).map(([text]) => text);
}"""


@pytest.fixture(autouse=True, scope="module")
def newest_zones() -> None:
    """What is right is told by the installed tzdata, not by the system's."""
    zoneinfo.reset_tzpath([str(folder())])
    ZoneInfo.clear_cache()


def opened(page: Page, language: str = "en", fragment: str = "#time-zones") -> None:
    page.goto(helper_url(language) + fragment)
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)


def choose(page: Page, typed: str) -> None:
    page.fill(THEIRS, typed)
    page.locator(LIST).first.click()
    expect(page.locator(LIST)).to_have_count(0)
    expect(page.locator(VERDICT)).to_be_focused()  # or it would take the focus from what comes next


def hours(page: Page) -> None:
    """Open the hours, which lie behind the answer."""
    if not page.locator("[name=theirs_from]").is_visible():
        page.click("#hours")


def always(page: Page, side: str) -> None:
    hours(page)
    for end in ("from", "until"):
        page.fill(f"[name={side}_{end}]", "00:00")


def shown(zone: str, locale: str) -> str:
    """What a clock in a zone shows now, by the tz database of this project, as people there write it."""
    now = datetime.now(UTC).astimezone(ZoneInfo(zone))
    if locale in TWELVE_HOURS:
        return f"{now.hour % 12 or 12}:{now:%M} {'am' if now.hour < 12 else 'pm'}"
    return f"{now.hour}:{now:%M}"


@pytest.mark.parametrize(("language", "locale", "device", "place"), DEVICES)
def test_the_device_says_where_i_am_and_both_clocks_are_right(
    new_context: NewContext, language: str, locale: str, device: str, place: str
) -> None:
    page = new_context(timezone_id=device, locale=locale).new_page()
    opened(page, language)
    expect(page.locator("#zones-mine")).to_have_value(place)
    choose(page, "Edmonton")
    before = shown("America/Edmonton", locale)
    facts = page.inner_text(f"{VERDICT} ul")
    assert before in facts or shown("America/Edmonton", locale) in facts
    assert "UTC−6" in facts, "the browser's own zone data may still say otherwise"


def test_the_answer_is_in_view_as_soon_as_a_place_is_chosen(new_context: NewContext, language: str) -> None:
    """The verdict, their time and the picture of their day, with nothing scrolled and nothing on top of them."""
    page = new_context(has_touch=True).new_page()
    opened(page, language)
    for width, height in ((360, 740), (320, 480), (375, 548), (740, 360), (1280, 800)):
        with case(f"{width}x{height}"):
            page.set_viewport_size({"width": width, "height": height})
            page.fill(THEIRS, "")
            expect(page.locator(VERDICT)).to_be_hidden()  # nothing is chosen yet
            page.fill(THEIRS, "Vancouver")
            option = page.locator(LIST).first
            option.scroll_into_view_if_needed()
            option.tap()
            expect(page.locator(VERDICT)).to_be_focused()
            for part in (".headline", ".day strong"):
                expect(page.locator(f"{VERDICT} {part}")).to_be_in_viewport(ratio=1)
                assert page.evaluate(
                    """(selector) => {
                      const { left, right, top, bottom } = document.querySelector(selector).getBoundingClientRect();
                      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                      return Boolean(hit?.closest(".verdict"));
                    }""",
                    f"{VERDICT} {part}",
                ), part
            assert page.locator(f"{VERDICT} .day strong").inner_text() in page.inner_text(f"{VERDICT} ul")
            assert page.get_attribute(f"{VERDICT} .day", "aria-hidden") == "true"


def test_from_one_question_to_the_answer_and_what_lies_behind_it(page: Page, language: str) -> None:
    """One visit: nothing is there but the question; it is answered in several ways, in the end by keys alone."""
    opened(page, language)
    asleep = page.evaluate(
        """() => [...document.querySelectorAll("[data-helper] p[role=status]")]
          .filter((it) => it.parentElement.checkVisibility() && !it.checkVisibility()).map((it) => it.outerHTML)"""
    )
    assert asleep == [], "a browser knows no live region in what is not displayed: its first text is not spoken"
    assert page.locator(".zones :is(input, select, summary):visible").count() == 1
    expect(page.locator(VERDICT)).to_be_hidden()
    page.fill(THEIRS, "vancou")
    page.wait_for_selector(LIST)
    named = page.locator(LIST).all_inner_texts()
    assert named[0].startswith("Vancouver, ") and not [it for it in named if "/" in it or "Downtown" in it]
    options, tabs = page.locator(LIST).last.bounding_box(), page.locator("[data-tabs]").bounding_box()
    assert options and tabs and options["y"] + options["height"] <= tabs["y"], "the list covers no tabs"
    with case("an unknown place has a plain answer"):
        page.fill(THEIRS, "xyzzy")
        expect(page.locator("#zones-theirs-problem")).not_to_be_empty()
        expect(page.locator(THEIRS)).to_have_attribute("aria-expanded", "false")
    with case("an abbreviation with several meanings is asked about"):
        page.fill(THEIRS, "CST")
        expect(page.locator("#zones-theirs-problem")).to_be_empty()
        page.wait_for_selector(LIST)
        page.press(THEIRS, "Enter")
        expect(page.locator("#zones-theirs-problem")).not_to_be_empty()
        expect(page.locator(VERDICT)).to_have_attribute("data-is", "")
        page.press(THEIRS, "ArrowUp")
        page.press(THEIRS, "Enter")
        expect(page.locator("#zones-theirs-problem")).to_be_empty()
        expect(page.locator(VERDICT)).to_have_attribute("data-is", re.compile("yes|no"))
        expect(page.locator(VERDICT)).to_be_focused()  # or it would take the focus while the next place is typed
    with case("by keys alone"):
        page.fill(THEIRS, "")
        expect(page.locator(VERDICT)).to_be_hidden()
        page.focus(THEIRS)
        page.keyboard.insert_text("kapst")  # at once: a later answer, to a letter more, would take the mark away
        expect(page.locator(LIST).first).to_contain_text(re.compile("Cape Town|Kapstadt"))
        expect(page.locator(THEIRS)).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        marked = page.get_attribute(THEIRS, "aria-activedescendant")
        assert marked and page.get_attribute(f"#{marked}", "aria-selected") == "true"
        page.keyboard.press("Enter")
        expect(page.locator(THEIRS)).to_have_value(re.compile({"en": "^Cape Town, ", "de": "^Kapstadt, "}[language]))
        expect(page.locator(VERDICT)).to_have_attribute("data-is", re.compile("yes|no"))
        expect(page.locator(THEIRS)).to_have_attribute("aria-expanded", "false")
        expect(page.locator("[data-announcer]")).to_have_text(re.compile("UTC"))
        expect(page.locator(VERDICT)).to_be_focused()
    with case("what led to the answer and what follows lie behind it, in order"):
        expect(page.locator("#hours")).to_be_visible()
        headings = page.eval_on_selector_all(".zones summary h3", "all => all.map((it) => it.id)")
        follows = ["message-to-send", "call-back", "certain-time", "weekly-call", "my-hours"]
        assert headings == ["hours", "when-both", *follows]
        assert page.locator(".zones details[open]").count() == 0
        groups = page.locator(".zones [role=group][aria-labelledby]:has(summary)")
        assert [groups.nth(at).locator("summary h3").count() for at in range(groups.count())] == [4, 3]


def test_limits_change_the_verdict(page: Page) -> None:
    opened(page)
    choose(page, "Tokyo")
    always(page, "theirs")
    expect(page.locator(VERDICT)).to_have_attribute("data-is", "yes")
    page.check("[name=text_first]")
    expect(page.locator(VERDICT)).to_have_attribute("data-is", "text")
    now = datetime.now(UTC).astimezone(ZoneInfo("Asia/Tokyo"))
    page.fill("[name=theirs_from]", f"{now + timedelta(hours=2):%H:%M}")
    page.fill("[name=theirs_until]", f"{now + timedelta(hours=4):%H:%M}")
    expect(page.locator(VERDICT)).to_have_attribute("data-is", "no")
    page.fill("[name=theirs_until]", f"{now + timedelta(hours=2):%H:%M}")
    expect(page.locator("#zones-theirs-problem")).not_to_be_empty()


def test_what_is_typed_before_python_is_there_is_not_lost(page: Page, server: Server) -> None:
    with held_back(server, ".wasm"):
        page.goto(helper_url("en") + "#time-zones", wait_until="commit")
        page.wait_for_selector(THEIRS)
        page.fill(THEIRS, "Nairobi")
        assert page.get_attribute(".zones", "data-is") is None, "else this test means nothing"
    expect(page.locator(THEIRS)).to_have_value(re.compile("^Nairobi, "), timeout=30_000)
    expect(page.locator(VERDICT)).to_have_attribute("data-is", re.compile("yes|no"))


def test_the_picture_fits_on_a_phone_and_shows_now(page: Page, language: str) -> None:
    opened(page, language)
    choose(page, "Vancouver")
    always(page, "mine")
    page.click("#when-both")
    page.wait_for_selector(".strips:visible")
    box = page.locator(".strips").bounding_box()
    assert box and box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for mark in (".now span", ".lane--mine .bars span", ".lane--theirs .bars span", ".overlap span"):
        inner = page.locator(f".strips {mark}").first.bounding_box()
        assert inner and box["x"] - 1 <= inner["x"] <= box["x"] + box["width"]
    now = page.locator(".strips .now span").bounding_box()
    assert now and now["x"] - box["x"] < box["width"] / 10, "now is near the left end"
    assert page.get_attribute(".strips", "aria-label")


def test_what_follows_from_the_answer_is_made_in_one_visit(new_context: NewContext, language: str) -> None:
    """Somebody in Berlin: a weekly call as a calendar file, a time that does not exist, a message, and the picture."""
    import vobject

    page = new_context(timezone_id="Europe/Berlin").new_page()
    opened(page, language)
    choose(page, "New York")
    page.click("#weekly-call")
    page.select_option("#zones-weekday", "3")
    page.fill("#zones-weekly-time", "19:00")
    expect(page.locator("[data-list='zones.weekly_steps'] li")).to_have_count(4)
    with page.expect_download() as download:
        page.click("[data-send='zones.file']:visible")
    event = vobject.readOne(download.value.path().read_text(encoding="utf-8")).vevent
    assert event.dtstart.value.strftime("%a %H:%M") == "Thu 19:00" and event.rrule.value == "FREQ=WEEKLY"
    assert event.summary.value == {"en": "Call", "de": "Anruf"}[language]
    expect(page.locator("[data-text='zones.file']")).not_to_be_empty()
    with case("a time that does not exist is asked about"):
        choose(page, "Nairobi")
        skipped_time(page)
        expect(page.locator("[data-send='zones.fold'] >> nth=1")).to_have_attribute("aria-pressed", "true")
        expect(page.locator("[data-text='zones.moment']")).not_to_be_empty()
        page.fill("#zones-date", "")
        page.fill("#zones-time", "")
    for place in ("Sydney", "Vancouver", "Tokyo", "Honolulu"):
        with case(f"no label of the strips is cut: {place}"):
            choose(page, place)
            expect(page.locator(VERDICT)).to_be_focused()
            if not page.locator(".strips").is_visible():
                page.click("#when-both")
            page.wait_for_selector(".strips:visible")
            assert not page.evaluate(CUT)
    with case("a message in the other's language is copied"):
        choose(page, "Vancouver")
        always(page, "mine")
        page.click("#message-to-send")
        own = page.inner_text("[data-text='zones.message']")
        page.select_option("#zones-language", OTHER[language])
        expect(page.locator("[data-text='zones.message']")).not_to_have_text(own)
        expect(page.locator("[data-text='zones.message']")).to_have_attribute("lang", OTHER[language])
        page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")
        page.click("[data-send='zones.copy']")
        page.wait_for_function("() => globalThis.copied")
        assert page.evaluate("globalThis.copied") == page.inner_text("[data-text='zones.message']")


def test_a_link_shows_the_other_one_the_same_the_other_way_round(new_context: NewContext) -> None:
    mine = new_context(timezone_id="Europe/Berlin").new_page()
    opened(mine)
    choose(mine, "Vancouver")
    hours(mine)
    mine.fill("[name=theirs_until]", "20:00")
    mine.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")
    mine.click("#when-both")
    mine.click("[data-send='zones.copy_link']")
    mine.wait_for_function("() => globalThis.copied")
    theirs = new_context(timezone_id="America/Vancouver").new_page()
    theirs.goto(mine.evaluate("globalThis.copied").replace("/helper/", "/de/helper/"))
    expect(theirs.locator(THEIRS)).to_have_value(re.compile("^Berlin, "), timeout=30_000)
    expect(theirs.locator("#zones-mine")).to_have_value(re.compile("^Vancouver, Kanada"))
    expect(theirs.locator("[name=mine_until]")).to_have_value("20:00")
    assert "#" not in theirs.url, "the link does not stay in the address bar"
    expect(theirs.locator(".timer")).to_have_attribute("data-is", "setup")


def test_zones_that_do_not_come_are_said_and_can_be_fetched_again(page: Page, server: Server, watch: Watch) -> None:
    watch.expected = ["404"]

    def no_places(handler: SimpleHTTPRequestHandler) -> bool:
        if "/places." not in handler.path:
            return False
        handler.send_error(404)
        return True

    server.fault = no_places
    page.goto(helper_url("en"))
    page.wait_for_selector(".zones[data-is=failed]", state="attached", timeout=30_000)
    page.click(".setup [type=submit]")
    expect(page.locator(".call")).to_be_visible()
    act(page, "end")
    expect(page.locator(".after")).to_be_visible()
    server.fault = None
    tab(page, "zones")
    page.click("[data-send='zones.retry']")
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)
    choose(page, "Nairobi")
    expect(page.locator(VERDICT)).to_have_attribute("data-is", re.compile("yes|no"))


def test_nothing_typed_is_kept_or_sent(page: Page, server: Server) -> None:
    opened(page)
    choose(page, "Nairobi")
    server.hits.clear()
    page.click("#weekly-call")
    page.fill("#zones-weekly-time", "19:00")
    page.fill("#zones-title", "Secret")
    page.wait_for_timeout(300)
    assert server.hits == []
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie, location.hash])")
    assert "Nairobi" not in kept and "Secret" not in kept and json.loads(kept)[3] == "#time-zones"
