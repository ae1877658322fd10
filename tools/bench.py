"""`make bench`: speed, as ratios within one run, printed as a table and written to build/bench.json.

Only measuring lives here. Absolute times depend on the machine and are there to be looked at;
what counts is each figure against the stock one measured in the same run, turn by turn.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, Response, sync_playwright

from tests.built import Server, build_site
from tests.chromium import launch, real_tabs
from tools import bundle, scale

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7

# The same imports that the helper needs, on a stock Pyodide in a worker, up to its first answer.
STOCK_PAGE = """<!doctype html><meta charset="utf-8"><title>stock</title><script type="module">
const worker = new Worker("worker.js", { type: "module" });
worker.onmessage = ({ data }) => { performance.mark("ready"); document.title = data; };
</script>"""
STOCK_WORKER = """import { loadPyodide } from "./pyodide.mjs";
const pyodide = await loadPyodide();
pyodide.runPython("import json, zipfile, functools, dataclasses, collections.abc, types, typing, math");
postMessage(pyodide.runPython("json.dumps('ready')"));
"""
READY = """new Promise((done) => {
  const look = () => performance.getEntriesByName("ready").length
    ? done(performance.getEntriesByName("ready")[0].startTime) : setTimeout(look, 5);
  look();
})"""


def stock_site(folder: Path) -> Path:
    """A page with stock Pyodide as the npm package has it."""
    for file in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        (folder / file).write_bytes((bundle.PYODIDE / file).read_bytes())
    (folder / "index.html").write_text(STOCK_PAGE)
    (folder / "worker.js").write_text(STOCK_WORKER)
    return folder


def start_up(browser: Browser, url: str) -> float:
    """Milliseconds from navigation to the first answer of Python, in a browser that knows nothing."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    ready = float(page.evaluate(READY))
    context.close()
    return ready


def transferred(browser: Browser, url: str, only: Callable[[str], bool]) -> tuple[int, int]:
    """Requests, and bytes as a host that compresses with gzip would send them."""
    bodies: dict[str, int] = {}
    # What the service worker fetches again to keep it comes out of the browser's own cache.
    context = browser.new_context(service_workers="block")
    page = context.new_page()

    def note(answer: Response) -> None:
        if only(answer.url):
            bodies[answer.url] = bundle.sent(answer.body())

    page.on("response", note)
    page.goto(url)
    page.evaluate(READY)
    page.wait_for_load_state("networkidle")
    context.close()
    return len(bodies), sum(bodies.values())


