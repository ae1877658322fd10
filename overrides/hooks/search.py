"""MkDocs hook: an index of its own for each language's search, so that nobody loads what is said in another one.

The theme looks for the index below the address that main.html gives it as the site's: here, the language's own. Words
are read as overrides/shell/forgiving.js says, which lunr takes for a language. What a page is about, its description
and the `keywords` of its front matter, is a field of its own, which is searched and not shown.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from tools import once

INDEX = "search/search_index.json"
READING = "forgiving"
"""The language that lunr is told: overrides/shell/forgiving.js."""
PLACE = f"assets/javascripts/lunr/min/lunr.{READING}.min.js"
SUBJECT = "subject"
WEIGHT = 2_000
"""Of a word in a page's subject. The theme gives 1000 to one in a title, 1 to one in a text."""

_subjects: dict[str, str] = {}


def on_page_content(html: str, page: Page, **_: Any) -> None:
    _subjects[page.url] = " ".join(str(page.meta[it]) for it in ("keywords", "description") if page.meta.get(it))


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    """Divide the one index that static-i18n has written for all languages."""
    plugin: Any = config.plugins["i18n"]
    site = Path(config.site_dir)
    if not (site / INDEX).exists():
        return
    whole = json.loads((site / INDEX).read_text(encoding="utf-8"))
    folders = {row.locale: row.link.lstrip("/") for row in plugin.config.languages if row.build}
    for folder in folders.values():
        others = tuple(it for it in folders.values() if it and it != folder)
        docs = [
            {**doc, "location": doc["location"].removeprefix(folder), **_subject(doc["location"])}
            for doc in whole["docs"]
            if doc["location"].startswith(folder) and not doc["location"].startswith(others)
        ]
        fields = {**whole["config"]["fields"], SUBJECT: {"boost": WEIGHT}}
        own = {"config": {**whole["config"], "lang": [READING], "pipeline": [], "fields": fields}, "docs": docs}
        target = site / folder / INDEX
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(own, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (site / PLACE).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).resolve().parents[1] / f"shell/{READING}.js", site / PLACE)


def _subject(location: str) -> dict[str, str]:
    text = _subjects.get(location)
    return {SUBJECT: text} if text else {}
