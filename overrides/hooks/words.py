"""MkDocs hook: gives templates the words of the page's language.

`words` in a page's context; `words_of` (by language, where there are any) in templates that serve
every language, such as 404.html. The helper's page also gets `choices`: what the fields of each tool offer and allow,
as helper/ has it. Dates in front matter are shown in the page's language by the `date` filter.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date, get_day_names
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from helper import app
from tools.sources.words import Text, WordsError, for_helper, read, speaks

_words: dict[str, dict[str, Text]] = {}
_own: dict[str, dict[str, Text]] = {}
_helper: dict[str, str] = {}


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    """Read the words of every language anew for this build."""
    plugin: Any = config.plugins["i18n"]
    if plugin.building:  # once for a build, not again for each language in it
        return
    docs = Path(config.docs_dir)
    try:
        for language in plugin.config.languages:
            folder = docs / language.locale
            default = docs / plugin.default_language
            _words[language.locale] = read(folder, default)
            _helper[language.locale] = language.locale if speaks(folder, default) else plugin.default_language
            if (folder / "words/site.yml").exists():
                _own[language.locale] = _words[language.locale]
    except WordsError as error:
        raise PluginError(str(error)) from error


def on_env(env: Any, config: MkDocsConfig, **_: Any) -> Any:
    language = config.theme["language"]
    env.filters["absolute"] = lambda link: str(config.site_url) + str(link).removeprefix("/")
    env.filters["date"] = lambda value: format_date(_as_date(value), "long", locale=language.replace("-", "_"))
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    language = str(config.theme["language"])
    context["words"] = _words[language]
    if page.meta.get("template") == "helper.html":
        context["helper_words"] = for_helper(_words, language)
        context["choices"] = {name: tool.CHOICES for name, tool in app.TOOLS.items()}
        days = get_day_names("wide", locale=_helper[language].replace("-", "_"))
        context["weekdays"] = [name for _, name in sorted(days.items())]
    return context


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    context["words_of"] = _own
    return context


def _as_date(value: object) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
