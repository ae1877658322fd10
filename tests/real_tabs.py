"""Tabs of a Chromium as people run it, of which a hidden one is hidden and slowed."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tools.chromium import arguments, executable


@contextmanager
def real_tabs(driver: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """Tabs of a Chromium as people run it: a hidden one is hidden and slowed, at once in the strict way.

    Started by hand, because the driver pretends that every page is in front, and switches the
    slowing off: a test of a hidden tab would prove nothing.
    """
    process, browser = _started(driver, profile)
    try:
        yield browser.contexts[0]
        browser.close()
    finally:
        process.terminate()
        process.wait()


def _started(driver: Playwright, profile: Path) -> tuple[subprocess.Popen[bytes], Browser]:
    """Now and then one comes up that answers nobody: then another is started."""
    for attempt in ("first", "second", "third"):
        folder = profile / attempt
        process = subprocess.Popen(
            [executable(driver), "--headless", "--remote-debugging-port=0", f"--user-data-dir={folder}",
             "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1", *arguments()],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            address = _address(process, folder)
            return process, driver.chromium.connect_over_cdp(address, no_defaults=True, timeout=20_000)
        except (TimeoutError, PlaywrightTimeoutError):
            process.kill()
            process.wait()
    raise AssertionError("Chromium does not start")


def _address(process: subprocess.Popen[bytes], profile: Path) -> str:
    """Where a Chromium that has just been started wants to be spoken to: it writes that into its profile."""
    written = profile / "DevToolsActivePort"
    last = time.monotonic() + 30
    while not written.exists() or "\n" not in written.read_text():
        if process.poll() is not None or time.monotonic() > last:
            raise TimeoutError
        time.sleep(0.05)
    port, path = written.read_text().split()
    return f"ws://127.0.0.1:{port}{path}"
