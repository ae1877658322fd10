"""MkDocs hook: what a link to a page shows in a chat, as `preview` for main.html: the card of its language (drawn by
tools/pictures.py) and the languages as link previews name them ("de_DE")."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.core import get_global
from mkdocs.config.defaults import MkDocsConfig

from tools.sources import languages

ASSETS = Path(__file__).resolve().parent.parent / "assets"
WORDLESS = "cards/any.png"


def on_page_context(context: dict[str, Any], config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    known = context["translation"]
    missing = known["state"] == "missing"
    code = known["original"] if missing else str(config.theme["language"])
    own = f"cards/{code}.png"
    context["preview"] = {
        "card": own if (ASSETS / own).exists() else WORDLESS,
        "locale": _locale(code),
        "others": [_locale(other) for other in known["addresses"] if other != code and not missing],
    }
    return context


def _locale(code: str) -> str:
    """Language and country: the one named, or where the language is most at home."""
    own = languages.locale(code)
    likely = str(get_global("likely_subtags").get(own.language, "")).rpartition("_")[2]
    return "_".join(filter(None, (own.language, own.territory or likely)))
