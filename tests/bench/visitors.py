"""Somebody with a browser: a new one with nothing kept, of one engine or another, that has come to rest.

Getting such a browser and waiting in it; what is measured in it is the parts' affair.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Playwright

from tests.engines import webdriver
from tests.engines.window import IN_CHARGE, KEPT, Chromium, Window
from tools.chromium import arguments, executable
from tools.setup import lacking

NAMES = {"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKitGTK"}
REST = 1.5
"""Seconds in which a browser that has just been started gets over it; people's browsers are running already."""

# A page marks the moment at which Python has answered it. Milliseconds since the visit began.
READY = """() => new Promise((done) => {
  const look = () => {
    const [mark] = performance.getEntriesByName("ready");
    if (mark) done(mark.startTime);
    else setTimeout(look, 20);
  };
  look();
})"""


def engines() -> list[str]:
    """The engines that are here; a line for each that is not."""
    absent = {name: advice for name, advice in lacking().items() if name in NAMES}
    for advice in absent.values():
        print(f"[bench] no row for it: {advice}", flush=True)
    return [name for name in NAMES if name not in absent]


@contextmanager
def visitor(driver: Playwright, engine: str) -> Iterator[Window]:
    """A window of a browser that has never been anywhere. Its profile is on the disk, where an engine has one."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        if engine == "chromium":
            # Not a private window: those keep nothing on the disk, and so little in memory that it would be unfair.
            context = driver.chromium.launch_persistent_context(
                profile, executable_path=executable(driver), args=arguments()
            )
            context.set_default_timeout(120_000)
            yield rested(Chromium(context.pages[0]))
            context.close()
        else:
            start = {"firefox": webdriver.firefox, "webkit": webdriver.webkit}[engine]
            with start(Path(profile)) as window:
                yield rested(window)


def rested(window: Window) -> Window:
    window.open("about:blank")
    time.sleep(REST)
    return window


def ready(window: Window, address: str) -> float:
    """Milliseconds from the beginning of a visit until Python has answered."""
    window.open(address)
    return float(window.run(READY))


def keeps(window: Window) -> bool:
    """Whether this engine, as it is driven here, has service workers."""
    return bool(window.run("() => Boolean(navigator.serviceWorker)"))


def settled(window: Window) -> None:
    """Wait until everything is here that the next visit will find."""
    window.until(KEPT, "base", "en", "helper")
    window.until(IN_CHARGE)
