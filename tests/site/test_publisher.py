"""The publisher, named when the site is built: shown where people look for one, and nowhere without a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.built import PUBLISHER
from tests.conftest import ROOT

ABOUT = ["about", "about/privacy", "de/about", "de/about/privacy"]


@pytest.fixture(scope="session")
def published(below_a_path: Path) -> Path:
    return below_a_path / "sub"


def page(site: Path, address: str) -> html.HtmlElement:
    return html.parse(str(site / address / "index.html")).getroot()


@pytest.mark.parametrize("address", ABOUT)
def test_who_publishes_it_is_said_with_contact_and_host(published: Path, address: str) -> None:
    (section,) = page(published, address).cssselect("section.publisher")
    said = section.text_content()
    assert all(text in said for text in PUBLISHER.values()), "as it was given, signs and lines too"
    assert section.xpath(".//a/@href") == ["mailto:hello@line.example"]
    assert bool(section.cssselect("#publisher-data ~ p")) == address.endswith("privacy"), "rights, beside the data"


def test_every_page_leads_to_the_publisher(published: Path) -> None:
    for file in published.rglob("index.html"):
        links = html.parse(str(file)).getroot().xpath("//footer//a[contains(@href, '#publisher')]")
        assert len(links) == 1 and links[0].text_content().strip(), file


def test_other_pages_hold_no_name(published: Path) -> None:
    found = {
        str(file.parent.relative_to(published))
        for file in published.rglob("index.html")
        if "hello@line.example" in file.read_text(encoding="utf-8")
    }
    assert found == set(ABOUT)


def test_without_a_name_nothing_is_shown(site: Path) -> None:
    for file in site.rglob("index.html"):
        assert "publisher" not in file.read_text(encoding="utf-8"), file


def test_the_guide_names_each_setting() -> None:
    guide, settings = ((ROOT / name).read_text(encoding="utf-8") for name in ("DEPLOY.md", "mkdocs.yml"))
    for name in PUBLISHER:
        assert f"`{name}`" in guide and f"!ENV [{name}," in settings
