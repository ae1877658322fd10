"""Chromium for the tests and the bench: the machine's own, else Playwright's."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright

from tools.setup import CHROMIUM_NAMES

ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def executable(driver: Playwright) -> str:
    """The machine's own Chromium, or Playwright's."""
    own = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((path for path in own if path), driver.chromium.executable_path)


def arguments() -> list[str]:
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def launch(driver: Playwright, *more: str) -> Browser:
    return driver.chromium.launch(executable_path=executable(driver), args=[*arguments(), *more])


@contextmanager
def real_tabs(driver: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """Tabs of a Chromium as people run it: a hidden one is hidden and slowed, at once in the strict way.

    Started by hand, because the driver pretends that every page is in front, and switches the
    slowing off: a test of a hidden tab would prove nothing.
    """
    command = [executable(driver), "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}",
               "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1", *arguments()]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            browser = driver.chromium.connect_over_cdp(_address(process, profile), no_defaults=True)
            yield browser.contexts[0]
            browser.close()
        finally:
            process.terminate()


def _address(process: subprocess.Popen[bytes], profile: Path) -> str:
    """Where a Chromium that has just been started wants to be spoken to: it writes that into its profile."""
    written = profile / "DevToolsActivePort"
    last = time.monotonic() + 60
    while not written.exists() or "\n" not in written.read_text():
        assert process.poll() is None and time.monotonic() < last, "Chromium does not start"
        time.sleep(0.05)
    port, path = written.read_text().split()
    return f"ws://127.0.0.1:{port}{path}"
