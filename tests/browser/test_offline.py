"""Without a network: what one visit leaves on the device, and how a newer version takes over."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import PHONE, Watch, act, helper_url, when, when_kept, when_ready
from tests.browser.test_timer import CALL
from tests.built import Server, build_site
from tests.faults import html, missing, on
from tools.chromium import arguments, executable

QUIET = "async () => !(await navigator.locks.query()).held.some(({ name }) => name.startsWith('call-'))"
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)"


def listed(site: Path) -> dict[str, dict[str, str]]:
    """The groups of files that the service worker of a built site knows."""
    text = (site / "sw.js").read_text()
    found: dict[str, dict[str, str]] = json.loads(text[len("const BUILD = ") : text.index("};\n") + 1])["groups"]
    return found


def start(language: str) -> str:
    return "/" if language == "en" else f"/{language}/"


type Visit = Callable[[], BrowserContext]


@pytest.fixture
def browser_anew(driver: Playwright, own_server: Server, tmp_path: Path) -> Iterator[Visit]:
    """Starts Chromium, always with the same profile; one that runs is closed first."""
    running: list[BrowserContext] = []

    def begin() -> BrowserContext:
        while running:
            running.pop().close()
        running.append(
            driver.chromium.launch_persistent_context(
                tmp_path / "profile", executable_path=executable(driver), args=arguments(),
                base_url=own_server.url, viewport=PHONE,
            )
        )  # fmt: skip
        return running[0]

    yield begin
    for context in running:
        context.close()


def test_after_one_visit_every_page_of_the_language_opens_without_a_network(
    browser_anew: Visit, own_server: Server, site: Path, language: str
) -> None:
    page = browser_anew().new_page()
    page.goto(start(language))
    when_kept(page, language)
    own_server.close()
    page = browser_anew().new_page()
    for address in listed(site)[language]:
        if not f"/{address}".endswith("/"):
            continue  # no page
        page.goto(f"/{address}")
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("h1")).to_be_visible()
        # The styles are here, too.
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--ground')")
    page.goto(f"{start(language)}danger")  # as people type it
    assert page.url.endswith("/")
    page.goto(helper_url(language))  # Python was not wanted yet: the page says so, and the words are there
    expect(page.locator("[data-fault=missing]")).to_be_visible(timeout=20_000)
    expect(page.locator("form.setup")).to_be_visible()


def test_after_one_visit_to_the_helper_it_works_without_a_network(
    browser_anew: Visit, own_server: Server, language: str
) -> None:
    page = browser_anew().new_page()
    page.goto(helper_url(language))
    when_kept(page, "helper")
    own_server.close()
    page = browser_anew().new_page()
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup [type=submit]")
    expect(page.locator(CALL)).to_be_visible()
    expect(page.locator(".zones[data-is=ready]")).to_have_count(1)  # its later packages are here, too


def test_the_helper_can_be_kept_without_opening_it(browser_anew: Visit, own_server: Server, language: str) -> None:
    page = browser_anew().new_page()
    page.goto(f"{start(language)}about/offline/")
    part = page.locator("[data-part=helper]")
    expect(page.locator(f"[data-part={language}] [data-when=kept]")).to_be_visible()
    expect(part.locator("[data-when=absent]").first).to_contain_text(re.compile(r"\d"))  # how much there is to load
    assert not any(".wasm" in path for path in own_server.hits)
    part.locator("[data-keep]:visible").click()
    expect(part.locator("[data-when=kept]")).to_be_visible(timeout=20_000)
    own_server.close()
    page = browser_anew().new_page()
    page.goto(helper_url(language))
    when_ready(page)


def test_a_page_that_is_not_here_is_said_to_be_so_in_every_language(browser_anew: Visit, own_server: Server) -> None:
    page = browser_anew().new_page()
    page.goto("/")
    when_kept(page, "en")
    own_server.close()
    page.goto("/de/calls/")
    expect(page.locator("section[lang=de]")).to_be_visible()
    page.click("section[lang=en] a >> nth=0")
    expect(page.locator("html[lang=en] .doors").first).to_be_visible()


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in another version: every page of it differs."""
    return build_site(tmp_path_factory.mktemp("newer"), SITE_URL="https://newer.example/")


NEWER = "link[rel=canonical][href^='https://newer.example']"


def test_a_newer_version_takes_over_whole_and_only_when_asked(
    visitor: Page, server: Server, site: Path, newer: Path
) -> None:
    page = visitor
    page.goto("/helper/")
    when_kept(page, "helper")
    when_kept(page, "en")
    server.folder = newer
    server.hits.clear()
    try:
        page.goto("/calls/")
        when(page, WAITING)
        assert not any(path.endswith((".wasm", ".bin")) for path in server.hits)  # unchanged: not fetched again
        expect(page.locator("[data-update]")).to_be_visible()
        for address in ("/", "/calls/finding/"):
            page.goto(address)
            assert page.locator(NEWER).count() == 0  # still the old version, also of a page never opened before
        page.goto("/helper/")
        when_ready(page)
        page.click(".setup [type=submit]")
        expect(page.locator(CALL)).to_be_visible()
        expect(page.locator("[data-update]")).to_be_hidden()  # never while a call is running
        other = page.context.new_page()
        other.goto("/calls/")
        other.click("[data-update] button")
        expect(other.locator("[data-busy]")).to_be_visible()
        act(page, "end")
        when(page, QUIET)
        with other.expect_navigation():
            other.click("[data-update] button")
        expect(other.locator(NEWER)).to_have_count(1)
        page.goto("/")
        assert page.locator(NEWER).count() == 1
        assert page.evaluate("async () => (await caches.keys()).length") == 1
    finally:
        server.folder = site


