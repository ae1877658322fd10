"""What others made and we ship is named on the site, with its licence; nothing can come in unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tools import licences
from tools.runtime import bundle

Pages = dict[str, html.HtmlElement]
OF_EACH_KIND = {"Pyodide", "CPython", "zlib", "segno", "icalendar", "tzdata", "GeoNames", "mkdocs-material", "rxjs"}


def rows(page: html.HtmlElement) -> dict[str, list[str]]:
    lines = page.cssselect("table[data-licences] tbody tr")
    cells = [[cell.text_content().strip() for cell in line] for line in lines]
    return {
        name: [version, licence, line[0][0].get("href")]
        for line, (name, version, licence) in zip(lines, cells, strict=True)
    }


@pytest.mark.parametrize("address", ["about/licences/", "de/about/licences/"])
def test_the_page_names_all_parts_with_licence_and_source(pages: Pages, address: str) -> None:
    shown = rows(pages[address])
    assert OF_EACH_KIND <= set(shown) == {part.name for part in licences.parts()}
    for name, (_, licence, source) in shown.items():
        assert licence and source.startswith("https://"), name
    assert shown["tzdata"][0] == bundle.build()["tzdata"] and shown["Pyodide"][0] == bundle.build()["pyodide"]


def test_the_texts_go_along(site: Path) -> None:
    given = (site / "assets/licences.txt").read_text(encoding="utf-8")
    for part in licences.parts():
        assert f"{part.name} {part.version}".strip() in given
        assert all(text in given for text in part.texts), part.name
        assert part.texts or part.licence in {"CC-BY-4.0", "0BSD", "blessing"}, f"{part.name}: a text must go along"


def test_what_nobody_has_looked_up_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(licences.THEME, "rxjs")
    with pytest.raises(licences.LicencesError, match="rxjs"):
        licences.parts()
    monkeypatch.undo()
    monkeypatch.delitem(licences.UNSAID, "segno")
    with pytest.raises(licences.LicencesError, match="segno"):
        licences.parts()
    monkeypatch.undo()
    monkeypatch.setattr(licences, "distributions", list)
    with pytest.raises(licences.LicencesError, match="belongs to no known package"):
        licences.parts()
