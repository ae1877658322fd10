"""A new language in a real browser: nothing overflows, everything is mirrored, the helper works and speaks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import helper_url, when_ready
from tests.built import Server
from tests.conftest import ROOT
from tests.tools import pseudo
from tests.tools.copies import Copy

SPEAK = {"cs": pseudo.accented, "ar": pseudo.arabic}
NAMES = sorted(path.relative_to(ROOT / "docs/en").as_posix() for path in (ROOT / "docs/en").rglob("*.md"))
TOO_WIDE = """[...document.querySelectorAll("body *")].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  const scrolls = element.closest(".wide, .md-search, .md-select__inner, .md-skip");
  return width && (left < -1 || right > innerWidth + 1) && !scrolls;
}).map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 30)}`)"""


@pytest.fixture(scope="module")
def site_server(more_languages: Copy) -> Iterator[Server]:
    server = Server(more_languages.site)
    yield server
    server.close()


@pytest.mark.parametrize("code", ["cs", "ar", "fr"])
def test_nothing_overflows_on_a_small_phone(page: Page, code: str) -> None:
    for name in NAMES:
        place = name.removesuffix(".md").removesuffix("index")
        page.goto(f"/{code}/{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        found = [it for it in page.evaluate(TOO_WIDE) if "announcer" not in it]
        assert not found, (name, found)


@pytest.mark.parametrize("code", ["cs", "ar"])
def test_the_helper_runs_and_speaks(page: Page, code: str) -> None:
    page.goto(helper_url(code))
    when_ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click(".timer .setup [type=submit]")
    expect(page.locator(".call .who strong")).to_have_text(SPEAK[code]("Your turn"), timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert ":" in page.inner_text(".call .left")


def test_a_helper_without_words_runs_in_english(page: Page) -> None:
    page.goto(helper_url("fr"))
    when_ready(page)
    page.click(".timer .setup [type=submit]")
    expect(page.locator(".call .who strong")).to_have_text("Your turn", timeout=20_000)


def test_right_to_left_is_mirrored(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    box = "document.querySelector(selector).getBoundingClientRect()"
    middle = f"(selector) => {{ const it = {box}; return it.left + it.width / 2; }}"
    sides = {}
    for code in ("cs", "ar"):
        page.goto(f"/{code}/calls/")
        sides[code] = [page.evaluate(middle, it) > 640 for it in (".md-logo", ".danger-link", ".menu")]
        assert page.evaluate("getComputedStyle(document.querySelector('article')).direction") == (
            "rtl" if code == "ar" else "ltr"
        )
    assert sides == {"cs": [False, True, True], "ar": [True, False, False]}


def test_the_language_switch_can_be_used(page: Page) -> None:
    page.goto("/cs/calls/formats/")
    page.click(".md-header .md-select summary")
    page.click(".md-select__link[hreflang=ar]")
    page.wait_for_url("**/ar/calls/formats/")


def test_the_search_finds_a_word_of_a_new_language(page: Page) -> None:
    page.goto("/cs/calls/")
    page.click(".menu > summary")
    page.click(".menu__search")
    page.locator(".md-search__input").press_sequentially(pseudo.accented("bookending"))
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=10_000)
    assert "/cs/" in str(page.locator(".md-search-result__link").first.get_attribute("href"))
