"""A seeded sweep of nonsense through every way into the helper: thousands of inputs on one page.

Each batch is carried out inside the page, without waiting for the driver in between. Afterwards nothing foreign
is in the page, no script has run, nothing was complained about, and the helper does what it is told.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import Watch, helper_url, settled, when_ready
from tests.fuzz.hostile import CALL, FIELDS, KEYS, LINKS, NASTY, TYPES
from tools.chromium import launch

# Some of these cannot be sent to a browser as they are: half a surrogate pair is no text there.
WORDS = [text.encode("utf-8", "ignore").decode()[:600] for text in NASTY]

LISTEN = """
  const Real = Worker;
  globalThis.workers = [];
  globalThis.heard = { answers: 0, wrong: [] };
  globalThis.Worker = class extends Real {
    constructor(...all) {
      super(...all);
      if (!String(all[0]).includes("worker.")) return;
      workers.push(this);
      this.addEventListener("message", ({ data }) => {
        if (data.fault) heard.wrong.push(data.detail);
        const { error } = data.answer ?? {};
        if (error) heard.wrong.push(error);
        if (data.answer) heard.answers++;
      });
    }
  };
"""
FOREIGN = """() => [...document.querySelectorAll("*")].filter((one) =>
  one.matches("script, iframe, object, embed, img, base")
  || [...one.attributes].some(({ name }) => name.startsWith("on"))).length"""
# Everything that was sent has been answered once an answer to this last one is there.
SETTLE = """async () => {
  const answered = () => new Promise((done) => workers.at(-1).addEventListener("message", function on({ data }) {
    if (data.seq === "last") { this.removeEventListener("message", on); done(); }
  }));
  await new Promise((done) => setTimeout(done, 50));
  const last = answered();
  workers.at(-1).postMessage({ event: { type: "tick" }, seq: "last" });
  await last;
}"""


def value(luck: random.Random, depth: int = 2) -> object:
    kinds = [
        lambda: luck.choice(WORDS), lambda: luck.choice([None, True, False]),
        lambda: luck.choice([0, -1, 1.5, 2**53, -1e308, luck.randrange(10**13)]), lambda: bent(luck),
        lambda: [value(luck, depth - 1) for _ in range(luck.randrange(3))] if depth else None,
        lambda: {luck.choice(FIELDS): value(luck, depth - 1) for _ in range(luck.randrange(4))} if depth else None,
    ]  # fmt: skip
    return luck.choice(kinds)()


def bent(luck: random.Random, originals: list[str] = LINKS) -> str:
    text = luck.choice(originals)
    for _ in range(luck.randrange(4)):
        start = luck.randrange(len(text) + 1)
        text = text[:start] + luck.choice([*WORDS, *"&=-:;,%0919"]) + text[start + luck.randrange(12) :]
    return text[:5000]


def event(luck: random.Random) -> dict[str, object]:
    rest = {luck.choice(KEYS): value(luck) for _ in range(luck.randrange(6))}
    return {"type": luck.choice([*TYPES, *WORDS]), **rest}


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """Here compiling twice pays: thousands of events on one page."""
    browser = launch(driver)
    yield browser
    browser.close()


@pytest.fixture
def swept(page: Page) -> Page:
    page.add_init_script(LISTEN)
    page.goto(helper_url("en"))
    when_ready(page)
    page.wait_for_selector(".zones[data-is=ready]", state="attached")
    return page


def check(page: Page, before: int, sent: int) -> None:
    page.evaluate(SETTLE)
    assert page.evaluate("heard.wrong") == []
    assert page.evaluate("heard.answers") >= sent
    assert page.evaluate("workers.length") == 1, "it was the same worker all the time"
    assert page.evaluate("globalThis.pwned === undefined")
    assert page.evaluate(FOREIGN) == before
    expect(page.locator("[data-fault]:visible")).to_have_count(0)
    for name in ("phrases.close", "timer.end", "timer.reset"):
        settled(page)
        page.evaluate("(type) => workers[0].postMessage({ event: { type } })", name)
    page.evaluate("() => { location.hash = '4-4'; }")
    page.wait_for_function("() => document.querySelector('#timer-minutes').value === '4'")
    settled(page)
    page.click(".setup [type=submit]")
    expect(page.locator(".call .left")).to_be_visible()


def test_addresses(swept: Page) -> None:
    luck, before = random.Random(1), swept.evaluate(FOREIGN)
    fragments = [bent(luck) for _ in range(2000)]
    swept.evaluate(
        """async (fragments) => {
          for (const fragment of fragments) {
            history.replaceState(null, "", "#" + encodeURI(fragment).replaceAll("%25", "%"));
            dispatchEvent(new HashChangeEvent("hashchange"));
            if (Math.random() < 0.02) await new Promise((done) => setTimeout(done, 5));
          }
        }""",
        fragments,
    )
    check(swept, before, len(fragments))


def test_messages(swept: Page) -> None:
    luck, before = random.Random(2), swept.evaluate(FOREIGN)
    events = [event(luck) for _ in range(3000)]
    events = [it for it in events if it["type"] != "init"]
    swept.evaluate(
        "(events) => events.forEach((event, seq) => workers[0].postMessage({ event, seq: `s${seq}` }))", events
    )
    check(swept, before, len(events))


def test_stored_calls(swept: Page, watch: Watch) -> None:
    """What a tab kept reaches Python in the event that opens the page; a few times with a real reload."""
    watch.expected.append("navigator.vibrate")  # Chromium's, where a signal comes before anybody has tapped
    luck, before = random.Random(3), swept.evaluate(FOREIGN)
    texts = [bent(luck, [CALL]) for _ in range(2000)]
    opening = {"type": "init", "language": "en", "zone": "Europe/Berlin"}
    swept.evaluate(
        """([texts, opening]) => texts.forEach((kept, seq) =>
          workers[0].postMessage({ event: { ...opening, kept }, seq: `s${seq}` }))""",
        [texts, opening],
    )
    check(swept, before, len(texts))
    for text in [*texts[:3], "\0", json.dumps(texts[:50])]:
        swept.evaluate("(text) => sessionStorage.setItem('steady-line.call', text)", text)
        swept.reload()
        when_ready(swept)
        expect(swept.locator("[data-fault]:visible")).to_have_count(0)
        swept.evaluate("sessionStorage.clear()")


def test_form_values(swept: Page) -> None:
    luck, before = random.Random(4), swept.evaluate(FOREIGN)
    values = [luck.choice([*WORDS, str(luck.randrange(-10, 100))]) for _ in range(2500)]
    swept.evaluate(
        """(values) => {
          const fields = document.querySelectorAll("[data-helper] form[data-form] :is(input, select, textarea)");
          values.forEach((value, at) => {
            const field = fields[(at * 7) % fields.length];
            if (["checkbox", "radio"].includes(field.type)) field.checked = at % 2;
            else {
              // What the browser would let nobody type.
              if (["number", "time", "date"].includes(field.type)) field.type = "text";
              if (field.tagName === "SELECT") field.add(new Option(value, value));
              field.value = value;
            }
            field.dispatchEvent(new Event("input", { bubbles: true }));
          });
        }""",
        values,
    )
    swept.evaluate(SETTLE)
    swept.evaluate("(before) => [...document.forms].forEach((form) => form.reset())", before)
    check(swept, before, len(values))