def runtime_only(url: str) -> bool:
    return (
        "/assets/helper/" in url or "stock" in url or url.endswith((".wasm", ".zip", ".mjs", "lock.json", "worker.js"))
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours = Server(build_site(Path(folder) / "site"))
        (Path(folder) / "stock").mkdir()
        stock = Server(stock_site(Path(folder) / "stock"))
        with sync_playwright() as driver:
            browser = launch(driver)
            rows = measure(browser, f"{ours.url}/helper/", f"{stock.url}/")
            rows += reactions(browser, f"{ours.url}/helper/")
            version = browser.version
            browser.close()
            rows += lateness(driver, f"{ours.url}/helper/#1-1", Path(folder) / "profile")
        ours.close()
        stock.close()
    print("[bench] builds with 5, 10 and 20 languages (some minutes) ...", flush=True)
    rows += scale.rows()
    show(rows)
    target = ROOT / "build" / "bench.json"
    target.write_text(json.dumps({"chromium": version, "python": sys.version.split()[0], "rows": rows}, indent=1))
    print(f"[bench] written to {target.relative_to(ROOT)}")


def measure(browser: Browser, ours: str, stock: str) -> list[dict[str, Any]]:
    times: dict[str, list[float]] = {"ours": [], "stock": []}
    for turn in range(RUNS):  # by turns, so that a busy minute of the machine hits both
        print(f"[bench] start-up {turn + 1} of {RUNS} ...", flush=True)
        times["ours"].append(start_up(browser, ours))
        times["stock"].append(start_up(browser, stock))
    medians = {name: statistics.median(values) for name, values in times.items()}
    our_requests, our_bytes = transferred(browser, ours, runtime_only)
    stock_requests, stock_bytes = transferred(browser, stock, lambda url: not url.endswith("/favicon.ico"))
    return [
        row("first visit: navigation to Python's first answer", "ms", medians["ours"], medians["stock"], times),
        row("runtime and shell transferred (gzip)", "bytes", our_bytes, stock_bytes),
        row("requests for runtime and shell", "", our_requests, stock_requests),
    ]


# Milliseconds from an event to the frame that shows its answer, for each [act, element that changes].
REACTIONS = """async ([act, selector, count]) => {
  const button = (name) => document.querySelector(`.call [data-send="timer.${name}"]:not([hidden])`);
  const acts = {
    timer: () => (button("pause") ?? button("resume")).click(),
    verdict: () => document.querySelector("[name=text_first]").click(),
    search: (turn) => type("#zones-theirs", ["b", "be", "ber", "berl", "lo", "lon", "san", "san f"][turn % 8]),
  };
  const type = (field, text) => {
    const input = document.querySelector(field);
    input.focus();
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const samples = [];
  for (let turn = 0; turn < count; turn++) {
    const changed = new Promise((done) => {
      const painted = () => (watch.disconnect(), done(performance.now()));
      const watch = new MutationObserver(() => requestAnimationFrame(painted));
      const everything = { attributes: true, childList: true, characterData: true, subtree: true };
      watch.observe(document.querySelector(selector), everything);
    });
    const from = performance.now();
    acts[act](turn);
    samples.push((await Promise.race([changed, new Promise((done) => setTimeout(done, 2000, Infinity))])) - from);
    await new Promise((done) => setTimeout(done, 60));
  }
  return samples;
}"""


def reactions(browser: Browser, url: str) -> list[dict[str, Any]]:
    """Milliseconds from a tap or keystroke to the painted answer, once Python runs: median and 95 of 100."""
    print("[bench] from a tap to the painted answer ...", flush=True)
    page = browser.new_page(service_workers="block")
    page.goto(url)
    page.click("[data-tabs] [data-opens=zones]")
    page.wait_for_selector(".zones[data-is=ready]")
    rows = []
    search = page.evaluate(REACTIONS, ["search", "#zones-theirs-list", 40])
    page.fill("#zones-theirs", "Vancouver")
    page.click("#zones-theirs-list [role=option] >> nth=0")
    page.fill("[name=theirs_from]", "00:00")  # so that the answer differs whatever the time is there
    page.fill("[name=theirs_until]", "23:59")
    verdict = page.evaluate(REACTIONS, ["verdict", ".zones .verdict", 40])
    page.click("[data-tabs] [data-opens=timer]")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    timer = page.evaluate(REACTIONS, ["timer", ".call", 40])
    for name, samples in (("timer", timer), ("verdict", verdict), ("place search", search)):
        missed = sum(sample is None or sample > 1999 for sample in samples)
        if missed:
            raise RuntimeError(f"{name}: {missed} of {len(samples)} were never answered")
        rows.append(row(f"tap to paint, {name}, median", "ms", statistics.median(samples), None))
        rows.append(row(f"tap to paint, {name}, p95", "ms", statistics.quantiles(samples, n=20)[-1], None))
    page.close()
    return rows


NOTE_WARNING = """
  globalThis.warned = 0;
  const call = document.querySelector(".call");
  new MutationObserver(() => { if (call.dataset.is === "warning") warned ||= Date.now(); })
    .observe(call, { attributeFilter: ["data-is"] });
"""


def lateness(driver: Playwright, url: str, profile: Path) -> list[dict[str, Any]]:
    """Milliseconds between a warning's instant and the screen that shows it, in front and hidden."""
    print("[bench] signal lateness, in front and in a hidden, slowed tab (35 seconds) ...", flush=True)
    with real_tabs(driver, profile) as tabs:
        hidden, front = tabs.new_page(), tabs.new_page()
        for page in (hidden, front):
            page.bring_to_front()
            page.goto(url)
            page.evaluate(READY)
            page.click(".setup [type=submit]")
            page.wait_for_selector(".call:visible")
            page.evaluate(f"(() => {{ {NOTE_WARNING} }})()")
        late = {"in front": _late(front, front), "hidden": _late(hidden, front)}
    return [row(f"signal lateness, {name}", "ms", value, None) for name, value in late.items()]


def _late(page: Page, front: Page) -> float:
    kept = dict(part.split("=", 1) for part in page.evaluate("sessionStorage['steady-line.call']").split("&"))
    due = int(kept["deadline"]) - 30_000
    while not (warned := page.evaluate("warned")):  # asking does not wake a slowed page's own timers
        front.wait_for_timeout(500)
    return float(warned) - due


def row(
    what: str, unit: str, ours: float, stock: float | None, samples: dict[str, list[float]] | None = None
) -> dict[str, Any]:
    return {
        "what": what,
        "unit": unit,
        "ours": ours,
        "stock": stock,
        "ratio": ours / stock if stock else None,
        "samples": samples,
    }


def show(rows: list[dict[str, Any]]) -> None:
    print(f"\n{'':52}{'ours':>12}{'stock':>12}{'ratio':>8}")
    for line in rows:
        name = f"{line['what']}{', ' + line['unit'] if line['unit'] else ''}"
        compared = f"{line['stock']:>12,.0f}{line['ratio']:>8.2f}" if line["ratio"] else ""
        print(f"{name:52}{line['ours']:>12,.0f}{compared}")
    print()


if __name__ == "__main__":
    main()
