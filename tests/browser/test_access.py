"""The access gate on every page as it is once loaded: WCAG 2.2 up to AAA, in light, dark and forced colours; places to
tap (reach.py); and that nothing has to be pushed sideways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import SCHEMES, findings
from tests.browser.conftest import PHONE, NewContext, when_ready
from tests.browser.reach import small
from tests.conftest import ROOT

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
NAMES = sorted(path.relative_to(ROOT / "docs/en").as_posix() for path in (ROOT / "docs/en").rglob("*.md"))


def addresses(language: str) -> Iterator[str]:
    start = "/" if language == "en" else f"/{language}/"
    yield from (start + name.removesuffix(".md").removesuffix("index") for name in NAMES)


def opened(page: Page, address: str) -> None:
    page.goto(address)
    if address.endswith("/helper"):
        when_ready(page)


def test_on_any_page_axe_finds_nothing_targets_are_large_and_nothing_has_to_be_pushed_sideways(
    new_context: NewContext, language: str
) -> None:
    """Enlarged four times, a desktop of 1280 by 1024 pixels is 320 by 256 (WCAG 1.4.10)."""
    page = new_context(reduced_motion="reduce").new_page()
    found = []
    for address in addresses(language):
        opened(page, address)
        found += [f"{address} too small a target: {it}" for it in small(page)]
        for height in (640, 256):
            page.set_viewport_size({"width": 320, "height": height})
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            found += [f"{address} 320x{height}: as wide as {wide}"] if wide > 320 else []
        page.set_viewport_size(PHONE)
        found += [f"{address} {it}" for it in findings(page)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_a_desktop(new_context: NewContext, language: str) -> None:
    """One page of each kind, with the menu open: that, and the search in the header, are all that is different."""
    page = new_context(viewport=DESKTOP, reduced_motion="reduce").new_page()
    found = []
    for address in addresses(language):
        if address.endswith(("/", "/helper", "/formats", "/card")):
            opened(page, address)
            page.click(".menu summary")
            found += [f"{address} {it}" for it in findings(page)]
    assert not found, "\n".join(found)


def test_what_is_chosen_can_be_seen_in_forced_colours(new_context: NewContext) -> None:
    page = new_context(reduced_motion="reduce", forced_colors="active").new_page()

    def changes(selector: str, act: str) -> None:
        place = page.locator(selector).first
        before = place.screenshot()
        page.evaluate(act)
        page.mouse.move(0, 0)
        assert place.screenshot() != before, selector

    page.goto("/twelfth-step/helpline")
    changes(".task-list-item input", "() => document.querySelector('.task-list-item input').click()")
    page.goto("/helper")
    when_ready(page)
    changes(".tools a", "() => document.querySelector('[data-opens=phrases]').click()")
    page.locator("[data-sheet]:visible").first.click()
    changes(".sheet[open] .chip", "() => document.querySelectorAll('.sheet[open] .chip input')[1].click()")


def test_axe_finds_nothing_on_the_page_for_no_page(new_context: NewContext) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto("/404.html")
        assert not findings(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_device_in_light_or_dark_gets_that_scheme_and_a_bar_of_the_headers_colour(
    new_context: NewContext, scheme: str
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto("/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    bar = page.get_attribute(f"meta[name=theme-color][media*={scheme}]", "content") or ""
    red, green, blue = (int(bar[at : at + 2], 16) for at in (1, 3, 5))
    expect(page.locator(".md-header")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")
