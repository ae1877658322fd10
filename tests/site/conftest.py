"""The built site, parsed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Address below the site ("de/calls/") to parsed page; 404.html apart."""
    found = {}
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site)
        found["/" if file.parent == site else f"{folder}/"] = html.parse(str(file)).getroot()
    return found
