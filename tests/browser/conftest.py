"""A real Chromium on the built site. `page` fails its test on any page error, console error or
request to another origin, unless the test says which it expects."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from helper.timer.taps import MOMENT_MS
from tests.browser.clocks import DEVICES
from tests.built import Server
from tests.engines.window import KEPT

expect.set_options(timeout=20_000)  # a busy machine is no fault of the page

MORE = ".turn [data-send='timer.more']"
PHONE = {"width": 360, "height": 740}
ALLOWED = ["screen-wake-lock", "clipboard-write"]  # by phones without asking; the headless shell wants to be told

# The machine's own sound may take longer to begin than the page waits for it where nobody has tapped yet (sound.js).
# On a busy one what is said of that would come between a test and its tap, which then does not count.
SOUND_AT_ONCE = """
  Object.defineProperty(BaseAudioContext.prototype, "currentTime", { get: () => performance.now() / 1000 });
"""


@pytest.fixture(scope="session")
def site_server(site: Path) -> Iterator[Server]:
    server = Server(site)
    yield server
    server.close()


@pytest.fixture
def server(site_server: Server) -> Iterator[Server]:
    site_server.fault = None
    site_server.hits.clear()
    yield site_server
    site_server.fault = None


class Watch:
    """What went wrong on a page; a test may add words to `expected`."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.wrong: list[str] = []
        self.expected: list[str] = []

    def attach(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.wrong.append(f"page error: {error}"))
        page.on("console", lambda line: line.type == "error" and self.wrong.append(f"console: {line.text}"))
        page.on("request", lambda request: self._request(request.url))

    def _request(self, url: str) -> None:
        if not url.startswith((self.origin, "blob:", "data:")):
            self.wrong.append(f"left the origin: {url}")

    @property
    def unexpected(self) -> list[str]:
        return [line for line in self.wrong if not any(word in line for word in self.expected)]


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    it = Watch(server.url)
    yield it
    assert not it.unexpected


type NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(chromium: Browser, server: Server, watch: Watch) -> Iterator[NewContext]:
    """Make a watched browser context: `new_context(locale=..., color_scheme=...)`."""
    DEVICES.clear()

    def make(**options: object) -> BrowserContext:
        # Without a service worker, unless asked for: the tests' faults are to reach the page.
        # A device that says UTC may only be hiding, and is asked; this clock is the same, and somebody's.
        own = {
            "viewport": PHONE, "base_url": server.url, "service_workers": "block", "timezone_id": "Africa/Abidjan",
            "permissions": ALLOWED,
        }  # fmt: skip
        settings = {**own, **options}
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        context.add_init_script(SOUND_AT_ONCE)
        context.on("page", watch.attach)
        DEVICES.add(context)
        return context

    yield make
    for context in DEVICES.clocks:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    return new_context().new_page()


@pytest.fixture
def visitor(new_context: NewContext) -> Page:
    """A page of a visitor with a service worker."""
    return new_context(service_workers="allow").new_page()


def helper_url(language: str) -> str:
    return "/helper/" if language == "en" else f"/{language}/helper/"


def when_ready(page: Page) -> None:
    """Wait until Python has answered for the first time."""
    page.wait_for_selector(".timer[data-is]", state="attached", timeout=30_000)


def when(page: Page, question: str, argument: object = None) -> None:
    """Wait until an asynchronous question is answered with yes (wait_for_function takes any promise for one)."""
    for _ in range(600):
        if page.evaluate(question, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not in half a minute: {question}, {argument}")


def when_kept(page: Page, *groups: str) -> None:
    """Wait until the service worker has these groups of files."""
    when(page, f"(groups) => ({KEPT})(...groups)", list(groups))


def act(page: Page, name: str) -> None:
    """Tap a button of the call, at the pace of somebody who has seen what it says (helper/timer/taps.py)."""
    settled(page)
    button = page.locator(f".timer [data-send='timer.{name}']:visible")
    if not button.count() and page.locator(MORE).is_visible():  # behind it, or hidden by it
        page.click(MORE)
        settled(page)
    button.first.click()


def more(page: Page) -> None:
    """Open what stands beside the call's three controls."""
    if not page.locator(".more").is_visible():
        settled(page)
        page.click(MORE)
    expect(page.locator(".more")).to_be_visible()


def share(page: Page) -> None:
    """Share the running call, where its code is offered, too."""
    more(page)
    page.click(".turn [data-send='timer.share']")


def settled(page: Page) -> None:
    """Let the moment go by in which a tap would not count."""
    assert page.context in DEVICES.clocks, "no clock of its own"
    DEVICES.pass_(MOMENT_MS + 100)


def tab(page: Page, name: str) -> None:
    """Open one of the helper's tools: timer, zones, phrases."""
    if page.locator(MORE).is_visible():  # a call fills the screen
        more(page)
        page.click(f".more [data-opens={name}]")
    else:
        page.click(f"[data-tabs] [data-opens={name}]")


def skipped_time(page: Page) -> None:
    """Ask about a time that Berlin's clocks skip, and mean the second of the two that it may stand for."""
    page.click("#certain-time")
    page.fill("#zones-date", "2030-03-31")
    page.fill("#zones-time", "02:30")
    page.wait_for_selector("[data-send='zones.fold'] >> nth=1")
    page.click("[data-send='zones.fold'] >> nth=1")


def in_sheet(page: Page, name: str, value: str) -> None:
    """Choose something for the phrases that is seldom needed: "theirs" (the second language), "tone"."""
    page.locator("[data-sheet]:not(.blank):visible").click()
    page.locator(".sheet .chip", has=page.locator(f"[name={name}][value='{value}']")).click()
    page.click(".sheet [data-close]:visible >> nth=-1")


def filled(page: Page, slot: str, value: str) -> None:
    """Fill a blank of the phrase that is shown large."""
    page.locator(".say-top [data-sheet]").click()
    page.fill(f".sheet [name=slot_{slot}]", value)
    page.click(".sheet [data-close]:visible >> nth=-1")


@contextmanager
def case(name: object) -> Iterator[None]:
    """One of several things looked at in one visit: what fails in it says which."""
    try:
        yield
    except BaseException as failed:
        failed.add_note(f"in the case: {name}")
        raise


@contextmanager
def held_back(server: Server, part: str) -> Iterator[None]:
    """Requests with `part` in their path get no answer until the end of this."""
    go_on = threading.Event()
    server.fault = lambda handler: part in handler.path and not go_on.wait(60)
    try:
        yield
    finally:
        go_on.set()


class Clock:
    """The wall clock of a page's device, which goes its own way, and the time that passes everywhere."""

    def __init__(self, page: Page) -> None:
        self.clocks = DEVICES.clocks[page.context]
        self.ahead = 0

    def move(self, seconds: int) -> None:
        """Set the wall clock `seconds` away from the real one; the monotonic one stands still, as in sleep."""
        self.clocks.move((seconds - self.ahead) * 1000, 0)
        self.ahead = seconds

    def pass_(self, seconds: float) -> None:
        """Let time go by; what Python has to do meanwhile, it does now."""
        DEVICES.pass_(round(seconds * 1000))
        DEVICES.tick()


@pytest.fixture
def clock(page: Page) -> Clock:
    return Clock(page)
