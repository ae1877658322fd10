"""A slow device: a browser whose processes are halted three quarters of the time.

The browsers' own throttling slows the page and not its workers, in which Python runs
(Chromium: "only supported for pages, not workers"), so it would measure something else.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

STEP = 0.006
"""Seconds for which it runs at a time: short against what is measured."""


@contextmanager
def slowed(browser: Browser, times: float) -> Iterator[None]:
    """While this lasts, the whole browser (page, workers, network) has 1/times of the processors."""
    group = _group(browser)
    over = threading.Event()
    thread = threading.Thread(target=_halt, args=(group, times, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _halt(group: int, times: float, over: threading.Event) -> None:
    ran = halted = 0.0
    try:
        while not over.is_set():
            begun = time.monotonic()
            time.sleep(STEP)
            os.killpg(group, signal.SIGSTOP)
            stopped = time.monotonic()
            ran += stopped - begun
            # A busy machine wakes us late, so the balance is kept over the whole time.
            time.sleep(max(0.0, (times - 1) * ran - halted))
            os.killpg(group, signal.SIGCONT)
            halted += time.monotonic() - stopped
    finally:
        os.killpg(group, signal.SIGCONT)


def _group(browser: Browser) -> int:
    """The browser's group of processes; the driver starts each browser in one of its own."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    (process,) = [int(it["id"]) for it in found if it["type"] == "browser"]
    group = os.getpgid(process)
    if group == os.getpgid(0):
        raise RuntimeError("the browser has no group of its own, so it cannot be halted alone")
    others = {int(it["id"]) for it in found if os.getpgid(int(it["id"])) != group}
    if others:
        raise RuntimeError(f"{len(others)} processes of the browser are in other groups and would not be slowed")
    return group
