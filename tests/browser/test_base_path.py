"""The site below a path (https://host/sub/), on a host that it shares with others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Watch, tab
from tests.browser.test_privacy import LEAVE, search
from tests.built import Server

BASE = "/sub/"


@pytest.fixture
def host(below_a_path: Path) -> Iterator[Server]:
    server = Server(below_a_path)
    yield server
    outside = [path for path in server.hits if not path.startswith(BASE) and path not in ("/", "/favicon.ico")]
    server.close()
    assert not outside, "asked for outside of the site"


@pytest.fixture
def page(chromium: Browser, host: Server) -> Iterator[Page]:
    watch = Watch(host.url)
    context = chromium.new_context(base_url=host.url, viewport=PHONE)  # type: ignore[arg-type]
    context.on("page", watch.attach)
    yield context.new_page()
    context.close()
    assert not watch.unexpected


def home(language: str) -> str:
    return BASE if language == "en" else f"{BASE}{language}/"


def test_reading_switching_and_searching(page: Page, language: str, below_a_path: Path) -> None:
    page.goto(home(language))
    page.locator(".palette button:visible").click()
    assert page.evaluate("Object.keys(localStorage)") == [f"{BASE}.__palette"]
    page.click("header a.danger-link")
    page.wait_for_url(f"**{home(language)}danger/")
    other = {"en": "de", "de": "en"}[language]
    page.goto(f"{home(language)}calls/formats/")
    page.evaluate("(code) => document.querySelector(`.md-select__link[hreflang=${code}]`).click()", other)
    page.wait_for_url(f"**{home(other)}calls/formats/")
    search(page, "Sponsor")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    assert urlsplit(str(first.evaluate("it => it.href"))).path.startswith(BASE)


def test_the_helper_and_a_link_to_a_phrase(page: Page, language: str) -> None:
    page.goto(f"{home(language)}phrases/")
    page.click("li#closing-good a")
    page.wait_for_url(f"**{home(language)}helper/*")
    expect(page.locator(".say-words")).to_have_count(1, timeout=30_000)
    page.click("[data-send='phrases.close']")
    tab(page, "timer")
    page.click(".setup [type=submit]")
    expect(page.locator(".call")).to_be_visible()


def test_every_page_opens(page: Page, host: Server, below_a_path: Path) -> None:
    for file in sorted(below_a_path.glob("sub/**/index.html")):
        page.goto(f"/{file.parent.relative_to(below_a_path)}/")
    assert len([path for path in host.hits if path.endswith("/")]) >= 40


def test_the_page_for_unknown_addresses_leads_back(page: Page, below_a_path: Path) -> None:
    """A host shows it under any address, so its links must not be relative."""
    tree = html.parse(str(below_a_path / "sub/404.html")).getroot()
    links = [*tree.xpath("//a/@href"), *tree.xpath("//link/@href")]
    assert len(links) >= 6 and all(link.startswith(BASE) for link in links)
    for link in links:
        target = below_a_path / link.lstrip("/")
        assert (target / "index.html").is_file() or target.is_file(), link
    page.goto(f"{BASE}404.html")


def test_the_headers_are_for_this_path_alone(below_a_path: Path) -> None:
    rules = [line for line in (below_a_path / "_headers").read_text().splitlines() if line.startswith("/")]
    assert len(rules) >= 5 and all(rule.startswith(BASE) for rule in rules)


def test_clearing_leaves_alone_what_belongs_to_others(page: Page) -> None:
    page.goto(f"{BASE}about/privacy/")
    page.locator(".palette button:visible").click()
    page.evaluate("""async () => {
      localStorage.other = sessionStorage.other = localStorage["/subway/.__palette"] = "1";
      sessionStorage["steady-line.call"] = "1";
      for (const name of ["other", `steady-line ${location.origin}/sub/ 1`]) await caches.open(name);
    }""")
    with page.expect_navigation(url="about:blank"):
        page.click(LEAVE)
    page.goto("/")
    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["/subway/.__palette", "other"]
    assert page.evaluate("Object.keys(sessionStorage)") == ["other"]
    assert page.evaluate("caches.keys()") == ["other"]
