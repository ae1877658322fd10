"""How long until Python has answered: first visit and second one, in each engine, and the first on a slow device.

Each turn is somebody with a new browser, once for each page and in another
order from turn to turn, so that a busy minute of the machine hits all alike.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

from playwright.sync_api import Playwright

from tests.bench import rows
from tests.bench.host import Host, Line
from tests.bench.rows import OURS, Row, compared
from tests.bench.slowed import slowed
from tests.bench.visitors import NAMES, engines, keeps, ready, rested, settled, visitor
from tests.engines.window import Chromium, Window
from tools.chromium import launch

# As developer tools have it for fast 4G: 9 Mbit/s with a little loss, and 165 ms there and back.
FOUR_G = (9e6 * 0.9 / 8, 0.165)
SLOWER = 4.0
BETWEEN = 4.0
"""Seconds after a first visit in which a browser may put away what it wants to have at the next one."""

type Sites = Mapping[str, tuple[Host, str]]


def measure(driver: Playwright, sites: Sites, runs: int) -> list[Row]:
    found = []
    for engine in engines():
        first: dict[str, list[float]] = {name: [] for name in sites}
        second: dict[str, list[float]] = {name: [] for name in sites}
        for turn, name in _turns(sites, runs, f"{NAMES[engine]}, first and second visit"):
            host, path = sites[name]
            with visitor(driver, engine) as window:
                first[name].append(ready(window, host.url + path))
                _leave(window, name == OURS)
                host.asked.clear()
                second[name].append(ready(window, host.url + path))
                if turn == 0:
                    again = sum(host.file(it) is not None for it in host.asked)
                    print(f"[bench] {NAMES[engine]}, {name}: asked for {again} files at the second visit", flush=True)
        found += compared(f"first visit, {NAMES[engine]}", "ms", first, rows.FIRST)
        found += compared(f"repeat visit, {NAMES[engine]}", "ms", second, rows.REPEAT)
    return found + slow(driver, sites, runs)


def slow(driver: Playwright, sites: Sites, runs: int) -> list[Row]:
    """In Chromium only, which is what most slow phones have."""
    times: dict[str, list[float]] = {name: [] for name in sites}
    for _, name in _turns(sites, runs, "first visit on a slow device"):
        host, path = sites[name]
        browser = launch(driver)
        page = browser.new_page()
        page.set_default_timeout(240_000)
        window = rested(Chromium(page))
        host.line = Line(*FOUR_G)
        with slowed(browser, SLOWER):
            times[name].append(ready(window, host.url + path))
        host.line = None
        browser.close()
    return compared("first visit, Chromium, 4 times slower, 4G", "ms", times)


def _turns(sites: Sites, runs: int, what: str) -> Iterator[tuple[int, str]]:
    names: Sequence[str] = list(sites)
    for turn in range(runs):
        print(f"[bench] {what}: {turn + 1} of {runs} ...", flush=True)
        for place in range(len(names)):
            yield turn, names[(place + turn) % len(names)]


def _leave(window: Window, ours: bool) -> None:
    """What a first visit leaves behind: all that its page keeps, and time for the browser to do the same."""
    if ours and keeps(window):
        settled(window)
    time.sleep(BETWEEN)
    window.open("about:blank")
    time.sleep(1)
