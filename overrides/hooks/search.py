"""MkDocs hook: an index of its own for each language's search, so that nobody loads what is said in another one.

The theme looks for the index below the address that main.html gives it as the site's: here, the language's own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from tools import once

INDEX = "search/search_index.json"


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    """Divide the one index that static-i18n has written for all languages."""
    plugin: Any = config.plugins["i18n"]
    site = Path(config.site_dir)
    if not (site / INDEX).exists():
        return
    whole = json.loads((site / INDEX).read_text(encoding="utf-8"))
    folders = {row.locale: row.link.lstrip("/") for row in plugin.config.languages if row.build}
    for code, folder in folders.items():
        others = tuple(it for it in folders.values() if it and it != folder)
        docs = [
            {**doc, "location": doc["location"].removeprefix(folder)}
            for doc in whole["docs"]
            if doc["location"].startswith(folder) and not doc["location"].startswith(others)
        ]
        languages = [it for it in whole["config"]["lang"] if it == code.split("-")[0]] or ["en"]
        own = {"config": {**whole["config"], "lang": languages}, "docs": docs}
        target = site / folder / INDEX
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(own, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
