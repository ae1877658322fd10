"""MkDocs hook: the web app manifest of each language, so that the site can be put on a home screen.

Its name gives nothing away. See https://www.w3.org/TR/appmanifest/ for what the entries mean.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from tools import once

NAME = "app.webmanifest"
COLOURS = {"background_color": "#faf7f1", "theme_color": "#14524f"}  # --ground of styles/tokens.css, and the mark's
ICONS = (("icon.svg", "any", "any"), ("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"),
         ("maskable-512.png", "512x512", "maskable"))  # fmt: skip
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
SHORTCUTS = (("danger/", "site.danger_title"), ("helper/#share-timer", "site.tool_timer"),
             ("helper/#time-zones", "site.tool_zones"), ("helper/#say-it", "site.tool_phrases"))  # fmt: skip

_manifests: dict[str, str] = {}


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    context["app_manifest"] = f"{context['translation']['base']}{NAME}"
    if page.file.norm_src_uri == "index.md":  # type: ignore[attr-defined]
        _manifests[context["app_manifest"]] = _manifest(context, config)
    return context


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    for place, text in _manifests.items():
        (Path(config.site_dir) / place).write_text(text, encoding="utf-8")


def _manifest(context: dict[str, Any], config: MkDocsConfig) -> str:
    words, base = context["words"], context["translation"]["base"]
    top = get_relative_url(".", f"{base}{NAME}")
    entries = {
        "name": config.site_name,
        "short_name": config.site_name,
        "description": words["site.descriptor"],
        "lang": str(config.theme["language"]),
        "start_url": "./",
        "scope": f"{top}/",
        "display": "standalone",
        **COLOURS,
        "icons": [
            {"src": f"{top}/assets/{'' if name == 'icon.svg' else 'icons/'}{name}", "sizes": sizes,
             "type": TYPES[Path(name).suffix], "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
        "shortcuts": [{"name": words[key], "url": f"./{place}"} for place, key in SHORTCUTS],
    }  # fmt: skip
    return json.dumps(entries, ensure_ascii=False, indent=1)
