"""The measurement of how builds grow (tools/scale.py) measures real builds of real pages."""

from __future__ import annotations

from tests.conftest import ROOT
from tools import scale


def test_it_builds_every_page_in_every_language_both_ways() -> None:
    pages = len(list((ROOT / "docs/en").rglob("*.md")))
    first, second, growth = scale.rows((2, 3), 1)
    assert f"2 languages ({2 * pages} pages)" in first["what"] and f"3 languages ({3 * pages} pages)" in second["what"]
    for row in (first, second, growth):
        assert row["ours"] > 0 and row["stock"] > 0
        assert row["ratio"] == row["ours"] / row["stock"]
    assert second["stock"] > first["stock"] / 2, "seconds for a whole build, not for a page"
