"""How long the page does not react while it loads: the longest task of its main thread, in Chromium.

It is read from the browser's own trace and not asked of the page, which is told
of nothing below 50 ms and would be in its own way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from tests.bench import rows
from tests.bench.host import Host
from tests.bench.rows import OURS, WITHOUT, Row, compared
from tests.bench.visitors import READY

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "blink.user_timing"]
TASK = "RunTask"
BEGINS = {"CommitLoad", "ParseHTML"}
SCRIPTS = {"FunctionCall", "EvaluateScript", "v8.evaluateModule", "v8.compileModule"}
START_OF_HELPER = "/assets/helper/worker."
SHELL = "/assets/helper/"
AFTERWARDS_MS = 1500
"""What the first answer sets off still belongs to it: painting, and what is loaded later."""


@dataclass(frozen=True)
class Task:
    wall: float
    processor: float
    shells: bool


def measure(browser: Browser, host: Host, path: str, runs: int) -> list[Row]:
    longest: dict[str, list[float]] = {OURS: [], WITHOUT: []}
    own: list[Task] = []
    for turn in range(runs):
        print(f"[bench] main thread while loading: {turn + 1} of {runs} ...", flush=True)
        for kind in longest if turn % 2 else reversed(longest):
            host.refused = "" if kind == OURS else START_OF_HELPER
            tasks = visit(browser, host.url + path, helper=kind == OURS)
            longest[kind].append(max(task.wall for task in tasks))
            if kind == OURS:
                own.append(max((task for task in tasks if task.shells), key=lambda task: task.wall))
    host.refused = ""
    walls, processors = [task.wall for task in own], [task.processor for task in own]
    return [
        *compared("longest main-thread task of the helper page", "ms", longest),
        Row("longest task with our shell in it", "ms", median(walls), goal=rows.BLOCK_MS, samples={OURS: walls}),
        Row("of that, on the processor", "ms", median(processors), samples={OURS: processors}),
    ]


def visit(browser: Browser, url: str, *, helper: bool) -> list[Task]:
    """The tasks of the page's main thread from the beginning of a first visit until it has come to rest."""
    page = browser.new_page(service_workers="block")
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.goto(url)
    if helper:
        page.evaluate(READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(AFTERWARDS_MS)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    page.close()
    return list(_tasks(events, url))


def _tasks(events: list[dict[str, Any]], url: str) -> Iterator[Task]:
    # Where the browser takes up the page: the blank one before it may have had another process.
    start = next((it for it in events if it["name"] in BEGINS and url in json.dumps(it["args"])), None)
    if start is None:
        raise RuntimeError("the trace tells nothing of the page")
    here = [it for it in events if (it["pid"], it["tid"]) == (start["pid"], start["tid"])]
    shells = [it["ts"] for it in here if it["name"] in SCRIPTS and SHELL in json.dumps(it["args"])]
    for it in here:
        end = it["ts"] + it.get("dur", 0)
        if it["name"] == TASK and end >= start["ts"]:
            inside = any(it["ts"] <= ts <= end for ts in shells)
            yield Task(it.get("dur", 0) / 1000, it.get("tdur", 0) / 1000, inside)
