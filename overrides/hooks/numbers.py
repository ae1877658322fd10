"""MkDocs hook: numbers to dial, for the page that has those of every country, and for the pocket card.

Where a page says <div data-numbers></div>, readers look up a country (partials/numbers/finder.html); what they see then
is copied from the page of every country's numbers, and the cities come from a file when somebody types.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from tools import fingerprint, numbers, once
from tools.numbers import finder
from tools.numbers.shown import Shown
from tools.sources import words
from tools.world import countries

FINDER = "<div data-numbers></div>"
CITIES = "assets/cities.json"

_shown: dict[str, Shown]
_cities: str
_environment: Environment


@once.before
def on_pre_build(config: MkDocsConfig) -> None:
    global _shown, _cities
    plugin: Any = config.plugins["i18n"]
    folders = {row.locale: Path(config.docs_dir) / row.locale for row in plugin.config.languages}
    default = plugin.default_language
    book, zones = numbers.read(), countries.of_zones()
    names = {code: countries.names(folder, book.countries) for code, folder in folders.items()}
    usa = names[default]["US"]
    names[default]["US"] = replace(usa, others=(*usa.others, *finder.states()))
    _shown = {}
    for code, folder in folders.items():
        spoken = code if (folder / "words/numbers.yml").exists() else default
        texts = words.read(folder, folders[default])
        _shown[code] = Shown(book, spoken, texts, names, zones)
    found = {isos: "|".join(own) for isos, own in finder.cities(Path(config.docs_dir)).items()}
    _cities = json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def on_env(env: Environment, **_: Any) -> Environment:
    global _environment
    _environment = env
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    context["numbers"] = _shown[str(config.theme["language"])]
    context["cities"] = fingerprint.hashed(CITIES, _cities.encode())
    if FINDER in (page.content or ""):
        finder = _environment.get_template("partials/numbers/finder.html")
        page.content = (page.content or "").replace(FINDER, finder.render(context))
    return context


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    content = _cities.encode()
    (Path(config.site_dir) / fingerprint.hashed(CITIES, content)).write_bytes(content)
