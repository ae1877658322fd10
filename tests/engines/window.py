"""One window of some browser engine, as the journeys use it: the seam, and Chromium behind it.

A journey is written once, against `Window`. What it waits for it names as a JavaScript function that
is asked again and again; every engine understands that, while each driver has its own idea of waiting.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import Any

from playwright.sync_api import Page

PATIENCE = 60.0
"""Seconds; only ever waited for in vain by a test that fails."""

SEEN = """(selector) => [...document.querySelectorAll(selector)].some((one) =>
  one.getClientRects().length && getComputedStyle(one).visibility === "visible")"""
FIRST_SEEN = """(selector) => { for (const one of document.querySelectorAll(selector))
  if (one.getClientRects().length && getComputedStyle(one).visibility === "visible") return one; }"""
KEPT = """async (...groups) => {
  const notes = await (await caches.match("/kept.json"))?.json();
  return groups.every((group) => notes?.groups.includes(group));
}"""
"""Whether the service worker has all files of these groups (overrides/shell/offline/service-worker.js)."""
IN_CHARGE = "() => Boolean(navigator.serviceWorker.controller)"


class Window(ABC):
    """Selectors are CSS. `click` and `fill` take the first element that is seen, waiting for it."""

    @abstractmethod
    def open(self, address: str) -> None: ...

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def run(self, function: str, *arguments: object) -> Any:
        """Call a JavaScript function (which may be async) in the page, and return what it returns."""

    @abstractmethod
    def click(self, selector: str) -> None: ...

    @abstractmethod
    def fill(self, selector: str, text: str) -> None:
        """Type `text` into an empty field."""

    def until(self, function: str, *arguments: object) -> Any:
        """Ask until the function returns something true; that."""
        last = time.monotonic() + PATIENCE
        while not (value := self.run(function, *arguments)):
            assert time.monotonic() < last, f"in vain: {function} {arguments}"
            time.sleep(0.05)
        return value

    def sees(self, selector: str) -> bool:
        return bool(self.run(SEEN, selector))

    def see(self, selector: str) -> None:
        self.until(SEEN, selector)

    def text(self, selector: str) -> str:
        """The text of the first element that is seen, once there is any."""
        return str(self.until(f"(selector) => ({FIRST_SEEN})(selector)?.innerText.trim()", selector))

    def path(self) -> str:
        return str(self.run("() => location.pathname"))


class Chromium(Window):
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def reload(self) -> None:
        self.page.reload()

    def run(self, function: str, *arguments: object) -> Any:
        return self.page.evaluate(f"(given) => ({function})(...given)", list(arguments))

    def click(self, selector: str) -> None:
        self.page.locator(selector).filter(visible=True).first.click()

    def fill(self, selector: str, text: str) -> None:
        self.page.locator(selector).filter(visible=True).first.press_sequentially(text)
