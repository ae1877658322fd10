"""From a tap or a keystroke to the painted answer, once Python runs, in Chromium."""

from __future__ import annotations

import statistics

from playwright.sync_api import Browser

from tests.bench import rows
from tests.bench.rows import Row

EACH = 60
PATIENCE_MS = 2000

# Milliseconds from an event to the frame that shows its answer.
REACTIONS = """async ([act, selector, count, patience]) => {
  const acts = {
    timer: () => document.querySelector(".call .more [data-send='timer.step']").click(),
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
    const late = new Promise((done) => setTimeout(done, patience, null));
    const at = await Promise.race([changed, late]);
    samples.push(at === null ? null : at - from);
    await new Promise((done) => setTimeout(done, 60));
  }
  return samples;
}"""


def measure(browser: Browser, url: str) -> list[Row]:
    """The median of so many, and what 95 of 100 stay below."""
    print("[bench] from a tap to the painted answer ...", flush=True)
    page = browser.new_page(service_workers="block")
    page.goto(url)
    page.click("[data-tabs] [data-opens=zones]")
    page.wait_for_selector(".zones[data-is=ready]")
    search = page.evaluate(REACTIONS, ["search", "#zones-theirs-list", EACH, PATIENCE_MS])
    page.fill("#zones-theirs", "Vancouver")
    page.click("#zones-theirs-list [role=option] >> nth=0")
    page.click("#hours")
    page.fill("[name=theirs_from]", "00:00")  # so that the answer differs whatever the time is there
    page.fill("[name=theirs_until]", "23:59")
    verdict = page.evaluate(REACTIONS, ["verdict", ".zones .verdict", EACH, PATIENCE_MS])
    page.click("[data-tabs] [data-opens=timer]")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    timer = page.evaluate(REACTIONS, ["timer", ".call", EACH, PATIENCE_MS])
    page.close()
    found = []
    for name, samples in (("timer", timer), ("verdict", verdict), ("search for a place", search)):
        if missed := samples.count(None):
            raise RuntimeError(f"{name}: {missed} of {len(samples)} were not answered in {PATIENCE_MS} ms")
        slow = statistics.quantiles(samples, n=20)[-1]
        found.append(Row(f"tap to paint, {name}, median", "ms", statistics.median(samples), samples={"ours": samples}))
        found.append(Row(f"tap to paint, {name}, p95", "ms", slow, goal=rows.TAP_MS))
    return found
