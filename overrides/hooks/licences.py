"""MkDocs hook: what of others is shipped, for the page about it, and the licence texts as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from tools import licences, once

FILE = "assets/licences.txt"

_parts: list[licences.Part]


@once.before
def on_pre_build(config: MkDocsConfig) -> None:
    global _parts
    _parts = licences.parts()


def on_page_context(context: dict[str, Any], page: Page, **_: Any) -> dict[str, Any]:
    if page.meta.get("template") == "licences.html":
        context["licences"], context["licence_texts"] = _parts, FILE
    return context


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    file = Path(config.site_dir) / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(licences.text(_parts), encoding="utf-8")
