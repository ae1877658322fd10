"""The site is updated while a page without a service worker is open, on a host that drops the older files at once: the
page says that it is to be reloaded, a running call lives on, and being offline is told apart from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.clocks import DEVICES
from tests.browser.conftest import PHONE, Watch, helper_url, more, when_ready
from tests.browser.test_timer import CALL, kept, start
from tests.browser.test_zones import choose, opened
from tests.built import PagesServer

PARTS = (
    *("qr.*.bin", "calendar.*.bin", "tzdata.*.bin", "places.*.bin", "functions.*.wasm"),
    *("pyodide-*", "spare/pyodide-*", "spare/library.*.zip"),
)


@pytest.fixture(scope="session")
def newer(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after an update: what Python is made of has other names."""
    folder = tmp_path_factory.mktemp("newer") / "site"
    shutil.copytree(site, folder)
    names: dict[str, str] = {}
    for part in PARTS:
        (old,) = (folder / "assets/helper").glob(part)
        new = old.with_name(Path(part).name.replace("*", "0123456789"))
        names[old.name] = new.name
        old.rename(new)
    for file in (*folder.rglob("helper/index.html"), folder / "sw.js"):
        text = file.read_text(encoding="utf-8")
        for before, after in names.items():
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def host(site: Path) -> Iterator[PagesServer]:
    server = PagesServer(site)
    yield server
    server.close()


@pytest.fixture
def page(chromium: Browser, host: PagesServer) -> Iterator[Page]:
    watch = Watch(host.url)
    watch.expected += ["404", "Failed to load", "ERR_"]
    context = chromium.new_context(
        base_url=host.url,
        viewport=PHONE,  # type: ignore[arg-type]
        service_workers="block",
        timezone_id="Africa/Abidjan",  # as in conftest.py
    )
    context.on("page", watch.attach)
    DEVICES.clear()
    DEVICES.add(context)
    yield context.new_page()
    context.close()
    assert not watch.unexpected


def share(page: Page) -> None:
    page.evaluate("navigator.clipboard.writeText = async () => {}")
    more(page)
    page.click(".turn [data-send='timer.share']")


def test_a_code_of_an_older_version_says_to_reload_and_the_call_lives_on(
    page: Page, host: PagesServer, newer: Path, language: str
) -> None:
    start(page, language)
    began = kept(page).started
    host.folder = newer
    share(page)
    expect(page.locator("[data-text='timer.no_code']")).not_to_be_empty()
    page.click(".more [data-reload]")
    expect(page.locator(CALL)).to_be_visible(timeout=30_000)
    assert kept(page).started == began
    share(page)
    page.click(".made summary")
    expect(page.locator(".code")).to_be_visible()


def test_a_calendar_file_of_an_older_version_says_to_reload(
    page: Page, host: PagesServer, newer: Path, language: str
) -> None:
    opened(page, language)
    choose(page, "Vancouver")
    page.click("#weekly-call")
    page.fill("#zones-weekly-time", "19:00")
    host.folder = newer
    page.click("[data-send='zones.file']:visible")
    expect(page.locator("[data-show='zones.file_outdated'] [data-reload]")).to_be_visible()
    host.folder = host.folder.parent / "nothing at all"
    page.click("[data-send='zones.file']:visible")
    expect(page.locator("[data-show='zones.file_outdated']")).to_be_hidden()


def test_being_offline_is_something_else(page: Page, host: PagesServer, newer: Path) -> None:
    start(page, "en")
    page.context.set_offline(True)
    share(page)
    expect(page.locator("[data-text='timer.no_code']")).not_to_be_empty()
    expect(page.locator(".more [data-reload]")).to_be_hidden()


def test_a_page_from_the_browsers_cache_whose_python_is_gone_says_to_reload(
    page: Page, host: PagesServer, site: Path, newer: Path, language: str
) -> None:
    old = (site / helper_url(language).strip("/") / "index.html").read_text(encoding="utf-8")
    host.folder = newer
    page.route("**/helper/", lambda route: route.fulfill(body=old, content_type="text/html"))
    page.goto(helper_url(language))
    expect(page.locator("[data-fault=outdated]")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-retry]")).to_be_hidden()
    page.unroute("**/helper/")
    page.click("[data-fault=outdated] [data-reload]")
    when_ready(page)
    expect(page.locator("[data-fault]:visible")).to_have_count(0)
