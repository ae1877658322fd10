"""Two phones side by side: one tells when it can be called, or that it will call back; the other one opens that."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import BrowserContext, Page, expect

from helper.zones import alone
from helper.zones.hours import Hours
from tests.browser.conftest import NewContext, helper_url
from tests.browser.test_zones import LIST, THEIRS, VERDICT, newest_zones, opened

__all__ = ["newest_zones"]

COPIED = "navigator.clipboard.writeText = async (text) => { globalThis.copied = text }"


class Finger:
    """A person with a phone, whose taps are counted. A clock's or a day's own picker is counted as three."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.taps = 0

    def tap(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.taps += 1

    def pick(self, selector: str, value: str) -> None:
        self.page.fill(selector, value)
        self.taps += 3

    def copied(self, button: str) -> str:
        self.page.evaluate(COPIED)
        self.tap(button)
        self.page.wait_for_function("() => globalThis.copied")
        return str(self.page.evaluate("globalThis.copied"))


def phones(new_context: NewContext, mine: str, theirs: str) -> tuple[Finger, Finger]:
    return tuple(Finger(new_context(timezone_id=zone, has_touch=True)) for zone in (mine, theirs))  # type: ignore[return-value]


def at_my_hours(page: Page, language: str) -> None:
    page.goto(helper_url(language) + "#my-hours")
    page.wait_for_selector("[data-list='zones.own'] p:visible", timeout=30_000)


def when_told(page: Page, days: set[int], hours: Hours | None = None) -> None:
    """Wait until Python has seen what was tapped last."""
    wanted = sum(1 << day for day in days)
    for _ in range(600):
        carried = json.loads(str(page.get_attribute("[data-send='zones.copy_own_link']", "data-with")))["fragment"]
        told = alone.read(carried).week.slots[0]
        if told.days == wanted and hours in (None, told.hours):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not in half a minute: {days}")


def test_whoever_opens_my_hours_sees_whether_they_may_call_now(new_context: NewContext, language: str) -> None:
    anna, ben = phones(new_context, "Europe/Berlin", "America/Vancouver")
    at_my_hours(anna.page, language)
    today = datetime.now(UTC).astimezone(ZoneInfo("Europe/Berlin"))
    anna.tap("[name=own_text_first]")
    anna.tap("[name=own_listen]")
    for day in (today, today + timedelta(days=1)):  # off today and tomorrow: a call is out of the question now
        anna.tap(f"[name=own_day_{day.weekday()}]")
    off = {day.weekday() for day in (today, today + timedelta(days=1))}
    when_told(anna.page, {*range(7)} - off)
    text = anna.copied("[data-send='zones.copy'][data-carry='zones.own_text']")
    lines = [line for line in text.splitlines() if line]
    assert lines[-1].startswith("http") and "#hours1-" in lines[-1] and len(lines) >= 6
    assert anna.taps <= 5
    link = anna.copied("[data-send='zones.copy_own_link']")
    assert link == lines[-1], "the link alone, and with the text"
    other = {"en": "de", "de": "en"}[language]
    ben.page.goto(link.replace(helper_url(language), helper_url(other)))
    expect(ben.page.locator(VERDICT)).to_have_attribute("data-is", "no", timeout=30_000)
    expect(ben.page.locator(THEIRS)).to_have_value(re.compile("^Berlin, "))
    expect(ben.page.locator("#zones-mine")).to_have_value(re.compile("^Vancouver, "))
    expect(ben.page.locator(VERDICT)).to_be_in_viewport()
    assert "#" not in ben.page.url and ben.taps == 0
    for day in (today, today + timedelta(days=1)):
        anna.tap(f"[name=own_day_{day.weekday()}]")
    anna.page.click("#hours")
    for end in ("from", "until"):
        anna.page.fill(f"[name=mine_{end}]", "00:00")
    when_told(anna.page, {*range(7)}, Hours(0, 0))
    ben.page.goto("about:blank")
    ben.page.goto(anna.copied("[data-send='zones.copy_own_link']"))
    expect(ben.page.locator(VERDICT)).to_have_attribute("data-is", "text", timeout=30_000)


def test_the_fold_of_my_hours_is_open_when_a_page_leads_there_and_nowhere_on_the_first_screen(
    page: Page, language: str
) -> None:
    opened(page, language)
    expect(page.locator("#my-hours")).to_be_hidden()
    at_my_hours(page, language)
    expect(page.locator("#my-hours")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    heights = page.eval_on_selector_all(
        ".zones :is(.row, .days) .choice", "all => all.map((it) => it.getBoundingClientRect().height).filter(Boolean)"
    )
    assert len(heights) > 7 and min(heights) >= 44


def test_a_promise_to_call_back_is_copied_and_saved(new_context: NewContext, language: str) -> None:
    import vobject

    anna, ben = phones(new_context, "Europe/Berlin", "America/Vancouver")
    opened(anna.page, language)
    anna.page.fill(THEIRS, "Vancouver")
    anna.tap(LIST)
    anna.tap("#call-back")
    anna.pick("#zones-back-time", "18:00")
    anna.page.wait_for_selector("[data-text='zones.back']:visible")
    text = anna.copied("[data-send='zones.copy'][data-carry='zones.back_carry']")
    assert anna.taps <= 6
    with anna.page.expect_download() as download:
        anna.tap("[data-send='zones.file'] >> visible=true")
    event = vobject.readOne(download.value.path().read_text(encoding="utf-8")).vevent
    by = event.dtstart.value + event.duration.value
    assert f"{by.astimezone(ZoneInfo('America/Vancouver')):%H:%M}" == "18:00"
    expect(anna.page.locator("[data-text='zones.back_file']")).not_to_be_empty()
    opened(ben.page, language)  # the other one checks it: what the message says of each clock is what Ben's page says
    ben.page.fill(THEIRS, "Berlin")
    ben.tap(LIST)
    ben.tap("#certain-time")
    ben.page.fill("#zones-date", f"{by.astimezone(ZoneInfo('America/Vancouver')):%Y-%m-%d}")
    ben.page.fill("#zones-time", "18:00")
    ben.page.wait_for_selector("[data-text='zones.moment']:not(:empty)")
    shown = ben.page.inner_text("[data-text='zones.moment']")
    times = {*re.findall(r"\d{1,2}:\d\d(?:\s?[AP]M)?", shown)}
    assert len(times) == 2 and times <= {*re.findall(r"\d{1,2}:\d\d(?:\s?[AP]M)?", text)}


def test_a_dialling_code_is_said_and_the_place_chosen(new_context: NewContext, language: str) -> None:
    """Somebody has only a number: what one sees for the other's, both on their phones."""
    anna, ben = phones(new_context, "Europe/Berlin", "America/Vancouver")
    for finger, typed, offset in ((anna, "+1", True), (ben, "0049 30 1234", False)):
        opened(finger.page, language)
        finger.page.fill(THEIRS, typed)
        expect(finger.page.locator("[data-text='zones.theirs_dialled']")).not_to_be_empty()
        said = finger.page.locator("[data-text='zones.theirs_dialled']")
        assert ("UTC+1" in said.inner_text()) == offset
        expect(said).to_be_in_viewport()
        assert ("UTC+1" in finger.page.locator(f"{LIST} span").last.inner_text()) == offset
        finger.page.press(THEIRS, "Enter")
        expect(finger.page.locator("#zones-theirs-problem")).not_to_be_empty()
        expect(finger.page.locator(LIST).first).to_be_visible()  # it asks to choose from what is there
        finger.tap(LIST)
        expect(finger.page.locator(VERDICT)).to_have_attribute("data-is", re.compile("yes|no"))
        expect(said).to_be_empty()
        assert finger.taps == 1
