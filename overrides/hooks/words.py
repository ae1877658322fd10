"""MkDocs hook: gives templates the words of the page's language.

`words` in a page's context; `words_of` (by language) in templates that serve every language,
such as 404.html. Dates in front matter are shown in the page's language by the `date` filter.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from tools.words import Text, WordsError, read

_words: dict[str, dict[str, Text]] = {}


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    """Read the words of every language anew for this build."""
    try:
        for language in config.plugins["i18n"].config.languages:
            _words[language.locale] = read(Path(config.docs_dir) / language.locale)
    except WordsError as error:
        raise PluginError(str(error)) from error


def on_env(env: Any, config: MkDocsConfig, **_: Any) -> Any:
    language = config.theme["language"]
    env.filters["absolute"] = lambda link: str(config.site_url) + str(link).removeprefix("/")
    env.filters["date"] = lambda value: format_date(_as_date(value), "long", locale=language.replace("-", "_"))
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    context["words"] = _words[config.theme["language"]]
    context["helper_words"] = {
        key: text for key, text in _words[config.theme["language"]].items() if not key.startswith("site.")
    }
    return context


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    context["words_of"] = _words
    return context


def _as_date(value: object) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
