"""The quick second start: Python as it stands after the first one, kept on the device."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Worker, expect

from tests.browser.conftest import Watch, held_back, tab, when, when_kept, when_ready
from tests.browser.test_timer import CALL
from tests.built import Server
from tests.faults import missing, on

TYPED = "Wilhelmine"
STORED = """async () => {
  const name = (await caches.keys()).find((name) => name.endsWith(" prepared"));
  const cache = name && await caches.open(name);
  return cache && [cache, ...(await cache.keys())];
}"""
THERE = f"async () => ((await ({STORED})())?.length ?? 0) > 1"
HOLDS = f"""async (typed) => {{
  const [cache, entry] = await ({STORED})();
  const text = new TextDecoder("latin1").decode(await (await cache.match(entry)).arrayBuffer());
  const typings = [typed, [...typed].join(String.fromCharCode(0))];  // as text in JavaScript is held, too
  return {{ python: text.includes("helper.timer"), typed: typings.some((each) => text.includes(each)) }};
}}"""
SPOIL = f"""async (how) => {{
  const name = (await caches.keys()).find((name) => name.endsWith(" prepared"));
  if (!globalThis.whole) {{
    const [cache, entry] = await ({STORED})();
    Object.assign(globalThis, {{ place: [name, entry.url], whole: await (await cache.match(entry)).arrayBuffer() }});
  }}
  const bytes = whole.slice();
  const [, count] = new Uint32Array(bytes, 0, 2);
  if (how === "zeroed") new Uint8Array(bytes, 8 + 4 * count).fill(0);
  const end = {{ zeroed: bytes.byteLength, "cut short": bytes.byteLength / 2, empty: 0 }}[how];
  await (await caches.open(place[0])).put(place[1], new Response(bytes.slice(0, end)));
}}"""

FORGET_LIBRARY = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const it of await cache.keys()) if (/library\\..*bin$/.test(it.url)) await cache.delete(it);
  }
}"""


def pythons(page: Page) -> list[Worker]:
    return [worker for worker in page.workers if "/helper/worker." in worker.url]


def restored(page: Page) -> bool:
    """Did Python begin with what was prepared?"""
    return any(worker.evaluate("performance.getEntriesByName('prepared').length") for worker in pythons(page))


def forget_library(page: Page) -> None:
    page.evaluate(FORGET_LIBRARY)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def start_a_call(page: Page) -> None:
    when_ready(page)
    page.click(".setup [type=submit]")
    expect(page.locator(CALL)).to_be_visible()


@pytest.fixture
def prepared(visitor: Page) -> Page:
    """A page whose visitor has been here before, has typed something, and stayed a little."""
    visitor.goto("/helper/#say=good-time-moment")
    when_ready(visitor)
    visitor.fill("[name=slot_name]", TYPED)
    expect(visitor.locator(".say-words").first).to_contain_text(TYPED)
    assert not restored(visitor)
    when(visitor, THERE)
    return visitor


def test_a_second_visit_starts_with_what_the_first_has_prepared(prepared: Page) -> None:
    held = prepared.evaluate(HOLDS, TYPED)
    assert held["python"] and not held["typed"], "made before anything of a person is there"
    prepared.goto("/")
    prepared.goto("/helper/")
    start_a_call(prepared)
    assert restored(prepared)
    expect(prepared.locator(".zones[data-is=ready]")).to_have_count(1)  # later packages find their way in, too


def hold_a_call(page: Page) -> None:
    tab(page, "phrases")
    page.fill("#say-query", "sponsor")
    expect(page.locator(".say-list:visible button").first).to_be_visible()
    tab(page, "timer")
    page.click(".setup [type=submit]")
    for press, then in (("pause", "paused"), ("resume", "calm"), ("next", "calm")):
        page.click(f"[data-send='timer.{press}']:visible")
        expect(page.locator(CALL)).to_have_attribute("data-is", then)


@pytest.mark.parametrize("fragment", ["", "#6-6", "#say=good-time-moment", "#zones=1&theirs=Asia%2FTokyo", "#call=1&x"])
def test_the_first_answer_does_not_wait_for_the_library(prepared: Page, server: Server, fragment: str) -> None:
    """Everything that it needs is in the memory that was kept."""
    forget_library(prepared)
    with held_back(server, "library."):
        prepared.goto("/")
        prepared.goto(f"/helper/{fragment}")
        when_ready(prepared)
        assert restored(prepared)
        if not fragment:
            hold_a_call(prepared)
        expect(prepared.locator(".zones[data-is=ready]")).to_have_count(0)
    expect(prepared.locator(".zones[data-is=ready]")).to_have_count(1)


def test_without_the_library_it_says_what_is_missing(prepared: Page, server: Server, watch: Watch) -> None:
    watch.expected += ["404", "standard library", "Pyodide", "zip", "Python"]
    forget_library(prepared)
    server.fault = on("library.", missing)
    prepared.goto("/")
    prepared.goto("/helper/")
    expect(prepared.locator("[data-fault=missing]")).to_be_visible()
    server.fault = None
    prepared.click("[data-retry]")
    start_a_call(prepared)


def test_a_damaged_one_is_done_without(prepared: Page) -> None:
    for how in ("cut short", "empty", "zeroed"):  # the last one is only noticed by what comes of it
        prepared.evaluate(SPOIL, how)
        fresh = prepared.context.new_page()
        fresh.goto("/helper/")
        start_a_call(fresh)
        assert not restored(fresh), how
        assert not prepared.evaluate(THERE), "thrown away, to be made anew"
        for fault in fresh.locator("[data-fault]").all():
            expect(fault).to_be_hidden()
        fresh.click("[data-send='timer.end']:visible")
        fresh.close()


def test_nothing_is_prepared_while_a_call_is_on(visitor: Page) -> None:
    visitor.clock.install()
    visitor.goto("/helper/")
    start_a_call(visitor)
    when_kept(visitor, "helper")
    when(visitor, "() => document.querySelector('[data-part=helper]').dataset.is === 'kept'")
    visitor.clock.run_for(4_000)
    assert not visitor.evaluate(f"async () => {{ await navigator.locks.query(); return ({THERE})(); }}")
    assert len(pythons(visitor)) == 1
