"""How late a signal of the timer is, in front and in a hidden tab that Chromium slows as strictly as it can."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.bench.rows import Row
from tests.bench.visitors import READY
from tests.real_tabs import real_tabs

WARNING_MS = 30_000  # before the end of a turn, as the page has it at first
LINK = "#1-1"  # one minute each, so that the warning comes after half a minute
NOTE_WARNING = """() => {
  globalThis.warned = 0;
  const call = document.querySelector(".call");
  new MutationObserver(() => { if (call.dataset.is === "warning") warned ||= Date.now(); })
    .observe(call, { attributeFilter: ["data-is"] });
}"""


def measure(driver: Playwright, url: str) -> list[Row]:
    """Milliseconds between a warning's instant and the screen that shows it."""
    print("[bench] signal lateness, in front and in a hidden, slowed tab (35 seconds) ...", flush=True)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        real_tabs(driver, Path(profile)) as tabs,
    ):
        hidden, front = tabs.new_page(), tabs.new_page()
        for page in (hidden, front):
            page.bring_to_front()
            page.goto(url + LINK)
            page.evaluate(READY)
            page.click(".setup [type=submit]")
            page.wait_for_selector(".call:visible")
            page.evaluate(NOTE_WARNING)
        late = {"in front": _late(front, front), "hidden tab": _late(hidden, front)}
    return [Row(f"signal lateness, {name}", "ms", value) for name, value in late.items()]


def _late(page: Page, front: Page) -> float:
    deadline = int(page.evaluate("sessionStorage['steady-line.call']").split()[1])
    due = deadline - WARNING_MS
    while not (warned := page.evaluate("warned")):  # asking does not wake a slowed page's own timers
        front.wait_for_timeout(500)
    return float(warned) - due
