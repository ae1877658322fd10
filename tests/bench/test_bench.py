"""The bench measures real builds of real pages, and compares with what the helper really needs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import builds, pages, weight
from tests.bench.host import Host
from tests.bench.rows import FIRST, OURS, STOCK, TAP_MS, Row, compared, table
from tests.bench.visitors import READY
from tests.conftest import ROOT
from tools.runtime import bundle


def test_it_builds_every_page_in_every_language_both_ways() -> None:
    english = len(list((ROOT / "docs/en").rglob("*.md")))
    first, second, growth = builds.growth((1, 2), 1)
    assert f"1 languages ({english} pages)" in first.what and f"2 languages ({2 * english} pages)" in second.what
    for row in (first, second, growth):
        assert row.other and row.ours > 0 and row.ratio == row.ours / row.other
    assert second.other > (first.other or 0) / 2, "seconds for a whole build, not for a page"


def test_the_others_import_what_the_helper_imports() -> None:
    """Not more than the shipped library holds (the rest is built into Python), and not less than the main ones."""
    manifest = bundle.build()
    there = {name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in manifest["modules"]}
    built_in = {"os", "sys", "math", "itertools", "collections.abc", "unicodedata"}
    assert {"json", "dataclasses", "datetime"} <= set(pages.imports()) <= there | built_in


def test_the_host_obeys_the_headers_of_the_site(site: Path) -> None:
    host = Host(site)
    page, wasm = host.file("/helper/"), next(file for path, file in host.files.items() if path.endswith(".wasm"))
    host.close()
    assert page and page.headers["Cache-Control"] == "no-cache" and page.packed and len(page.packed) < len(page.plain)
    assert "immutable" in wasm.headers["Cache-Control"] and wasm.kind == "application/wasm"
    assert host.file("/nothing") is None


def test_the_first_answer_needs_all_that_its_floor_fetches_and_nothing_else(
    chromium: Browser, site: Path, tmp_path: Path
) -> None:
    host = Host(site)
    needed = weight.until_first_answer(chromium, host, "/helper/")
    late = [path for path in host.asked if weight.later(path)]
    floor = Host(pages.floor(tmp_path / "floor", needed))
    for path in late:
        del host.files[path.lstrip("/")]
    page = chromium.new_page(service_workers="block")
    for address in (f"{host.url}/helper/", f"{floor.url}/"):
        page.goto(address)
        assert page.evaluate(READY) > 0
    page.close()
    for each in (host, floor):
        each.close()
    assert any(path.endswith(".wasm") for path in late) and len(late) > 1
    assert {path.lstrip("/") for path in floor.asked} == {"", "worker.js", *needed}


def test_a_row_says_whether_its_goal_is_met() -> None:
    (row,) = compared("first visit", "ms", {OURS: [1, 3, 2], STOCK: [10, 10, 10]}, FIRST)
    assert (row.ours, row.other, row.ratio, row.met) == (2, 10, 0.2, True)
    late = Row("tap to paint", "ms", 60, goal=TAP_MS)
    assert late.met is False and Row("requests", "", 3).met is None
    assert "NOT MET" in table([late]) and "NOT" not in table([row])