LATE_EVENT = """{
  const container = navigator.serviceWorker;
  const changed = new Promise((done) => container.addEventListener("controllerchange", (event) => {
    event.stopImmediatePropagation();
    done();
  }, { once: true }));
  const register = container.register.bind(container);
  container.register = async (...given) => {
    const registration = await register(...given);
    changed.then(() => setTimeout(() => {
      container.dispatchEvent(new Event("controllerchange"));
      globalThis.toldLate = true;
    }));
    await changed;
    return registration;
  };
}"""
"""As WebKit does it under load: the first service worker is in control before the page has its registration, and only
then is the page told that it has taken over."""


def test_nothing_is_called_newer_on_the_first_visit(visitor: Page) -> None:
    visitor.add_init_script(LATE_EVENT)
    visitor.goto("/calls/")
    when(visitor, "() => globalThis.toldLate")
    expect(visitor.locator("[data-update]")).to_be_hidden()


def test_a_new_page_works_with_an_old_service_worker(visitor: Page, server: Server, site: Path, newer: Path) -> None:
    page = visitor
    page.goto("/helper/")
    when_kept(page, "helper")
    server.folder = newer
    try:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.send("Network.setBypassServiceWorker", {"bypass": True})
        page.goto("/helper/")
        assert page.locator(NEWER).count() == 1
        session.send("Network.setBypassServiceWorker", {"bypass": False})
        when_ready(page)
        page.click(".setup [type=submit]")
        expect(page.locator(CALL)).to_be_visible()
    finally:
        server.folder = site


def test_an_installation_cut_at_any_file_goes_on_at_the_next_visit(
    visitor: Page, server: Server, site: Path, watch: Watch
) -> None:
    """Each visit gets one file further. Pages are whole at every moment, and nothing half is handed out."""
    watch.expected.append("404")
    base = [f"/{path}" for path in listed(site)["base"]]
    assert len(base) > 10
    for cut in base:
        server.fault = on(cut, missing)
        visitor.goto("/")
        expect(visitor.locator(".doors").first).to_be_visible()
        visitor.evaluate("async () => (await navigator.serviceWorker.getRegistration())?.unregister()")
    server.fault = None
    visitor.goto("/")
    when_kept(visitor, "en")


def test_a_login_page_in_between_is_not_kept(visitor: Page, server: Server) -> None:
    server.fault = on("/calls/finding/", html)
    visitor.goto("/about/offline/")
    expect(visitor.locator("[data-part=en] [data-when=refused]")).to_be_visible()
    server.fault = None
    visitor.click("[data-part=en] [data-keep]:visible")
    expect(visitor.locator("[data-part=en] [data-when=kept]")).to_be_visible()


def test_a_full_device_is_noticed_and_said(visitor: Page, server: Server) -> None:
    visitor.goto("/about/offline/")
    expect(visitor.locator("[data-part=en] [data-when=kept]")).to_be_visible()
    session = visitor.context.new_cdp_session(visitor)
    session.send("Storage.overrideQuotaForOrigin", {"origin": server.url, "quotaSize": 3_000_000})
    visitor.click("[data-part=helper] [data-keep]:visible")
    expect(visitor.locator("[data-part=helper] [data-when=full]")).to_be_visible(timeout=20_000)
    session.send("Storage.overrideQuotaForOrigin", {"origin": server.url})
    visitor.click("[data-part=helper] [data-keep]:visible")
    expect(visitor.locator("[data-part=helper] [data-when=kept]")).to_be_visible(timeout=20_000)


def test_what_the_browser_removed_is_loaded_again(visitor: Page, server: Server) -> None:
    visitor.goto("/about/offline/")
    expect(visitor.locator("[data-part=en] [data-when=kept]")).to_be_visible()
    visitor.evaluate("async () => (await caches.open((await caches.keys())[0])).delete('/danger/')")
    server.fault = on("/danger/", missing)
    visitor.reload()
    expect(visitor.locator("[data-part=en] [data-when=refused]")).to_be_visible()
    server.fault = None
    visitor.reload()
    expect(visitor.locator("[data-part=en] [data-when=kept]")).to_be_visible()
    assert visitor.evaluate("async () => Boolean(await caches.match('/danger/'))")


def test_a_damaged_copy_is_replaced_by_a_second_try(visitor: Page, server: Server, watch: Watch) -> None:
    watch.expected += ["Pyodide", "Failed", "wasm"]
    visitor.goto("/helper/")
    when_kept(visitor, "helper")
    visitor.evaluate("""async () => {
      const cache = await caches.open((await caches.keys())[0]);
      const python = (await cache.keys()).find(({ url }) => url.endsWith(".wasm"));
      await cache.put(python, new Response("damaged"));
    }""")
    visitor.goto("/helper/")
    when_ready(visitor)


def test_a_browser_that_keeps_nothing_says_so_and_works(new_context) -> None:  # type: ignore[no-untyped-def]
    page = new_context().new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto("/about/offline/")
    expect(page.locator("[data-part=en] [data-when=unable]")).to_be_visible()
    page.goto("/helper/")
    when_ready(page)


def test_it_can_be_installed(page: Page, site: Path, language: str) -> None:
    page.goto(start(language))
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert manifest["lang"] == language
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {problem["errorId"] for problem in problems} <= {"in-incognito"}
