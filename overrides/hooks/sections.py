"""MkDocs hook: a section of the menu is called what its index page is called."""

from __future__ import annotations

from typing import Any

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page


def on_nav(nav: Navigation, config: Any, **_: Any) -> Navigation:
    for item in nav.items:
        _name(item, config)
    return nav


def _name(item: StructureItem, config: Any) -> None:
    if not isinstance(item, Section):
        return
    for child in item.children:
        _name(child, config)
    for child in item.children:
        if isinstance(child, Page) and child.is_index:
            child.read_source(config)
            item.title = str(child.title)
