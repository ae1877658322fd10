"""MkDocs hook: gives templates the words of the page's language.

`words` in a page's context; `words_of` (by language, where there are any) in templates that serve
every language, such as 404.html. The helper's page also gets `choices`: what the fields of each tool offer and allow,
as helper/ has it, and the `sum` of what the timer would run. Dates in front matter are shown in the page's language by
the `date` filter.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal
from babel.units import format_unit
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from helper import app
from helper.texts import Texts
from helper.timer import model, view
from tools import once
from tools.sources.words import Text, for_helper, read, speaks

WRITTEN = {"en": "en-GB"}
"""In which country's way a language's pages write dates, where it is not what the language alone would give."""

_words: dict[str, dict[str, Text]]
_own: dict[str, dict[str, Text]]
_helper: dict[str, str]


@once.before
def on_pre_build(config: MkDocsConfig) -> None:
    global _words, _own, _helper
    plugin: Any = config.plugins["i18n"]
    default = Path(config.docs_dir) / plugin.default_language
    folders = {row.locale: Path(config.docs_dir) / row.locale for row in plugin.config.languages}
    _words = {code: read(folder, default) for code, folder in folders.items()}
    _own = {code: _words[code] for code, folder in folders.items() if (folder / "words/site.yml").exists()}
    _helper = {code: code if speaks(folder, default) else default.name for code, folder in folders.items()}


def on_env(env: Any, config: MkDocsConfig, **_: Any) -> Any:
    language = config.theme["language"]
    env.filters["absolute"] = lambda link: str(config.site_url) + str(link).removeprefix("/")
    written = WRITTEN.get(language, language).replace("-", "_")
    env.filters["date"] = lambda value: format_date(_as_date(value), "long", locale=written)
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    language = str(config.theme["language"])
    context["words"] = _words[language]
    if page.meta.get("template") == "helper.html":
        context["helper_words"] = for_helper(_words, language)
        context["choices"] = {name: tool.CHOICES for name, tool in app.TOOLS.items()}
        locale = _helper[language].replace("-", "_")
        for name, days in (
            ("weekdays", get_day_names("wide", locale=locale)),
            ("weekdays_short", get_day_names("abbreviated", "stand-alone", locale)),
        ):
            context[name] = [day for _, day in sorted(days.items())]
        numbers: Any = _Numbers(locale)
        # In the page before Python says it, so that nothing below it moves.
        context["sum"] = view.view(model.Model(), 0, Texts(_words[language], numbers).part("timer"))["sum"]
    return context


class _Numbers:
    """As much of helper.texts.Locale as says what the timer does that nobody has set yet."""

    def __init__(self, locale: str) -> None:
        self._locale = locale

    def number(self, number: int) -> str:
        return format_decimal(number, locale=self._locale)

    def minutes(self, minutes: int) -> str:
        return format_unit(minutes, "duration-minute", locale=self._locale)


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    context["words_of"] = _own
    return context


def _as_date(value: object) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
