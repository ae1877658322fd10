"""The content security policy: on every page, nothing breaks it, and it does keep things out."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from playwright.sync_api import Page

from tests.browser.conftest import helper_url, when_ready
from tests.browser.test_timer import CALL


def test_every_page_carries_a_strict_policy(site: Path) -> None:
    for file in [*site.rglob("index.html"), site / "404.html"]:
        page = html.parse(str(file)).getroot()
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy and "'unsafe-inline'" not in policy and "'unsafe-eval'" not in policy
        head = page.find("head")
        assert head is not None and head[1].get("http-equiv"), f"{file}: the policy must come before what it governs"
    headers = (site / "_headers").read_text()
    for part in ("frame-ancestors 'none'", "nosniff", "no-referrer", "immutable"):
        assert part in headers


def test_no_page_breaks_its_own_policy(page: Page, site: Path) -> None:
    """The watch on `page` fails on the console error that a violation is."""
    for file in sorted(site.rglob("index.html")):
        page.goto(f"/{file.parent.relative_to(site)}/".replace("/./", "/"))


def test_the_helper_works_under_the_policy(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup [type=submit]")
    page.wait_for_selector(f"{CALL}:visible")


def test_a_script_that_is_not_ours_does_not_run(page: Page, watch) -> None:  # type: ignore[no-untyped-def]
    watch.expected.append("Content Security Policy")
    page.goto("/")
    page.evaluate("""
      const script = document.createElement("script");
      script.textContent = "globalThis.intruder = true";
      document.body.append(script);
    """)
    assert page.evaluate("globalThis.intruder") is None
