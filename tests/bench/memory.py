"""What the helper holds: after loading, and after ten thousand taps and keystrokes, in Chromium.

Three figures, because each is blind to something: what the browser counts for
page and worker together, the memory that Python has (it never shrinks, and has room in it from the start), and
how many pieces of it Python uses.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Playwright, Route

from tests.bench import rows
from tests.bench.host import Host
from tests.bench.rows import BEFORE, Row
from tests.bench.visitors import READY
from tools.chromium import launch

EVENTS = 10_000
AT_ONCE = 500
LINK = "#30-30"  # long enough that the call does not end meanwhile

# The count of answers, which the page does not tell; and the worker's insides, from within its own module.
COUNT = """{
  globalThis.answers = 0;
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => { if (data.seq !== undefined) answers += 1; });
    }
  };
}"""
# Pyodide's Python does not count what it has allocated, so its containers are counted. Not what is in them: keeping
# count of that takes more memory than there is room for, and would show as growth itself.
INSIDE = """
self.held = () => ({
  python: pyodide._module.HEAPU8.byteLength,
  objects: pyodide.runPython("import gc, sys; gc.collect(); sum(map(sys.getsizeof, gc.get_objects()))"),
});
"""
# A round is what people do as fast as they like: open and close a part of the timer, look for a place, ask whether it
# is a good time, read a phrase.
ROUNDS = """async (count) => {
  const click = (selector) => document.querySelector(selector).click();
  const type = (selector, value) => {
    const field = document.querySelector(selector);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const acts = [
    () => click(".call .more [data-send='timer.step']"),
    () => click(".call .more [data-send='timer.step']"),
    () => type("#zones-theirs", "ber"),
    () => type("#zones-theirs", "lon"),
    () => type("#zones-theirs", ""),
    () => click("[name=text_first]"),
    () => click(".say .tiles a[data-send]"),
    () => click("[data-send='phrases.close']"),
  ];
  for (let turn = 0; turn < count; turn++) {
    const until = answers + 1;
    acts[turn % acts.length]();
    while (answers < until) await new Promise((done) => setTimeout(done));
    if (turn % 50 === 49) await new Promise(requestAnimationFrame); // painted, as it would be
  }
}"""


def measure(driver: Playwright, host: Host, path: str) -> list[Row]:
    # Else the browser counts when it thinks fit, which may be a minute later.
    browser = launch(driver, "--enable-blink-features=ForceEagerMeasureMemory")
    host.isolated = True  # what the browser asks for before it tells
    page = browser.new_page(service_workers="block")
    page.set_default_timeout(120_000)
    said: list[ConsoleMessage] = []
    page.on("console", lambda it: said.append(it))
    page.add_init_script(COUNT)
    page.route("**/worker.*.js", _with_inside)
    page.goto(f"{host.url}{path}{LINK}")
    page.evaluate(READY)
    page.click("[data-tabs] [data-opens=zones]")
    page.wait_for_selector(".zones[data-is=ready]")  # what is loaded later is here
    page.click("[data-tabs] [data-opens=timer]")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    before = held(page)
    for done in range(0, EVENTS, AT_ONCE):
        if done % 2000 == 0:
            print(f"[bench] memory: {done:,} of {EVENTS:,} events ...", flush=True)
        page.evaluate(ROUNDS, AT_ONCE)
    after = held(page)
    browser.close()
    host.isolated = False
    # The driver says that it has blocked the service worker.
    wrong = [it.text for it in said if it.type in ("error", "warning") and "Service Worker" not in it.text]
    if wrong:
        raise RuntimeError(f"not measured on a healthy page: {wrong[:3]}")
    names = {"all": "page and worker", "python": "Python’s memory", "objects": "Python’s containers"}
    return [
        Row(f"{what} after {EVENTS:,} events", "bytes", after[key], before[key], BEFORE, rows.FLAT)
        for key, what in names.items()
    ]


def held(page: Page) -> dict[str, float]:
    browser: dict[str, Any] = page.evaluate("() => performance.measureUserAgentSpecificMemory()")
    (worker,) = [it for it in page.workers if "/worker." in it.url]
    return {"all": browser["bytes"], **worker.evaluate("() => held()")}


def _with_inside(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.text() + INSIDE)
