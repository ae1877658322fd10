"""The inline scripts of every built page against both policies: its own meta element, and the header for all pages."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from lxml import html

KNOWN = re.compile(r"'(sha256-[^']+)'")


def scripts(page: html.HtmlElement) -> Iterator[str]:
    """The hash of each script that stands in the page and is run, as browsers reckon it."""
    for script in page.iter("script"):
        if script.get("src") is None and script.get("type", "module") in ("module", "text/javascript"):
            yield f"sha256-{b64encode(hashlib.sha256((script.text or '').encode()).digest()).decode()}"


def test_both_policies_know_every_inline_script(site: Path) -> None:
    (header,) = re.findall(r"Content-Security-Policy: (.*)", (site / "_headers").read_text(encoding="utf-8"))
    lacking, everything = [], set[str]()
    for file in sorted(site.rglob("*.html")):
        page = html.fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        (own,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        used = set(scripts(page))
        assert set(KNOWN.findall(own)) == used, f"{file}: its own policy"
        lacking += [str(file.relative_to(site))] if used - set(KNOWN.findall(header)) else []
        everything |= used
    assert not lacking, f"the header forbids a script of {len(lacking)} pages: {lacking}"
    assert set(KNOWN.findall(header)) == everything and len(everything) >= 3
    assert header.replace("; frame-ancestors 'none'", "").split("script-src")[0] == own.split("script-src")[0]
