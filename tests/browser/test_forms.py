"""Folds, questions and fields look alike in every tool; what belongs together stands together."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import case, helper_url, tab, when_ready
from tests.browser.test_zones import choose

FOLDS = """(panel) => [...document.querySelectorAll(`#panel-${panel} details`)].flatMap((fold) => {
  if (fold.closest(".call")) return [];
  fold.open = true;
  const inner = fold.parentElement.closest("details"), summary = fold.querySelector(":scope > summary");
  const { fontSize, fontWeight } = getComputedStyle(summary.querySelector("h3") ?? summary);
  const { borderTopWidth, borderLeftWidth, marginTop, marginBottom } = getComputedStyle(fold);
  const frame = inner ? [borderLeftWidth] : [borderLeftWidth, borderTopWidth, marginTop, marginBottom];
  const kind = inner ? "inner" : fold.matches(".there") ? "there" : "fold";
  return [[kind, `${[fontSize, fontWeight, getComputedStyle(summary).minHeight, ...frame]}`]];
})"""
FRAMED = """() => [...document.querySelectorAll("[data-panel] details :is(fieldset, [role=group])")]
  .filter((it) => parseFloat(getComputedStyle(it).borderLeftWidth))
  .map((it) => it.textContent.trim().slice(0, 30))"""
EDGES = """(panel) => [...document.querySelectorAll(`#panel-${panel} details:not(.there)`)].flatMap((fold) => {
  const starts = [...fold.querySelectorAll(":scope > :is(p, fieldset, .choice, .pair)")]
    .filter((it) => it.getClientRects().length)
    .map((it) => it.querySelector("input, select, button, label, legend") ?? it)
    .map((it) => Math.round(it.getBoundingClientRect().left));
  return new Set(starts).size > 1 ? [`${fold.querySelector("summary").textContent.trim()}: ${starts}`] : [];
})"""
WIDE = """(panel) => [...document.querySelectorAll(`#panel-${panel} details :is(input, select, button)`)]
  .filter((it) => it.getBoundingClientRect().width > 700).map((it) => it.name || it.textContent)"""
HEIGHTS = """() => [...document.querySelectorAll(".tiles")].filter((it) => it.getClientRects().length).map((it) =>
  new Set([...it.querySelectorAll("a, button")].map((tile) => Math.round(tile.getBoundingClientRect().height))).size)"""


def opened(page: Page, language: str) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    tab(page, "zones")
    choose(page, "Vancouver")


def test_folds_and_fields_are_of_one_kind_in_every_tool(page: Page, language: str) -> None:
    opened(page, language)
    with case("each mark of their day has its key"):
        keys = page.locator(".zones .day__key")
        for part in ("good", "night", "now"):
            expect(page.locator(f".zones .day > svg .day__{part}")).to_have_count(1)
            assert keys.locator(f"span:has(.day__{part})").inner_text().strip()
    for width in (360, 1280):
        with case(f"{width} px wide"):
            page.set_viewport_size({"width": width, "height": 800})
            seen: dict[str, set[str]] = {}
            for panel in ("timer", "zones", "phrases"):
                tab(page, panel)
                for kind, look in page.evaluate(FOLDS, panel):
                    seen.setdefault(kind, set()).add(look)
                assert not page.evaluate(EDGES, panel)
                assert not page.evaluate(WIDE, panel)
            assert {kind: len(looks) for kind, looks in seen.items()} == {"fold": 1, "inner": 1, "there": 1}, seen
            assert not page.evaluate(FRAMED), "a frame within a frame"


def test_all_about_the_signal_stands_in_one_place_beside_start_and_tiles_are_of_one_height(
    page: Page, language: str
) -> None:
    page.goto(helper_url(language))
    when_ready(page)
    parts = ["[name=sound]", "[name=chime]", "[name=volume]", "[name=voice]", "[data-send='timer.try_signal']"]
    for part in parts:
        expect(page.locator(f".setup .signal {part}")).to_have_count(1)
    for part in ("[name=sound]", "[data-send='timer.try_signal']"):
        expect(page.locator(part)).to_be_in_viewport()
    page.uncheck("[name=sound]")
    expect(page.locator(".signal details")).to_be_hidden()
    tab(page, "phrases")
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert set(page.evaluate(HEIGHTS)) == {1}, width
