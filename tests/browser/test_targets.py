"""Places to tap are at least 44 by 44 pixels (WCAG 2.5.5), on every page and in the helper's main states.

The rule, with WCAG's own exception: every button, field, summary and choice, and every link that stands alone. A link
within a sentence is as high as its line. A box or a dot with a label is as large as its label.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, act, helper_url, more, tab, when_ready
from tests.browser.test_access import addresses, opened

SMALL = """() => {
  const targets = "a[href], button, select, textarea, summary, input:not([type=hidden]), [role=option], [role=tab]";
  const alone = (link) => {
    const block = link.closest("p, li, td, th, dd, dt, h1, h2, h3, h4, blockquote, nav, header, footer, div");
    const rest = [...block.childNodes].map((node) => node.contains(link) ? "" : node.textContent).join("");
    const own = link.parentElement === block ? "" : link.parentElement.textContent.replace(link.textContent, "");
    return !/\\p{L}/u.test(rest + own);
  };
  return [...document.querySelectorAll(targets)].flatMap((it) => {
    const place = it.matches("[type=checkbox], [type=radio]") ? it.closest("label") ?? it : it;
    const shown = place.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!shown || it.closest("[aria-hidden=true]")) return [];
    if (it.matches("a") && getComputedStyle(it).display === "inline" && !alone(it)) return [];
    const { width, height, right, bottom } = place.getBoundingClientRect();
    if (!width || right < 0 || bottom < 0 || (width >= 43.5 && height >= 43.5)) return [];
    const size = `${Math.round(width)}x${Math.round(height)}`;
    return [`${it.tagName}.${it.className} ${it.name ?? ""} “${it.textContent.trim().slice(0, 30)}” ${size}`];
  });
}"""


def small(page: Page) -> list[str]:
    return list(page.evaluate(SMALL))


def test_targets_on_every_page(new_context: NewContext, language: str) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    found = []
    for address in addresses(language):
        opened(page, address)
        found += [f"{address} {it}" for it in small(page)]
    assert not found, "\n".join(found)


def test_targets_in_the_menu(page: Page, language: str) -> None:
    page.goto("/" if language == "en" else f"/{language}/")
    page.click(".menu summary")
    assert not small(page)


def test_targets_in_the_helper(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    page.click(".setup summary")
    page.check("[name=unequal]")
    found = small(page)
    tab(page, "zones")
    page.wait_for_selector(".zones[data-is=ready]", timeout=30_000)
    for summary in page.locator(".zones summary").all():
        summary.click()
    page.fill("#zones-theirs", "york")
    page.wait_for_selector("#zones-theirs-list [role=option]")
    found += small(page)
    tab(page, "phrases")
    page.click(".ask summary")
    found += small(page)
    page.evaluate("location.hash = 'say=good-time-moment'")
    expect(page.locator(".say-large")).to_be_visible()
    found += small(page)
    page.click("[data-send='phrases.close']")
    tab(page, "timer")
    page.click(".setup [type=submit]")
    page.wait_for_selector(".call:visible")
    found += small(page)
    more(page)
    for summary in page.locator(".call summary:visible").all():
        summary.click()
    found += small(page)
    act(page, "end")
    found += small(page)
    assert not found, "\n".join(found)
